//! The walk over the tree that opens scopes, binds names and mentions them.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, ExprContext, NodeIndex, Stmt};
use rustc_hash::{FxHashMap, FxHashSet};

use super::{
    Class, Function, FunctionNode, Scope, ScopeKind, Scopes, Variable, WrittenLoop, module_scope,
};
use crate::ids::{ClassId, FuncId, ModuleId, ScopeId, VarId};

/// Names of what runs code out of view, looks into frames, or starts threads and processes. Nothing is concluded from
/// a name; bodies that mention one are only analysed before others.
pub(super) fn is_suspect(name: &str) -> bool {
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
            | "Timer"
            | "threading"
            | "multiprocessing"
            | "webbrowser"
            | "concurrent"
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

/// One mention of a name.
pub(super) struct Use<'a> {
    pub(super) name: &'a str,
    pub(super) is_store: bool,
    /// Stands in a loop of its body.
    pub(super) in_loop: bool,
}

pub(super) struct Builder<'a, 's> {
    pub(super) scopes: &'s mut Scopes<'a>,
    pub(super) uses: &'s mut Vec<(ScopeId, Use<'a>)>,
    pub(super) module: ModuleId,
    pub(super) scope: ScopeId,
    pub(super) in_class: Option<ClassId>,
    /// The visit is in a loop of its body.
    pub(super) in_loop: bool,
    /// The module leaves annotations as text.
    pub(super) keeps_annotations: bool,
}

impl<'a> Builder<'a, '_> {
    pub(super) fn module_body(&mut self, tree: &'a ast::ModModule) {
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
            in_loop: false,
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
        self.uses.push((self.scope, Use { name, is_store, in_loop: self.in_loop }));
    }

    /// An augmented assignment and `del` need the value that a name has, which is no mention of its own.
    fn read_targets(&mut self, targets: &'a [Expr]) {
        for target in targets {
            if let Expr::Name(node) = target {
                let name = node.id.as_str();
                self.uses.push((self.scope, Use { name, is_store: false, in_loop: self.in_loop }));
            }
        }
    }

    fn note_deleted(&mut self, target: &'a Expr) {
        match target {
            Expr::Name(name) => {
                self.scopes.deleted.insert(name.id.as_str());
            }
            Expr::Attribute(node) => {
                self.scopes.deleted_attributes.insert(node.attr.as_str());
            }
            Expr::Tuple(node) => node.elts.iter().for_each(|target| self.note_deleted(target)),
            Expr::List(node) => node.elts.iter().for_each(|target| self.note_deleted(target)),
            _ => {}
        }
    }

    /// Gives a node that is not a name an index of its own.
    fn number(&mut self, index: &ast::AtomicNodeIndex) -> u32 {
        let id = self.uses.len() as u32;
        self.mention(index, "", false);
        id
    }

    /// The body that the visit is in.
    pub(super) fn body(&self) -> FuncId {
        self.scopes.scopes[self.scope.index()].func
    }

    fn note_loop(&mut self, written: WrittenLoop<'a>) {
        let func = self.body();
        self.scopes.loops.push((func, written));
    }

    fn note_name(&mut self, name: &str) {
        if name == "globals" {
            let func = self.body();
            self.scopes.looks_into_globals.push(func);
        }
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

    pub(super) fn function(
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
            self.scopes.classes[class.index()].methods.entry(name).or_default().push(func);
        }
        self.scope = scope;
        let outer_in_loop = std::mem::replace(&mut self.in_loop, false);
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
        self.in_loop = outer_in_loop;
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

    /// The annotations of a definition, which are evaluated where that stands.
    fn annotations_of(&mut self, node: &'a ast::StmtFunctionDef) {
        let outer = self.scope;
        if let Some(parameters) = &node.type_params {
            let func = self.body();
            self.scope = self.open_scope(ScopeKind::Comprehension, Some(outer), func);
            for parameter in &parameters.type_params {
                self.bind_in(self.scope, parameter.name().as_str());
            }
        }
        let annotated = node.parameters.iter().filter_map(ast::AnyParameterRef::annotation);
        for annotation in annotated.chain(node.returns.as_deref()) {
            self.visit_annotation(annotation);
        }
        self.scope = outer;
    }

    fn comprehension(&mut self, generators: &'a [ast::Comprehension], elements: &[&'a Expr]) {
        let outer = self.scope;
        let func = self.scopes.scopes[outer.index()].func;
        let scope = self.open_scope(ScopeKind::Comprehension, Some(outer), func);
        let outside = std::mem::replace(&mut self.in_loop, true);
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
        self.in_loop = outside;
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
                self.annotations_of(node);
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
                // Annotations of locals are never evaluated.
                let kind = self.scopes.scopes[self.scope.index()].kind;
                if !matches!(kind, ScopeKind::Function(_)) {
                    self.visit_annotation(&node.annotation);
                }
            }
            Stmt::TypeAlias(node) => self.visit_expr(&node.name),
            Stmt::For(node) => {
                self.number(&node.node_index);
                self.note_loop(WrittenLoop::For(node));
                let outside = std::mem::replace(&mut self.in_loop, true);
                visitor::walk_stmt(self, stmt);
                self.in_loop = outside;
            }
            Stmt::While(node) => {
                self.number(&node.node_index);
                self.note_loop(WrittenLoop::While(node));
                let outside = std::mem::replace(&mut self.in_loop, true);
                visitor::walk_stmt(self, stmt);
                self.in_loop = outside;
            }
            Stmt::AugAssign(node) => {
                visitor::walk_stmt(self, stmt);
                self.read_targets(std::slice::from_ref(&*node.target));
            }
            Stmt::Delete(node) => {
                visitor::walk_stmt(self, stmt);
                self.read_targets(&node.targets);
                node.targets.iter().for_each(|target| self.note_deleted(target));
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
            self.scopes.deleted.insert(name.as_str());
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

    fn visit_annotation(&mut self, expr: &'a Expr) {
        if !self.keeps_annotations {
            self.scopes.evaluated_annotations.insert(std::ptr::from_ref(expr) as usize);
            self.visit_expr(expr);
        }
    }

    fn visit_type_params(&mut self, _params: &'a ast::TypeParams) {}
}
