//! What dictionaries hold under texts that stand in the source: records.
//!
//! ```python
//! found = {"data": data, "steps": []}
//! found["steps"].append(3)            # a new list, whoever made `data`
//! ```
//!
//! Decides: what a dictionary holds under a key that is written as a text where it is read. Elsewhere, and for all that goes
//! through the dictionary, it holds what its `element` says, under whatever key.
//!
//! Sound because: what is stored under a text is found under an equal text, or where the key is not written down, and then all
//! elements are meant. What is stored under a key that is not a text in the source, or by any other way than a display and an
//! assignment to a subscript, may stand under each key ([`Keyed::others`]). Dictionaries of classes of their own, which may say what
//! `d[key]` is, have no such parts. Texts that differ only in halves of surrogates count as the same key.

use ruff_python_ast::{self as ast, Expr};

use super::Analysis;
use super::call::Arguments;
use super::heap::{BoundTarget, Heap, ObjectKind};
use super::walker::Walker;
use crate::ids::{ObjId, Symbol};
use crate::values::{Atoms, Value};

/// More keys than this, and what stands under the others is not told apart.
const MOST_KEYS: usize = 64;

/// What a dictionary holds, by key.
#[derive(Clone, Debug, Default)]
pub struct Keyed {
    by: Vec<(Symbol, Value)>,
    /// What may stand under any key.
    others: Value,
}

impl Keyed {
    fn under(&self, key: Symbol) -> Option<usize> {
        self.by.iter().position(|&(known, _)| known == key)
    }
}

impl Heap {
    /// Adds to what a dictionary holds under this key.
    pub fn add_keyed(&mut self, id: ObjId, key: Symbol, value: &Value) {
        let object = &mut self.objects[id.index()];
        let others = &object.element;
        let known = object
            .keyed
            .get_or_insert_with(|| Box::new(Keyed { others: others.clone(), ..Keyed::default() }));
        let at = match known.under(key) {
            Some(at) => at,
            None if known.by.len() < MOST_KEYS => {
                known.by.push((key, Value::bottom()));
                known.by.len() - 1
            }
            None => return self.add_element(id, value),
        };
        let mut held = std::mem::take(&mut known.by[at].1);
        let grew = self.learn(&mut held, value);
        if let Some(known) = &mut self.objects[id.index()].keyed {
            known.by[at].1 = held;
        }
        if grew {
            self.grew_inside(id);
        }
        self.add_anywhere(id, value);
    }

    /// Notes that something may stand under any key.
    pub(super) fn add_unkeyed(&mut self, id: ObjId, value: &Value) {
        let Some(known) = &mut self.objects[id.index()].keyed else { return };
        let mut others = std::mem::take(&mut known.others);
        let grew = self.learn(&mut others, value);
        if let Some(known) = &mut self.objects[id.index()].keyed {
            known.others = others;
        }
        if grew {
            self.grew_inside(id);
        }
    }

    /// What a dictionary holds under this key, where that is told apart from what it holds under others.
    pub fn keyed(&self, id: ObjId, key: Symbol) -> Option<Value> {
        let known = self.get(id).keyed.as_ref()?;
        let mut value = Value::bottom();
        value.join_types(&known.others);
        if let Some(at) = known.under(key) {
            value.join_types(&known.by[at].1);
        }
        Some(value)
    }
}

impl Analysis<'_> {
    /// Whether an object is a dictionary, and of no class of its own.
    fn is_plain_dictionary(&self, object: ObjId) -> bool {
        let dict = self.knowledge.builtin_type("dict");
        self.heap.peek(object).kind == ObjectKind::Library(dict)
    }
}

impl Walker<'_, '_> {
    /// The key of a subscript, where it is a text in the source.
    pub(super) fn text_key(&mut self, key: &Expr) -> Option<Symbol> {
        let Expr::StringLiteral(node) = key else { return None };
        Some(self.an.symbol(node.value.to_str()))
    }

    /// Adds to what an object holds, under this key if it is a dictionary.
    pub(super) fn add_under(&mut self, object: ObjId, key: Option<Symbol>, value: &Value) {
        match key {
            Some(key) if self.an.is_plain_dictionary(object) => {
                self.an.heap.add_keyed(object, key, value);
            }
            _ => self.an.heap.add_element(object, value),
        }
    }

    /// What an object holds under this key, where it is a dictionary that tells keys apart.
    pub(super) fn held_under(&self, object: ObjId, key: Option<Symbol>) -> Option<Value> {
        if !self.an.is_plain_dictionary(object) {
            return None;
        }
        self.an.heap.keyed(object, key?)
    }

    /// What `found.get("steps", other)` gives, and `pop` and `setdefault`, where all that it may be called on are dictionaries that
    /// tell keys apart.
    pub(super) fn found_by_text(
        &mut self,
        node: &ast::ExprCall,
        callee: &Value,
        arguments: &Arguments,
    ) -> Option<Value> {
        let Expr::Attribute(function) = &*node.func else { return None };
        let name = function.attr.as_str();
        let other = match (name, &*arguments.positional) {
            ("get" | "setdefault", [_]) => Value::atom(Atoms::NONE),
            ("pop", [_]) => Value::bottom(),
            ("get" | "setdefault" | "pop", [_, other]) => other.clone(),
            _ => return None,
        };
        let is_plain = node.arguments.keywords.is_empty() && arguments.star.is_none();
        let key = self.text_key(node.arguments.args.first().filter(|_| is_plain)?)?;
        if callee.objects.is_empty() || !callee.atoms.is_empty() || callee.origins.is_empty() {
            return None;
        }
        let parts = self.parts_of(callee.origins);
        let mut found = other;
        for &bound in &callee.objects {
            let ObjectKind::Bound(BoundTarget::Library(_)) = self.an.heap.peek(bound).kind else {
                return None;
            };
            let receivers = self.an.heap.get(bound).element.clone();
            if receivers.objects.is_empty() || !receivers.atoms.is_empty() {
                return None;
            }
            for &receiver in &receivers.objects {
                let held = self.held_under(receiver, Some(key))?;
                found.join(&self.part_from(callee.origins, &held, parts));
            }
        }
        Some(found)
    }
}
