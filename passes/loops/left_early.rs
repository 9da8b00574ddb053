//! What may be seen of a loop that was left before its end: by a `break`, a `return`, or an exception that somebody catches.
//!
//! The driver has then drawn items that the original never came to, and bound names to values of an item that it did not
//! finish. Nobody notices where nothing leads to what was advanced any more, and where nobody goes on after an exception.
//!
//! ```python
//! def take(items, last):
//!     for item in items:              # where `items` is an iterator of the caller's, it is not drawn ahead:
//!         found.append(price(item))
//!         if item == last:
//!             break                   # the caller may go on with the rest
//! ```

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::Ranged;
use rustc_hash::FxHashSet;

use super::left_behind::is_live;
use super::{LoopStmt, units};
use crate::ids::{FuncId, ObjId, VarId};
use crate::passes::effects::env::Env;
use crate::passes::effects::heap::{Object, ObjectKind};
use crate::passes::effects::summary::Touches;
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::liveness::Liveness;
use crate::passes::scopes::Resolution;
use crate::values::Value;

/// Whether anything in the program may go on after an exception: handlers, managers, what runs at exit.
pub fn exceptions_are_seen(an: &Analysis<'_>) -> bool {
    const HOOKS: &[&str] = &["atexit", "excepthook"];
    an.program.modules.iter().enumerate().any(|(index, module)| {
        let mut finder = Catches { an, is_script: index == 0, found: false };
        finder.visit_body(&module.tree().body);
        finder.found || HOOKS.iter().any(|hook| module.source.text.contains(hook))
    })
}

struct Catches<'n, 'p> {
    an: &'n Analysis<'p>,
    is_script: bool,
    found: bool,
}

impl<'a> Visitor<'a> for Catches<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Try(node) => {
                self.found |= !(self.is_script && self.an.is_memo_lookup(node.range()));
            }
            Stmt::With(node) => {
                self.found |= !units::only_files(self.an, node)
                    && !node.items.iter().all(|item| lets_pass(self.an, &item.context_expr));
            }
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, _expr: &'a Expr) {}
}

/// Whether a manager is a library's that lets every exception pass, and does nothing that could tell what was drawn ahead:
/// something that was opened, by whatever `open` of a library, where no manager is the program's own; a temporary folder.
fn lets_pass(an: &Analysis<'_>, manager: &Expr) -> bool {
    const OWN_MANAGERS: &[&str] = &["__exit__", "contextlib", "def open", "getattr", "unittest"];
    let Expr::Call(call) = manager else { return false };
    match &*call.func {
        Expr::Name(name)
            if name.id.as_str() == "open" && an.scopes.resolve(name) == Resolution::Builtin =>
        {
            !an.is_patched("open")
        }
        Expr::Attribute(function) if function.attr.as_str() == "open" => {
            an.unknown_imports.is_empty()
                && !an.open_world
                && !an.is_patched_attribute("open")
                && !OWN_MANAGERS.iter().any(|word| an.program.mentions(word))
        }
        function => {
            let nowhere = (&Env::default(), FuncId(0));
            an.library_name(function, nowhere).as_deref() == Some("tempfile.TemporaryDirectory")
        }
    }
}

/// Who may still reach what the loop advances once it has been left, in words for people.
pub fn reached_afterwards(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    stmt: &ast::StmtFor,
    live: &Liveness,
    advanced: &Touches,
) -> Option<String> {
    let is_left = units::leaves_loop(&stmt.body, true) || exceptions_are_seen(an);
    // Between two rounds of a generator's loop, others may use it as well.
    if !is_left && !an.scopes.function(site.func).is_generator {
        return None;
    }
    reached(an, site, advanced, |var, is_parameter| {
        let is_read = is_live(an, LoopStmt::For(stmt), live, var);
        (!(is_parameter && is_left)).then_some(is_read)
    })
}

/// The same for a comprehension, which is only left by an exception.
pub fn reached_after_exception(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    advanced: &Touches,
) -> Option<String> {
    let function = an.scopes.function(site.func);
    if !exceptions_are_seen(an) && !function.is_generator {
        return None;
    }
    let mut finder = Catches { an, is_script: false, found: false };
    finder.visit_body(function.body());
    // Where nothing in the body handles the exception, the body's variables are gone with it.
    let is_module = an.scopes.module_bodies.contains(&site.func);
    let stays = finder.found || function.is_generator || is_module;
    reached(an, site, advanced, |var, is_parameter| {
        let is_read = stays || an.scopes.foreign_readers.contains_key(&var);
        (!is_parameter).then_some(is_read)
    })
}

/// Who leads to what was advanced. `is_read` says whether a variable of the loop's own body counts; nothing for those that are
/// judged like variables of other bodies.
fn reached(
    an: &Analysis<'_>,
    site: &LoopSite<'_>,
    advanced: &Touches,
    is_read: impl Fn(VarId, bool) -> Option<bool>,
) -> Option<String> {
    if an.program.modules.iter().any(|module| module.source.text.contains("f_locals")) {
        return Some("frames, which the program looks into, lead to what it advances".to_owned());
    }
    let unknown = "what it advances may be used elsewhere, too";
    if advanced.any || advanced.everything || !advanced.parameters.is_empty() {
        return Some(unknown.to_owned());
    }
    let objects = advanced.locations.iter().map(|location| location.object).collect();
    let Some(holders) = holders(an, objects) else { return Some(unknown.to_owned()) };
    let held = |value: &Value| value.objects.iter().any(|object| holders.contains(object));
    let callers = callers(an, site);
    for (index, variable) in an.scopes.variables.iter().enumerate() {
        let var = VarId::from(index);
        let is_own = variable.func == site.func && !variable.is_class_member;
        let is_parameter = an.scopes.function(variable.func).parameters.contains(&var);
        let own = if is_own { is_read(var, is_parameter) } else { None };
        let reaches = if let Some(is_read) = own {
            is_read && held(&site.env.values[variable.slot as usize])
        } else {
            // The frames of other functions are gone, but for those of callers and of generators.
            let stays = variable.is_global
                || an.scopes.foreign_readers.contains_key(&var)
                || an.scopes.function(variable.func).is_generator
                || callers.contains(&variable.func);
            stays && held(an.variable_value(var))
        };
        if reaches {
            return Some(format!("`{}` leads to what it advances", variable.name));
        }
    }
    None
}

/// The loop's own body, and those that may have called it.
fn callers(an: &Analysis<'_>, site: &LoopSite<'_>) -> FxHashSet<FuncId> {
    let edges = an.call_edges();
    let mut found = FxHashSet::from_iter([site.func]);
    loop {
        let known = found.len();
        for (caller, callee) in &edges {
            if found.contains(callee) {
                found.insert(*caller);
            }
        }
        if found.len() == known {
            return found;
        }
    }
}

/// These objects and all that leads to them; nothing where that may be found in ways that are not followed.
fn holders(an: &Analysis<'_>, mut found: FxHashSet<ObjId>) -> Option<FxHashSet<ObjId>> {
    loop {
        let known = found.len();
        for index in 0..an.heap.objects.len() {
            let id = ObjId::from(index);
            let object = an.heap.get(id);
            if !found.contains(&id) && holds_any(an, id, object, &found) {
                found.insert(id);
            }
        }
        if found.len() == known {
            break;
        }
    }
    let is_followed = found.iter().all(|&id| {
        let object = an.heap.get(id);
        let is_local = matches!(
            object.kind,
            ObjectKind::Library(_)
                | ObjectKind::Instance(_)
                | ObjectKind::Bound(_)
                | ObjectKind::Super(_)
        );
        is_local && !object.escaped
    });
    (is_followed && !an.yields_any(&found)).then_some(found)
}

fn holds_any(an: &Analysis<'_>, id: ObjId, object: &Object, held: &FxHashSet<ObjId>) -> bool {
    let leads = |value: &Value| value.objects.iter().any(|object| held.contains(object));
    leads(&object.element)
        || leads(&object.key)
        || object.items.iter().flatten().any(leads)
        || object.sources.iter().any(|source| held.contains(source))
        || an.heap.field_names(id).iter().any(|&name| an.heap.field(id, name).is_some_and(leads))
}
