//! Lists that a loop fills, and that nothing else touches until they are gone through.
//!
//! ```python
//! rows = []                                  # def surge_rows():
//! for line in file:                          #     for line in file:
//!     fields = line.split()                  #         fields = line.split()
//!     if fields:                             #         if fields:
//!         rows.append(Row(*fields))          #             yield Row(*fields)
//! for row in rows:                           # rows = surge_rt.stream(surge_rows())
//!     total += row.amount
//! ```
//!
//! A function may also return a comprehension out of a `with open(…)`, as its last statement:
//!
//! ```python
//! with open(path) as file:                   # def surge_rows():
//!     return [parse(line) for line in file]  #     with open(path) as file:
//!                                            #         yield from (parse(line) for line in file)
//!                                            # return surge_rt.stream_from(surge_rows())
//! ```
//!
//! Sound because: the list is named in the appends of one loop and where it is gone through, nowhere else. What else the loop
//! assigns, it assigns before it reads it in each round, and nobody reads it afterwards: so these may be variables of a
//! function of their own. The loop ends only by itself; the rest is said in [`streaming`](super::streaming).

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;

use super::Obstacle;
use crate::ids::{FuncId, VarId};
use crate::passes::effects::Analysis;
use crate::passes::liveness;
use crate::passes::loops::units::only_files;

/// A list with the loop that fills it.
#[derive(Clone)]
pub struct Fill<'a> {
    /// `rows = []`, or the whole where nothing is filled.
    pub init: &'a Stmt,
    /// `return [… for …]`, where that is what the `with` ends with.
    pub returned: Option<&'a Stmt>,
    /// The loop, or the `with open(…)` around it.
    pub stmt: &'a Stmt,
    pub appends: Vec<&'a ast::ExprCall>,
    pub name: &'a str,
    /// What runs in the `with` before the loop: `reader = csv.reader(file)`.
    lead: &'a [Stmt],
    /// The loop itself.
    inner: &'a Stmt,
    /// What its text has, and a generator could not.
    obstacle: Option<Obstacle>,
}

impl Fill<'_> {
    /// The loop itself.
    pub fn loop_range(&self) -> TextRange {
        self.inner.range()
    }
}

/// Where each variable is named.
#[derive(Default)]
pub struct Occurrences {
    pub reads: FxHashMap<VarId, Vec<TextRange>>,
    pub stores: FxHashMap<VarId, Vec<TextRange>>,
}

/// Whether a statement does nothing but evaluate, and name what comes of it.
fn is_plain(stmt: &Stmt) -> bool {
    match stmt {
        Stmt::Expr(_) => true,
        Stmt::Assign(node) => node.targets.iter().all(Expr::is_name_expr),
        _ => false,
    }
}

/// The list that `rows = []` makes, and `stmt` fills.
pub fn of_statement<'a>(
    an: &Analysis<'a>,
    (init, var): (&'a Stmt, VarId),
    stmt: &'a Stmt,
    uses: &Occurrences,
) -> Option<Fill<'a>> {
    let (lead, inner): (&[Stmt], _) = match stmt {
        Stmt::For(node) if !node.is_async => (&[], stmt),
        Stmt::While(_) => (&[], stmt),
        Stmt::With(node) if !node.is_async && only_files(an, node) => match node.body.as_slice() {
            [lead @ .., inner @ (Stmt::For(_) | Stmt::While(_))] if lead.iter().all(is_plain) => {
                (lead, inner)
            }
            _ => return None,
        },
        _ => return None,
    };
    let mut finder = Finder { an, var, appends: Vec::new(), held: false, obstacle: None };
    finder.visit_stmt(inner);
    let inside = uses.reads.get(&var)?.iter().filter(|read| stmt.range().contains_range(**read));
    if finder.appends.is_empty() || inside.count() != finder.appends.len() {
        return None;
    }
    let name = an.scopes.variable(var).name;
    let (appends, mut obstacle) = (finder.appends, finder.obstacle);
    for place in [init, stmt] {
        if !is_alone(an, place) {
            obstacle = Some(Obstacle::new("syntax", SHARES_LINE));
        }
    }
    Some(Fill { init, returned: None, stmt, appends, name, lead, inner, obstacle })
}

const SHARES_LINE: &str = "it shares its line with other statements";

/// Whether a statement has its lines to itself.
fn is_alone(an: &Analysis<'_>, place: &Stmt) -> bool {
    let text = &an.program.entry().source.text;
    let line = text[..usize::from(place.start())].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let before = text[line..usize::from(place.start())].trim_start_matches('\u{feff}');
    let rest = &text[usize::from(place.end())..];
    let rest = rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())].trim_start();
    before.trim_matches([' ', '\t', '\x0c']).is_empty()
        && (rest.is_empty() || rest.starts_with('#'))
}

/// A `with open(…)` that ends with `return [… for …]`, and the list.
pub fn of_return<'a>(an: &Analysis<'a>, stmt: &'a Stmt) -> Option<(Fill<'a>, &'a Expr)> {
    let Stmt::With(node) = stmt else { return None };
    let [lead @ .., last] = node.body.as_slice() else { return None };
    let Stmt::Return(returned) = last else { return None };
    let list = returned.value.as_deref().filter(|value| value.is_list_comp_expr())?;
    if node.is_async || !only_files(an, node) || !lead.iter().all(is_plain) {
        return None;
    }
    let text = &an.program.entry().source.text;
    let between = &text[usize::from(returned.start())..usize::from(list.start())];
    let plain = between.trim_end_matches(' ') == "return" && list.end() == returned.end();
    let obstacle = (!plain || !is_alone(an, stmt)).then(|| Obstacle::new("syntax", SHARES_LINE));
    let (appends, name) = (Vec::new(), "rows");
    let fill =
        Fill { init: stmt, returned: Some(last), stmt, appends, name, lead, inner: stmt, obstacle };
    Some((fill, list))
}

/// A loop in which the last statement, and no other, appends to a list.
pub fn of_loop<'a>(
    an: &Analysis<'a>,
    stmt: &'a Stmt,
    append: &'a ast::ExprCall,
    var: VarId,
) -> Fill<'a> {
    let mut finder = Finder { an, var, appends: Vec::new(), held: false, obstacle: None };
    finder.visit_stmt(stmt);
    if finder.appends.len() != 1 {
        finder.refuse("its loop appends in several places");
    }
    let name = an.scopes.variable(var).name;
    let obstacle = finder.obstacle;
    Fill {
        init: stmt,
        returned: None,
        stmt,
        appends: vec![append],
        name,
        lead: &[],
        inner: stmt,
        obstacle,
    }
}

/// The call in `rows.append(value)`.
pub fn append_to<'a>(an: &Analysis<'a>, stmt: &'a Stmt, var: VarId) -> Option<&'a ast::ExprCall> {
    let finder = Finder { an, var, appends: Vec::new(), held: false, obstacle: None };
    finder.append(stmt)
}

/// Whether a variable of the body is read behind the loop.
pub fn is_read_after(
    an: &Analysis<'_>,
    fill: &Fill<'_>,
    func: FuncId,
    var: VarId,
) -> Result<bool, Obstacle> {
    let variable = an.scopes.variable(var);
    if variable.func != func
        || variable.is_class_member
        || an.scopes.foreign_readers.contains_key(&var)
        || an.scopes.foreign_writes.contains(&var)
    {
        let detail = format!("`{}` is known to other functions", variable.name);
        return Err(Obstacle::new("carried", detail));
    }
    let Stmt::For(node) = fill.inner else { return Ok(true) };
    let address = std::ptr::from_ref(node) as usize;
    Ok(liveness::run(an.scopes, func).is_live_after(an.scopes, address, var))
}

struct Finder<'n, 'a> {
    an: &'n Analysis<'a>,
    var: VarId,
    appends: Vec<&'a ast::ExprCall>,
    /// Inside a `try` or a `with`, which a generator that is dropped would leave.
    held: bool,
    obstacle: Option<Obstacle>,
}

impl<'a> Finder<'_, 'a> {
    /// The call in `rows.append(value)`.
    fn append(&self, stmt: &'a Stmt) -> Option<&'a ast::ExprCall> {
        let Stmt::Expr(node) = stmt else { return None };
        let Expr::Call(call) = &*node.value else { return None };
        let Expr::Attribute(attribute) = &*call.func else { return None };
        let Expr::Name(name) = &*attribute.value else { return None };
        let [value] = &*call.arguments.args else { return None };
        let text = &self.an.program.entry().source.text;
        let tail = &text[usize::from(value.end())..usize::from(call.end())];
        let plain = attribute.attr.as_str() == "append"
            && self.an.scopes.variable_of(name) == Some(self.var)
            && call.arguments.keywords.is_empty()
            && !value.is_starred_expr()
            && call.arguments.start() == call.func.end()
            && !tail.contains([',', '#']);
        plain.then_some(call)
    }

    fn refuse(&mut self, detail: &str) {
        self.obstacle.get_or_insert_with(|| Obstacle::new("syntax", detail));
    }
}

impl<'a> Visitor<'a> for Finder<'_, 'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        if let Some(call) = self.append(stmt) {
            self.appends.push(call);
            if self.held {
                self.refuse("it is filled inside a `try` or a `with`");
            }
            self.visit_expr(&call.arguments.args[0]);
            return;
        }
        let known = self.held;
        match stmt {
            Stmt::Return(_) => {
                let detail = "the loop that fills it may leave the function";
                self.obstacle.get_or_insert_with(|| Obstacle::new("leaves-early", detail));
            }
            Stmt::Try(_) | Stmt::With(_) => self.held = true,
            Stmt::For(node) if node.is_async => self.refuse("its loop is asynchronous"),
            Stmt::FunctionDef(_)
            | Stmt::ClassDef(_)
            | Stmt::Delete(_)
            | Stmt::Global(_)
            | Stmt::Nonlocal(_)
            | Stmt::Import(_)
            | Stmt::ImportFrom(_)
            | Stmt::Match(_)
            | Stmt::AnnAssign(_)
            | Stmt::TypeAlias(_) => {
                self.refuse(
                    "its loop holds a statement that would mean something else in a function",
                );
            }
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
        self.held = known;
    }

    fn visit_expr(&mut self, _expr: &'a Expr) {}
}

/// Whether the loop may be a function of its own, which has these variables to itself.
pub fn check(
    an: &Analysis<'_>,
    fill: &Fill<'_>,
    func: FuncId,
    written: &[VarId],
) -> Result<(), Obstacle> {
    if let Some(obstacle) = &fill.obstacle {
        return Err(obstacle.clone());
    }
    let mut opened = opened_names(an, fill.stmt);
    let mut header = Header { an, reads: Vec::new() };
    let mut early: Vec<VarId> = Vec::new();
    for stmt in fill.lead {
        header.visit_stmt(stmt);
        let reads = std::mem::take(&mut header.reads);
        if let Stmt::Assign(node) = stmt {
            let targets = node.targets.iter().filter_map(|target| target.as_name_expr());
            let bound: Vec<VarId> =
                targets.filter_map(|target| an.scopes.variable_of(target)).collect();
            let mut value = Header { an, reads: Vec::new() };
            value.visit_expr(&node.value);
            early.extend(value.reads.into_iter().filter(|var| !opened.contains(var)));
            opened.extend(bound);
        } else {
            early.extend(reads.into_iter().filter(|var| !opened.contains(var)));
        }
    }
    if let Stmt::For(node) = fill.inner {
        header.visit_expr(&node.iter);
    }
    // The files of a `with` are there before its loop begins, but not before the `with` does.
    header.reads.retain(|var| !opened.contains(var));
    header.reads.extend(early);
    if let Stmt::With(node) = fill.stmt {
        node.items.iter().for_each(|item| header.visit_expr(&item.context_expr));
    }
    let mut known = None;
    for &var in written {
        let live = known.get_or_insert_with(|| liveness::run(an.scopes, func));
        let address = match fill.inner {
            Stmt::For(node) => std::ptr::from_ref(node) as usize,
            Stmt::While(node) => std::ptr::from_ref(node) as usize,
            _ => 0,
        };
        let variable = an.scopes.variable(var);
        // What a function returns out of a `with` is its last statement: only what that binds first is its own.
        let is_inside = if fill.returned.is_some() {
            opened.contains(&var)
        } else {
            !live.is_live_after(an.scopes, address, var)
                && (!live.is_live_at_head(an.scopes, address, var) || opened.contains(&var))
        };
        // Elsewhere the name stands for another variable: what it holds before the loop nobody reads in it, and what it
        // holds afterwards nobody reads at all.
        let own = variable.func == func
            && !variable.is_class_member
            && !an.scopes.foreign_readers.contains_key(&var)
            && !an.scopes.foreign_writes.contains(&var)
            && !header.reads.contains(&var)
            && is_inside;
        if !own {
            let detail = format!(
                "`{}`, which the loop that fills it assigns, has a meaning outside of a round",
                variable.name
            );
            return Err(Obstacle::new("carried", detail));
        }
    }
    Ok(())
}

/// The variables that a loop reads before its first round.
pub struct Header<'n, 'a> {
    pub an: &'n Analysis<'a>,
    pub reads: Vec<VarId>,
}

impl<'a> Visitor<'a> for Header<'_, 'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Name(name) = expr {
            self.reads.extend(self.an.scopes.variable_of(name));
        }
        visitor::walk_expr(self, expr);
    }
}

/// The variables that `with open(…) as file` binds.
fn opened_names(an: &Analysis<'_>, stmt: &Stmt) -> Vec<VarId> {
    let Stmt::With(node) = stmt else { return Vec::new() };
    let targets = node.items.iter().filter_map(|item| item.optional_vars.as_deref());
    let names = targets.filter_map(|target| target.as_name_expr());
    names.filter_map(|name| an.scopes.variable_of(name)).collect()
}
