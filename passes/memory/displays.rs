//! Dictionaries: their displays, and values that are stored under keys.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr};

use super::bounds::{Poly, Span};
use super::heap::{DictKind, Kind, Object, Refs, Table, merge};
use super::walker::Walker;

impl<'a> Walker<'a, '_> {
    pub fn dict_display(&mut self, node: &'a ast::ExprDict) -> Refs {
        let mut object = Object::with_len(Kind::Dict(DictKind::Plain), Span::default());
        object.string_keys = true;
        object.attributes = Some(super::documents::all_listed());
        let result = self.create(node.range, 9, object);
        self.hold(&result);
        let at = self.state.held.len();
        for item in &node.items {
            match &item.key {
                Some(key) => {
                    let key = self.eval(key);
                    self.hold(&key);
                    let value = self.eval(&item.value);
                    let key = self.release();
                    let dict = self.state.held.get(at - 1).cloned().unwrap_or_default();
                    self.store_key(&dict, &key, &value);
                    self.hold(&value);
                }
                None => {
                    let value = self.eval(&item.value);
                    let dict = self.state.held.get(at - 1).cloned().unwrap_or_default();
                    self.update_dict(&dict, &value);
                    self.hold(&Refs::new());
                }
            }
        }
        self.note_columns(node, at);
        self.state.held.truncate(at);
        self.release()
    }

    /// Notes the values of a display by their keys, where they can be the columns of a frame.
    fn note_columns(&mut self, node: &'a ast::ExprDict, at: usize) {
        let is_column = |object: &Object<'a>| {
            matches!(
                object.kind,
                Kind::List | Kind::Array { .. } | Kind::View | Kind::Range | Kind::Frame
            )
        };
        let values = self.state.held[at..].to_vec();
        if !values.iter().any(|refs| self.state.objects(refs).any(is_column)) {
            return;
        }
        let mut table: Table = std::collections::BTreeMap::new();
        for (item, value) in node.items.iter().zip(values) {
            let Some(Expr::StringLiteral(key)) = &item.key else { return };
            table.insert(Rc::from(format!("{{{}}}", key.value.to_str())), value);
        }
        if table.len() == node.items.len()
            && let Some(dict) = self.state.held.get(at - 1).cloned()
        {
            self.change(&dict, |object, _| {
                let mut entries = object.attributes.as_deref().cloned().unwrap_or_default();
                entries.extend(table.clone());
                object.attributes = Some(Rc::new(entries));
            });
        }
    }

    /// `d[k] = d.get(k, 0) + 1`, `d[k] = d[k] + 1`: an element is made from the one before it.
    pub fn is_update(&self, target: &'a ast::ExprSubscript, value: &'a Expr) -> bool {
        let Expr::BinOp(binary) = value else { return false };
        let left = self.text(&*binary.left);
        left == self.text(target)
            || left.starts_with(&format!("{}.get(", self.text(&*target.value)))
    }

    /// Each round updates one of many elements: what is likely for one of them grows by its share.
    pub fn spread(&mut self, target: &'a ast::ExprSubscript, value: &Refs) {
        let owner = match &*target.value {
            Expr::Name(name) => self.load(name),
            Expr::Attribute(_) => {
                self.hold(value);
                let owner = self.eval(&target.value);
                self.release();
                owner
            }
            _ => return,
        };
        let Some(len) =
            self.length(&owner).estimate.as_constant().filter(|len| *len > 1.0 && len.is_finite())
        else {
            return;
        };
        let old = self
            .state
            .objects(&owner)
            .flat_map(|object| object.elems.iter().copied())
            .collect::<Refs>();
        let before = self
            .joined(&old)
            .filter(|object| object.kind == Kind::Int)
            .and_then(|object| object.num.estimate.as_constant());
        let Some(before) = before else { return };
        self.change(value, |object, _| {
            if let Some(after) = object.num.estimate.as_constant() {
                let likely = before + (after - before) / len;
                object.num.estimate = Poly::constant(likely);
                object.len.estimate = Poly::constant((likely.abs() + 1.0).log2());
            }
        });
    }

    /// `container[key] = value` of a dictionary.
    pub fn store_key(&mut self, dict: &Refs, key: &Refs, value: &Refs) {
        let strings = self.state.objects(key).all(|object| matches!(object.kind, Kind::Str(_)));
        let present = self.certainly_has(dict, key);
        let new = if self.updates || self.groups(dict, value) {
            // Of a dictionary that is one of many, the rounds are shared among these.
            let many = |object: &Object<'a>| object.count.estimate.as_constant().unwrap_or(1.0);
            let dicts = self.state.objects(dict).map(many).sum::<f64>();
            self.chance_of_new_group(key, self.rounds / dicts.max(1.0))
        } else {
            1.0
        };
        let choices = dict.len().max(1) as f64 / new;
        let text = self.text_of_key(key);
        self.change(dict, |object, certain| {
            super::documents::note_entry(object, text.as_deref(), value);
            object.string_keys &= strings;
            merge(&mut object.keys, key);
            merge(&mut object.elems, value);
            if !present {
                let amount = Span::of(0.0, 1.0 / choices, 1.0);
                object.grow(&amount, certain);
                if certain && object.len.low.is_zero() {
                    object.len.low = Poly::constant(1.0);
                    object.each.0 = object.len.low.clone();
                }
            }
        });
        self.limit_by_domain(dict);
    }

    /// Whether a dictionary gets an empty container only where it has none for the key: it groups.
    fn groups(&self, dict: &Refs, value: &Refs) -> bool {
        let fills = |object: &Object<'a>| match object.kind {
            Kind::Dict(DictKind::Default | DictKind::Counter) => true,
            Kind::Dict(_) => {
                object.attributes.as_ref().is_some_and(|table| table.contains_key("setdefault"))
            }
            _ => false,
        };
        // What is counted comes again, as what is put into groups does.
        let counts = |object: &Object<'a>| {
            matches!(object.kind, Kind::Dict(DictKind::Default | DictKind::Counter))
        };
        let all_count = self.state.objects(dict).all(counts);
        let is_container = |object: &Object<'a>| match object.kind {
            Kind::List | Kind::Set { .. } | Kind::Dict(_) | Kind::Deque | Kind::Packed(_) => true,
            Kind::Int | Kind::Float => all_count,
            _ => false,
        };
        !value.is_empty()
            && self.state.objects(dict).all(fills)
            && self.state.objects(value).all(is_container)
    }

    /// How likely a group is a new one. Where nothing bounds how many there are, there are likely as many as each of them is large.
    pub fn chance_of_new_group(&self, key: &Refs, rounds: f64) -> f64 {
        let different = self.domain(key, 3);
        let is_small = match different.as_constant() {
            Some(different) => different <= rounds,
            None => different.is_finite(),
        };
        if is_small { 1.0 } else { 1.0 / rounds.max(1.0).sqrt() }
    }

    /// Whether a key is a constant that has been stored before.
    fn certainly_has(&self, dict: &Refs, key: &Refs) -> bool {
        let (Some(dict), [key]) = (self.state.single(dict), &key[..]) else { return false };
        dict.keys.contains(key)
            && self.state.object(*key).is_some_and(|key| {
                key.immortal && (key.text.is_some() || key.num.as_constant().is_some())
            })
            && dict.each.0.as_constant().is_some_and(|least| least >= dict.keys.len() as f64)
    }
}
