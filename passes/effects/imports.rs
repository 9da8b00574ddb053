//! Names that come from elsewhere: builtins, members of library modules, star imports, and those that the program
//! replaces.

use std::rc::Rc;

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::Analysis;
use super::env::Env;
use super::heap::{ObjectKey, ObjectKind};
use super::journal::Fact;
use crate::effect_words::Why;
use crate::ids::{FuncId, LibId, ModuleId, VarId};
use crate::passes::scopes::Resolution;
use crate::promise::Promise;
use crate::values::{Atoms, Origins, Value};

/// Where a name comes from that only a star import can bind.
pub enum StarImport {
    Variable(VarId),
    Library(String),
    Unknown,
}

/// What the runtime is made of: programs that replace a function there replace it for the runtime as well.
const RUNTIME_NEEDS: &[&str] = &[
    "array",
    "ast",
    "builtins",
    "collections",
    "copy",
    "copyreg",
    "functools",
    "gc",
    "importlib",
    "io",
    "itertools",
    "marshal",
    "math",
    "operator",
    "os",
    "os.path",
    "pickle",
    "posixpath",
    "select",
    "signal",
    "socket",
    "stat",
    "struct",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "types",
];

/// Names that modules had in older versions of Python, and that programs fall back from.
const GONE: &[(&str, &[&str])] = &[
    ("fractions", &["gcd"]),
    ("itertools", &["ifilter", "ifilterfalse", "imap", "izip", "izip_longest"]),
    ("string", &["joinfields", "letters", "lowercase", "maketrans", "uppercase"]),
    ("time", &["clock"]),
    ("urllib", &["quote", "quote_plus", "unquote", "urlencode", "urlopen", "urlretrieve"]),
];

impl Analysis<'_> {
    pub(crate) fn star_imported(&self, module: ModuleId, name: &str) -> Option<StarImport> {
        let mut found = None;
        for (importer, node) in self.scopes.star_imports.iter().rev() {
            if *importer != module {
                continue;
            }
            let base = crate::program::absolute_name(
                self.program.module(module),
                node.level,
                node.module.as_deref(),
            );
            if let Some(id) = self.program.find(&base) {
                let body = self.scopes.module_bodies[id.index()];
                if let Some(var) = self.scopes.lookup(self.scopes.function(body).scope, name) {
                    return Some(StarImport::Variable(var));
                }
            } else if let Some(table) = self.knowledge.module(&base)
                && !self.is_unreadable(&base)
            {
                if table.functions.contains_key(name) || table.values.contains_key(name) {
                    return Some(StarImport::Library(base));
                }
                if table.by_user {
                    found = Some(StarImport::Unknown);
                }
            } else {
                found = Some(StarImport::Unknown);
            }
        }
        found
    }

    /// Whether a module has all its `from module import *` above anything else, and above other imports of this name: what else
    /// binds the name then does so later.
    pub(crate) fn star_imports_come_before(&self, module: ModuleId, name: &str) -> bool {
        if self.scopes.star_imports.iter().all(|(importer, _)| *importer != module) {
            return true;
        }
        let binds = |alias: &ast::Alias| {
            let bound = alias.asname.as_ref().unwrap_or(&alias.name).as_str();
            bound.split('.').next() == Some(name)
        };
        let is_other = |stmt: &&Stmt| match stmt {
            Stmt::Import(node) => node.names.iter().any(binds),
            Stmt::ImportFrom(node) => node.names.iter().any(binds),
            Stmt::Expr(node) => !node.value.is_string_literal_expr(),
            _ => true,
        };
        let body = &self.program.module(module).tree().body;
        let first = body.iter().find(is_other).map(Ranged::start);
        self.scopes
            .star_imports
            .iter()
            .filter(|(importer, _)| *importer == module)
            .all(|(_, node)| first.is_none_or(|start| node.end() < start))
    }

    pub(crate) fn is_module(&self, name: &str) -> bool {
        self.program.find(name).is_some() || self.is_unreadable(name) || self.knowledge.covers(name)
    }

    /// Whether a local module of this name exists that could not be read, and that the user does not describe.
    pub(crate) fn is_unreadable(&self, name: &str) -> bool {
        !self.knowledge.is_described(name)
            && self.program.unreadable.iter().any(|(module, _)| module == name)
    }

    /// From now on a value of unknown type may be an object of a module about which nothing is known.
    pub(crate) fn open_the_world(&mut self) {
        if !self.open_world {
            self.open_world = true;
            self.heap.grew(Fact::Program);
        }
    }

    /// From now on there may be arrays.
    pub(crate) fn note_package(&mut self) {
        if !self.uses_packages {
            self.uses_packages = true;
            self.heap.grew(Fact::Program);
        }
    }

    pub(crate) fn note_promise(&mut self, promise: &Rc<Promise>) {
        self.library_promises.entry(promise.place.clone()).or_insert_with(|| Rc::clone(promise));
    }

    /// The promises that the facts rest on, by place.
    pub fn promises_in_force(&self) -> Vec<Rc<Promise>> {
        let mut promises: Vec<Rc<Promise>> =
            self.promises.all().chain(self.library_promises.values()).cloned().collect();
        promises.sort_by(|a, b| (&a.place, &a.about).cmp(&(&b.place, &b.about)));
        promises
    }

    pub(crate) fn note_unknown_import(&mut self, module: ModuleId, name: &str, range: TextRange) {
        self.open_the_world();
        if !self.unknown_imports.iter().any(|why| &*why.what == name) {
            self.unknown_imports.push(Why { module, range, what: name.into() });
        }
    }

    /// The value of a builtin name.
    pub(crate) fn builtin_value(&mut self, name: &str) -> Option<Value> {
        let table = self.knowledge.builtins()?;
        if table.exceptions.contains(name) {
            return Some(self.exception_class());
        }
        if let Some(&id) = table.functions.get(name) {
            return Some(self.library_value(id));
        }
        table.values.get(name).map(|_| Value::atom(Atoms::OTHER))
    }

    /// A library function as a value.
    pub(crate) fn library_value(&mut self, id: LibId) -> Value {
        let object =
            self.heap.object(ObjectKey::LibraryFunction(id), || ObjectKind::LibraryFunction(id));
        Value::object(object, Origins::OUTSIDE)
    }

    /// A builtin exception class; its instances count as immutable.
    pub(crate) fn exception_class(&mut self) -> Value {
        let id = self.knowledge.exception_constructor();
        self.library_value(id)
    }

    /// What an exception handler catches.
    pub(crate) fn exception_value(&mut self) -> Value {
        // An exception brings along whatever it was made of, and a traceback.
        let mut value = Value::any();
        for class in self.classes.exceptions() {
            let object = self.instance_object(class);
            value.join(&Value::object(object, Origins::OUTSIDE));
        }
        self.heap.bounded(&mut value);
        value
    }

    /// The qualified name of a library function that an expression names: `functools.wraps`, `property`.
    ///
    /// `local` is the state of a body, and which body, for names that it binds itself.
    pub(crate) fn library_name(&self, expr: &Expr, local: (&Env, FuncId)) -> Option<String> {
        let value_of = |var: VarId| {
            let variable = self.scopes.variable(var);
            let own =
                local.0.values.get(variable.slot as usize).filter(|_| variable.func == local.1);
            let shared = self.variable_value(var);
            own.map_or_else(|| shared.clone(), |value| value.clone().joined(shared))
        };
        match expr {
            Expr::Name(name) => match self.scopes.resolve(name) {
                Resolution::Builtin => {
                    self.knowledge.builtin(name.id.as_str()).map(|_| name.id.to_string())
                }
                Resolution::Variable(var) => {
                    let value = value_of(var);
                    let &[object] = value.objects.as_slice() else { return None };
                    match self.heap.peek(object).kind {
                        ObjectKind::LibraryFunction(id) => {
                            Some(self.knowledge.function(id).name.clone())
                        }
                        _ => None,
                    }
                }
            },
            Expr::Attribute(node) => {
                let Expr::Name(base) = &*node.value else { return None };
                let var = self.scopes.variable_of(base)?;
                let value = value_of(var);
                let &[object] = value.objects.as_slice() else { return None };
                match &self.heap.peek(object).kind {
                    ObjectKind::LibraryModule(name) => Some(format!("{name}.{}", node.attr)),
                    ObjectKind::Wrapper(_) => Some(format!("{}.{}", base.id, node.attr)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    pub(crate) fn patch(&mut self, module: &str, name: &str) {
        if self.patched.insert((module.into(), name.into())) {
            self.heap.grew(Fact::name(name));
        }
    }

    /// Whether the program may replace this builtin.
    pub(crate) fn is_patched(&self, name: &str) -> bool {
        self.heap.journal.read(Fact::name(name));
        (!self.patched.is_empty() && self.patched.contains(&("builtins".into(), name.into())))
            || self.patched_anywhere.contains(name)
    }

    /// Whether a module of the library has had no such name since before Python 3.9.
    pub(super) fn is_gone(&self, module: &str, name: &str) -> bool {
        let names =
            GONE.iter().find(|(known, _)| *known == module).map_or(&[][..], |(_, names)| names);
        names.contains(&name)
            && self.program.find(module).is_none()
            && !self.is_unreadable(module)
            && !self.is_patched_attribute(name)
    }

    /// Whether the program assigns attributes of objects of unknown type.
    pub(crate) fn sets_attributes_of_anything(&self) -> bool {
        !self.patched_anywhere.is_empty()
    }

    /// A builtin, or a function of a module that the runtime needs, which the program replaces.
    pub(crate) fn replaced_for_runtime(&self) -> Option<String> {
        let known = |module: &str, name: &str| {
            let table = self.knowledge.module(module)?;
            let is_function = table.functions.contains_key(name)
                || table.types.contains_key(name)
                || table.exceptions.contains(name);
            (is_function && !name.ends_with("hook")).then(|| format!("{module}.{name}"))
        };
        let needed = self.patched.iter().filter(|(module, _)| RUNTIME_NEEDS.contains(&&**module));
        needed.filter_map(|(module, name)| known(module, name)).min()
    }

    /// Whether the program may replace an attribute of this name in some module.
    pub(crate) fn is_patched_attribute(&self, name: &str) -> bool {
        self.heap.journal.read(Fact::name(name));
        self.patched.iter().any(|(_, patched)| &**patched == name)
            || self.patched_anywhere.contains(name)
    }
}
