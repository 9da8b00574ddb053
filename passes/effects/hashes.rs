//! Objects that are keys of dictionaries, and have a hash that the program computes.
//!
//! ```python
//! class Cell:
//!     def __hash__(self): return hash((self.x, self.y))
//!
//! found[cell] = 1
//! cell.x += 1             # `found` still has it where its old hash says; a copy of `found` would look at the new one
//! ```
//!
//! Decides: whether a dictionary can be copied key by key, which asks each key for its hash once more, and those that collide whether they are equal.
//!
//! Sound because: what a key consists of are attributes that only constructors set, by name, and that hold what cannot change; so its
//! hash, and what it is equal to, are what they were when it came.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{Expr, Stmt};
use rustc_hash::FxHashSet;

use super::Analysis;
use super::heap::ObjectKind;
use crate::effect_words::Flags;
use crate::ids::{ClassId, FuncId, ObjId};

/// Where attributes may be set before anybody has the object.
const CONSTRUCTORS: &[&str] = &["__init__", "__new__", "__post_init__"];

impl Analysis<'_> {
    /// The class of keys that a dictionary may hold, whose hash may have become another one since they came.
    pub(crate) fn unsteady_keys(&self, dictionary: ObjId) -> Option<ClassId> {
        let reach = self.heap.reachable(&self.heap.get(dictionary).key);
        let says_hash = |&object: &ObjId| match self.heap.peek(object).kind {
            ObjectKind::Instance(class)
                if self.class_defines(class, "__hash__") || self.is_decorated(class) =>
            {
                Some(class)
            }
            _ => None,
        };
        let class = reach.objects.iter().find_map(says_hash)?;
        let is_steady = !reach.any && reach.objects.iter().all(|&object| self.is_steady(object));
        (!is_steady).then_some(class)
    }

    /// The class of keys that a dictionary may hold, whose hash or equality does more than compute: a copy of the dictionary asks them again.
    pub(crate) fn speaking_keys(&self, dictionary: ObjId) -> Option<ClassId> {
        let reach = self.heap.reachable(&self.heap.get(dictionary).key);
        let speaks = |&object: &ObjId| match self.heap.peek(object).kind {
            ObjectKind::Instance(class)
                if ["__hash__", "__eq__"].iter().any(|name| self.does_more(class, name)) =>
            {
                Some(class)
            }
            _ => None,
        };
        reach.objects.iter().find_map(speaks)
    }

    /// Whether a method of a class leaves anything behind but what it keeps in its own object.
    fn does_more(&self, class: ClassId, name: &str) -> bool {
        self.class_order(class).iter().any(|class| {
            let class = self.scopes.class(*class);
            let methods = class.methods.get(name).map(Vec::as_slice).unwrap_or_default();
            let leaves = |&func: &FuncId| {
                let summary = self.summary(func);
                let effects = &summary.effects;
                let writes = &effects.heap_writes;
                effects.flags.intersects(Flags::UNLOGGABLE)
                    || writes.any
                    || writes.everything
                    || !writes.locations.is_empty()
                    || !effects.call_writes.is_empty()
                    || !effects.writes.is_empty()
                        && effects.writes.iter().any(|var| self.scopes.variable(var).func != func)
            };
            methods.iter().any(leaves)
        })
    }

    /// Whether an object that a key consists of stays as its constructor left it.
    fn is_steady(&self, object: ObjId) -> bool {
        let ObjectKind::Instance(_) = self.heap.peek(object).kind else { return true };
        let words = ["setattr", "__setattr__", "__dict__", "vars"];
        self.heap.field_names(object).iter().all(|&name| {
            let held = self.heap.field(object, name);
            held.is_none_or(|value| !value.is_any() && self.is_immutable(value))
                && !self.set_later().contains(self.symbol_name(name))
        }) && !words.iter().any(|word| self.program.mentions(word))
    }

    fn set_later(&self) -> &FxHashSet<String> {
        self.set_later.get_or_init(|| {
            let mut stores = Stores { constructs: false, names: FxHashSet::default() };
            for module in &self.program.modules {
                stores.visit_body(&module.tree().body);
            }
            stores.names
        })
    }
}

/// Collects the names of attributes that are set or deleted outside of constructors, and there of anything but `self`.
struct Stores {
    constructs: bool,
    names: FxHashSet<String>,
}

impl<'e> Visitor<'e> for Stores {
    fn visit_stmt(&mut self, stmt: &'e Stmt) {
        let outer = self.constructs;
        if let Stmt::FunctionDef(node) = stmt {
            self.constructs = CONSTRUCTORS.contains(&node.name.as_str());
        }
        visitor::walk_stmt(self, stmt);
        self.constructs = outer;
    }

    fn visit_expr(&mut self, expr: &'e Expr) {
        if let Expr::Attribute(node) = expr
            && !node.ctx.is_load()
        {
            let is_own = matches!(&*node.value, Expr::Name(name) if name.id.as_str() == "self");
            if !(self.constructs && is_own) {
                self.names.insert(node.attr.as_str().to_owned());
            }
        }
        visitor::walk_expr(self, expr);
    }
}
