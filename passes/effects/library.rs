//! Calls of library functions, as the knowledge tables describe them.

use ruff_text_size::TextRange;

use super::call::Arguments;
use super::heap::{Field, ObjectKind};
use super::implicit::Implied;
use super::library_results::{COPYING, SHOWING};
use super::opening;
use super::taken_in::Kept;
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::{LibId, ObjId};
use crate::knowledge::{Callee, Growth, Passes, Signature, TypeExpr};
use crate::values::{Atoms, Value};

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
    /// The call takes copies of the containers that it is given, and never looks at them again.
    pub copies: bool,
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

/// Functions that go through each element of an argument as well, as `dict` does with pairs.
const GOES_THROUGH_ELEMENTS: &[&str] = &[
    "dict",
    "update",
    "OrderedDict",
    "defaultdict",
    "starmap",
    "from_iterable",
    "writerows",
    "executemany",
];

impl Walker<'_, '_> {
    /// Advances iterators that an iterable hands out.
    pub(super) fn consume_elements(&mut self, iterable: &Value, range: TextRange) {
        let parts = self.parts_of(iterable.origins);
        let mut element = self.an.heap.element_of(iterable, |object| &object.element).from(parts);
        if iterable.is_any() {
            element.join(&Value { origins: parts, ..Value::any() });
        }
        self.consume(&element, range);
    }

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
                if value.atoms.intersects(Atoms::FLOAT) && self.an.noting {
                    self.an.nan_sensitive = true;
                }
            }
        }
        self.an.note_ordering(last, receiver.as_ref(), arguments);
        if matches!(last, "pop" | "remove" | "__getitem__" | "__delitem__" | "getitem" | "delitem")
        {
            for value in arguments.all() {
                self.kept_by_exception(value);
            }
        }
        if matches!(last, "exit" | "quit") {
            // The exception that ends the program has it, without a type.
            for value in arguments.all() {
                self.an.heap.escape(value);
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
        let mut flags = self.flags_of_draw(&function, signature.flags, &arguments, range);
        if flags.contains(Flags::ENVIRONMENT) && reads_settings(&function.name) {
            flags = flags.without(Flags::ENVIRONMENT).union(Flags::ANY_SETTINGS);
        }
        flags = self.an.flags_of_record(&function.name, flags);
        if flags.contains(Flags::WRITES_FILE)
            && &*function.module == "io"
            && receiver.as_ref().is_some_and(|stream| self.an.is_standard_stream(stream))
        {
            flags = self.an.flags_of_stream(&function.name, flags);
        }
        if &*function.module == "io" {
            flags = self.an.with_what_waits(flags, receiver.as_ref());
        }
        if let Some(file) = self.memory_written(&function, receiver.as_ref(), &arguments) {
            flags = flags.without(Flags::WRITES);
            if receiver.is_some() {
                self.write_to_memory(&file, range);
            }
        }
        if function.promise.is_some() {
            flags = opening::by_other_means(flags);
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
        let unpacks = arguments.star.is_some() || arguments.double_star.is_some();
        let shows = SHOWING.contains(&function.name.as_str()) && !unpacks;
        let grows = signature.growth != Growth::Constant;
        let consumes = (lazy || grows || !signature.calls.is_empty()) && !shows;
        // An iterator that is advanced keeps nothing of what `next` was given besides.
        let keeps = function.name != "next";
        let (of_receiver, mut of_arguments) = self.implied_by(id, unpacks);
        if function.name == "sum" && self.adds_numbers(&arguments) {
            of_arguments = Implied::Reads;
        }
        let mut known = self.kept(signature, receiver.as_ref(), &arguments, site);
        if let Some(kept) = known.as_mut().filter(|_| self.only_counts(&function.name, &arguments))
        {
            kept.element = Value::atom(Atoms::INT);
        }
        let is_named = signature.mutates_named.as_ref().is_some_and(|name| {
            arguments.double_star.is_some()
                || arguments.star.is_some()
                || arguments.keywords.iter().any(|(known, _)| **known == **name)
        });
        let (some, all) = (signature.mutates, signature.mutates_all || is_named);
        if self.an.has_operator_methods {
            let handed_on;
            let given = arguments.all().map(|value| (value, of_arguments));
            let given = given.chain(receiver.iter().map(|value| (value, of_receiver)));
            let mut meeting: smallvec::SmallVec<[_; 4]> = given.collect();
            handed_on = self.handed_on(&meeting, range);
            meeting.extend(handed_on.iter().map(|(value, implied)| (value, *implied)));
            self.implied_among(&meeting, range);
        }
        self.touch_arguments(some, all, (consumes, keeps), known.as_ref(), &arguments, range);
        if GOES_THROUGH_ELEMENTS.contains(&last) {
            for value in arguments.all() {
                self.consume_elements(value, range);
            }
        }
        if let Some(receiver) = &receiver {
            // Sorting calls what it is given, and keeps nothing of it.
            let none = Arguments::default();
            let kept = if function.name == "list.sort" { &none } else { &arguments };
            let mutates = signature.mutates_self && !flags.contains(Flags::TELLS);
            self.touch_receiver(receiver, mutates, known.as_ref(), kept, range);
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
        let later = (lazy && !signature.calls.is_empty()).then(|| self.begin_deferred());
        let called =
            self.call_arguments(signature, passing, &arguments, receiver.as_ref(), site, range);
        let from_zero = function.name == "sum";
        let takes_arrays = function.package && function.name.starts_with("numpy.");
        let copies = COPYING.contains(&function.name.as_str());
        let bindings = Bindings { receiver, arguments, called, takes_arrays, from_zero, copies };
        let result_type = self.result_type(&function.name, signature, &bindings.arguments);
        let mut result = self.type_value(result_type, &bindings, site);
        if function.name == "abs" && result.atoms.contains(Atoms::COMPLEX) {
            result.atoms = result.atoms.union(Atoms::FLOAT);
        }
        if let Some(atoms) = of_real_number(&function.name, &bindings.arguments) {
            result = Value::atom(atoms);
        }
        self.keep_factory(&function.name, &bindings.arguments, &result);
        self.keep_file(&function, &bindings.arguments, &result);
        self.refuse_comparer(&function.name, &bindings.arguments, range);
        if let Some(receiver) = &bindings.receiver {
            self.keep_factory_of_copy(receiver, &result);
        }
        if function.package {
            result = self.package_call(&function, signature, &bindings, result, range);
        }
        if function.name == "itertools.groupby" {
            let groups = self.link_groups(&result);
            if let Some(before) = later {
                let both = groups.joined(&result);
                self.defer(before, &both);
            }
        } else if let Some(before) = later {
            self.defer(before, &result);
        }
        result
    }

    /// Whether what is put into these containers is known where it is taken out again.
    fn follows_elements(&self, receiver: &Value) -> bool {
        !receiver.is_any()
            && receiver.objects.iter().all(|&object| {
                matches!(self.an.heap.peek(object).kind, ObjectKind::Library(id)
                    if matches!(&*self.an.knowledge.type_info(id).module, "builtins" | "collections"))
            })
    }

    /// Whether all that `sum` adds up are numbers, whatever it takes them from: `sum(vector)`.
    fn adds_numbers(&mut self, arguments: &Arguments) -> bool {
        let only = arguments.keywords.is_empty()
            && arguments.star.is_none()
            && arguments.double_star.is_none();
        match arguments.positional.as_slice() {
            [added] if only && self.an.has_operator_methods && !added.is_atomic() => {
                let added = added.clone();
                self.element_types(&added).is_atomic()
            }
            _ => false,
        }
    }

    /// What a library function may ask of its receiver and of its arguments by operator methods.
    fn implied_by(&self, id: LibId, unpacks: bool) -> (Implied, Implied) {
        let function = self.an.knowledge.function(id);
        if let Some(implied) = (!unpacks).then(|| super::asked::asks_only(&function.name)).flatten()
        {
            return (implied, implied);
        }
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
        (consumes, keeps): (bool, bool),
        known: Option<&Kept>,
        arguments: &Arguments,
        range: TextRange,
    ) {
        for (position, value) in arguments.positional.iter().enumerate() {
            self.touch_deep(value, None);
            // What may be a file may be a path, which does not change.
            let mutated = mutates >> position & 1 == 1 && !self.is_unchanging(value);
            if consumes || mutated || !value.is_any() {
                self.consume(value, range);
            }
            if let Some(kept) = known
                && mutated
                && !all
            {
                self.touch_write(value, Field::Contents, range);
                self.take_in(value, kept);
            } else if mutated && !keeps && self.is_generator(value) {
                // What its body does to what it was given has been told.
                self.touch_write(value, Field::Contents, range);
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
            if consumes || !value.is_any() {
                self.consume(value, range);
            }
            if all {
                self.touch_deep(value, Some(range));
            }
        }
    }

    /// Whether a value can be nothing but generators of the program's own.
    fn is_generator(&self, value: &Value) -> bool {
        !value.is_any()
            && !value.objects.is_empty()
            && value.objects.iter().all(|&object| {
                matches!(self.an.heap.peek(object).kind, ObjectKind::Library(id)
                    if self.an.knowledge.type_info(id).name == "generator")
            })
    }

    /// Whether a value can be nothing but texts, numbers and objects of types that never change.
    fn is_unchanging(&self, value: &Value) -> bool {
        !value.is_any()
            && value.objects.iter().all(|&object| {
                matches!(self.an.heap.get(object).kind, ObjectKind::Library(id)
                    if !self.an.knowledge.type_info(id).mutable
                        && self.an.knowledge.type_info(id).module == "pathlib")
            })
    }

    fn touch_receiver(
        &mut self,
        receiver: &Value,
        mutates: bool,
        known: Option<&Kept>,
        arguments: &Arguments,
        range: TextRange,
    ) {
        self.touch_read(receiver, Field::Contents);
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
            if let Some(passes) = &signature.passes {
                let mut bindings = Bindings {
                    receiver: receiver.cloned(),
                    arguments: arguments.clone(),
                    ..Bindings::default()
                };
                // `reduce` passes results back in.
                let mut returned = Value::bottom();
                for _ in 0..8 {
                    let passed = self.passed(passes, &bindings, site ^ 0x0800_0000, range);
                    let result = self.call_value(&function, &passed, range, None);
                    if !returned.join(&result)
                        || !passes.types.iter().any(|expr| expr.mentions(callee))
                    {
                        break;
                    }
                    bindings.called = vec![(callee.clone(), returned.clone())];
                }
                self.fx.unbounded = true;
                self.note_known_work(range);
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
                self.hashed(&result, range);
            }
            let inner = std::mem::replace(&mut self.fx.cost, before);
            self.fx.cost += inner * 40.0;
            self.fx.unbounded = true;
            self.note_known_work(range);
            results.push((callee.clone(), result));
        }
        results
    }

    /// What the table says that a called argument receives.
    fn passed(
        &mut self,
        passes: &Passes,
        bindings: &Bindings,
        site: u32,
        range: TextRange,
    ) -> Arguments {
        let mut passed = Arguments::default();
        for expr in &passes.types {
            passed.positional.push(self.type_value(expr, bindings, site));
        }
        passed.star = passes.rest.as_ref().map(|expr| self.type_value(expr, bindings, site ^ 1));
        let Some((keyword, place)) = &passes.spread else { return passed };
        let arguments = &bindings.arguments;
        let given = arguments.keyword(keyword);
        let Some(given) = given.or_else(|| arguments.positional.get((*place)?)) else {
            return passed;
        };
        let given = given.clone();
        let is_tuple = |object: &ObjId| {
            matches!(self.an.heap.get(*object).kind, ObjectKind::Library(id)
                if self.an.knowledge.type_info(id).name == "tuple")
        };
        let tuples = given.objects.iter().filter(|object| is_tuple(object)).count();
        if given.atoms.is_empty() && tuples == given.objects.len() {
            let parts = self.spread(&given, range);
            passed.positional.extend(parts.positional);
            passed.star = parts.star;
        } else if !given.is_any() && tuples == 0 {
            passed.positional.push(given);
        } else {
            passed.star = Some(self.iterate(&given, range).joined(&given));
        }
        passed
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
}

/// The signature for this number of arguments, where one is given and holds. What keywords of packages do besides is known
/// by their names: see `packages.rs`.
fn sharper<'s>(
    signature: &'s Signature,
    arguments: &Arguments,
    any_keyword: bool,
) -> &'s Signature {
    let plain = arguments.star.is_none() && arguments.double_star.is_none();
    let certain =
        |without: Atoms| arguments.positional.iter().all(|value| !value.atoms.intersects(without));
    if plain && certain(Atoms::ANY) {
        for (count, sharper) in &signature.by_arity {
            let named = arguments.keywords.iter().all(|(name, value)| match &sharper.allows {
                _ if sharper.keywords.iter().chain(&sharper.requires).any(|k| k == name) => true,
                None => any_keyword,
                Some(allowed) => allowed.iter().any(|keyword| {
                    keyword.name == *name
                        && (keyword.choices.is_none() || !value.is_any())
                        && (!keyword.beside_required || sharper.requires.is_some())
                }),
            }) && sharper.requires.as_ref().is_none_or(|name| {
                match name.parse::<usize>() {
                    Ok(position) => {
                        let value = arguments.positional.get(position);
                        value.is_some_and(|value| value.only(Atoms::INT.union(Atoms::STR)))
                    }
                    Err(_) => arguments.keyword(name).is_some_and(|value| value.only(Atoms::INT)),
                }
            });
            let certain = sharper.takes_none || certain(Atoms::NONE);
            if *count == arguments.positional.len() && named && certain {
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
            | "relpath"
            | "realpath"
            | "expanduser"
            | "resolve"
            | "absolute"
            | "fromisoformat"
    )
}

/// What `abs` and `round` make of integers and floats.
fn of_real_number(name: &str, arguments: &Arguments) -> Option<Atoms> {
    let plain = arguments.keywords.is_empty()
        && arguments.star.is_none()
        && arguments.double_star.is_none();
    let (number, digits) = match (name, &*arguments.positional) {
        ("abs", [number]) => (number, true),
        ("round", [number]) => (number, false),
        ("round", [number, digits]) if digits.only(Atoms::INTEGERS) => (number, true),
        _ => return None,
    };
    if !plain || !number.only(Atoms::INTEGERS.union(Atoms::FLOAT)) {
        return None;
    }
    let mut atoms = Atoms::EMPTY;
    if number.atoms.intersects(Atoms::INTEGERS) || !digits {
        atoms = atoms.union(Atoms::INT);
    }
    if number.atoms.contains(Atoms::FLOAT) && digits {
        atoms = atoms.union(Atoms::FLOAT);
    }
    Some(atoms)
}
