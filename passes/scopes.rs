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

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, ExprContext, NodeIndex, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::ids::{ClassId, FuncId, ModuleId, ScopeId, VarId};
use crate::program::Program;

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

/// Names of what runs code out of view, looks into frames, or starts threads and processes. Nothing is concluded from
/// a name; bodies that mention one are only analysed before others.
fn is_suspect(name: &str) -> bool {
    matches!(
        name,
        "eval"
            | "exec"
            | "compile"
            | "globals"
            | "locals"
            | "vars"
            | "dir"
            | "setattr"
            | "delattr"
            | "modules"
            | "unittest"
            | "doctest"
            | "importlib"
            | "marshal"
            | "pickle"
            | "ctypes"
            | "gc"
            | "pdb"
            | "traceback"
            | "inspect"
            | "exc_info"
            | "settrace"
            | "setprofile"
            | "Thread"
            | "Process"
            | "Pool"
            | "Popen"
            | "fork"
            | "Lock"
            | "RLock"
            | "Event"
            | "Condition"
            | "subprocess"
            | "asyncio"
            | "signal"
            | "ThreadPoolExecutor"
            | "ProcessPoolExecutor"
            | "__dict__"
            | "__class__"
            | "__import__"
            | "__globals__"
            | "_getframe"
    )
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
    /// Methods by name; the last definition counts.
    pub methods: FxHashMap<&'a str, FuncId>,
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
        };
        builder.module_body(module.tree());
    }
    scopes.resolutions = vec![Resolution::Builtin; uses.len()];
    for (index, (scope, name)) in uses.iter().enumerate() {
        if name.name.is_empty() {
            continue;
        }
        let resolution = resolve_name(&mut scopes, *scope, name.name, name.is_store);
        scopes.resolutions[index] = resolution;
    }
    scopes
}

/// One mention of a name.
struct Use<'a> {
    name: &'a str,
    is_store: bool,
}

fn resolve_name<'a>(
    scopes: &mut Scopes<'a>,
    from: ScopeId,
    name: &'a str,
    is_store: bool,
) -> Resolution {
    let user = scopes.scopes[from.index()].func;
    let mut at = Some(from);
    let mut crossed_function = false;
    while let Some(id) = at {
        let scope = &scopes.scopes[id.index()];
        let visible = !(crossed_function && matches!(scope.kind, ScopeKind::Class(_)));
        if scope.globals.contains(name) {
            let module_scope = module_scope(scopes, id);
            return found(scopes, module_scope, name, user, is_store);
        }
        if visible && !scope.nonlocals.contains(name) && scope.variables.contains_key(name) {
            return found(scopes, id, name, user, is_store);
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

fn found(
    scopes: &mut Scopes<'_>,
    scope: ScopeId,
    name: &str,
    user: FuncId,
    is_store: bool,
) -> Resolution {
    let Some(&var) = scopes.scopes[scope.index()].variables.get(name) else {
        return Resolution::Builtin;
    };
    let variable = &mut scopes.variables[var.index()];
    if variable.func != user {
        variable.shared = true;
        if is_store {
            scopes.foreign_writes.insert(var);
        } else {
            scopes.foreign_readers.entry(var).or_default().push(user);
        }
    }
    if is_store {
        variable.bindings += 1;
    }
    Resolution::Variable(var)
}

struct Builder<'a, 's> {
    scopes: &'s mut Scopes<'a>,
    uses: &'s mut Vec<(ScopeId, Use<'a>)>,
    module: ModuleId,
    scope: ScopeId,
    in_class: Option<ClassId>,
}

impl<'a> Builder<'a, '_> {
    fn module_body(&mut self, tree: &'a ast::ModModule) {
        let func = FuncId::from(self.scopes.functions.len());
        self.scope = self.open_scope(ScopeKind::Module, None, func);
        self.scopes.functions.push(Function {
            name: "<module>",
            qualname: "<module>".into(),
            module: self.module,
            scope: self.scope,
            node: FunctionNode::Module(tree),
            class: None,
            outer: func,
            parameters: Vec::new(),
            slots: 0,
            is_generator: false,
            is_async: false,
            variables: Vec::new(),
            is_suspect: false,
        });
        self.scopes.module_bodies.push(func);
        for name in ["__name__", "__file__", "__doc__"] {
            self.bind(name);
        }
        self.visit_body(&tree.body);
    }

    fn open_scope(&mut self, kind: ScopeKind, parent: Option<ScopeId>, func: FuncId) -> ScopeId {
        let id = ScopeId::from(self.scopes.scopes.len());
        self.scopes.scopes.push(Scope {
            kind,
            parent,
            module: self.module,
            func,
            variables: FxHashMap::default(),
            globals: FxHashSet::default(),
            nonlocals: FxHashSet::default(),
        });
        id
    }

    /// Binds a name in the current scope, or where `global` and `nonlocal` say.
    fn bind(&mut self, name: &'a str) {
        let mut target = self.scope;
        if self.scopes.scopes[target.index()].globals.contains(name) {
            target = module_scope(self.scopes, target);
        } else if self.scopes.scopes[target.index()].nonlocals.contains(name) {
            return;
        }
        self.bind_in(target, name);
    }

    fn bind_in(&mut self, target: ScopeId, name: &'a str) -> VarId {
        let scope = &self.scopes.scopes[target.index()];
        if let Some(&var) = scope.variables.get(name) {
            return var;
        }
        let (func, kind) = (scope.func, scope.kind);
        let var = VarId::from(self.scopes.variables.len());
        let function = &mut self.scopes.functions[func.index()];
        let slot = function.slots;
        function.slots += 1;
        function.variables.push(var);
        self.scopes.variables.push(Variable {
            name,
            scope: target,
            func,
            slot,
            shared: false,
            is_global: kind == ScopeKind::Module,
            is_class_member: matches!(kind, ScopeKind::Class(_)),
            bindings: 0,
        });
        if let ScopeKind::Class(class) = kind {
            self.scopes.classes[class.index()].members.insert(name, var);
        }
        self.scopes.scopes[target.index()].variables.insert(name, var);
        var
    }

    /// Records a mention of a name and gives its node an index.
    fn mention(&mut self, index: &ast::AtomicNodeIndex, name: &'a str, is_store: bool) {
        index.set(NodeIndex::from(self.uses.len() as u32));
        self.uses.push((self.scope, Use { name, is_store }));
    }

    /// An augmented assignment and `del` need the value that a name has, which is no mention of its own.
    fn read_targets(&mut self, targets: &'a [Expr]) {
        for target in targets {
            if let Expr::Name(node) = target {
                let name = node.id.as_str();
                self.uses.push((self.scope, Use { name, is_store: false }));
            }
        }
    }

    /// Gives a node that is not a name an index of its own.
    fn number(&mut self, index: &ast::AtomicNodeIndex) -> u32 {
        let id = self.uses.len() as u32;
        self.mention(index, "", false);
        id
    }

    /// The body that the visit is in.
    fn body(&self) -> FuncId {
        self.scopes.scopes[self.scope.index()].func
    }

    fn note_loop(&mut self, written: WrittenLoop<'a>) {
        let func = self.body();
        self.scopes.loops.push((func, written));
    }

    fn note_name(&mut self, name: &str) {
        if is_suspect(name) {
            let func = self.body();
            self.scopes.functions[func.index()].is_suspect = true;
        }
    }

    /// Binds a name that is written as an identifier (a definition, an import, a handler).
    fn bind_identifier(&mut self, identifier: &'a ast::Identifier) {
        self.bind(identifier.as_str());
        self.mention(&identifier.node_index, identifier.as_str(), true);
    }

    fn function(
        &mut self,
        name: &'a str,
        node: FunctionNode<'a>,
        index: u32,
        parameters: Option<&'a ast::Parameters>,
        is_async: bool,
    ) {
        let outer_scope = self.scope;
        let outer = self.scopes.scopes[outer_scope.index()].func;
        let func = FuncId::from(self.scopes.functions.len());
        let scope = self.open_scope(ScopeKind::Function(func), Some(outer_scope), func);
        let class = self.in_class.take();
        let prefix = match class {
            Some(class) => format!("{}.", self.scopes.classes[class.index()].name),
            None if self.scopes.functions[outer.index()].name == "<module>" => String::new(),
            None => format!("{}.", self.scopes.functions[outer.index()].qualname),
        };
        self.scopes.functions.push(Function {
            name,
            qualname: format!("{prefix}{name}"),
            module: self.module,
            scope,
            node,
            class,
            outer,
            parameters: Vec::new(),
            slots: 0,
            is_generator: false,
            is_async,
            variables: Vec::new(),
            is_suspect: false,
        });
        self.scopes.bodies.insert(index, func);
        if let (Some(class), FunctionNode::Def(_)) = (class, node) {
            self.scopes.classes[class.index()].methods.insert(name, func);
        }
        self.scope = scope;
        if let Some(parameters) = parameters {
            for parameter in parameters {
                let identifier = parameter.name();
                let var = self.bind_in(scope, identifier.as_str());
                self.scopes.functions[func.index()].parameters.push(var);
                self.mention(&identifier.node_index, identifier.as_str(), true);
            }
        }
        match node {
            FunctionNode::Def(def) => self.visit_body(&def.body),
            FunctionNode::Lambda(lambda) => self.visit_expr(&lambda.body),
            FunctionNode::Module(_) => {}
        }
        self.scope = outer_scope;
        self.in_class = class;
    }

    fn defaults(&mut self, parameters: &'a ast::Parameters) {
        for parameter in parameters {
            if let Some(default) = parameter.default() {
                self.visit_expr(default);
            }
        }
    }

    fn comprehension(&mut self, generators: &'a [ast::Comprehension], elements: &[&'a Expr]) {
        let outer = self.scope;
        let func = self.scopes.scopes[outer.index()].func;
        let scope = self.open_scope(ScopeKind::Comprehension, Some(outer), func);
        for (index, generator) in generators.iter().enumerate() {
            self.scope = if index == 0 { outer } else { scope };
            self.visit_expr(&generator.iter);
            self.scope = scope;
            self.visit_expr(&generator.target);
            for test in &generator.ifs {
                self.visit_expr(test);
            }
        }
        for element in elements {
            self.visit_expr(element);
        }
        self.scope = outer;
    }

    /// The scope that a walrus binds in: the nearest one that is not a comprehension.
    fn walrus_scope(&self) -> ScopeId {
        let mut scope = self.scope;
        while self.scopes.scopes[scope.index()].kind == ScopeKind::Comprehension {
            let Some(parent) = self.scopes.scopes[scope.index()].parent else { break };
            scope = parent;
        }
        scope
    }
}

impl<'a> Visitor<'a> for Builder<'a, '_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(node) => {
                for decorator in &node.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                self.defaults(&node.parameters);
                self.bind_identifier(&node.name);
                let index = self.number(&node.node_index);
                self.function(
                    node.name.as_str(),
                    FunctionNode::Def(node),
                    index,
                    Some(&node.parameters),
                    node.is_async,
                );
            }
            Stmt::ClassDef(node) => {
                for decorator in &node.decorator_list {
                    self.visit_expr(&decorator.expression);
                }
                if let Some(arguments) = &node.arguments {
                    self.visit_arguments(arguments);
                }
                self.bind_identifier(&node.name);
                let index = self.number(&node.node_index);
                let class = ClassId::from(self.scopes.classes.len());
                let outer = self.scope;
                let func = self.scopes.scopes[outer.index()].func;
                let scope = self.open_scope(ScopeKind::Class(class), Some(outer), func);
                self.scopes.class_ids.insert(index, class);
                self.scopes.classes.push(Class {
                    name: node.name.as_str(),
                    module: self.module,
                    scope,
                    node,
                    methods: FxHashMap::default(),
                    members: FxHashMap::default(),
                });
                self.scope = scope;
                for stmt in &node.body {
                    self.in_class = Some(class);
                    self.visit_stmt(stmt);
                }
                self.in_class = None;
                self.scope = outer;
            }
            Stmt::Import(node) => {
                for alias in &node.names {
                    if let Some(name) = &alias.asname {
                        self.bind_identifier(name);
                    } else {
                        let name = alias.name.as_str().split('.').next().unwrap_or_default();
                        self.bind(name);
                        self.mention(&alias.name.node_index, name, true);
                    }
                }
            }
            Stmt::ImportFrom(node) => {
                for alias in &node.names {
                    if alias.name.as_str() == "*" {
                        self.scopes.star_imports.push((self.module, node));
                    } else {
                        self.bind_identifier(alias.asname.as_ref().unwrap_or(&alias.name));
                    }
                }
            }
            Stmt::Global(node) => {
                for name in &node.names {
                    let scope = self.scope;
                    self.scopes.scopes[scope.index()].globals.insert(name.as_str());
                    let module = module_scope(self.scopes, scope);
                    self.bind_in(module, name.as_str());
                }
            }
            Stmt::Nonlocal(node) => {
                for name in &node.names {
                    let scope = self.scope;
                    self.scopes.scopes[scope.index()].nonlocals.insert(name.as_str());
                }
            }
            Stmt::AnnAssign(node) => {
                if let Some(value) = &node.value {
                    self.visit_expr(value);
                }
                self.visit_expr(&node.target);
                // Annotations of locals are never evaluated; elsewhere they have no effect we model.
            }
            Stmt::TypeAlias(node) => self.visit_expr(&node.name),
            Stmt::For(node) => {
                self.number(&node.node_index);
                self.note_loop(WrittenLoop::For(node));
                visitor::walk_stmt(self, stmt);
            }
            Stmt::While(node) => {
                self.number(&node.node_index);
                self.note_loop(WrittenLoop::While(node));
                visitor::walk_stmt(self, stmt);
            }
            Stmt::AugAssign(node) => {
                visitor::walk_stmt(self, stmt);
                self.read_targets(std::slice::from_ref(&*node.target));
            }
            Stmt::Delete(node) => {
                visitor::walk_stmt(self, stmt);
                self.read_targets(&node.targets);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Name(node) => {
                let is_store = !matches!(node.ctx, ExprContext::Load);
                if is_store {
                    self.bind(node.id.as_str());
                }
                self.note_name(node.id.as_str());
                self.mention(&node.node_index, node.id.as_str(), is_store);
            }
            Expr::Named(node) => {
                self.visit_expr(&node.value);
                let here = self.scope;
                self.scope = self.walrus_scope();
                self.visit_expr(&node.target);
                self.scope = here;
            }
            Expr::Lambda(node) => {
                if let Some(parameters) = &node.parameters {
                    self.defaults(parameters);
                }
                let index = self.number(&node.node_index);
                let class = self.in_class.take();
                self.function(
                    "<lambda>",
                    FunctionNode::Lambda(node),
                    index,
                    node.parameters.as_deref(),
                    false,
                );
                self.in_class = class;
            }
            Expr::ListComp(node) => {
                self.number(&node.node_index);
                self.note_loop(WrittenLoop::Comprehension(expr));
                self.comprehension(&node.generators, &[&node.elt]);
            }
            Expr::SetComp(node) => {
                self.number(&node.node_index);
                self.note_loop(WrittenLoop::Comprehension(expr));
                self.comprehension(&node.generators, &[&node.elt]);
            }
            Expr::Generator(node) => {
                self.number(&node.node_index);
                self.note_loop(WrittenLoop::Comprehension(expr));
                self.comprehension(&node.generators, &[&node.elt]);
            }
            Expr::DictComp(node) => {
                self.number(&node.node_index);
                self.note_loop(WrittenLoop::Comprehension(expr));
                let mut elements: Vec<&'a Expr> = node.key.iter().map(|key| &**key).collect();
                elements.push(&node.value);
                self.comprehension(&node.generators, &elements);
            }
            Expr::Yield(_) | Expr::YieldFrom(_) => {
                let func = self.scopes.scopes[self.scope.index()].func;
                self.scopes.functions[func.index()].is_generator = true;
                visitor::walk_expr(self, expr);
            }
            Expr::Attribute(node) => {
                if !matches!(node.ctx, ExprContext::Load) {
                    self.scopes
                        .stored_attributes
                        .entry(node.attr.as_str())
                        .or_insert((self.module, node.range));
                }
                self.note_name(node.attr.as_str());
                self.number(&node.node_index);
                self.visit_expr(&node.value);
            }
            Expr::List(node) => {
                self.number(&node.node_index);
                visitor::walk_expr(self, expr);
            }
            Expr::Tuple(node) => {
                self.number(&node.node_index);
                visitor::walk_expr(self, expr);
            }
            Expr::Set(node) => {
                self.number(&node.node_index);
                visitor::walk_expr(self, expr);
            }
            Expr::Dict(node) => {
                self.number(&node.node_index);
                visitor::walk_expr(self, expr);
            }
            Expr::Call(node) => {
                self.number(&node.node_index);
                visitor::walk_expr(self, expr);
            }
            Expr::BinOp(node) => {
                self.number(&node.node_index);
                visitor::walk_expr(self, expr);
            }
            Expr::Subscript(node) => {
                self.number(&node.node_index);
                visitor::walk_expr(self, expr);
            }
            _ => visitor::walk_expr(self, expr),
        }
    }

    fn visit_except_handler(&mut self, handler: &'a ast::ExceptHandler) {
        let ast::ExceptHandler::ExceptHandler(node) = handler;
        if let Some(type_) = &node.type_ {
            self.visit_expr(type_);
        }
        if let Some(name) = &node.name {
            self.bind_identifier(name);
        }
        self.visit_body(&node.body);
    }

    fn visit_pattern(&mut self, pattern: &'a ast::Pattern) {
        match pattern {
            ast::Pattern::MatchAs(node) => {
                if let Some(name) = &node.name {
                    self.bind_identifier(name);
                }
            }
            ast::Pattern::MatchStar(node) => {
                if let Some(name) = &node.name {
                    self.bind_identifier(name);
                }
            }
            ast::Pattern::MatchMapping(node) => {
                if let Some(name) = &node.rest {
                    self.bind_identifier(name);
                }
            }
            _ => {}
        }
        visitor::walk_pattern(self, pattern);
    }

    fn visit_annotation(&mut self, _expr: &'a Expr) {}

    fn visit_type_params(&mut self, _params: &'a ast::TypeParams) {}
}

/// Where a body's definition names itself, for diagnostics.
pub fn name_range(function: &Function<'_>) -> TextRange {
    match function.node {
        FunctionNode::Def(node) => node.name.range(),
        _ => function.range(),
    }
}
