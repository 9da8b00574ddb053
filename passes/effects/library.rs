//! Calls of library functions, as the knowledge tables describe them.

use ruff_text_size::TextRange;

use super::call::Arguments;
use super::heap::{Field, ObjectKey, ObjectKind};
use super::implicit::Implied;
use super::journal::Fact;
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::LibId;
use crate::knowledge::{Callee, Growth, Signature, TypeExpr};
use crate::values::{Atoms, Origins, Value};

/// What the words `self`, `argN` and `callN` of a result type mean in one call.
#[derive(Clone, Default)]
pub struct Bindings {
    pub receiver: Option<Value>,
    pub arguments: Arguments,
    /// Results of the arguments that are called.
    pub called: Vec<(Callee, Value)>,
    /// The function takes arrays, and makes one of any other sequence: it never returns a list that it was given.
    pub takes_arrays: bool,
    /// What adds up elements starts from the number 0, unless the call says otherwise.
    pub from_zero: bool,
}

/// What a changed container takes in.
struct Kept {
    key: Value,
    element: Value,
}

/// What a library function passes to a function that it calls.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Passing {
    /// One element of each other argument, in their order.
    Elements,
    /// The parts of an element of the other argument.
    PartsOfElements,
    /// Elements of the other arguments, in any place.
    ElementsAnywhere,
    /// The other arguments or their elements, in any place.
    Anything,
}

impl Walker<'_, '_> {
    /// Calls a library function.
    pub fn apply_library(
        &mut self,
        id: LibId,
        receiver: Option<Value>,
        arguments: &Arguments,
        range: TextRange,
        site: Option<u32>,
    ) -> Value {
        let function = self.an.knowledge.function(id);
        if let Some(promise) = &function.promise {
            self.an.note_promise(promise);
        }
        self.follow_callbacks(&function, receiver.as_ref(), arguments, range);
        if matches!(
            &*function.name,
            "str" | "repr" | "ascii" | "format" | "str.format" | "str.join"
        ) {
            for value in arguments.all() {
                self.note_printed(value, range);
            }
        }
        let signature = sharper(&function.signature, arguments, function.package);
        let site = site.unwrap_or(0x8000_0000 | u32::from(range.start()));
        if let Some(value) = self.special_library(&function.name, &receiver, arguments, range, site)
        {
            return value;
        }
        let last = function.name.rsplit('.').next().unwrap_or_default();
        if matches!(
            last,
            "index"
                | "count"
                | "remove"
                | "set"
                | "frozenset"
                | "Counter"
                | "add"
                | "discard"
                | "union"
                | "intersection"
                | "difference"
                | "issubset"
                | "issuperset"
                | "mode"
                | "multimode"
                | "countOf"
                | "indexOf"
        ) {
            for value in arguments.all().chain(&receiver) {
                self.an.note_element_comparison(value);
                if value.atoms.intersects(Atoms::FLOAT) && self.an.recording {
                    self.an.nan_sensitive = true;
                }
            }
        }
        let mut arguments = arguments.clone();
        let mut receiver = receiver;
        if function.receiver.is_some() && receiver.is_none() {
            // `list.append(xs, x)`: the receiver is the first argument.
            if arguments.positional.is_empty() {
                receiver.clone_from(&arguments.star);
            } else {
                receiver = Some(arguments.positional.remove(0));
            }
        }
        if id == self.an.knowledge.exception_constructor() {
            // `error.args` hands them on, without a type.
            for value in arguments.all() {
                self.an.heap.escape(value);
            }
        }
        if !receiver.as_ref().is_some_and(|receiver| self.follows_elements(receiver)) {
            let module = std::rc::Rc::clone(&function.module);
            self.keep_functions(&function.name, &module, &signature.calls, &arguments);
        }
        let mut flags = signature.flags;
        if flags.contains(Flags::ENVIRONMENT) && reads_settings(&function.name) {
            flags = flags.without(Flags::ENVIRONMENT).union(Flags::SETTINGS);
        }
        if !flags.is_empty() {
            self.flag(flags, range, &function.name);
        }
        if signature.flags.intersects(
            Flags::UNKNOWN.union(Flags::DYNAMIC).union(Flags::THREADS).union(Flags::PROCESS),
        ) {
            for value in arguments.all().chain(&receiver) {
                self.an.heap.escape(value);
                self.an.expose_functions(value);
            }
        }
        self.fx.cost += match signature.growth {
            Growth::Constant => 2.0,
            Growth::Linear => 60.0,
            Growth::Heavy => 400.0,
        };
        if signature.growth != Growth::Constant {
            let grows = arguments.all().chain(&receiver).any(|value| {
                !value.is_atomic()
                    || value.atoms.intersects(Atoms::STR.union(Atoms::BYTES).union(Atoms::RANGE))
            });
            self.fx.library_work |= grows;
        }
        let lazy = matches!(&signature.result, TypeExpr::Fresh(id, _) if self.an.knowledge.type_info(*id).one_shot);
        let consumes = lazy || signature.growth != Growth::Constant || !signature.calls.is_empty();
        // An iterator that is advanced keeps nothing of what `next` was given besides.
        let keeps = function.name != "next";
        let (of_receiver, of_arguments) = self.implied_by(id);
        let known = self.kept(signature, receiver.as_ref(), &arguments, site);
        let (some, all) = (signature.mutates, signature.mutates_all);
        self.touch_arguments(
            some,
            all,
            (consumes, keeps, of_arguments),
            known.as_ref(),
            &arguments,
            range,
        );
        if let Some(receiver) = &receiver {
            // Sorting calls what it is given, and keeps nothing of it.
            let kept =
                if function.name == "list.sort" { Arguments::default() } else { arguments.clone() };
            let mutates = signature.mutates_self;
            self.touch_receiver(receiver, (mutates, of_receiver), known.as_ref(), &kept, range);
        }
        let whole = matches!(function.name.as_str(), "max" | "min")
            && arguments.positional.len() != 1
            || signature.calls.iter().any(|c| matches!(c, Callee::Position(_)));
        let passing = match function.name.as_str() {
            "map" | "filter" => Passing::Elements,
            "itertools.starmap" => Passing::PartsOfElements,
            _ if whole => Passing::Anything,
            _ => Passing::ElementsAnywhere,
        };
        let later = (lazy && !signature.calls.is_empty()).then(|| self.take_effects());
        let called =
            self.call_arguments(signature, passing, &arguments, receiver.as_ref(), site, range);
        let from_zero = function.name == "sum";
        let takes_arrays = function.package && function.name.starts_with("numpy.");
        let bindings = Bindings { receiver, arguments, called, takes_arrays, from_zero };
        let mut result = self.type_value(&signature.result, &bindings, site);
        if function.name == "abs" && result.atoms.contains(Atoms::COMPLEX) {
            result.atoms = result.atoms.union(Atoms::FLOAT);
        }
        self.keep_factory(&function.name, &bindings.arguments, &result);
        if function.package {
            result = self.package_call(&function, signature, &bindings, result, range);
        }
        if let Some(before) = later {
            self.defer(before, &result);
        }
        result
    }

    /// Whether what is put into these containers is known where it is taken out again.
    fn follows_elements(&self, receiver: &Value) -> bool {
        !receiver.is_any()
            && receiver.objects.iter().all(|&object| {
                matches!(self.an.heap.get(object).kind, ObjectKind::Library(id)
                    if matches!(&*self.an.knowledge.type_info(id).module, "builtins" | "collections"))
            })
    }

    /// What a library function may ask of its receiver and of its arguments by operator methods.
    fn implied_by(&self, id: LibId) -> (Implied, Implied) {
        let function = self.an.knowledge.function(id);
        let name = function.name.rsplit('.').next().unwrap_or_default();
        let class = function.receiver.map(|id| self.an.knowledge.type_info(id));
        let moves = class.as_ref().is_some_and(|c| matches!(c.name.as_str(), "list" | "deque"));
        let module = match &class {
            Some(class) => class.module.as_str(),
            None => function.name.rsplit_once('.').map_or("builtins", |(module, _)| module),
        };
        if moves && matches!(name, "append" | "appendleft") {
            return (Implied::Nothing, Implied::Nothing);
        }
        let only_moved = matches!(
            name,
            "extend"
                | "extendleft"
                | "insert"
                | "pop"
                | "popleft"
                | "clear"
                | "reverse"
                | "copy"
                | "rotate"
        );
        if moves && only_moved {
            return (Implied::Nothing, Implied::NoArithmetic);
        }
        let calculates = match module {
            "builtins" => {
                function.receiver.is_none()
                    && matches!(
                        name,
                        "sum"
                            | "pow"
                            | "divmod"
                            | "abs"
                            | "round"
                            | "int"
                            | "float"
                            | "complex"
                            | "range"
                    )
            }
            "itertools" => name == "accumulate",
            "random" => !matches!(name, "choice" | "shuffle" | "sample"),
            "heapq" | "bisect" | "collections" | "copy" | "functools" | "json" | "csv" | "re"
            | "string" => false,
            _ => true,
        };
        let implied = if calculates { Implied::Everything } else { Implied::NoArithmetic };
        (implied, implied)
    }

    fn touch_arguments(
        &mut self,
        mutates: u32,
        all: bool,
        (consumes, keeps, implied): (bool, bool, Implied),
        known: Option<&Kept>,
        arguments: &Arguments,
        range: TextRange,
    ) {
        for (position, value) in arguments.positional.iter().enumerate() {
            self.touch_deep(value, None);
            self.implied(value, implied, range);
            if consumes || !value.is_any() {
                self.consume(value, range);
            }
            let mutated = mutates >> position & 1 == 1;
            if let Some(kept) = known
                && mutated
                && !all
            {
                self.touch_write(value, Field::Contents, range);
                self.take_in(value, kept);
            } else if all || mutated {
                self.touch_deep(value, Some(range));
                if keeps {
                    self.store_all_into(value, arguments);
                }
            }
        }
        let rest = arguments.keywords.iter().map(|(_, value)| value);
        for value in rest.chain(&arguments.star).chain(&arguments.double_star) {
            self.touch_deep(value, None);
            self.implied(value, implied, range);
            if consumes || !value.is_any() {
                self.consume(value, range);
            }
            if all {
                self.touch_deep(value, Some(range));
            }
        }
    }

    /// What a changed container takes in, where the table says so of a call with these arguments.
    fn kept(
        &mut self,
        signature: &Signature,
        receiver: Option<&Value>,
        arguments: &Arguments,
        site: u32,
    ) -> Option<Kept> {
        let keeps = signature.keeps.as_ref()?;
        let plain = arguments.star.is_none() && arguments.double_star.is_none();
        let named = |name: &str| {
            signature
                .calls
                .iter()
                .any(|callee| matches!(callee, Callee::Keyword(known) if **known == *name))
        };
        if !plain || !arguments.keywords.iter().all(|(name, _)| named(name)) {
            return None;
        }
        let bindings = Bindings {
            receiver: receiver.cloned(),
            arguments: arguments.clone(),
            ..Bindings::default()
        };
        let mut value = |part: &Option<TypeExpr>| match part {
            Some(expr) => self.type_value(expr, &bindings, site ^ 0x0400_0000),
            None => Value::bottom(),
        };
        Some(Kept { key: value(&keeps.key), element: value(&keeps.element) })
    }

    /// A container takes in what the table says that it takes in.
    fn take_in(&mut self, holder: &Value, kept: &Kept) {
        if holder.is_any() {
            self.an.heap.store_anywhere(&kept.key);
            self.an.heap.store_anywhere(&kept.element);
        }
        for &object in &holder.objects {
            self.an.heap.add_element(object, &kept.element);
            if self.an.is_mapping(object) {
                self.an.heap.add_key(object, &kept.key);
            } else {
                // An instance of a class of the program keeps no separate account of its keys.
                self.an.heap.add_element(object, &kept.key);
            }
        }
        self.hold(holder.origins, &kept.key);
        self.hold(holder.origins, &kept.element);
    }

    fn store_all_into(&mut self, holder: &Value, arguments: &Arguments) {
        for value in arguments.all() {
            self.store_into(holder, value);
        }
    }

    /// A container takes in a value: as an element, and, where it is a container itself, its elements.
    fn store_into(&mut self, holder: &Value, value: &Value) {
        if holder.is_any() {
            self.an.heap.store_anywhere(value);
        }
        let element = self.an.heap.element_of(value, |object| &object.element);
        let key = self.an.heap.element_of(value, |object| &object.key);
        if holder.is_any() {
            self.an.heap.store_anywhere(&element);
            self.an.heap.store_anywhere(&key);
        }
        let parts = self.parts_of(value.origins);
        let mut atoms = Atoms::EMPTY;
        if value.atoms.contains(Atoms::STR) {
            atoms = atoms.union(Atoms::STR);
        }
        if value.atoms.intersects(Atoms::BYTES.union(Atoms::RANGE)) {
            atoms = atoms.union(Atoms::INT);
        }
        for &object in &holder.objects {
            self.an.heap.add_element(object, value);
            self.an.heap.add_element(object, &element);
            self.an.heap.add_element(object, &Value::atom(atoms));
            if self.an.is_mapping(object) {
                self.an.heap.add_key(object, value);
                self.an.heap.add_key(object, &element);
                self.an.heap.add_key(object, &key);
            }
        }
        self.hold(holder.origins, value);
        self.hold(holder.origins, &Value { origins: parts, ..Value::any() });
    }

    fn touch_receiver(
        &mut self,
        receiver: &Value,
        (mutates, implied): (bool, Implied),
        known: Option<&Kept>,
        arguments: &Arguments,
        range: TextRange,
    ) {
        self.touch_read(receiver, Field::Contents);
        self.implied(receiver, implied, range);
        if mutates {
            let field = if self.filling { Field::Fill } else { Field::Contents };
            self.touch_write(receiver, field, range);
            match known {
                Some(kept) => self.take_in(receiver, kept),
                None => self.store_all_into(receiver, arguments),
            }
        }
        if receiver.objects.iter().any(|&object| {
            let object = self.an.heap.get(object);
            matches!(object.kind, ObjectKind::Library(_)) && !object.element.objects.is_empty()
        }) {
            // Methods such as `index`, `count`, `join` look into the elements.
            self.touch_deep(receiver, None);
        }
    }

    fn call_arguments(
        &mut self,
        signature: &Signature,
        passing: Passing,
        arguments: &Arguments,
        receiver: Option<&Value>,
        site: u32,
        range: TextRange,
    ) -> Vec<(Callee, Value)> {
        let mut results = Vec::new();
        for callee in &signature.calls {
            let function = match callee {
                Callee::Position(position) => {
                    arguments.positional.get(*position).or(arguments.star.as_ref())
                }
                Callee::Keyword(name) => arguments.keyword(name),
            };
            let Some(function) = function.cloned() else { continue };
            if function.only(Atoms::NONE) {
                continue;
            }
            if let Some(types) = &signature.passes {
                let mut bindings = Bindings {
                    receiver: receiver.cloned(),
                    arguments: arguments.clone(),
                    ..Bindings::default()
                };
                // `reduce` passes results back in.
                let mut returned = Value::bottom();
                for _ in 0..8 {
                    let positional = types
                        .iter()
                        .map(|expr| self.type_value(expr, &bindings, site ^ 0x0800_0000))
                        .collect();
                    let arguments = Arguments::positional(positional);
                    let result = self.call_value(&function, &arguments, range, None);
                    if !returned.join(&result) || !types.iter().any(|expr| expr.mentions(callee)) {
                        break;
                    }
                    bindings.called = vec![(callee.clone(), returned.clone())];
                }
                self.fx.unbounded = true;
                results.push((callee.clone(), returned));
                continue;
            }
            // It is called with elements of the other arguments, or with what it returned before.
            let mut elements: Vec<Value> = Vec::new();
            let mut everything = Value::bottom();
            for (position, value) in arguments.positional.iter().enumerate() {
                if *callee == Callee::Position(position) {
                    continue;
                }
                let element = self.iterate(value, range);
                everything.join(&element);
                if passing == Passing::Anything {
                    everything.join(value);
                }
                elements.push(element);
            }
            if let Some(receiver) = receiver {
                let element = self.iterate(receiver, range);
                everything.join(&element);
                elements.push(element);
            }
            for value in arguments.star.iter().chain(&arguments.double_star) {
                let element = self.iterate(value, range);
                everything.join(&element);
                everything.join(value);
                elements.push(element);
            }
            let plain = arguments.star.is_none() && arguments.double_star.is_none();
            let passed = if plain && passing == Passing::Elements {
                Arguments::positional(elements)
            } else if plain && passing == Passing::PartsOfElements {
                self.spread(&everything, range)
            } else if elements.len() <= 1 || matches!(callee, Callee::Keyword(_)) {
                Arguments { star: Some(everything.clone()), ..Arguments::default() }
            } else {
                Arguments {
                    positional: elements,
                    star: Some(everything.clone()),
                    ..Arguments::default()
                }
            };
            let before = std::mem::take(&mut self.fx.cost);
            let mut result = self.call_value(&function, &passed, range, None);
            // `reduce` passes results back in.
            let again =
                Arguments { star: Some(everything.joined(&result)), ..Arguments::default() };
            let feeds_back = matches!(passing, Passing::Anything | Passing::ElementsAnywhere);
            if feeds_back
                && matches!(callee, Callee::Position(_))
                && arguments.positional.len() <= 3
            {
                result.join(&self.call_value_types_only(&function, &again, range));
            }
            if matches!(callee, Callee::Keyword(_)) {
                // Keys are compared.
                self.implicit(&result, range);
            }
            let inner = std::mem::replace(&mut self.fx.cost, before);
            self.fx.cost += inner * 40.0;
            self.fx.unbounded = true;
            results.push((callee.clone(), result));
        }
        results
    }

    /// The arguments of `function(*pair)`.
    pub fn spread(&mut self, pair: &Value, range: TextRange) -> Arguments {
        let parts = self.parts_of(pair.origins);
        match (1..=8).find_map(|count| self.an.heap.items(pair, count)) {
            Some(items) => {
                self.touch_read(pair, Field::Contents);
                Arguments::positional(items.into_iter().map(|item| item.from(parts)).collect())
            }
            None => Arguments { star: Some(self.iterate(pair, range)), ..Arguments::default() },
        }
    }

    fn call_value_types_only(
        &mut self,
        function: &Value,
        arguments: &Arguments,
        range: TextRange,
    ) -> Value {
        self.call_value(function, arguments, range, None)
    }

    /// Library calls that need more than their table entry says.
    fn special_library(
        &mut self,
        name: &str,
        receiver: &Option<Value>,
        arguments: &Arguments,
        range: TextRange,
        site: u32,
    ) -> Option<Value> {
        match name {
            "isinstance" | "issubclass" | "callable" | "type"
                if arguments.positional.len() != 3 =>
            {
                for value in arguments.all() {
                    self.touch_read(value, Field::Contents);
                }
                if name == "type" {
                    let value = arguments.positional.first().cloned().unwrap_or_default();
                    return Some(self.type_of(&value));
                }
                Some(Value::atom(Atoms::BOOL))
            }
            "len" => {
                for value in arguments.all() {
                    self.touch_read(value, Field::Contents);
                    self.implicit_named(value, &["__len__"], range);
                }
                Some(Value::atom(Atoms::INT))
            }
            "exception" => {
                // An instance holds what it was made of.
                let origins = self.fresh(site, 41);
                for value in arguments.all() {
                    self.an.heap.escape(value);
                    self.hold(origins, value);
                }
                self.hold(origins, &Value { origins, ..Value::any() });
                Some(Value { origins, ..Value::any() })
            }
            "json.load" | "json.loads"
                if arguments.keywords.is_empty() && arguments.double_star.is_none() =>
            {
                // Lists and dictionaries of each other and of plain values, all new.
                for value in arguments.all() {
                    self.touch_deep(value, None);
                    self.consume(value, range);
                }
                if name == "json.load" {
                    self.flag(Flags::READS_FILE, range, name);
                }
                self.fx.cost += 400.0;
                self.fx.library_work = true;
                let plain = Value::atom(
                    Atoms::NUMBERS.without(Atoms::COMPLEX).union(Atoms::STR).union(Atoms::NONE),
                );
                let list = self.new_container("list", site, 50);
                let dict = self.new_container("dict", site, 51);
                let all = plain.joined(&list).joined(&dict);
                self.an.heap.add_element(list.objects[0], &all);
                self.an.heap.add_element(dict.objects[0], &all);
                self.an.heap.add_key(dict.objects[0], &Value::atom(Atoms::STR));
                self.hold(all.origins, &all);
                Some(all)
            }
            "range" => {
                for value in arguments.all() {
                    self.implicit_named(value, &["__index__"], range);
                }
                Some(Value::atom(Atoms::RANGE))
            }
            _ if name.rsplit('.').next() == Some("close")
                && receiver.as_ref().is_some_and(|r| self.an.is_file(r)) =>
            {
                let receiver = receiver.clone()?;
                self.touch_write(&receiver, Field::Contents, range);
                Some(Value::atom(Atoms::NONE))
            }
            "ndarray.tolist" => {
                // Numbers, or lists of such lists, all new.
                self.touch_read(&receiver.clone()?, Field::Contents);
                self.fx.cost += 60.0;
                let list = self.new_container("list", site, 52);
                let plain = Atoms::NUMBERS.union(Atoms::STR).union(Atoms::BYTES);
                let all = Value::atom(plain.union(Atoms::OTHER)).joined(&list);
                self.an.heap.add_element(list.objects[0], &all);
                self.hold(all.origins, &all);
                Some(all)
            }
            "collections.namedtuple" => {
                let object = self.an.heap.object(ObjectKey::Site(site, 8), || ObjectKind::Record);
                Some(Value::object(object, Origins::OUTSIDE))
            }
            "copy.copy" => {
                let value = arguments.positional.first()?.clone();
                self.touch_deep(&value, None);
                self.implicit(&value, range);
                let origins = self.fresh(site, 9);
                let parts = self.parts_of(value.origins);
                self.hold(origins, &Value { origins: parts, ..Value::any() });
                Some(value.from(origins))
            }
            "copy.deepcopy" => {
                let value = arguments.positional.first()?.clone();
                self.touch_deep(&value, None);
                self.implicit(&value, range);
                self.fx.library_work = true;
                self.fx.cost += 100.0;
                let origins = self.fresh(site, 9);
                self.hold(origins, &Value { origins, ..Value::any() });
                Some(value.from(origins))
            }
            "functools.partial" => {
                let function = arguments.positional.first()?.clone();
                // Called later with these arguments and more: its parameters may be anything passed here.
                self.an.heap.escape(&function);
                self.an.expose_functions(&function);
                for value in arguments.all() {
                    self.an.heap.escape(value);
                }
                Some(Value::any())
            }
            "random.Random" => {
                let id = self.an.knowledge.type_id("random.Random")?;
                if arguments.positional.is_empty() && arguments.keywords.is_empty() {
                    self.flag(Flags::RANDOM, range, name);
                }
                let object =
                    self.an.heap.object(ObjectKey::Site(site, 1), || ObjectKind::Library(id));
                let origins = self.fresh(site, 1);
                Some(Value::object(object, origins))
            }
            "print" => {
                for value in arguments.all() {
                    self.touch_deep(value, None);
                    self.implicit(value, range);
                }
                self.flag(Flags::PRINTS, range, "print");
                self.fx.cost += 20.0;
                if let Some(file) = arguments.keyword("file") {
                    self.touch_write(&file.clone(), Field::Contents, range);
                    self.flag(Flags::WRITES_FILE, range, "print to a file");
                }
                Some(Value::atom(Atoms::NONE))
            }
            "dict.setdefault" | "dict.get" | "dict.pop" => {
                let receiver = receiver.clone()?;
                let default =
                    arguments.positional.get(1).cloned().unwrap_or(Value::atom(Atoms::NONE));
                self.touch_read(&receiver, Field::Contents);
                if let Some(key) = arguments.positional.first() {
                    self.implicit(&key.clone(), range);
                }
                let parts = self.parts_of(receiver.origins);
                let mut result = self.an.heap.element_of(&receiver, |o| &o.element).from(parts);
                if name != "dict.get" {
                    self.touch_write(&receiver, Field::Contents, range);
                }
                if name == "dict.setdefault" {
                    for &object in &receiver.objects {
                        self.an.heap.add_element(object, &default);
                        if let Some(key) = arguments.positional.first() {
                            self.an.heap.add_key(object, key);
                        }
                    }
                    for value in arguments.all() {
                        self.hold(receiver.origins, value);
                    }
                    // What was put in just now is held by the dictionary from here on.
                    result.join(&default);
                    if receiver.origins.may_be_foreign() {
                        result = result.clone().from(result.origins.union(parts));
                    }
                    return Some(result);
                }
                result.join(&default);
                Some(result)
            }
            _ => None,
        }
    }

    fn type_of(&mut self, value: &Value) -> Value {
        let mut result = Value::bottom();
        for &object in &value.objects {
            if let ObjectKind::Instance(class) = self.an.heap.get(object).kind {
                let class =
                    self.an.heap.object(ObjectKey::Class(class), || ObjectKind::Class(class));
                result.join(&Value::object(class, Origins::OUTSIDE));
            } else {
                result.join(&Value::atom(Atoms::OTHER));
            }
        }
        if value.is_any() {
            result.join(&Value::any());
        } else if !value.atoms.is_empty() {
            result.join(&Value::atom(Atoms::OTHER));
        }
        result
    }

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
                } else {
                    // Instances add through their own methods, lists would be concatenated.
                    let mut value = element.from(Origins::OUTSIDE);
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
            let ObjectKind::Library(id) = self.an.heap.get(object).kind else { return None };
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

    fn is_builtin_container(&self, object: crate::ids::ObjId) -> bool {
        matches!(self.an.heap.get(object).kind, ObjectKind::Library(id)
        if self.an.knowledge.type_info(id).module == "builtins"
            && matches!(
                self.an.knowledge.type_info(id).name.as_str(),
                "list" | "dict" | "set" | "frozenset"
            ))
    }

    /// Whether objects of a type may hand out again, as values of unknown type, what they were made from.
    fn gives_anything(&self, info: &crate::knowledge::LibraryType) -> bool {
        let result = |&method: &LibId| self.an.knowledge.function(method).signature.result.clone();
        info.attributes.values().any(|attribute| matches!(attribute, TypeExpr::Any))
            || info.methods.values().any(|method| matches!(result(method), TypeExpr::Any))
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
        if info.any_attribute || self.gives_anything(&info) {
            for argument in bindings.arguments.all() {
                self.an.heap.escape(argument);
            }
        }
        if info.one_shot || info.view {
            let sources: Vec<crate::ids::ObjId> = bindings
                .arguments
                .all()
                .chain(&bindings.receiver)
                .flat_map(|value| value.objects.iter().copied())
                .collect();
            for source in sources {
                let known = &mut self.an.heap.objects[object.index()].sources;
                if !known.contains(&source) {
                    known.push(source);
                    self.an.heap.grew(Fact::Object(object));
                }
            }
            if let Some(argument) = &bindings.receiver.clone() {
                self.hold(origins, argument);
            }
            // A lazy iterator runs what it was made of when it is advanced.
            for argument in bindings.arguments.all() {
                for &inner in &argument.objects {
                    for func in self.an.heap.get(inner).runs.clone() {
                        let runs = &mut self.an.heap.objects[object.index()].runs;
                        if !runs.contains(&func) {
                            runs.push(func);
                            self.an.heap.grew(Fact::Object(object));
                        }
                    }
                }
                self.hold(origins, argument);
            }
        } else if info.mutable && info.module != "builtins" && !info.plain {
            // An instance may keep what it was made of.
            for argument in bindings.arguments.all() {
                self.hold(origins, argument);
            }
        }
        Value::object(object, origins)
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
            if let ObjectKind::Instance(class) = self.an.heap.get(object).kind
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
        self.an.heap.element_of(receiver, part).from(parts)
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
    fn element_types(&mut self, value: &Value) -> Value {
        let before = self.take_effects();
        let element = self.iterate(value, TextRange::default());
        self.resume_effects(before);
        element
    }

    /// What arithmetic on arrays gives.
    fn operators_of_plain(&mut self, value: &Value, site: u32) -> Value {
        let mut result = Value::atom(sum_atoms(value.atoms));
        for object in value.objects.clone() {
            let ObjectKind::Library(id) = self.an.heap.get(object).kind else { continue };
            if let Some(expr) = &self.an.knowledge.type_info(id).operators {
                result.join(&self.type_value(expr, &Bindings::default(), site ^ 0x0200_0000));
            }
        }
        result
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
}

fn sum_atoms(atoms: Atoms) -> Atoms {
    // `sum` starts from the integer 0.
    atoms.without(Atoms::BOOL).without(Atoms::UNBOUND).union(Atoms::INT)
}

/// The signature for this number of arguments, where one is given and holds. What keywords of packages do besides is known
/// by their names: see `packages.rs`.
fn sharper<'s>(
    signature: &'s Signature,
    arguments: &Arguments,
    any_keyword: bool,
) -> &'s Signature {
    let plain = arguments.star.is_none() && arguments.double_star.is_none();
    let certain = arguments
        .positional
        .iter()
        .all(|value| !value.atoms.intersects(Atoms::NONE.union(Atoms::ANY)));
    if plain && certain {
        for (count, sharper) in &signature.by_arity {
            let named = arguments
                .keywords
                .iter()
                .all(|(name, _)| any_keyword || sharper.keywords.iter().any(|known| known == name));
            if *count == arguments.positional.len() && named {
                return sharper;
            }
        }
    }
    signature
}

/// Functions that read settings of the process which are the same in every worker, unless the program changes them.
fn reads_settings(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or(name);
    matches!(
        last,
        "strptime"
            | "strftime"
            | "timestamp"
            | "fromtimestamp"
            | "astimezone"
            | "localtime"
            | "mktime"
            | "isoformat"
            | "ctime"
            | "getcwd"
            | "abspath"
            | "realpath"
            | "expanduser"
            | "resolve"
            | "absolute"
            | "fromisoformat"
    )
}
