//! # Scopes
//!
//! Decides which variable each name in the program means.
//!
//! Reads: the syntax trees. Produces: [`Scopes`], with one [`Variable`] per name and binding scope, one
//! [`Function`] per body, one [`Class`] per class statement, and the resolution of every name node.
//!
//! Refuses: nothing; a name that no scope binds resolves to a builtin, or to nothing.
//!
//! Example: in
//! ```python
//! total = 0
//! def add(x):
//!     global total
//!     total += x
//! ```
//! both mentions of `total` resolve to one variable of the module scope, `x` to a variable of `add`.
//!
//! Sound because: Python binds names lexically (assumption 1 covers `exec` and frame tricks).

mod builder;
mod unbound;

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use super::effects::doctests;
use crate::ids::{ClassId, FuncId, ModuleId, ScopeId, VarId};
use crate::program::Program;

use builder::{Builder, Use};

/// What a name node means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    Variable(VarId),
    /// Nobody in the program binds it: a builtin, or an error at run time.
    Builtin,
}

/// The kind of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeKind {
    Module,
    Class(ClassId),
    Function(FuncId),
    Comprehension,
}

pub struct Scope<'a> {
    pub kind: ScopeKind,
    pub parent: Option<ScopeId>,
    pub module: ModuleId,
    /// The body whose execution runs this scope's code.
    pub func: FuncId,
    pub variables: FxHashMap<&'a str, VarId>,
    globals: FxHashSet<&'a str>,
    nonlocals: FxHashSet<&'a str>,
}

pub struct Variable<'a> {
    pub name: &'a str,
    pub scope: ScopeId,
    /// The body that owns it.
    pub func: FuncId,
    /// Position among the variables of its body: index into flow-sensitive states.
    pub slot: u32,
    /// Read or written by another body (closure, `global`, a sibling module).
    pub shared: bool,
    /// Bound in a module scope.
    pub is_global: bool,
    /// Bound in a class body.
    pub is_class_member: bool,
    /// Number of binding occurrences.
    pub bindings: u32,
    /// One of these stands in a loop, and may bind it again.
    pub in_loop: bool,
}

/// The syntax of a body.
#[derive(Clone, Copy)]
pub enum FunctionNode<'a> {
    Module(&'a ast::ModModule),
    Def(&'a ast::StmtFunctionDef),
    Lambda(&'a ast::ExprLambda),
}

pub struct Function<'a> {
    pub name: &'a str,
    pub qualname: String,
    pub module: ModuleId,
    pub scope: ScopeId,
    pub node: FunctionNode<'a>,
    pub class: Option<ClassId>,
    /// The body that contains the definition; a module contains itself.
    pub outer: FuncId,
    pub parameters: Vec<VarId>,
    /// Number of variables, those of comprehensions and class bodies in it included.
    pub slots: u32,
    pub is_generator: bool,
    pub is_async: bool,
    /// All variables by slot.
    pub variables: Vec<VarId>,
    /// Mentions a name that often means a program about which little can be proved: it is worth a look first.
    pub is_suspect: bool,
}

/// A loop as it is written.
#[derive(Clone, Copy)]
pub enum WrittenLoop<'a> {
    For(&'a ast::StmtFor),
    While(&'a ast::StmtWhile),
    Comprehension(&'a Expr),
}

impl<'a> Function<'a> {
    /// The statements of the body; none for a lambda.
    pub fn body(&self) -> &'a [Stmt] {
        match self.node {
            FunctionNode::Module(node) => &node.body,
            FunctionNode::Def(node) => &node.body,
            FunctionNode::Lambda(_) => &[],
        }
    }

    /// The parameter list.
    pub fn signature(&self) -> Option<&'a ast::Parameters> {
        match self.node {
            FunctionNode::Module(_) => None,
            FunctionNode::Def(node) => Some(&node.parameters),
            FunctionNode::Lambda(node) => node.parameters.as_deref(),
        }
    }

    /// Where the body is written.
    pub fn range(&self) -> TextRange {
        match self.node {
            FunctionNode::Module(node) => node.range,
            FunctionNode::Def(node) => node.range,
            FunctionNode::Lambda(node) => node.range,
        }
    }
}

pub struct Class<'a> {
    pub name: &'a str,
    pub module: ModuleId,
    pub scope: ScopeId,
    pub node: &'a ast::StmtClassDef,
    /// Methods by name: all functions that are defined under it.
    pub methods: FxHashMap<&'a str, Vec<FuncId>>,
    /// Names that the class body binds otherwise.
    pub members: FxHashMap<&'a str, VarId>,
}

/// Who binds and who reads each name.
#[derive(Default)]
pub struct Scopes<'a> {
    pub scopes: Vec<Scope<'a>>,
    pub variables: Vec<Variable<'a>>,
    pub functions: Vec<Function<'a>>,
    pub classes: Vec<Class<'a>>,
    /// The body of each module.
    pub module_bodies: Vec<FuncId>,
    /// By node index: what each name node means.
    resolutions: Vec<Resolution>,
    /// By node index of a lambda or definition: its body.
    bodies: FxHashMap<u32, FuncId>,
    class_ids: FxHashMap<u32, ClassId>,
    /// Attribute names that some statement stores, with one place each.
    pub stored_attributes: FxHashMap<&'a str, (ModuleId, TextRange)>,
    /// For each variable, the other bodies that read it.
    pub foreign_readers: FxHashMap<VarId, Vec<FuncId>>,
    /// Globals that a body other than the module's own assigns.
    pub foreign_writes: FxHashSet<VarId>,
    /// Every loop and comprehension, with the body it stands in.
    pub loops: Vec<(FuncId, WrittenLoop<'a>)>,
    /// Bodies that mention `globals`.
    looks_into_globals: Vec<FuncId>,
    /// By address: annotations that are evaluated where they stand.
    pub evaluated_annotations: FxHashSet<usize>,
    /// Names that some code takes away again.
    pub deleted: FxHashSet<&'a str>,
    /// The same of attributes.
    pub deleted_attributes: FxHashSet<&'a str>,
    /// Globals that are bound before any code runs that could read them.
    bound_first: FxHashSet<VarId>,
    /// Globals of modules with `from x import *` that may have been bound before that.
    before_star: FxHashSet<VarId>,
    /// For variables of class bodies, the global that is meant while they have no value.
    behind: FxHashMap<VarId, VarId>,
    /// `from x import *` statements.
    pub star_imports: Vec<(ModuleId, &'a ast::StmtImportFrom)>,
}

impl<'a> Scopes<'a> {
    /// What a name node means.
    pub fn resolve(&self, name: &ast::ExprName) -> Resolution {
        self.resolve_index(&name.node_index)
    }

    /// What the node with this index means, a name or an identifier.
    pub fn resolve_index(&self, index: &ast::AtomicNodeIndex) -> Resolution {
        node_id(index)
            .and_then(|id| self.resolutions.get(id as usize).copied())
            .unwrap_or(Resolution::Builtin)
    }

    /// The variable that a name node means.
    pub fn variable_of(&self, name: &ast::ExprName) -> Option<VarId> {
        match self.resolve(name) {
            Resolution::Variable(var) => Some(var),
            Resolution::Builtin => None,
        }
    }

    /// The variable of that name in a scope.
    pub fn lookup(&self, scope: ScopeId, name: &str) -> Option<VarId> {
        self.scopes[scope.index()].variables.get(name).copied()
    }

    /// Whether code in any scope binds this name; that every module has some from the start does not count.
    pub fn binds(&self, name: &str) -> bool {
        self.variables.iter().any(|variable| variable.name == name && variable.bindings > 0)
    }

    /// The body of a definition statement.
    pub fn body_of_def(&self, node: &ast::StmtFunctionDef) -> FuncId {
        self.bodies[&node_id(&node.node_index).unwrap_or(u32::MAX)]
    }

    /// The body of a lambda.
    pub fn body_of_lambda(&self, node: &ast::ExprLambda) -> FuncId {
        self.bodies[&node_id(&node.node_index).unwrap_or(u32::MAX)]
    }

    /// The class of a class statement.
    pub fn class_of(&self, node: &ast::StmtClassDef) -> ClassId {
        self.class_ids[&node_id(&node.node_index).unwrap_or(u32::MAX)]
    }

    pub fn function(&self, id: FuncId) -> &Function<'a> {
        &self.functions[id.index()]
    }

    pub fn variable(&self, id: VarId) -> &Variable<'a> {
        &self.variables[id.index()]
    }

    pub fn class(&self, id: ClassId) -> &Class<'a> {
        &self.classes[id.index()]
    }
}

/// The dense index of a node, given out by [`run`] in source order over the whole program.
pub fn node_id(index: &ast::AtomicNodeIndex) -> Option<u32> {
    index.load().as_u32()
}

/// Builds the scopes of all modules.
pub fn run(program: &Program) -> Scopes<'_> {
    let mut scopes = Scopes::default();
    let mut uses = Vec::new();
    for (index, module) in program.modules.iter().enumerate() {
        let mut builder = Builder {
            scopes: &mut scopes,
            uses: &mut uses,
            module: ModuleId::from(index),
            scope: ScopeId(0),
            in_class: None,
            in_loop: false,
            keeps_annotations: unbound::keeps_annotations(module.tree()),
        };
        builder.module_body(module.tree());
    }
    scopes.resolutions = vec![Resolution::Builtin; uses.len()];
    for (index, (scope, name)) in uses.iter().enumerate() {
        if name.name.is_empty() {
            continue;
        }
        let resolution = resolve_name(&mut scopes, *scope, name);
        scopes.resolutions[index] = resolution;
    }
    note_examples(program, &mut scopes);
    note_readers_of_globals(&mut scopes);
    unbound::note_mangled(&mut scopes);
    unbound::note_bound_first(program, &mut scopes);
    unbound::note_before_star(program, &mut scopes);
    scopes
}

/// A function that looks into its `globals()` may read any variable of its module.
fn note_readers_of_globals(scopes: &mut Scopes<'_>) {
    for func in std::mem::take(&mut scopes.looks_into_globals) {
        let module = scopes.functions[func.index()].module;
        let body = scopes.module_bodies[module.index()];
        for &var in scopes.functions[body.index()].variables.iter().filter(|_| func != body) {
            let variable = &mut scopes.variables[var.index()];
            if variable.is_global {
                variable.shared = true;
                scopes.foreign_readers.entry(var).or_default().push(func);
            }
        }
    }
}

/// Examples in docstrings read variables of the script by name.
fn note_examples(program: &Program, scopes: &mut Scopes<'_>) {
    let Some(module) = program.modules.first() else { return };
    let scope = scopes.functions[scopes.module_bodies[0].index()].scope;
    for text in doctests::texts(module) {
        let is_part = |char: char| char.is_alphanumeric() || char == '_';
        for name in text.split(|char| !is_part(char)) {
            if let Some(var) = scopes.lookup(scope, name) {
                scopes.variables[var.index()].shared = true;
            }
        }
    }
}

fn resolve_name<'a>(scopes: &mut Scopes<'a>, from: ScopeId, mention: &Use<'a>) -> Resolution {
    let Use { name, is_store, .. } = *mention;
    let user = scopes.scopes[from.index()].func;
    let mut at = Some(from);
    let mut crossed_function = false;
    while let Some(id) = at {
        let scope = &scopes.scopes[id.index()];
        let visible = !(crossed_function && matches!(scope.kind, ScopeKind::Class(_)));
        if scope.globals.contains(name) {
            let module_scope = module_scope(scopes, id);
            let Some(var) = scopes.lookup(module_scope, name) else { return Resolution::Builtin };
            return found(scopes, var, user, mention);
        }
        if visible
            && let Some(&var) = scope.variables.get(name)
            && !scope.nonlocals.contains(name)
        {
            let is_class = matches!(scope.kind, ScopeKind::Class(_));
            let resolution = found(scopes, var, user, mention);
            if is_class && !is_store {
                unbound::note_behind(scopes, resolution, name, user);
            }
            return resolution;
        }
        crossed_function |= !matches!(scope.kind, ScopeKind::Class(_));
        at = scope.parent;
    }
    Resolution::Builtin
}

fn module_scope(scopes: &Scopes<'_>, mut id: ScopeId) -> ScopeId {
    while let Some(parent) = scopes.scopes[id.index()].parent {
        id = parent;
    }
    id
}

fn found(scopes: &mut Scopes<'_>, var: VarId, user: FuncId, mention: &Use<'_>) -> Resolution {
    let variable = &mut scopes.variables[var.index()];
    if variable.func != user {
        variable.shared = true;
        if mention.is_store {
            scopes.foreign_writes.insert(var);
        } else {
            scopes.foreign_readers.entry(var).or_default().push(user);
        }
    }
    if mention.is_store {
        variable.bindings += 1;
        variable.in_loop |= mention.in_loop;
    }
    Resolution::Variable(var)
}

/// Where a body's definition names itself, for diagnostics.
pub fn name_range(function: &Function<'_>) -> TextRange {
    match function.node {
        FunctionNode::Def(node) => node.name.range(),
        _ => function.range(),
    }
}
