//! Methods that keep what they found in a dictionary of their object's own.
//!
//! ```python
//! class Index:
//!     def __init__(self, counts):
//!         self.counts = counts
//!         self._norms = {}
//!
//!     def norm(self, name):
//!         if name not in self._norms:
//!             self._norms[name] = sqrt(sum(n * n for n in self.counts[name]))
//!         return self._norms[name]
//! ```
//!
//! Decides: which methods these are. To change the dictionary is a write of [`Field::Fill`], as with functions that keep what they
//! found in a global dictionary (see `memos`).
//!
//! Refuses (the method then changes a dictionary as any other does): an attribute that is mentioned anywhere else, but to give
//! the object a new dictionary (`self._norms = {}`), or that a format may show; objects that could share one, since they are copied or put together from others;
//! and, as for functions, keys that leave out a parameter, arguments that may be equal and not alike, values that are objects, methods that
//! change anything else, print, draw or seed.
//!
//! Sound because: no two objects have the same dictionary, so that what is kept for a key is what the call returned that kept it. That
//! depends on the key, the object, and what else the method reads. In a loop all of that stays as it is, since it is read
//! ahead. And as the driver gets the entries of all items, in their order, what the program finds in the dictionary once all of that has
//! changed is what the script finds, however old. No entry may be missing then: where an item fails, those behind it in
//! its chunk are thrown away (`_caches.py`).

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use rustc_hash::{FxHashMap, FxHashSet};

use super::Analysis;
use super::caches::is_noticed;
use super::counters::FORMATS;
use super::heap::{Field, ObjectKind};
use super::memos::{Place, Reader};
use super::summary::Effects;
use crate::ids::{ClassId, FuncId, ModuleId, ObjId, VarId};
use crate::passes::scopes::{Function, FunctionNode, Scopes};
use crate::program::Program;
use crate::values::{Atoms, ObjSet, Value};

impl Analysis<'_> {
    /// What a method does, if it is one of these: it adds to its object's dictionary, and nobody notices.
    pub(super) fn keep_to_its_object(&self, func: FuncId, effects: &mut Effects) {
        let Some(own) = self.own_memos(func) else { return };
        let is_plain = own.iter().all(|&object| {
            let known = self.heap.get(object);
            let numbers = Atoms::BOOL.union(Atoms::INT);
            let reach = self.heap.reachable(&known.key).atoms.union(known.key.atoms);
            !known.escaped
                && self.is_plain_key(&known.key)
                && !reach.contains(numbers)
                && self.is_plain_result(&known.element)
        });
        let mut writes = effects.heap_writes.clone();
        let is_kept = |object: ObjId, field: Field| {
            own.contains(&object) && matches!(field, Field::Contents | Field::Fill)
        };
        writes.locations.retain(|at| !is_kept(at.object, at.field));
        writes.parameters.retain(|touch| {
            touch.parameter != 0 || !touch.object.is_some_and(|object| is_kept(object, touch.field))
        });
        // Other functions of the same kind are no reason.
        writes.locations.retain(|at| !(at.field == Field::Fill && self.is_memo(at.object)));
        writes.parameters.retain(|touch| {
            !(touch.field == Field::Fill && touch.object.is_some_and(|object| self.is_memo(object)))
        });
        let rest = Effects { heap_writes: writes, ..effects.clone() };
        if !is_plain || !rest.heap_writes.is_private() || is_noticed(&rest) {
            return;
        }
        for at in &mut effects.heap_writes.locations {
            if is_kept(at.object, at.field) {
                at.field = Field::Fill;
            }
        }
        for touch in &mut effects.heap_writes.parameters {
            if touch.object.is_some_and(|object| is_kept(object, touch.field)) {
                touch.field = Field::Fill;
            }
        }
        effects.heap_writes.locations.sort_unstable();
        effects.heap_writes.locations.dedup();
        effects.heap_writes.parameters.sort_unstable();
        effects.heap_writes.parameters.dedup();
    }

    /// The dictionaries of all objects in which a method keeps what it found, if nothing else may be there.
    pub(super) fn own_memos(&self, func: FuncId) -> Option<ObjSet> {
        let (class, attribute) = self.memos.of_objects.get(&func)?;
        let attribute = *self.symbols.get(attribute.as_str())?;
        if self.fetches_by_name || self.open_world || !self.attributes_in_view {
            return None;
        }
        let mut found = Value::bottom();
        for other in self.all_classes().filter(|&other| self.class_order(other).contains(class)) {
            if let Some(value) =
                self.known_instance(other).and_then(|object| self.heap.field(object, attribute))
            {
                found.join_types(value);
            }
        }
        let is_dictionary = |object: &ObjId| match self.heap.peek(*object).kind {
            ObjectKind::Library(id) => self.knowledge.type_info(id).name == "dict",
            _ => false,
        };
        (!found.is_any() && found.atoms.is_empty() && found.objects.iter().all(is_dictionary))
            .then_some(found.objects)
    }

    /// The classes of objects whose dictionaries tasks may add to, and the attributes that hold these.
    pub(crate) fn memo_attributes(&self) -> Vec<(&str, &str)> {
        let adds = |func: FuncId| {
            let writes = &self.summary(func).effects.heap_writes;
            writes.locations.iter().any(|at| at.field == Field::Fill)
                || writes.parameters.iter().any(|touch| touch.field == Field::Fill)
        };
        let all = self.memos.of_objects.iter().filter(|&(&func, _)| adds(func));
        let mut names: Vec<(&str, &str)> =
            all.map(|(_, (class, name))| (self.scopes.class(*class).name, name.as_str())).collect();
        names.sort_unstable();
        names
    }
}

/// Methods of classes at the top level of the script that keep what they found in a dictionary of their object's own.
pub(super) fn find(program: &Program, scopes: &Scopes<'_>) -> FxHashMap<FuncId, (ClassId, String)> {
    /// What could make two objects share a dictionary, or show it.
    const SHARING: &[&str] = &[
        "__dict__",
        "__copy__",
        "__getattr",
        "setattr",
        "__delattr__",
        "__reduce",
        "__getstate__",
        "__setstate__",
        "__class__",
        "vars(",
        "pickle",
        "shelve",
        "copyreg",
        "inspect",
    ];
    let mut found = FxHashMap::default();
    let is_plain = |index: &usize| {
        let function = &scopes.functions[*index];
        let FunctionNode::Def(node) = function.node else { return false };
        function.module == ModuleId(0)
            && function.class.is_some()
            && function.outer == scopes.module_bodies[0]
            && function.parameters.len() > 1
            && !function.is_generator
            && !function.is_async
            && node.decorator_list.is_empty()
            && node.parameters.vararg.is_none()
            && node.parameters.kwarg.is_none()
    };
    let mut readers = Vec::new();
    for index in (0..scopes.functions.len()).filter(is_plain) {
        let function = &scopes.functions[index];
        let (receiver, parameters) = (function.parameters[0], &function.parameters[1..]);
        let mut reader = Reader::new(scopes, parameters, Some(receiver));
        if reader.block(function.body(), true)
            && reader.lookup.is_none()
            && !reader.memo.as_ref().is_some_and(
                |place| matches!(place, Place::Attribute(name) if name.starts_with("__")),
            )
            && scopes.variable(receiver).bindings == 1
            && let (Some(Place::Attribute(name)), Some(class)) = (reader.memo, function.class)
        {
            readers.push((FuncId::from(index), class, name, reader.mentions));
        }
    }
    if readers.is_empty() || SHARING.iter().any(|word| program.mentions(word)) {
        return found;
    }
    let mut counter = Attributes::default();
    for module in &program.modules {
        counter.visit_body(&module.tree().body);
    }
    if counter.copies || counter.formats {
        return found;
    }
    for (func, class, name, mentions) in readers {
        let is_only_one = is_named(program, scopes, class)
            && !scopes.functions.iter().any(|function| function.name == name)
            && !counter.names.contains(&name)
            && !counter.shows(&name);
        let is_method = |function: &&Function<'_>| {
            function.class == Some(class) && !function.parameters.is_empty()
        };
        let mut made = 0;
        for function in scopes.functions.iter().filter(is_method) {
            let receiver = function.parameters[0];
            if scopes.variable(receiver).bindings == 1 {
                let mut finder = Creations { scopes, receiver, name: &name, found: 0 };
                finder.visit_body(function.body());
                made += finder.found;
            }
        }
        if is_only_one && made > 0 && counter.mentions.get(&name) == Some(&(mentions + made)) {
            found.insert(func, (class, name));
        }
    }
    found
}

/// Whether the runtime finds a class, and nothing else, under its name in the script.
pub(super) fn is_named(program: &Program, scopes: &Scopes<'_>, class: ClassId) -> bool {
    let known = scopes.class(class);
    let is_plain = |decorator: &ast::Decorator| match &decorator.expression {
        Expr::Name(name) => name.id.as_str() == "dataclass",
        Expr::Call(call) => {
            matches!(&*call.func, Expr::Name(name) if name.id.as_str() == "dataclass")
        }
        _ => false,
    };
    let is_it = |stmt: &Stmt| {
        matches!(stmt, Stmt::ClassDef(node)
            if node.range == known.node.range && node.decorator_list.iter().all(is_plain))
    };
    let scope = scopes.function(scopes.module_bodies[0]).scope;
    let is_bound_once =
        scopes.lookup(scope, known.name).is_some_and(|var| scopes.variable(var).bindings == 1);
    known.module == ModuleId(0)
        && is_bound_once
        && !scopes.deleted.contains(known.name)
        && program.module(ModuleId(0)).tree().body.iter().any(is_it)
}

/// Counts the attributes that the program mentions, and collects what else it calls by a name.
#[derive(Default)]
struct Attributes {
    mentions: FxHashMap<String, usize>,
    names: FxHashSet<String>,
    /// Objects may be copied, with what they keep: what a copy keeps of its original's, once it has changed, could be told.
    copies: bool,
    /// Texts that do not stand there may say which attributes are shown: `layout.format(index)`.
    formats: bool,
}

impl Attributes {
    /// Whether a text names an attribute to be shown: `"{0._norms}".format(index)`.
    fn shows(&self, name: &str) -> bool {
        let named = format!(".{name}");
        self.names.iter().any(|text| text.contains(&named))
    }
}

impl<'e> Visitor<'e> for Attributes {
    fn visit_stmt(&mut self, stmt: &'e Stmt) {
        match stmt {
            Stmt::Import(node) => {
                self.copies |= node.names.iter().any(|alias| alias.name.as_str() == "copy");
            }
            Stmt::ImportFrom(node) => {
                self.copies |= node.module.as_deref() == Some("copy");
            }
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'e Expr) {
        match expr {
            Expr::Attribute(node) => {
                let name = node.attr.as_str();
                *self.mentions.entry(name.to_owned()).or_default() += 1;
                self.formats |= FORMATS.contains(&name) && !node.value.is_string_literal_expr();
            }
            Expr::Name(name) => {
                self.names.insert(name.id.as_str().to_owned());
            }
            Expr::StringLiteral(text) => {
                self.names.insert(text.value.to_str().to_owned());
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }

    fn visit_keyword(&mut self, keyword: &'e ast::Keyword) {
        self.names.extend(keyword.arg.as_ref().map(|name| name.as_str().to_owned()));
        visitor::walk_keyword(self, keyword);
    }
}

/// Counts the statements that give an object a new dictionary: `self._norms = {}`.
struct Creations<'s, 'a> {
    scopes: &'s Scopes<'a>,
    receiver: VarId,
    name: &'s str,
    found: usize,
}

impl<'e> Visitor<'e> for Creations<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'e Stmt) {
        let made = match stmt {
            Stmt::Assign(node) => match &node.targets[..] {
                [target] => Some((target, &*node.value)),
                _ => None,
            },
            Stmt::AnnAssign(node) => node.value.as_deref().map(|value| (&*node.target, value)),
            _ => None,
        };
        if let Some((Expr::Attribute(target), Expr::Dict(_))) = made
            && target.attr.as_str() == self.name
            && let Expr::Name(name) = &*target.value
            && self.scopes.variable_of(name) == Some(self.receiver)
        {
            self.found += 1;
        }
        visitor::walk_stmt(self, stmt);
    }
}
