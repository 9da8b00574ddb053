//! Calls of packages that are installed besides Python: what their keywords do, and arrays.
//!
//! An array and all views of it are one abstract object: slices, rows and transposes are `self` in the tables. What an
//! array holds is plain, so that storing copies, and what arithmetic makes holds nothing of its operands. That is true of
//! arrays made of plain data alone; whatever may be an array of Python objects counts as a value of unknown type.
//!
//! Example: after `row = a[2]`, `row += 1` changes `a`; `np.add(a, b, out=c)` changes `c` and returns it; the result of
//! `np.array(points)` with instances of a class in `points` is not followed.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::TextRange;

use super::Analysis;
use super::call::Arguments;
use super::heap::{BoundTarget, ObjectKind};
use super::library::Bindings;
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::ObjId;
use crate::knowledge::{Callee, Growth, LibraryFunction, Signature};
use crate::values::{Atoms, Origins, Value};

/// Functions that make an element of `None`, wherever it stands.
const TAKES_NONE: &[&str] = &["full", "full_like", "where", "append", "insert", "select", "choose"];

/// Keywords of `scipy.ndimage` under which arrays stand that results go to.
const ARRAYS_TO_FILL: &[&str] = &["output", "distances", "indices"];

/// What is done to the arguments besides what the table says.
struct Reached {
    /// Changed by the call, and perhaps returned.
    outputs: Value,
    /// The result may be any argument.
    aliases: bool,
    /// Everything may be changed.
    changes_all: bool,
}

impl Analysis<'_> {
    /// Whether an object draws random numbers.
    pub fn is_generator(&self, object: ObjId) -> bool {
        matches!(self.heap.peek(object).kind, ObjectKind::Library(id)
            if matches!(&*self.knowledge.type_info(id).module, "random" | "numpy.random"))
    }
}

impl<'a> Walker<'_, 'a> {
    /// The effects of a call of a package's function besides those that its table lists, and its result.
    pub(super) fn package_call(
        &mut self,
        function: &LibraryFunction,
        signature: &Signature,
        bindings: &Bindings,
        mut result: Value,
        range: TextRange,
    ) -> Value {
        // What happens on overflow, and how numbers are printed, are settings.
        let own = function.module.split('.').next() == Some("numpy");
        let settings = if own { Flags::SETTINGS } else { Flags::ANY_SETTINGS };
        self.flag(settings, range, &function.name);
        let reached = self.outputs_of(function, signature, bindings);
        if reached.changes_all {
            for value in bindings.arguments.all().chain(&bindings.receiver) {
                self.touch_deep(value, Some(range));
            }
        } else if !reached.outputs.is_bottom() {
            self.touch_deep(&reached.outputs, Some(range));
        }
        if result.is_any() || self.an.heap.reachable(&result).any {
            self.an.open_the_world();
        }
        if reached.aliases {
            for value in bindings.arguments.all().chain(&bindings.receiver) {
                result.join(value);
            }
        }
        if !reached.outputs.is_bottom() {
            let parts = self.parts_of(reached.outputs.origins);
            let inside = self.an.heap.element_of(&reached.outputs, |object| &object.element);
            result.join(&inside.from(parts));
            result.join(&reached.outputs);
        }
        self.refuse_unlisted_callbacks(signature, &bindings.arguments, range, &function.name);
        if function.module.starts_with("sklearn") && !self.knows_all_objects(bindings) {
            self.unknown_call(&bindings.arguments, range, &function.name);
        }
        if signature.growth == Growth::Linear {
            // However cheap for one number, for large arrays it is work.
            self.fx.cost += 70.0;
        }
        if &*function.module == "pandas" {
            return self.frame_call(function, signature, bindings, result, range);
        }
        if self.an.knowledge.is_read("pandas") {
            let frames = self.of_frames(bindings, range);
            result.join(&frames);
        }
        let makes_arrays = function.name == "numpy.dtype"
            || result.objects.iter().any(|&object| self.is_plain_type(object));
        if makes_arrays && !self.is_made_of_plain_data(function, signature, bindings) {
            return self.lose_type(bindings, range, &function.name);
        }
        result
    }

    /// What a function that makes arrays of sequences may return of its argument.
    pub(super) fn without_sequences(&self, value: &Value) -> Value {
        let mut rest = value.clone();
        rest.objects.retain(|&mut object| {
            !matches!(self.an.heap.peek(object).kind, ObjectKind::Library(id)
            if matches!(
                (&*self.an.knowledge.type_info(id).module, &*self.an.knowledge.type_info(id).name),
                ("builtins", "list" | "tuple")
                    | ("numpy.random", "SeedSequence")
                    | ("PIL.Image", "Image")
            ))
        });
        let origins = rest.origins;
        rest.from(origins)
    }

    fn outputs_of(
        &self,
        function: &LibraryFunction,
        signature: &Signature,
        bindings: &Bindings,
    ) -> Reached {
        let arguments = &bindings.arguments;
        let fills = &*function.module == "scipy.ndimage";
        let changes_all = arguments.double_star.is_some();
        let mut reached = Reached { outputs: Value::bottom(), aliases: changes_all, changes_all };
        if let Some(position) = signature.out {
            match arguments.positional.get(position) {
                Some(value) => reached.outputs.join(value),
                None => reached.outputs.join(&arguments.star.clone().unwrap_or_default()),
            };
        }
        for (name, value) in &arguments.keywords {
            match &**name {
                "out" => {
                    reached.outputs.join(value);
                }
                // Or the type of a new one.
                name if fills && ARRAYS_TO_FILL.contains(&name) => {
                    let mut value = value.clone();
                    if !value.is_any() {
                        value.objects.retain(|&mut object| self.is_plain_type(object));
                        value.atoms = Atoms::EMPTY;
                    }
                    reached.outputs.join(&value);
                }
                "copy" | "subok" | "like" => reached.aliases = true,
                "inplace" => {
                    reached.aliases = true;
                    reached.changes_all = true;
                }
                name if name.starts_with("overwrite") => {
                    reached.aliases = true;
                    reached.changes_all = true;
                }
                _ => {}
            }
        }
        reached.outputs.atoms = reached.outputs.atoms.without(Atoms::NONE).without(Atoms::UNBOUND);
        reached
    }

    /// Functions of the program that are handed over, and of which the table does not say that they are called.
    fn refuse_unlisted_callbacks(
        &mut self,
        signature: &Signature,
        arguments: &Arguments,
        range: TextRange,
        name: &str,
    ) {
        let calls = |callee: &Callee| signature.calls.contains(callee);
        let positional = arguments.positional.iter().enumerate();
        let positional = positional.filter(|(at, _)| !calls(&Callee::Position(*at)));
        let keywords =
            arguments.keywords.iter().filter(|(name, _)| !calls(&Callee::Keyword(name.clone())));
        let others = positional.map(|(_, value)| value).chain(keywords.map(|(_, value)| value));
        let mut values = others.chain(&arguments.star).chain(&arguments.double_star);
        if values.any(|value| self.holds_functions(value)) {
            self.unknown_call(arguments, range, name);
        }
    }

    /// The arrays that an estimator shows are its own, and none that it was given: where it is new, so are they.
    pub(super) fn made_by_estimator(&self, module: &str, estimator: &Value, shown: Value) -> Value {
        let origins = estimator.origins;
        let made = self.parts_of(origins.only_fresh()).only_fresh();
        if module != "sklearn.base" || shown.is_any() || shown.objects.is_empty() {
            return shown;
        }
        let made = if made.is_empty() { origins.only_fresh() } else { made };
        let foreign = Origins(origins.0 & Origins::FOREIGN.0);
        let found = if foreign.is_empty() { Origins::NOWHERE } else { self.parts_of(foreign) };
        shown.from(made.union(found))
    }

    /// An estimator whose attributes are assigned may draw, change its data in place or go on from what it has learnt
    /// (`m.random_state = None`, `m.copy = False`, `m.warm_start = True`), and shows what it was given: nothing is known of it.
    pub(super) fn set_on_estimator(&mut self, object: ObjId, module: &str) {
        if module.starts_with("sklearn") {
            self.an.heap.add_key(object, &Value::any());
            self.an.heap.add_element(object, &Value::any());
        }
    }

    /// Whether everything that a call is given, at any depth, is of a type that the tables know: what asks an estimator for
    /// its methods would ask an object of the program for them, too.
    fn knows_all_objects(&self, bindings: &Bindings) -> bool {
        bindings.arguments.all().chain(&bindings.receiver).all(|value| {
            let reach = self.an.heap.reachable(value);
            !reach.any
                && reach
                    .objects
                    .iter()
                    .all(|&object| matches!(self.an.heap.peek(object).kind, ObjectKind::Library(_)))
        })
    }

    fn holds_functions(&self, value: &Value) -> bool {
        let reach = self.an.heap.reachable(value);
        reach.objects.iter().any(|&object| match self.an.heap.peek(object).kind {
            ObjectKind::LibraryFunction(id) => {
                !self.an.knowledge.function(id).signature.flags.is_empty()
            }
            ObjectKind::Bound(BoundTarget::Library(_)) => true,
            _ => self.is_callable_of_program(object),
        })
    }

    /// Whether an object is an array of plain values, or the like.
    pub(super) fn is_plain_type(&self, object: ObjId) -> bool {
        matches!(self.an.heap.peek(object).kind, ObjectKind::Library(id)
            if self.an.knowledge.type_info(id).plain)
    }

    /// Whether a value consists of such objects alone, and of immutable ones.
    pub(super) fn is_plain_value(&self, value: &Value) -> bool {
        !value.is_any()
            && !value.objects.is_empty()
            && value.objects.iter().all(|&object| self.is_plain_type(object))
    }

    /// Whether an array that is made of these arguments can hold plain values only.
    fn is_made_of_plain_data(
        &self,
        function: &LibraryFunction,
        signature: &Signature,
        bindings: &Bindings,
    ) -> bool {
        let name = function.name.rsplit('.').next().unwrap_or_default();
        let arguments = &bindings.arguments;
        let none_counts = TAKES_NONE.contains(&name);
        let called = |at: usize| signature.calls.contains(&Callee::Position(at));
        let positional = arguments.positional.iter().enumerate().all(|(at, value)| {
            let is_data = at == 0 && bindings.receiver.is_none() && function.receiver.is_none();
            called(at)
                || (name == "fromiter" && at == 0)
                || self.is_plain_argument(value, is_data)
                    && !(none_counts && value.atoms.contains(Atoms::NONE))
        });
        positional
            && arguments.double_star.is_none()
            && !arguments
                .keywords
                .iter()
                .any(|(name, _)| matches!(&**name, "allow_pickle" | "mmap_mode"))
            && arguments.keywords.iter().all(|(_, value)| self.is_plain_argument(value, false))
            && arguments.star.iter().all(|value| self.is_plain_argument(value, true))
            && bindings.called.iter().all(|(_, value)| self.is_plain_argument(value, true))
    }

    /// `is_data`: it becomes part of the array, while others may be axes, types, files or generators.
    fn is_plain_argument(&self, value: &Value, is_data: bool) -> bool {
        if value.is_any() || (is_data && value.atoms.contains(Atoms::NONE)) {
            return false;
        }
        value.objects.iter().all(|&object| {
            let one = Value::object(object, value.origins);
            match self.an.heap.peek(object).kind {
                ObjectKind::Library(id) => {
                    let info = self.an.knowledge.type_info(id);
                    let is_other = matches!(&*info.module, "io" | "pathlib") || info.package;
                    info.plain
                        || self.holds_plain_data(&one)
                        || (is_other
                            && (!is_data
                                || info.module.starts_with("PIL")
                                || info.module.starts_with("sklearn")))
                }
                ObjectKind::LibraryFunction(id) => {
                    !is_data && self.an.knowledge.function(id).name != "object"
                }
                ObjectKind::Function(_) | ObjectKind::Bound(_) => !is_data,
                _ => false,
            }
        })
    }

    /// A list or tuple, at any depth, of plain values other than `None`.
    fn holds_plain_data(&self, value: &Value) -> bool {
        let reach = self.an.heap.reachable(value);
        !reach.any
            && !reach.atoms.contains(Atoms::NONE)
            && reach.objects.iter().all(|&object| match self.an.heap.peek(object).kind {
                ObjectKind::Library(id) => {
                    let info = self.an.knowledge.type_info(id);
                    info.plain
                        || matches!(
                            (&*info.module, &*info.name),
                            ("builtins", "list" | "tuple" | "bytearray") | ("array", "array")
                        )
                }
                _ => false,
            })
    }

    /// From here on the result of a call may be anything, and hold anything.
    fn lose_type(&mut self, bindings: &Bindings, range: TextRange, name: &str) -> Value {
        self.an.open_the_world();
        let mut value = Value::any();
        let mut instances = false;
        for argument in bindings.arguments.all().chain(&bindings.receiver) {
            self.an.heap.store_anywhere(argument);
            value.origins = value.origins.union(argument.origins);
            let reach = self.an.heap.reachable(argument);
            instances |= reach
                .objects
                .iter()
                .any(|&object| matches!(self.an.heap.peek(object).kind, ObjectKind::Instance(_)));
        }
        if instances {
            self.flag(Flags::UNKNOWN, range, name);
        }
        value
    }

    /// How arrays are printed is a setting.
    pub(super) fn note_printed(&mut self, value: &Value, range: TextRange) {
        if self.an.uses_packages && !value.is_atomic() {
            let reach = self.an.heap.reachable(value);
            if reach.any || reach.objects.iter().any(|&object| self.is_plain_type(object)) {
                self.flag(Flags::ANY_SETTINGS, range, "an array as a text");
            }
        }
    }

    /// What an operator between an array and something else gives besides an array of plain values.
    pub(super) fn operand_effects(&mut self, other: &Value, range: TextRange) -> Value {
        self.flag(Flags::SETTINGS, range, "an operator on arrays");
        self.fx.cost += 60.0;
        self.fx.library_work = true;
        // With `None` it raises.
        let mut number = other.clone();
        number.atoms = number.atoms.without(Atoms::NONE);
        if number.is_atomic() || self.is_plain_argument(&number, true) {
            return Value::bottom();
        }
        self.an.open_the_world();
        let instances = other
            .objects
            .iter()
            .any(|&object| !matches!(self.an.heap.peek(object).kind, ObjectKind::Library(_)));
        if instances {
            // Its operators may be called with each number.
            self.flag(Flags::UNKNOWN, range, "an operator on arrays and instances");
        }
        self.an.heap.store_anywhere(other);
        Value { origins: other.origins, ..Value::any() }
    }

    /// Where a table says which texts a keyword may be, any other makes it count as anything.
    fn check_choices(&self, callee: &Value, node: &ast::Arguments, arguments: &mut Arguments) {
        for &object in &callee.objects {
            let (ObjectKind::LibraryFunction(id) | ObjectKind::Bound(BoundTarget::Library(id))) =
                self.an.heap.get(object).kind
            else {
                continue;
            };
            let function = self.an.knowledge.function(id);
            let sharper = function.signature.by_arity.iter().find_map(|(_, s)| s.allows.clone());
            for allowed in sharper.iter().flat_map(|allowed| allowed.iter()) {
                let Some(choices) = &allowed.choices else { continue };
                if let Ok(position) = allowed.name.parse::<usize>() {
                    if let Some(value) = arguments.positional.get_mut(position)
                        && !node.args.get(position).is_some_and(|arg| is_chosen(arg, choices))
                    {
                        *value = Value::any();
                    }
                    continue;
                }
                let given = node.find_keyword(&allowed.name);
                if given.is_some_and(|keyword| !is_chosen(&keyword.value, choices))
                    && let Some((_, value)) =
                        arguments.keywords.iter_mut().find(|(name, _)| *name == allowed.name)
                {
                    *value = Value::any();
                }
            }
        }
    }

    /// Arguments of a package's function with the types of elements made certain: where a text may stand for
    /// `object`, the argument counts as anything.
    pub(super) fn check_element_types(
        &self,
        callee: &Value,
        node: &'a ast::Arguments,
        arguments: &mut Arguments,
    ) {
        self.check_choices(callee, node, arguments);
        let name = callee.objects.iter().find_map(|&object| {
            let (ObjectKind::LibraryFunction(id) | ObjectKind::Bound(BoundTarget::Library(id))) =
                self.an.heap.peek(object).kind
            else {
                return None;
            };
            let function = self.an.knowledge.function(id);
            function.package.then(|| function.name.clone())
        });
        let Some(name) = name else { return };
        let converts = [".astype", ".view", ".dtype"].iter().any(|end| name.ends_with(end));
        if node.args.iter().any(Expr::is_starred_expr) {
            return;
        }
        for (at, expr) in node.args.iter().enumerate() {
            let Some(value) = arguments.positional.get_mut(at) else { break };
            let may_name = converts && at == 0;
            if names_objects(expr)
                || (may_name && value.atoms.contains(Atoms::STR) && !expr.is_string_literal_expr())
            {
                *value = Value::any();
            }
        }
        for keyword in &node.keywords {
            let Some(keyword_name) = &keyword.arg else { continue };
            let known =
                arguments.keywords.iter_mut().find(|(name, _)| **name == *keyword_name.as_str());
            let Some((_, value)) = known else { continue };
            let is_type = keyword_name.as_str().starts_with("dtype");
            let from_elsewhere =
                value.atoms.contains(Atoms::STR) && !keyword.value.is_string_literal_expr();
            if names_objects(&keyword.value) || (is_type && from_elsewhere) {
                *value = Value::any();
            }
        }
    }
}

/// Whether an expression is one of these texts, a list of them, or a dictionary with no other keys, as it stands.
fn is_chosen(expr: &Expr, choices: &[Box<str>]) -> bool {
    let is_one = |expr: &Expr| match expr {
        Expr::StringLiteral(text) => choices.iter().any(|choice| **choice == *text.value.to_str()),
        _ => false,
    };
    match expr {
        Expr::List(list) => list.elts.iter().all(is_one),
        Expr::Dict(dict) => dict.items.iter().all(|item| item.key.as_ref().is_some_and(is_one)),
        _ => is_one(expr),
    }
}

/// Whether a text inside an expression may name the type of Python objects: `"O"`, `"i4,O"`, `"object"`.
fn names_objects(expr: &Expr) -> bool {
    struct Finder(bool);
    impl<'a> Visitor<'a> for Finder {
        fn visit_expr(&mut self, expr: &'a Expr) {
            if let Expr::StringLiteral(text) = expr {
                self.0 |= text.value.to_str().split(',').any(|part| {
                    let part = part.trim_matches(|c: char| !c.is_ascii_alphabetic());
                    part == "O" || part.starts_with("object")
                });
            }
            visitor::walk_expr(self, expr);
        }
    }
    let mut finder = Finder(false);
    finder.visit_expr(expr);
    finder.0
}
