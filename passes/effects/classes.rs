//! Classes of the program: bases, members, operator methods, and what their constructors keep.

use std::cell::RefCell;
use std::rc::Rc;

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Analysis;
use super::heap::{ObjectKey, ObjectKind, Wrapper};
use super::journal::Fact;
use super::members;
use crate::ids::{ClassId, FuncId, ModuleId, ObjId, TypeId, VarId};
use crate::passes::scopes::Scopes;
use crate::values::{Atoms, Origins, Value};

/// Methods that are called by name or by construction, not by operators.
const NOT_OPERATORS: &[&str] = &[
    "__init__",
    "__new__",
    "__post_init__",
    "__call__",
    "__enter__",
    "__exit__",
    "__del__",
    "__init_subclass__",
    "__class_getitem__",
    "__aenter__",
    "__aexit__",
];

/// Methods of time zones.
const OF_TIME_ZONES: &[&str] = &["utcoffset", "tzname", "fromutc"];

/// Library classes that add nothing to the behaviour of instances.
const PLAIN_BASES: &[&str] =
    &["object", "abc.ABC", "typing.Generic", "typing.Protocol", "Exception", "BaseException"];

#[derive(Clone, Debug, Default)]
pub(super) struct ClassInfo {
    pub(super) bases: Vec<ClassId>,
    pub(super) library_base: Option<TypeId>,
    pub(super) unknown_base: bool,
    pub(super) is_enum: bool,
    pub(super) is_exception: bool,
    /// A `NamedTuple`, or a data class: its constructor keeps its arguments.
    generated: bool,
    metaclass: bool,
    /// A class of a library, or an unknown one, may come before one of the bases in the order of lookup.
    pub(super) foreign_first: bool,
}

/// Facts about classes that their headers give.
/// Methods that any access to an attribute, or to a class, may run; `isinstance` asks for `__class__`.
const RUN_BY_ATTRIBUTES: &[&str] =
    &["__get__", "__set__", "__delete__", "__set_name__", "__class_getitem__", "__class__"];

#[derive(Default)]
pub struct ClassTable {
    pub(super) infos: Vec<ClassInfo>,
    operators: Vec<Vec<Rc<str>>>,
    /// Operator methods that any class defines.
    operator_names: FxHashSet<Rc<str>>,
    /// The same for lists of names, by address and length.
    operator_lists: RefCell<FxHashMap<(usize, usize), bool>>,
    /// The class and its bases, for classes that were asked for since bases last changed.
    orders: RefCell<Vec<Option<Rc<[ClassId]>>>>,
    /// Whether classes speak a protocol, for those that were asked about since bases last changed.
    protocols: RefCell<FxHashMap<ClassId, bool>>,
    /// Classes whose methods code out of view may call.
    pub exposed: FxHashSet<ClassId>,
    descriptors: bool,
    properties: FxHashMap<Box<str>, Vec<ClassId>>,
    /// Calls in `name = property(…)` that stand in the body of a class.
    property_calls: FxHashSet<(ModuleId, TextRange)>,
    pub finalizers: Vec<ClassId>,
    /// Variables of class bodies that may have no value when the body is done: then a base is asked.
    pub(super) maybe_unbound: FxHashSet<VarId>,
}

impl ClassTable {
    /// Reads the class headers; bases are resolved when their names have values, see [`Analysis::note_bases`].
    pub fn new(scopes: &Scopes<'_>) -> Self {
        let mut table = ClassTable {
            infos: vec![ClassInfo::default(); scopes.classes.len()],
            orders: RefCell::new(vec![None; scopes.classes.len()]),
            ..ClassTable::default()
        };
        for (index, class) in scopes.classes.iter().enumerate() {
            let id = ClassId::from(index);
            let mut operators: Vec<Rc<str>> = class
                .members
                .keys()
                .filter(|name| {
                    // `keys` makes an object a mapping for `**` and `dict`.
                    let special = name.starts_with("__") && name.ends_with("__");
                    (special && !NOT_OPERATORS.contains(name)) || **name == "keys"
                })
                .map(|name| (*name).into())
                .collect();
            operators.sort();
            table.operator_names.extend(operators.iter().cloned());
            table.operators.push(operators);
            table.descriptors |=
                RUN_BY_ATTRIBUTES.iter().any(|name| class.members.contains_key(name));
            // Points in time call them whenever they are shown, hashed or compared.
            table.descriptors |= OF_TIME_ZONES.iter().any(|name| class.members.contains_key(name));
            if class.members.contains_key("__del__") {
                table.finalizers.push(id);
            }
            table.maybe_unbound.extend(members::maybe_unbound(scopes, class));
            for stmt in &class.node.body {
                match stmt {
                    Stmt::FunctionDef(def) if !def.decorator_list.is_empty() => {
                        table.properties.entry(def.name.as_str().into()).or_default().push(id);
                    }
                    Stmt::Assign(node) => {
                        let ([Expr::Name(name)], Expr::Call(call)) = (&*node.targets, &*node.value)
                        else {
                            continue;
                        };
                        table.properties.entry(name.id.as_str().into()).or_default().push(id);
                        table.property_calls.insert((class.module, call.range()));
                    }
                    _ => {}
                }
            }
            if let Some(arguments) = &class.node.arguments {
                table.infos[index].metaclass = arguments.keywords.iter().any(|keyword| {
                    let abstract_base = matches!(&keyword.value, Expr::Name(name) if name.id.as_str() == "ABCMeta")
                        || matches!(&keyword.value, Expr::Attribute(node) if node.attr.as_str() == "ABCMeta");
                    !abstract_base
                });
            }
        }
        table.descriptors |= has_busy_metaclass(scopes);
        table
    }

    /// Whether any class defines a method that operators, builtins or statements call.
    pub fn has_operator_methods(&self) -> bool {
        self.operators.iter().any(|names| !names.is_empty())
    }

    /// Whether any class defines one of these operator methods.
    pub fn define_any(&self, names: &[&str]) -> bool {
        !self.operator_names.is_empty()
            && names.iter().any(|name| self.operator_names.contains(*name))
    }

    /// The same for a list that operations come back to.
    pub fn define_any_listed(&self, names: &'static [&'static str]) -> bool {
        let list = (names.as_ptr() as usize, names.len());
        *self.operator_lists.borrow_mut().entry(list).or_insert_with(|| self.define_any(names))
    }

    /// Whether a class speaks a protocol of libraries, which is found out once.
    pub fn ask(&self, class: ClassId, find: impl FnOnce() -> bool) -> bool {
        let known = self.protocols.borrow().get(&class).copied();
        known.unwrap_or_else(|| {
            let speaks = find();
            self.protocols.borrow_mut().insert(class, speaks);
            speaks
        })
    }

    /// Whether what a call gives becomes a member of a class of which all is known.
    pub fn makes_property(&self, module: ModuleId, call: TextRange) -> bool {
        self.property_calls.contains(&(module, call))
    }

    /// Whether some class is a descriptor, which runs code on any attribute access.
    pub fn has_descriptors(&self) -> bool {
        self.descriptors
    }

    /// Whether a class derives from an exception.
    pub fn is_exception(&self, class: ClassId) -> bool {
        self.any_base(class, &|info| info.is_exception)
    }

    /// Classes that derive from exceptions.
    pub fn exceptions(&self) -> Vec<ClassId> {
        (0..self.infos.len())
            .map(ClassId::from)
            .filter(|&class| self.any_base(class, &|info| info.is_exception))
            .collect()
    }

    fn any_base(&self, class: ClassId, test: &dyn Fn(&ClassInfo) -> bool) -> bool {
        self.order(class).iter().any(|class| test(&self.infos[class.index()]))
    }

    /// The class and its bases, depth first, each once.
    fn order(&self, class: ClassId) -> Rc<[ClassId]> {
        if let Some(order) = &self.orders.borrow()[class.index()] {
            return Rc::clone(order);
        }
        let mut order = vec![class];
        let mut at = 0;
        while at < order.len() {
            for &base in &self.infos[order[at].index()].bases {
                if !order.contains(&base) {
                    order.push(base);
                }
            }
            at += 1;
        }
        let order: Rc<[ClassId]> = order.into();
        self.orders.borrow_mut()[class.index()] = Some(Rc::clone(&order));
        order
    }
}

impl Analysis<'_> {
    /// Records what the bases of a class are, once their names have values.
    pub(crate) fn note_bases(&mut self, class: ClassId, bases: &[Value]) {
        let before = self.classes.infos[class.index()].clone();
        let mut info = before.clone();
        let mut after_foreign = false;
        for value in bases {
            let is_class =
                |&object: &ObjId| matches!(self.heap.peek(object).kind, ObjectKind::Class(_));
            let has_class = value.objects.iter().any(is_class);
            let is_foreign = value.is_any() || !value.objects.iter().all(is_class);
            info.foreign_first |= has_class && (after_foreign || is_foreign);
            after_foreign |= is_foreign && !self.are_plain_bases(value);
            if value.is_any() || (value.is_bottom() && !self.is_optimistic()) {
                info.unknown_base = true;
            }
            for &object in &value.objects {
                match &self.heap.peek(object).kind {
                    ObjectKind::Class(base) => {
                        if !info.bases.contains(base) && *base != class {
                            info.bases.push(*base);
                        }
                    }
                    ObjectKind::LibraryFunction(id) => {
                        let name = self.knowledge.function(*id).name.clone();
                        // A property by another name.
                        self.classes.descriptors |=
                            matches!(&*name, "property" | "functools.cached_property");
                        self.note_library_base(&mut info, &name);
                    }
                    ObjectKind::Record => info.generated = true,
                    _ => info.unknown_base = true,
                }
            }
        }
        if info.bases.len() != before.bases.len()
            || info.unknown_base != before.unknown_base
            || info.is_enum != before.is_enum
            || info.library_base != before.library_base
            || info.foreign_first != before.foreign_first
            || info.is_exception != before.is_exception
        {
            self.heap.grew(Fact::Program);
            self.classes.orders.borrow_mut().fill(None);
            self.classes.exposed.clear();
            self.exposed_reaches.clear();
            self.classes.protocols.borrow_mut().clear();
        }
        self.classes.infos[class.index()] = info;
    }

    /// Whether these bases have no members but those of all objects, or of all exceptions.
    fn are_plain_bases(&self, value: &Value) -> bool {
        !value.is_any()
            && value.objects.iter().all(|&object| match self.heap.peek(object).kind {
                ObjectKind::LibraryFunction(id) => {
                    let name = &*self.knowledge.function(id).name;
                    PLAIN_BASES.contains(&name)
                        || name == "exception"
                        || self.is_builtin_exception(name)
                }
                _ => false,
            })
    }

    fn note_library_base(&self, info: &mut ClassInfo, name: &str) {
        match name {
            "exception" => info.is_exception = true,
            _ if self.is_builtin_exception(name) => info.is_exception = true,
            "typing.NamedTuple" => info.generated = true,
            _ if PLAIN_BASES.contains(&name) => {}
            _ if name.starts_with("enum.") => info.is_enum = true,
            _ => {
                let qualified =
                    if name.contains('.') { name.to_owned() } else { format!("builtins.{name}") };
                match self.knowledge.type_id(&qualified) {
                    // Its methods make more of the class, by way of what the class defines.
                    Some(_) if qualified.starts_with("pandas.") => info.unknown_base = true,
                    Some(id) => info.library_base = Some(id),
                    None => info.unknown_base = true,
                }
            }
        }
    }

    /// Whether a builtin of this name is an exception class.
    fn is_builtin_exception(&self, name: &str) -> bool {
        matches!(name, "Exception" | "BaseException" | "ExceptionGroup" | "BaseExceptionGroup")
            || self.knowledge.builtins().is_some_and(|table| table.exceptions.contains(name))
    }

    /// All instances of a class.
    pub(crate) fn instance_object(&mut self, class: ClassId) -> ObjId {
        self.heap.object(ObjectKey::Instance(class), || ObjectKind::Instance(class))
    }

    /// The same, where some instance has been made or mentioned.
    pub(crate) fn known_instance(&self, class: ClassId) -> Option<ObjId> {
        self.heap.find(ObjectKey::Instance(class))
    }

    pub(crate) fn all_classes(&self) -> impl Iterator<Item = ClassId> + use<> {
        (0..self.scopes.classes.len()).map(ClassId::from)
    }

    pub(crate) fn is_enum(&self, class: ClassId) -> bool {
        self.classes.any_base(class, &|info| info.is_enum)
    }

    pub(crate) fn has_unknown_base(&self, class: ClassId) -> bool {
        self.classes.any_base(class, &|info| info.unknown_base)
    }

    pub(crate) fn has_metaclass(&self, class: ClassId) -> bool {
        self.classes.any_base(class, &|info| info.metaclass)
    }

    pub(crate) fn library_base(&self, class: ClassId) -> Option<TypeId> {
        self.classes
            .order(class)
            .iter()
            .find_map(|class| self.classes.infos[class.index()].library_base)
    }

    /// Operator methods that a class defines or inherits.
    pub(crate) fn operator_methods(&self, class: ClassId) -> Vec<Rc<str>> {
        let mut names: Vec<Rc<str>> = self
            .classes
            .order(class)
            .iter()
            .flat_map(|class| self.classes.operators[class.index()].iter().cloned())
            .collect();
        names.sort();
        names.dedup();
        names
    }

    /// The class and its bases.
    pub(crate) fn class_order(&self, class: ClassId) -> Rc<[ClassId]> {
        self.classes.order(class)
    }

    /// Whether a class is a named tuple.
    pub(crate) fn is_generated(&self, class: ClassId) -> bool {
        self.classes.any_base(class, &|info| info.generated)
    }

    /// Whether this names a member of an enumeration.
    pub(crate) fn is_enum_member(&self, class: ClassId, name: &str) -> bool {
        self.is_enum(class)
            && self.class_defines(class, name)
            && !self.class_has_method(class, name)
    }

    /// Whether a class or one of its bases in view binds this name.
    pub(crate) fn class_defines(&self, class: ClassId, name: &str) -> bool {
        self.classes
            .order(class)
            .iter()
            .any(|class| self.scopes.class(*class).members.contains_key(name))
    }

    pub(crate) fn class_has_method(&self, class: ClassId, name: &str) -> bool {
        self.classes
            .order(class)
            .iter()
            .any(|class| self.scopes.class(*class).methods.contains_key(name))
    }

    /// The first class in the order of bases that binds a name, and all that the name may be.
    pub(crate) fn find_member(&mut self, class: ClassId, name: &str) -> Option<(ClassId, Value)> {
        let order = self.classes.order(class);
        self.member_in(&order, name, true)
    }

    /// What `super()` in a method of `class` finds.
    pub(crate) fn member_after(&mut self, class: ClassId, name: &str) -> Option<Value> {
        // A subclass elsewhere may put other classes behind this one; all classes but this one are candidates then.
        let order = self.classes.order(class);
        let is_linear = self.classes.has_one_base(class);
        let mut value = self.member_in(&order[1..], name, is_linear).map(|(_, value)| value);
        let siblings: Vec<ClassId> = self
            .all_classes()
            .filter(|&other| {
                let order = self.classes.order(other);
                other != class
                    && order.contains(&class)
                    && self.classes.infos[other.index()].bases.len() > 1
            })
            .collect();
        for other in siblings {
            let order: Vec<ClassId> = self
                .classes
                .order(other)
                .iter()
                .copied()
                .filter(|&c| c != class && c != other)
                .collect();
            for one in order {
                if let Some((_, more)) = self.member_in(&[one], name, true) {
                    value = Some(value.unwrap_or_default().joined(&more));
                }
            }
        }
        value
    }

    /// The functions that a method name means on instances of a class; `None` where it is absent or not only functions.
    pub(crate) fn method_functions(&mut self, class: ClassId, name: &str) -> Option<Vec<FuncId>> {
        let (_, value) = self.find_member(class, name)?;
        if value.is_any() || !value.atoms.without(Atoms::UNBOUND).is_empty() {
            return None;
        }
        let mut functions = Vec::new();
        for &object in &value.objects {
            match self.heap.peek(object).kind {
                ObjectKind::Function(func) => functions.push(func),
                ObjectKind::Wrapper(Wrapper::Static | Wrapper::Class) => {
                    for &inner in &self.heap.get(object).element.objects {
                        match self.heap.peek(inner).kind {
                            ObjectKind::Function(func) => functions.push(func),
                            _ => return None,
                        }
                    }
                }
                _ => return None,
            }
        }
        Some(functions)
    }

    /// What a method may return, types only.
    pub(crate) fn call_results(&mut self, class: ClassId, name: &str) -> Value {
        let mut result = Value::bottom();
        match self.method_functions(class, name) {
            Some(functions) => {
                for func in functions {
                    result.join_types(&self.summary(func).result);
                }
            }
            None => {
                result.join(&Value::any());
            }
        }
        result
    }

    /// Classes that define a decorated method (a property, perhaps) of this name.
    pub(crate) fn classes_with_property(&self, name: &str) -> Vec<ClassId> {
        self.classes.properties.get(name).cloned().unwrap_or_default()
    }

    /// Whether a class or one of its bases has a decorator, which may have given it a constructor.
    pub(crate) fn is_decorated(&self, class: ClassId) -> bool {
        let order = self.classes.order(class);
        order.iter().any(|&class| !self.scopes.class(class).node.decorator_list.is_empty())
    }

    /// Whether instances of a class are equal to themselves alone: neither the class nor a base says what `==` means.
    pub(super) fn is_equal_to_itself_alone(&mut self, class: ClassId) -> bool {
        ["__eq__", "__ne__"].iter().all(|name| {
            let symbol = self.symbol(name);
            !self.class_defines(class, name)
                && !self.class_patches.contains(&symbol)
                && !self.is_patched_attribute(name)
        }) && self.library_base(class).is_none()
            && !self.has_unknown_base(class)
            && !self.has_metaclass(class)
            && !self.is_enum(class)
            && !self.classes.is_exception(class)
            && !self.is_decorated(class)
    }

    /// Names under which classes have decorated members, properties among them.
    pub(crate) fn property_names(&self) -> Vec<Box<str>> {
        let mut names: Vec<Box<str>> = self.classes.properties.keys().cloned().collect();
        names.sort_unstable();
        names
    }

    /// The functions of a property, getters and setters alike.
    pub(crate) fn property_functions(&mut self, class: ClassId, name: &str) -> Vec<FuncId> {
        let Some((_, value)) = self.find_member(class, name) else { return Vec::new() };
        let mut functions = Vec::new();
        for &object in &value.objects {
            if let ObjectKind::Wrapper(Wrapper::Property) = self.heap.peek(object).kind {
                for &inner in &self.heap.get(object).element.objects {
                    if let ObjectKind::Function(func) = self.heap.peek(inner).kind {
                        functions.push(func);
                    }
                }
            }
        }
        functions
    }

    /// The values of an enumeration's members.
    pub(crate) fn enum_values(&mut self, class: ClassId) -> Value {
        let mut value = Value::atom(Atoms::OTHER);
        let members: Vec<_> = self.scopes.class(class).members.values().copied().collect();
        for var in members {
            let member = self.variable_value(var);
            value.atoms = value.atoms.union(member.atoms);
            for &object in &member.objects {
                if !matches!(
                    self.heap.peek(object).kind,
                    ObjectKind::Function(_) | ObjectKind::Wrapper(_)
                ) {
                    value.join_types(&Value::object(object, Origins::NOWHERE));
                }
            }
        }
        value
    }

    /// Why instances of a class cannot be sent as they are, if so.
    pub fn unpicklable(&self, class: ClassId) -> Option<String> {
        if let Some(reason) = self.restores_differently(class) {
            return reason;
        }
        let name = self.scopes.class(class).name;
        // Pickle finds a class by its module and name.
        let scope = self.scopes.class(class).scope;
        let outer = self.scopes.scopes[scope.index()].parent;
        let at_top = outer.is_some_and(|outer| {
            self.scopes.scopes[outer.index()].kind == crate::passes::scopes::ScopeKind::Module
        });
        (!at_top).then(|| format!("class {name} is defined inside a function or a class"))
    }

    /// Whether a copy of an instance is a new instance with the same attributes.
    pub(super) fn copies_plainly(&self, class: ClassId) -> bool {
        self.restores_differently(class).is_none()
    }

    /// Whether something about a class settles how its instances are taken apart and put together again: what that is, or
    /// that there is nothing to fear (an enumeration).
    #[allow(clippy::option_option)]
    fn restores_differently(&self, class: ClassId) -> Option<Option<String>> {
        let name = self.scopes.class(class).name;
        let hooks = [
            "__reduce__",
            "__reduce_ex__",
            "__getstate__",
            "__setstate__",
            "__getnewargs__",
            "__getnewargs_ex__",
            "__new__",
            "__del__",
            "__getattr__",
            "__getattribute__",
            "__setattr__",
            "__slots__",
            "__eq__",
            "__hash__",
        ];
        if let Some(hook) = hooks.iter().find(|hook| {
            let harmless = matches!(**hook, "__eq__" | "__hash__" | "__slots__");
            !harmless && self.class_defines(class, hook)
        }) {
            return Some(Some(format!("class {name} defines {hook}")));
        }
        if self.is_enum(class) {
            return Some(None);
        }
        if self.has_unknown_base(class) || self.has_metaclass(class) {
            return Some(Some(format!("class {name} has a base that is not known")));
        }
        if self.library_base(class).is_some() {
            return Some(Some(format!("class {name} derives from a library type")));
        }
        None
    }

    /// Classes with `__del__`.
    pub fn finalizers(&self) -> &[ClassId] {
        &self.classes.finalizers
    }

    /// Whether some class is a descriptor.
    pub fn has_descriptors(&self) -> bool {
        self.classes.has_descriptors()
    }
}

/// Whether a metaclass does more than to make classes and instances: then operators and attributes of classes run code.
fn has_busy_metaclass(scopes: &Scopes<'_>) -> bool {
    let mut metaclasses = vec!["type", "ABCMeta", "EnumMeta", "EnumType"];
    // By name, so that more classes may count than are metaclasses.
    scopes.classes.iter().any(|class| {
        let arguments = class.node.arguments.as_ref();
        let derives = arguments.is_some_and(|arguments| {
            arguments.args.iter().any(|base| match base {
                Expr::Name(name) => metaclasses.contains(&name.id.as_str()),
                Expr::Attribute(node) => metaclasses.contains(&node.attr.as_str()),
                _ => false,
            })
        });
        if derives {
            metaclasses.push(class.name);
        }
        let is_busy =
            |name: &str| !matches!(name, "__new__" | "__init__" | "__call__" | "__prepare__");
        // `isinstance` asks it.
        class.members.contains_key("__subclasshook__")
            || derives && class.members.keys().any(|name| is_busy(name))
    })
}
