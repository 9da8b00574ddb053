//! What library functions return: the words of the knowledge tables as values.

use ruff_python_ast::Operator;
use ruff_text_size::TextRange;

use super::call::Arguments;
use super::heap::{ObjectKey, ObjectKind};
use super::library::Bindings;
use super::walker::Walker;
use crate::ids::{ClassId, LibId, ObjId};
use crate::knowledge::{Signature, TypeExpr};
use crate::values::{Atoms, Origins, Value};

/// Iterators that put all that they go through into tuples of their own when they are made.
pub(crate) const COPYING: &[&str] = &[
    "itertools.combinations",
    "itertools.combinations_with_replacement",
    "itertools.permutations",
    "itertools.product",
];

/// Functions whose work grows with what they show, and that go through no iterator to show it.
pub(super) const SHOWING: &[&str] = &["ascii", "format", "hash", "print", "repr", "str"];

impl Walker<'_, '_> {
    /// The value that a result type describes.
    pub fn type_value(&mut self, expr: &TypeExpr, bindings: &Bindings, site: u32) -> Value {
        self.type_value_at(expr, bindings, site, &mut 300)
    }

    fn type_value_at(
        &mut self,
        expr: &TypeExpr,
        bindings: &Bindings,
        site: u32,
        part: &mut u16,
    ) -> Value {
        match expr {
            TypeExpr::Atom(name) => Value::atom(Atoms::from_name(name)),
            TypeExpr::Any => {
                let mut value = Value::any();
                for argument in bindings.arguments.all().chain(&bindings.receiver) {
                    self.an.heap.escape(argument);
                    self.escape_operator_results(argument);
                    value.origins = value.origins.union(argument.origins);
                }
                value
            }
            TypeExpr::Numeric => self.numeric(bindings, site),
            TypeExpr::SumOf(position) => {
                let mut element = self.argument_element(bindings, *position);
                let arguments = &bindings.arguments;
                if bindings.from_zero
                    && arguments.positional.len() == 1
                    && arguments.keywords.is_empty()
                    && arguments.star.is_none()
                    && arguments.double_star.is_none()
                {
                    // A sum that starts from a number fails on lists and the like.
                    element.objects.retain(|object| !self.is_builtin_container(*object));
                }
                if element.is_atomic() {
                    Value::atom(sum_atoms(element.atoms))
                } else if bindings.from_zero
                    && let Some(atoms) = self.adds_like_numbers(&element)
                {
                    // Fractions and the like: each addition makes a new one.
                    *part += 1;
                    let origins = self.fresh(site, *part);
                    let mut value = element.from(origins);
                    value.atoms = sum_atoms(element.atoms).union(atoms);
                    value
                } else if self.is_plain_value(&element) {
                    self.operators_of_plain(&element, site)
                } else if bindings.from_zero
                    && let [_, start] = arguments.positional.as_slice()
                    && arguments.keywords.is_empty()
                    && arguments.star.is_none()
                    && arguments.double_star.is_none()
                    && self.are_lists(start)
                    && self.are_lists(&element)
                {
                    // `sum(rows, [])`: a new list, which holds what all of them hold.
                    let start = start.clone();
                    let (range, place) = (TextRange::default(), Some(site));
                    self.binary(&start, Operator::Add, &element, range, place, false)
                } else {
                    // Instances add through their own methods, lists would be concatenated.
                    let mut value = element.from(Origins::OUTSIDE);
                    self.escape_operator_results(&value);
                    value.join(&Value::any());
                    self.an.heap.escape(&value);
                    value
                }
            }
            TypeExpr::SelfValue => bindings.receiver.clone().unwrap_or_else(Value::any),
            TypeExpr::SelfElement => self.receiver_part(bindings, |o| &o.element),
            TypeExpr::SelfKey => self.receiver_part(bindings, |o| &o.key),
            TypeExpr::SelfItem => {
                let key = self.receiver_part(bindings, |o| &o.key);
                let element = self.receiver_part(bindings, |o| &o.element);
                *part += 1;
                let pair = self.new_container("tuple", site, *part);
                self.an.heap.add_items(pair.objects[0], &[key.clone(), element.clone()]);
                self.hold(pair.origins, &key);
                self.hold(pair.origins, &element);
                pair
            }
            TypeExpr::Argument(position) => {
                let value = self.argument(bindings, *position);
                if bindings.takes_arrays { self.without_sequences(&value) } else { value }
            }
            TypeExpr::Element(position) => self.argument_element(bindings, *position),
            TypeExpr::ArgumentKeyword(name) => {
                bindings.arguments.keyword(name).cloned().unwrap_or_default()
            }
            TypeExpr::AnyArgument => {
                let mut value = Value::bottom();
                for argument in bindings.arguments.positional.iter().chain(&bindings.arguments.star)
                {
                    value.join(argument);
                }
                if bindings.takes_arrays { self.without_sequences(&value) } else { value }
            }
            TypeExpr::AnyKeyword => {
                let mut value = Value::bottom();
                let keywords = bindings.arguments.keywords.iter().map(|(_, value)| value);
                for argument in keywords.chain(&bindings.arguments.double_star) {
                    value.join(argument);
                }
                value
            }
            TypeExpr::ElementKeyword(name) => match bindings.arguments.keyword(name).cloned() {
                Some(value) => self.element_types(&value),
                None => Value::bottom(),
            },
            TypeExpr::AnyElement => {
                let mut result = Value::bottom();
                let sources: Vec<Value> = bindings
                    .arguments
                    .positional
                    .iter()
                    .chain(&bindings.arguments.star)
                    .cloned()
                    .collect();
                for source in &sources {
                    result.join(&self.element_types(source));
                }
                result
            }
            TypeExpr::DictKey(position) => self.dict_part(bindings, *position, 0),
            TypeExpr::DictValue(position) => self.dict_part(bindings, *position, 1),
            TypeExpr::FreshAny => {
                *part += 1;
                let origins = self.fresh(site, *part);
                self.hold(origins, &Value { origins, ..Value::any() });
                Value { origins, ..Value::any() }
            }
            TypeExpr::Copy(position, deep) => {
                *part += 1;
                let original = self.argument(bindings, *position);
                match self.copy_of(&original, *deep, site, *part) {
                    Some(copy) => copy,
                    None => self.type_value_at(&TypeExpr::Any, bindings, site, part),
                }
            }
            TypeExpr::CallResult(callee) => bindings
                .called
                .iter()
                .find(|(known, _)| known == callee)
                .map_or_else(Value::bottom, |(_, value)| value.clone()),
            TypeExpr::Fresh(id, parts) => self.fresh_library(*id, parts, bindings, site, part),
            TypeExpr::Union(parts) => {
                let mut value = Value::bottom();
                for one in parts {
                    value.join(&self.type_value_at(one, bindings, site, part));
                }
                value
            }
        }
    }

    /// The numbers that may come out where numbers, and immutable library objects that add up to their like, are added;
    /// `None` where the value may be anything else.
    fn adds_like_numbers(&self, value: &Value) -> Option<Atoms> {
        let mut atoms = Atoms::EMPTY;
        for &object in &value.objects {
            let ObjectKind::Library(id) = self.an.heap.peek(object).kind else { return None };
            let info = self.an.knowledge.type_info(id);
            let own = TypeExpr::Fresh(id, Vec::new());
            let results = match &info.operators {
                Some(TypeExpr::Union(parts)) => parts.as_slice(),
                Some(one) => std::slice::from_ref(one),
                None => return None,
            };
            for result in results {
                match result {
                    TypeExpr::Atom(name) => atoms = atoms.union(Atoms::from_name(name)),
                    result if *result == own && !info.mutable => {}
                    _ => return None,
                }
            }
        }
        (!value.is_any()).then_some(atoms)
    }

    fn is_builtin_container(&self, object: ObjId) -> bool {
        matches!(self.an.heap.peek(object).kind, ObjectKind::Library(id)
        if self.an.knowledge.type_info(id).module == "builtins"
            && matches!(
                self.an.knowledge.type_info(id).name.as_str(),
                "list" | "dict" | "set" | "frozenset"
            ))
    }

    /// The type of a call's result: `iter` of a list makes a new iterator, and that of an iterator is the iterator itself.
    pub(super) fn result_type<'s>(
        &self,
        name: &str,
        signature: &'s Signature,
        arguments: &Arguments,
    ) -> &'s TypeExpr {
        let TypeExpr::Union(alternatives) = &signature.result else { return &signature.result };
        let is_plain = name == "iter"
            && arguments.keywords.is_empty()
            && arguments.star.is_none()
            && arguments.double_star.is_none();
        let new = match arguments.positional.as_slice() {
            [only] if is_plain && self.is_never_an_iterator(only) => {
                alternatives.iter().find(|one| matches!(one, TypeExpr::Fresh(..)))
            }
            _ => None,
        };
        new.unwrap_or(&signature.result)
    }

    /// Whether all that a value may be makes a new iterator whenever it is gone through.
    fn is_never_an_iterator(&self, value: &Value) -> bool {
        const CONTAINERS: &[&str] = &[
            "dict",
            "dict_items",
            "dict_keys",
            "dict_values",
            "frozenset",
            "list",
            "set",
            "tuple",
        ];
        let is_container = |&object: &ObjId| {
            matches!(self.an.heap.peek(object).kind, ObjectKind::Library(id)
                if self.an.knowledge.type_info(id).module == "builtins"
                    && CONTAINERS.contains(&self.an.knowledge.type_info(id).name.as_str()))
        };
        let texts = Atoms::STR.union(Atoms::BYTES).union(Atoms::RANGE);
        value.atoms.without(texts).without(Atoms::NO_CONTAINERS).is_empty()
            && value.objects.iter().all(is_container)
    }

    /// Whether methods of a type may hand out again, as values of unknown type, what an object was made from.
    fn gives_anything(&self, info: &crate::knowledge::LibraryType) -> bool {
        let result = |&method: &LibId| self.an.knowledge.function(method).signature.result.clone();
        info.methods.values().any(|method| matches!(result(method), TypeExpr::Any))
    }

    /// Objects of the program that something was made of are asked by it: `SimpleNamespace(card=Card())` shows and compares its
    /// card, `slice(first, last)` makes an index of `first`.
    fn keep_what_is_asked(
        &mut self,
        holder: crate::ids::ObjId,
        info: &crate::knowledge::LibraryType,
        arguments: &Arguments,
    ) {
        let is_open = info.any_attribute || info.name == "slice";
        for argument in arguments.all() {
            let reach = self.an.heap.reachable(argument);
            let is_asked = |object: &crate::ids::ObjId| {
                matches!(self.an.heap.peek(*object).kind, ObjectKind::Instance(_))
            };
            if reach.any && is_open || reach.objects.iter().any(is_asked) {
                self.an.heap.add_element(holder, argument);
            }
        }
    }

    fn fresh_library(
        &mut self,
        id: crate::ids::TypeId,
        parts: &[TypeExpr],
        bindings: &Bindings,
        site: u32,
        part: &mut u16,
    ) -> Value {
        let info = self.an.knowledge.type_info(id);
        if !info.mutable && info.methods.is_empty() && parts.is_empty() && info.name != "tuple" {
            return Value::atom(Atoms::OTHER);
        }
        *part += 1;
        let object = self.an.heap.object(ObjectKey::Site(site, *part), || ObjectKind::Library(id));
        let origins = self.fresh(site, *part);
        let values: Vec<Value> = parts
            .iter()
            .map(|part_expr| self.type_value_at(part_expr, bindings, site, part))
            .collect();
        match (info.name.as_str(), values.as_slice()) {
            ("tuple", [_, _, ..]) => self.an.heap.add_items(object, &values),
            (_, [key, element]) => {
                self.an.heap.add_key(object, key);
                self.an.heap.add_element(object, element);
            }
            (name, _) => {
                if name == "tuple" {
                    self.an.heap.lose_shape(object);
                }
                for value in &values {
                    self.an.heap.add_element(object, value);
                }
            }
        }
        for value in &values {
            self.hold(origins, value);
        }
        // What is asked for an attribute of unknown type gives itself out, and its sources with it.
        let is_lazy = info.one_shot || info.view;
        let by_attributes = has_any_attribute(&info);
        if info.any_attribute || self.gives_anything(&info) || by_attributes && !is_lazy {
            for argument in bindings.arguments.all() {
                self.an.heap.escape(argument);
            }
            if parts.is_empty() {
                self.keep_what_is_asked(object, &info, &bindings.arguments);
            }
        }
        if is_lazy {
            let sources: Vec<crate::ids::ObjId> = bindings
                .arguments
                .all()
                .chain(&bindings.receiver)
                .flat_map(|value| value.objects.iter().copied())
                .filter(|&source| !(bindings.copies && self.an.is_plain_container(source)))
                .collect();
            for source in sources {
                let known = &mut self.an.heap.objects[object.index()].sources;
                if !known.contains(&source) {
                    known.push(source);
                    self.an.heap.grew_inside(object);
                }
            }
            if by_attributes {
                self.an.heap.show_sources(object);
            }
            if let Some(argument) = &bindings.receiver.clone() {
                self.hold(origins, argument);
            }
            // A lazy iterator runs what it was made of when it is advanced.
            for argument in bindings.arguments.all() {
                for &inner in &argument.objects {
                    for func in self.an.heap.get(inner).runs.clone() {
                        self.an.heap.add_run(object, func);
                    }
                }
                self.hold(origins, argument);
            }
        } else if info.mutable && info.module != "builtins" && !info.plain && !info.own {
            // An instance may keep what it was made of.
            for argument in bindings.arguments.all() {
                self.hold(origins, argument);
            }
        }
        Value::object(object, origins)
    }

    /// Who advances a group of `groupby` advances the whole.
    pub(super) fn link_groups(&mut self, whole: &Value) -> Value {
        let mut groups = Value::bottom();
        for &parent in &whole.objects {
            let pairs = self.an.heap.get(parent).element.clone();
            let inside = self.an.heap.element_of(&pairs, |object| &object.element);
            for &group in &inside.objects {
                let is_iterator = matches!(self.an.heap.peek(group).kind, ObjectKind::Library(id)
                    if self.an.knowledge.type_info(id).one_shot);
                // What goes through the argument itself as it comes is no group.
                let is_made_here = self.an.heap.get(parent).sources
                    == self.an.heap.get(group).sources
                    || self.an.heap.get(group).sources.contains(&parent);
                if is_iterator && is_made_here {
                    let known = &mut self.an.heap.objects[group.index()].sources;
                    if !known.contains(&parent) {
                        known.push(parent);
                        self.an.heap.grew_inside(group);
                    }
                    groups.join(&Value::object(group, whole.origins));
                }
            }
        }
        groups
    }

    /// What `dict(argument)` has for keys (0) or values (1): those of a mapping, or the parts of pairs.
    fn dict_part(&mut self, bindings: &Bindings, position: usize, part: usize) -> Value {
        let Some(source) = bindings.arguments.positional.get(position).cloned() else {
            return Value::bottom();
        };
        let mut result = Value::bottom();
        let parts = self.parts_of(source.origins);
        for &object in &source.objects.clone() {
            let one = Value::object(object, source.origins);
            if self.an.is_mapping(object) {
                let held = self.an.heap.get(object);
                let value = if part == 0 { held.key.clone() } else { held.element.clone() };
                result.join(&value.from(parts));
                continue;
            }
            if let ObjectKind::Instance(class) = self.an.heap.peek(object).kind
                && self.an.class_defines(class, "keys")
            {
                // A mapping of the program's own is asked for its keys, and for each value by its key.
                let method = if part == 0 { "keys" } else { "__getitem__" };
                let asked = self.an.call_results(class, method).from(Origins::OUTSIDE);
                let given = if part == 0 { self.element_types(&asked) } else { asked };
                result.join(&given);
                result.join(&Value::any());
                continue;
            }
            let pair = self.element_types(&one);
            let inner_parts = self.parts_of(pair.origins);
            match self.an.heap.items(&pair, 2) {
                Some(items) => {
                    result.join(&items[part].from(inner_parts));
                }
                None => {
                    result.join(&self.element_types(&pair));
                }
            }
        }
        if source.is_any() {
            result.join(&Value { origins: parts.union(source.origins), ..Value::any() });
        }
        result
    }

    fn receiver_part(
        &self,
        bindings: &Bindings,
        part: impl Fn(&super::heap::Object) -> &Value,
    ) -> Value {
        let Some(receiver) = &bindings.receiver else { return Value::any() };
        let parts = self.parts_of(receiver.origins);
        self.part_from(receiver.origins, &self.an.heap.element_of(receiver, part), parts)
    }

    fn argument(&self, bindings: &Bindings, position: usize) -> Value {
        let arguments = &bindings.arguments;
        let mut value = arguments.positional.get(position).cloned().unwrap_or_default();
        if let Some(star) = &arguments.star {
            value.join(star);
        }
        if arguments.positional.get(position).is_none() {
            // A parameter that has a position may also be passed by keyword.
            for (_, keyword) in &arguments.keywords {
                value.join(keyword);
            }
        }
        value
    }

    fn argument_element(&mut self, bindings: &Bindings, position: usize) -> Value {
        let arguments = &bindings.arguments;
        let sources: Vec<Value> = match arguments.positional.get(position) {
            Some(value) => vec![value.clone()],
            None => arguments.star.iter().cloned().collect(),
        };
        let mut result = Value::bottom();
        for source in &sources {
            result.join(&self.element_types(source));
        }
        if let (Some(star), Some(_)) = (&arguments.star, arguments.positional.get(position)) {
            result.join(&self.element_types(star));
        }
        result
    }

    /// The elements of a value without the effects of iterating, which the call has recorded already.
    pub(super) fn element_types(&mut self, value: &Value) -> Value {
        let before = self.take_effects();
        let mut element = self.iterate(value, TextRange::default());
        self.resume_effects(before);
        for object in value.each_object() {
            let ObjectKind::Instance(class) = self.an.heap.peek(object).kind else { continue };
            if self.an.class_defines(class, "__reversed__") {
                // `reversed` goes through what that gives instead.
                let given = self.an.call_results(class, "__reversed__");
                self.an.heap.escape(&given);
                element.join(&Value::any());
            }
        }
        element
    }

    /// What arithmetic on arrays gives.
    fn operators_of_plain(&mut self, value: &Value, site: u32) -> Value {
        let mut result = Value::atom(sum_atoms(value.atoms));
        for object in value.each_object() {
            let ObjectKind::Library(id) = self.an.heap.peek(object).kind else { continue };
            if let Some(expr) = &self.an.knowledge.type_info(id).operators {
                result.join(&self.type_value(expr, &Bindings::default(), site ^ 0x0200_0000));
            }
        }
        result
    }

    /// Whether all that this may be are lists, of Python's own kind.
    fn are_lists(&self, value: &Value) -> bool {
        let list = self.an.knowledge.builtin_type("list");
        !value.objects.is_empty()
            && value.atoms.without(Atoms::UNBOUND).is_empty()
            && value.objects.iter().all(
                |&object| matches!(self.an.heap.peek(object).kind, ObjectKind::Library(id) if id == list),
            )
    }

    /// What a library function gives that has no type may be what an operator method of its arguments, or of what these hold, gave.
    fn escape_operator_results(&mut self, value: &Value) {
        if !self.an.has_operator_methods || value.objects.is_empty() {
            return;
        }
        let reach = self.an.heap.reachable(value);
        let mut classes: Vec<ClassId> = reach
            .objects
            .iter()
            .filter_map(|&object| match self.an.heap.peek(object).kind {
                ObjectKind::Instance(class) => Some(class),
                _ => None,
            })
            .collect();
        classes.sort_unstable();
        classes.dedup();
        for class in classes {
            for name in self.an.operator_methods(class) {
                let given = self.an.call_results(class, &name);
                self.an.heap.escape(&given);
            }
        }
    }

    fn numeric(&mut self, bindings: &Bindings, site: u32) -> Value {
        let mut value = Value::bottom();
        for argument in bindings.arguments.all().chain(&bindings.receiver) {
            if self.is_plain_value(argument) {
                value.join(&self.operators_of_plain(argument, site));
            } else if argument.is_atomic() {
                value.join(&Value::atom(argument.atoms.without(Atoms::STR).without(Atoms::NONE)));
            } else {
                // What an operator of a container returns holds what the container held.
                self.an.heap.escape(argument);
                self.escape_operator_results(argument);
                let origins = argument.origins.union(Origins::OUTSIDE);
                value.join(&Value { origins, ..Value::any() });
            }
        }
        if value.is_bottom() {
            // `itertools.count()`: without arguments, it is about integers.
            value = Value::atom(Atoms::INT);
        }
        if value.atoms.contains(Atoms::BOOL) {
            value.atoms = value.atoms.without(Atoms::BOOL).union(Atoms::INT);
        }
        value
    }

    /// `dict.fromkeys`, `str.join` and the like: a method read from a library class.
    pub(super) fn class_method_of_library(
        &mut self,
        id: LibId,
        name: &str,
        range: TextRange,
    ) -> Value {
        let function = self.an.knowledge.function(id);
        if let Some(type_id) = self.an.knowledge.type_id(&qualify(&function.name))
            && let Some(&method) = self.an.knowledge.type_info(type_id).methods.get(name)
        {
            return self.an.library_value(method);
        }
        if let Some(type_id) = self.an.knowledge.type_id(&qualify(&function.name))
            && let Some(attribute) = self.an.knowledge.type_info(type_id).attributes.get(name)
        {
            let bindings = Bindings::default();
            return self
                .type_value(attribute, &bindings, 0x6000_0000 | id.0)
                .from(Origins::OUTSIDE);
        }
        if matches!(name, "__name__" | "__doc__") {
            return Value::atom(Atoms::STR);
        }
        self.unknown_attribute(&Value::bottom(), &format!("{}.{}", function.name, name), range)
    }
}

fn qualify(name: &str) -> String {
    if name.contains('.') { name.to_owned() } else { format!("builtins.{name}") }
}

fn sum_atoms(atoms: Atoms) -> Atoms {
    // `sum` starts from the integer 0.
    atoms.without(Atoms::BOOL).without(Atoms::UNBOUND).union(Atoms::INT)
}

/// Whether attributes of a type may be what an object was made from.
fn has_any_attribute(info: &crate::knowledge::LibraryType) -> bool {
    info.attributes.values().any(|attribute| matches!(attribute, TypeExpr::Any))
}
