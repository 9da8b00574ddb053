//! What containers hold: iteration, subscripts, displays and comprehensions.
//!
//! Example: in `[row[0] for row in rows]`, the new list holds what the rows hold, so it may share objects with them.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashSet;

use super::LoopSyntax;
use super::heap::{Field, ObjectKey, ObjectKind};
use super::implicit::Implied;
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{ClassId, ObjId, Symbol};
use crate::passes::scopes::node_id;
use crate::values::{Atoms, Origins, Value};

/// Methods that going through an instance may call on it, `[*instance]` the last one.
pub(super) const GOING_THROUGH: &[&str] =
    &["__iter__", "__next__", "__getitem__", "__len__", "__length_hint__"];

/// Methods by which an instance hands out elements.
const HANDING_OUT: &[&str] = &["__iter__", "__next__", "__getitem__", "__reversed__"];

impl<'a> Walker<'_, 'a> {
    /// What iterating a value yields, with the effects of doing so.
    pub fn iterate(&mut self, value: &Value, range: TextRange) -> Value {
        self.touch_read(value, Field::Contents);
        self.implicit_named(value, GOING_THROUGH, range);
        let parts = self.parts_of(value.origins);
        let mut result = Value::bottom();
        for object in value.each_object() {
            match self.an.heap.peek(object).kind.clone() {
                ObjectKind::Library(id) => {
                    let info = self.an.knowledge.type_info(id);
                    let single = Value {
                        atoms: Atoms::EMPTY,
                        objects: smallvec::smallvec![object],
                        origins: value.origins,
                    };
                    if info.one_shot || self.an.is_file_type(id) {
                        self.touch_write(&single, Field::Contents, range);
                        self.run_generator(object, value.origins, range);
                        self.run_deferred(object, value.origins);
                        self.run_parts(object, range);
                    }
                    if info.module == "io" && !info.one_shot && !self.an.is_file_type(id) {
                        // Text and bytes in memory have a position, too.
                        self.touch_write(&single, Field::Contents, range);
                    }
                    if self.an.is_file_type(id) {
                        self.flag(Flags::READS_FILE, range, "reading lines");
                    }
                    self.read_sources(object, value.origins, range);
                    if let Some(lost) = self.look_into_frame(id, &single, range) {
                        result.join(&lost);
                    }
                    let element = match &info.iterates {
                        Some(expr) => {
                            let bindings = super::library::Bindings {
                                receiver: Some(single),
                                ..Default::default()
                            };
                            self.type_value(expr, &bindings, 0x2000_0000 | object.0)
                        }
                        None => {
                            self.part_from(value.origins, &self.an.heap.get(object).element, parts)
                        }
                    };
                    result.join(&element);
                }
                ObjectKind::Instance(class) => {
                    let element = self.instance_elements(object, class, value, range);
                    result.join(&element);
                }
                ObjectKind::Class(class) if self.an.is_enum(class) => {
                    let object = self.an.instance_object(class);
                    result.join(&Value::object(object, Origins::OUTSIDE));
                }
                _ => {
                    self.flag(Flags::UNKNOWN, range, "iteration");
                    result.join(&Value::any());
                }
            }
        }
        result.join(&elements_of_atoms(value.atoms));
        if value.is_any() {
            if self.an.open_world {
                self.flag(
                    Flags::UNKNOWN.union(Flags::OPEN),
                    range,
                    "iteration over a value of unknown type",
                );
            }
            // It may be an iterator, which this advances.
            self.touch_write(value, Field::Contents, range);
            self.advance_escaped(range);
            result.join(&Value { origins: parts, ..Value::any() });
        }
        result
    }

    pub(super) fn instance_elements(
        &mut self,
        object: ObjId,
        class: ClassId,
        value: &Value,
        range: TextRange,
    ) -> Value {
        let receiver = Value::object(object, value.origins);
        let arguments = super::call::Arguments::positional(vec![receiver]);
        let mut result = Value::bottom();
        if self.an.class_defines(class, "__iter__") {
            let iterator = self.call_method(class, "__iter__", &arguments, range);
            result.join(&self.drained(&iterator, range));
        } else if self.an.class_defines(class, "__getitem__") {
            let mut arguments = arguments;
            arguments.positional.push(Value::atom(Atoms::INT));
            let element = self.call_method(class, "__getitem__", &arguments, range);
            self.look_at_handed_out(&element);
            result.join(&element);
        } else if self.an.is_generated(class) {
            let parts = self.parts_of(value.origins);
            result.join(&self.an.heap.get(object).element.clone().from(parts));
        } else if self.an.library_base(class).is_some() {
            let parts = self.parts_of(value.origins);
            result.join(&self.an.heap.get(object).element.clone().from(parts));
            result.join(&Value { origins: parts, ..Value::any() });
        } else if self.an.has_unknown_base(class) {
            self.flag(Flags::UNKNOWN, range, "iteration");
            result.join(&Value::any());
        }
        result
    }

    /// What an iterator that a method of the program returned hands out, with the effects of advancing it.
    pub(super) fn drained(&mut self, iterator: &Value, range: TextRange) -> Value {
        let mut result = Value::bottom();
        for &inner in &iterator.objects {
            let one = Value::object(inner, iterator.origins);
            if let ObjectKind::Instance(other) = self.an.heap.peek(inner).kind {
                let arguments = super::call::Arguments::positional(vec![one]);
                let element = self.call_method(other, "__next__", &arguments, range);
                self.look_at_handed_out(&element);
                result.join(&element);
            } else {
                result.join(&self.iterate(&one, range));
            }
        }
        if iterator.is_any() {
            result.join(&Value::any());
        }
        result
    }

    /// What an operation that goes through what it is given gets from methods of the program's instances among that, and from
    /// what it gets in turn: `sorted(bag)` compares what `bag.__iter__` hands out, wherever that has it from.
    pub(super) fn handed_on(
        &mut self,
        values: &[(&Value, Implied)],
        range: TextRange,
    ) -> Vec<(Value, Implied)> {
        let mut found = Vec::new();
        if !self.an.classes.define_any_listed(HANDING_OUT) {
            return found;
        }
        let goes_through = |implied: Implied| {
            let only_asks = matches!(
                implied,
                Implied::Nothing | Implied::Shows | Implied::Compares | Implied::Converts
            );
            !only_asks
        };
        for &(value, implied) in values.iter().filter(|(_, implied)| goes_through(*implied)) {
            let mut given = Value::bottom();
            let mut pending = vec![value.clone()];
            let mut seen = FxHashSet::default();
            while let Some(value) = pending.pop() {
                let origins = value.origins.union(self.deep_parts_of(value.origins));
                for object in self.an.heap.reachable(&value).objects.clone() {
                    let elements = self.handed_on_by(object, origins, &mut seen, range);
                    if !elements.is_atomic() {
                        given.join(&elements);
                        pending.push(elements);
                    }
                }
            }
            if !given.is_bottom() {
                found.push((given, implied));
            }
        }
        found
    }

    /// What one object hands out to whoever goes through it, in either direction, if methods of the program say what.
    fn handed_on_by(
        &mut self,
        object: ObjId,
        origins: Origins,
        seen: &mut FxHashSet<ObjId>,
        range: TextRange,
    ) -> Value {
        let ObjectKind::Instance(class) = self.an.heap.peek(object).kind else {
            return Value::bottom();
        };
        let defines = |name: &&&str| self.an.class_defines(class, name);
        if !HANDING_OUT.iter().any(|name| defines(&name)) || !seen.insert(object) {
            return Value::bottom();
        }
        let value = Value::object(object, origins);
        let mut elements = self.instance_elements(object, class, &value, range);
        let arguments = super::call::Arguments::positional(vec![value]);
        if self.an.class_defines(class, "__reversed__") {
            let reversed = self.call_method(class, "__reversed__", &arguments, range);
            elements.join(&self.drained(&reversed, range));
        }
        if self.an.class_defines(class, "__next__") {
            elements.join(&self.call_method(class, "__next__", &arguments, range));
        }
        elements
    }

    /// A lazy iterator or a view goes on reading what it was made from.
    pub(super) fn read_sources(&mut self, object: ObjId, origins: Origins, range: TextRange) {
        // Iterators may be made of each other: `while …: it = chain(it, filter(f, it))`.
        let mut met = vec![(object, origins)];
        let mut at = 0;
        while let Some(&(object, origins)) = met.get(at) {
            at += 1;
            self.read_sources_of(object, origins, range, &mut met);
        }
    }

    /// Reads what an iterator goes through itself; one-shot iterators among it are `met`, with where they come from.
    fn read_sources_of(
        &mut self,
        object: ObjId,
        origins: Origins,
        range: TextRange,
        met: &mut Vec<(ObjId, Origins)>,
    ) {
        let parts = self.parts_of(origins);
        for source in self.an.heap.get(object).sources.clone() {
            // In `zip(bars, signals(bars))` the generator is new, whatever the bars are.
            let parts = self.narrowed(origins, &[source], parts);
            let one = Value::object(source, parts);
            self.touch_read(&one, Field::Contents);
            if let ObjectKind::Instance(class) = self.an.heap.peek(source).kind {
                // An iterable of the program's own, whose methods run as it is gone through; it may be made of itself.
                if !self.gone_through.contains(&(source, parts)) {
                    self.gone_through.push((source, parts));
                    self.instance_elements(source, class, &one, range);
                    self.gone_through.pop();
                }
            }
            if let ObjectKind::Library(id) = self.an.heap.peek(source).kind {
                let info = self.an.knowledge.type_info(id);
                if info.one_shot || self.an.is_file_type(id) {
                    self.touch_write(&one, Field::Contents, range);
                    self.run_generator(source, parts, range);
                    self.run_deferred(source, parts);
                    let further = (source, parts);
                    if source != object && !met.contains(&further) {
                        met.push(further);
                    }
                }
            }
        }
    }

    /// What subscription yields, under a key that is a text in the source if there is one.
    pub fn load_element(&mut self, value: &Value, key: Option<Symbol>, range: TextRange) -> Value {
        self.load_element_under(value, key, false, range)
    }

    /// The same; `finds`: a mapping has something under the key.
    fn load_element_under(
        &mut self,
        value: &Value,
        key: Option<Symbol>,
        finds: bool,
        range: TextRange,
    ) -> Value {
        self.touch_read(value, Field::Contents);
        let parts = self.parts_of(value.origins);
        let mut result = Value::bottom();
        for object in value.each_object() {
            match self.an.heap.peek(object).kind.clone() {
                ObjectKind::Library(id) => {
                    let info = self.an.knowledge.type_info(id);
                    let single = Value::object(object, value.origins);
                    if let Some(lost) = self.look_into_frame(id, &single, range) {
                        result.join(&lost);
                    }
                    let element = match &info.item {
                        _ if let Some(held) = self.held_under(object, key) => {
                            self.part_from(value.origins, &held, parts)
                        }
                        Some(expr) => {
                            let single = Value {
                                atoms: Atoms::EMPTY,
                                objects: smallvec::smallvec![object],
                                origins: value.origins,
                            };
                            let bindings = super::library::Bindings {
                                receiver: Some(single),
                                ..Default::default()
                            };
                            self.type_value(expr, &bindings, 0x1000_0000 | object.0)
                        }
                        None => {
                            self.part_from(value.origins, &self.an.heap.get(object).element, parts)
                        }
                    };
                    let fills = info.name == "defaultdict" && info.module == "collections";
                    // Builtin containers only list it for who hands it on: `sorted(range(n), key=scores.__getitem__)`.
                    if let Some(&method) = info.methods.get("__getitem__")
                        && info.module != "builtins"
                        && !(fills && finds)
                    {
                        // More than reading: a `defaultdict` adds missing keys.
                        let single = Value::object(object, value.origins);
                        self.run_factory(object, value.origins, range);
                        // Who subscripts adds the key.
                        let arguments = super::call::Arguments::positional(vec![Value::bottom()]);
                        self.filling = fills;
                        let part = self.apply_library(
                            method,
                            Some(single),
                            &arguments,
                            range,
                            Some(0x2800_0000 | object.0),
                        );
                        self.filling = false;
                        result.join(&part);
                    }
                    result.join(&element);
                }
                ObjectKind::Instance(class) => {
                    if self.an.is_generated(class) {
                        result.join(&self.an.heap.get(object).element.clone().from(parts));
                    }
                    if let Some(_base) = self.an.library_base(class) {
                        result.join(&self.an.heap.get(object).element.clone().from(parts));
                        result.join(&Value { origins: parts, ..Value::any() });
                    }
                }
                ObjectKind::Class(class) if self.an.is_enum(class) => {
                    let object = self.an.instance_object(class);
                    result.join(&Value::object(object, Origins::OUTSIDE));
                }
                // `list[int]` and the like.
                ObjectKind::LibraryFunction(_) | ObjectKind::Class(_) => {
                    result.join(&Value::object(object, Origins::OUTSIDE));
                }
                _ => {
                    self.flag(Flags::UNKNOWN, range, "subscript");
                    result.join(&Value::any());
                }
            }
        }
        result.join(&elements_of_atoms(value.atoms));
        if value.is_any() {
            if self.an.open_world {
                self.flag(
                    Flags::UNKNOWN.union(Flags::OPEN),
                    range,
                    "subscript of a value of unknown type",
                );
            }
            result.join(&Value { origins: parts, ..Value::any() });
        }
        result
    }

    pub(super) fn subscript(&mut self, node: &'a ast::ExprSubscript) -> Value {
        let value = self.eval(&node.value);
        let key = self.eval(&node.slice);
        self.touch_deep(&key, None);
        self.look_up(&value, &key, node.range);
        let mut result =
            self.call_dunder_with(&value, "__getitem__", std::slice::from_ref(&key), node.range);
        result.join(&self.call_dunder_with(
            &value,
            "__missing__",
            std::slice::from_ref(&key),
            node.range,
        ));
        let site = node_id(&node.node_index).unwrap_or(u32::MAX);
        if matches!(&*node.slice, Expr::Slice(_)) {
            return result.joined(&self.slice_of(&value, site, node.range));
        }
        let index = match &*node.slice {
            Expr::NumberLiteral(number) => match &number.value {
                ast::Number::Int(int) => int.as_usize(),
                _ => None,
            },
            _ => None,
        };
        if let Some((_, row)) = self.own_rows.iter().find(|(range, _)| *range == node.range) {
            return row.clone();
        }
        let is_own_key = self.is_own_key(node, &key);
        if !is_own_key {
            self.add_missing_key(&value, &key);
        }
        let element = if node.ctx.is_load() && self.own_loads.contains(&node.range) {
            let parts = self.parts_of(value.origins);
            self.an.heap.element_of(&value, |object| &object.element).from(parts)
        } else {
            let text = self.text_key(&node.slice);
            self.load_element_under(&value, text, is_own_key, node.range)
        };
        let element = self.frame_by_key(&value, &key, element);
        if let Some(copy) = self.row_copy(node, &element, site) {
            return copy;
        }
        if self.own_elements.contains(&node.range) {
            return element.from(Origins::parameter(0));
        }
        if let Some(index) = index
            && let Some(item) = self.tuple_item(&value, index)
        {
            let parts = self.parts_of(value.origins);
            return result.joined(&self.part_from(value.origins, &item, parts));
        }
        result.join(&element);
        if key.atoms.contains(Atoms::OTHER) {
            // The index may be a slice object, of which mappings know nothing.
            let sliced = value.objects.iter().filter(|&&object| !self.an.is_mapping(object));
            for &object in sliced {
                result.join(&Value::object(object, value.origins));
            }
        }
        result
    }

    /// A row that the iteration works on as a copy: reading it copies it, changing it changes the copy.
    pub(super) fn row_copy(
        &mut self,
        node: &'a ast::ExprSubscript,
        element: &Value,
        site: u32,
    ) -> Option<Value> {
        let text = self.an.program.module(self.module).slice(node.range);
        if !self.row_copies.iter().any(|row| row == text) {
            return None;
        }
        let _ = site;
        let number = self.row_copies.iter().position(|row| row == text).unwrap_or(0);
        let origins = self.fresh(0x7000_0000 + number as u32, 77);
        let parts = self.parts_of(element.origins);
        let held = self.an.heap.element_of(element, |object| &object.element).from(parts);
        self.hold(origins, &held);
        Some(element.from(origins))
    }

    /// The element at a position, where every object of the value is a tuple of known shape.
    pub(super) fn tuple_item(&self, value: &Value, index: usize) -> Option<Value> {
        if value.is_any()
            || value.objects.is_empty()
            || !value.atoms.without(Atoms::NO_CONTAINERS).is_empty()
        {
            return None;
        }
        let mut joined = Value::bottom();
        for &object in &value.objects {
            joined.join_types(self.an.heap.get(object).items.as_ref()?.get(index)?);
        }
        Some(joined)
    }

    /// A slice of a builtin sequence is a new object that holds the same elements.
    pub(super) fn slice_of(&mut self, value: &Value, site: u32, range: TextRange) -> Value {
        self.touch_read(value, Field::Contents);
        self.fx.cost += 8.0;
        let mut result = Value::atom(value.atoms.without(Atoms::ANY).without(Atoms::UNBOUND));
        let parts = self.parts_of(value.origins);
        for object in value.each_object() {
            match self.an.heap.peek(object).kind.clone() {
                ObjectKind::Library(id) => {
                    let info = self.an.knowledge.type_info(id);
                    let single = Value::object(object, value.origins);
                    if let Some(lost) = self.look_into_frame(id, &single, range) {
                        result.join(&lost);
                    }
                    let subscripted = info.module == "builtins"
                        && matches!(info.name.as_str(), "dict" | "set" | "frozenset");
                    if subscripted {
                        // A slice is a key like any other since Python 3.12, and an error before; sets always raise.
                        let element = self.an.heap.get(object).element.clone().from(parts);
                        result.join(&element);
                        continue;
                    }
                    if let Some(expr) = &info.slice {
                        let receiver = Some(Value::object(object, value.origins));
                        let bindings = super::library::Bindings { receiver, ..Default::default() };
                        result.join(&self.type_value(expr, &bindings, site));
                        continue;
                    }
                    let shares_memory = !matches!(
                        info.name.as_str(),
                        "list" | "tuple" | "bytearray" | "array" | "deque" | "str" | "bytes"
                    );
                    if shares_memory {
                        self.flag(Flags::UNKNOWN, range, "slice");
                        result.join(&Value { origins: value.origins, ..Value::any() });
                        continue;
                    }
                    let element = self.an.heap.get(object).element.clone();
                    let new =
                        self.an.heap.object(ObjectKey::Site(site, 2000 + id.0 as u16), || {
                            ObjectKind::Library(id)
                        });
                    self.an.heap.add_element(new, &element);
                    let origins = self.fresh(site, 2000 + id.0 as u16);
                    let held = self.part_from(value.origins, &element, parts);
                    self.hold(origins, &held);
                    result.join(&Value::object(new, origins));
                }
                ObjectKind::Instance(_) => {}
                _ => {
                    self.flag(Flags::UNKNOWN, range, "slice");
                    result.join(&Value::any());
                }
            }
        }
        if value.is_any() {
            if self.an.open_world {
                self.flag(
                    Flags::UNKNOWN.union(Flags::OPEN),
                    range,
                    "slice of a value of unknown type",
                );
            }
            // A view shares memory with what it was taken from.
            result.join(&Value { origins: value.origins.union(parts), ..Value::any() });
        }
        result
    }

    // ---- displays and comprehensions ----

    /// A new object of a builtin container type.
    pub fn new_container(&mut self, type_name: &str, site: u32, part: u16) -> Value {
        let id = self.an.knowledge.builtin_type(type_name);
        let object = self.an.heap.object(ObjectKey::Site(site, part), || ObjectKind::Library(id));
        let origins = self.fresh(site, part);
        Value::object(object, origins)
    }

    pub(super) fn display(
        &mut self,
        type_name: &str,
        elements: &'a [Expr],
        site: Option<u32>,
    ) -> Value {
        let place = self.place_of_display(site);
        let container = self.new_container(type_name, place, 0);
        self.share_places(elements.iter());
        let object = container.objects[0];
        let mut items = Vec::with_capacity(elements.len().min(16));
        let has_star = elements.iter().any(|element| matches!(element, Expr::Starred(_)));
        let has_shape = type_name == "tuple" && !has_star && elements.len() <= 16;
        for element in elements {
            let value = self.eval(element);
            if !has_shape {
                self.an.heap.add_element(object, &value);
            }
            if type_name == "set" {
                self.look_up_member(&container, &value, element.range());
                self.an.note_element_comparison(&container);
            }
            self.hold(container.origins, &value);
            if items.len() < 16 {
                items.push(value);
            }
        }
        if has_shape {
            self.an.heap.add_items(object, &items);
        }
        container
    }

    /// What a set takes in is compared with what it holds.
    fn look_up_member(&mut self, set: &Value, member: &Value, range: TextRange) {
        let held = self.an.heap.element_of(set, |object| &object.element);
        let held = held.from(self.parts_of(set.origins));
        let both = [member, &held].map(|value| (value, super::implicit::Implied::Compares));
        self.implied_among(&both, range);
    }

    pub(super) fn dict_display(&mut self, node: &'a ast::ExprDict) -> Value {
        let place = self.place_of_display(node_id(&node.node_index));
        let container = self.new_container("dict", place, 0);
        self.share_places(node.items.iter().map(|item| &item.value));
        let object = container.objects[0];
        for item in &node.items {
            let value = self.eval(&item.value);
            if let Some(key) = &item.key {
                let key = self.eval(key);
                self.an.heap.add_key(object, &key);
                self.look_up(&container, &key, item.value.range());
                self.hold(container.origins, &key);
                let text = item.key.as_ref().and_then(|key| self.text_key(key));
                self.add_under(object, text, &value);
                self.hold(container.origins, &value);
            } else {
                // `**other`.
                self.implicit(&value, item.value.range());
                self.touch_deep(&value, None);
                let parts = self.parts_of(value.origins);
                let element = self.an.heap.element_of(&value, |o| &o.element).from(parts);
                let key = self.an.heap.element_of(&value, |o| &o.key).from(parts);
                self.an.heap.add_element(object, &element);
                self.an.heap.add_key(object, &key);
                self.look_up(&container, &key, item.value.range());
                self.hold(container.origins, &element);
                self.hold(container.origins, &key);
            }
        }
        container
    }

    pub(super) fn comprehension(
        &mut self,
        expr: &'a Expr,
        type_name: &str,
        id: u32,
        generators: &'a [ast::Comprehension],
        key: Option<&'a Expr>,
        element: &'a Expr,
    ) -> Value {
        let container = self.new_container(type_name, id, 0);
        let object = container.objects[0];
        let Some(first) = generators.first() else { return container };
        let iterable = self.eval(&first.iter);
        let iterable = self.drawn_for(&first.target, iterable);
        let item = self.iterate(&iterable, first.iter.range());
        if self.records_loops() {
            self.record_loop(LoopSyntax::Comprehension(expr), &item, &iterable, id);
        }
        let lazy = (type_name == "iter").then(|| self.begin_deferred());
        let later = lazy.is_some() && self.drained != Some(expr.range());
        let around = self.in_lazy;
        self.in_lazy |= later;
        let at_once = if later { self.read_later(expr) } else { Vec::new() };
        self.comprehension_part(generators, Some(item), &mut |walker| {
            let value = walker.eval(element);
            if let Some(key) = key {
                let key = walker.eval(key);
                walker.an.heap.add_key(object, &key);
                walker.look_up(&container, &key, element.range());
                walker.hold(container.origins, &key);
            } else if type_name == "set" {
                walker.an.heap.add_element(object, &value);
                walker.look_up_member(&container, &value, element.range());
                walker.an.note_element_comparison(&container.clone().joined(&value));
            }
            walker.an.heap.add_element(object, &value);
            walker.hold(container.origins, &value);
        });
        self.in_lazy = around;
        for (slot, value) in at_once {
            // A walrus in the expression binds variables of the body.
            if !self.an.has_walrus {
                self.env.values[slot] = value;
            }
        }
        if let Some(before) = lazy {
            self.defer(before, &container);
            self.defer_source(&iterable, &container, first.iter.range());
        }
        container
    }

    /// Walks the clauses of a comprehension, then `body` in the innermost one.
    pub fn comprehension_part(
        &mut self,
        generators: &'a [ast::Comprehension],
        first: Option<Value>,
        body: &mut dyn FnMut(&mut Self),
    ) {
        let Some((generator, rest)) = generators.split_first() else {
            body(self);
            return;
        };
        if generator.is_async {
            self.flag(Flags::SUSPENDS, generator.range, "async for");
        }
        let item = first.unwrap_or_else(|| {
            let iterable = self.eval(&generator.iter);
            let iterable = self.drawn_for(&generator.target, iterable);
            self.iterate(&iterable, generator.iter.range())
        });
        let before = std::mem::take(&mut self.fx.cost);
        let head = self.an.has_walrus.then(|| self.env.clone());
        self.assign(&generator.target, &item);
        for test in &generator.ifs {
            self.eval_test(test);
        }
        self.comprehension_part(rest, None, body);
        if let Some(head) = head {
            self.env.join(&head);
        }
        let inner = std::mem::replace(&mut self.fx.cost, before);
        self.fx.cost += inner * 40.0;
        self.fx.unbounded = true;
    }
}

/// What iterating over immutable builtins, or subscribing them, gives.
fn elements_of_atoms(atoms: Atoms) -> Value {
    let mut elements = Atoms::EMPTY;
    for (holders, element) in [
        (Atoms::STR, Atoms::STR),
        (Atoms::BYTES.union(Atoms::RANGE), Atoms::INT),
        (Atoms::OTHER, Atoms::OTHER),
    ] {
        if atoms.intersects(holders) {
            elements = elements.union(element);
        }
    }
    Value::atom(elements)
}

#[cfg(test)]
mod tests {
    use crate::knowledge::Knowledge;
    use crate::passes::{effects, scopes};
    use crate::program::{Module, Program};
    use crate::read::{Source, parse};

    #[test]
    fn an_iterable_that_goes_through_itself_comes_to_an_end() {
        let text = "
class Box:
    def __iter__(self):
        return map(str, self)
for item in Box():
    print(item)
";
        let source = Source::from_bytes("script.py", text.as_bytes().to_vec()).expect("readable");
        let parsed = parse(&source).expect("valid Python");
        let program = Program::single(Module::new("__main__", "script.py", false, source, parsed));
        let scopes = scopes::run(&program);
        let knowledge = Knowledge::new();
        let analysis = effects::run(&program, &scopes, &knowledge, effects::Need::Facts);
        assert!(!analysis.gave_up);
    }
}
