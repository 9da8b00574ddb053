//! Writes into rows: `c[i][j] = …` in a loop over `i` touches one row in each round.
//!
//! The task works on a copy of its row and hands it back; the driver puts it into the same row object. That holds where
//! every mention of the container in the body is `c[i][…]` with the loop's own variable, the variable runs over a
//! range, and (checked by the runtime when the loop starts) the rows are lists that are all different objects.
//!
//! Cells of one more row may be read, as in elimination: `u[i][j] -= f * u[k][j]` for `i in range(k + 1, n)`. That holds where `k`
//! is not bound in the loop and, as the runtime checks, no round has its number; or, where one most likely has
//! (`d[i][j] = min(d[i][j], d[i][k] + d[k][j])` for `i in range(n)`), where that round leaves its row as it is.
//!
//! That is sound because: the round with that number runs in the driver, as it was written, and the runtime compares its row with what
//! it was before; rounds before it read the row as it was, and where it is another one afterwards, what was computed ahead of
//! later rounds is thrown away. No other round writes the row, since all stores are `c[i][…]`.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::units::Unit;
use crate::ids::VarId;
use crate::passes::effects::heap::ObjectKind;
use crate::passes::effects::{Analysis, LoopSite};
use crate::passes::scopes::ScopeKind;
use crate::program::Module;
use crate::values::{Atoms, Value};

/// A container whose rows are written, one in each round.
#[derive(Clone, Debug)]
pub struct Rows {
    /// The text of the container: `c` or `self.cells`.
    pub base: String,
    /// The text of a row: `c[i]`.
    pub row: String,
    /// Each place that says so.
    pub mentions: Vec<TextRange>,
    /// Other rows of which cells are read: `c[k]`, and the variable that is their number.
    pub beside: Vec<(String, VarId)>,
    /// One of the rounds most likely has such a number.
    pub pivots: bool,
}

impl Rows {
    /// The texts of rows that nobody else changes in the round.
    pub fn texts(&self) -> impl Iterator<Item = String> + '_ {
        let beside = self.beside.iter().map(|(text, _)| text);
        std::iter::once(&self.row).chain(beside).cloned()
    }
}

/// The containers of a loop body whose rows are written and never used otherwise.
pub fn find<'a>(an: &Analysis<'a>, site: &LoopSite<'a>, stmt: &'a ast::StmtFor) -> Vec<Rows> {
    let Expr::Name(target) = &*stmt.target else { return Vec::new() };
    let Some(index) = an.scopes.variable_of(target) else { return Vec::new() };
    if !site.iterable.only(Atoms::RANGE) {
        return Vec::new();
    }
    let mut finder = Finder {
        an,
        module: an.module_of(site.func),
        index,
        found: Vec::new(),
        beside: Vec::new(),
        stores: Vec::new(),
        bases: Vec::new(),
        assigned: false,
    };
    finder.visit_body(&stmt.body);
    if finder.assigned {
        return Vec::new();
    }
    let Finder { found, beside, stores, bases, .. } = finder;
    let mut rows: Vec<Rows> = Vec::new();
    for (base, row, range) in found {
        match rows.iter_mut().find(|known| known.base == base) {
            Some(known) if known.row == row => known.mentions.push(range),
            Some(known) => known.mentions.clear(),
            None => rows.push(Rows {
                base,
                row,
                mentions: vec![range],
                beside: Vec::new(),
                pivots: false,
            }),
        }
    }
    // From zero on, a range most likely has the other number, too.
    let begins_later = matches!(&*stmt.iter, Expr::Call(call)
        if call.arguments.args.len() > 1 && !is_zero(&call.arguments.args[0]));
    rows.retain_mut(|rows| {
        let is_settled = |var: VarId| {
            let variable = an.scopes.variable(var);
            variable.func == site.func
                && an.scopes.scopes[variable.scope.index()].kind != ScopeKind::Comprehension
                && !site.env.values[variable.slot as usize].atoms.contains(Atoms::UNBOUND)
        };
        let others =
            beside.iter().filter(|(base, _, number)| *base == rows.base && is_settled(*number));
        let others: Vec<_> = others.map(|(_, text, var)| (text.clone(), *var)).collect();
        let mentions = bases.iter().filter(|base| **base == rows.base).count();
        let is_used = mentions == rows.mentions.len() + others.len();
        rows.beside = others;
        rows.beside.sort();
        rows.beside.dedup();
        rows.pivots = !begins_later && !rows.beside.is_empty();
        is_used && stores.contains(&rows.base)
    });
    rows
}

fn is_zero(expr: &Expr) -> bool {
    matches!(expr, Expr::NumberLiteral(node)
        if matches!(&node.value, ast::Number::Int(value) if value.as_u8() == Some(0)))
}

struct Finder<'n, 'a> {
    an: &'n Analysis<'a>,
    module: &'n Module,
    index: VarId,
    /// Container, row and place of each `c[i]` that is subscripted further.
    found: Vec<(String, String, TextRange)>,
    /// Container, row and number of each `c[k]` of which a cell is read.
    beside: Vec<(String, String, VarId)>,
    /// Containers with a store.
    stores: Vec<String>,
    /// The text of every name and attribute.
    bases: Vec<String>,
    /// The index is assigned in the body.
    assigned: bool,
}

impl Finder<'_, '_> {
    fn text(&self, range: TextRange) -> &str {
        &self.module.source.text[range]
    }
}

impl<'e> Visitor<'e> for Finder<'_, '_> {
    fn visit_stmt(&mut self, stmt: &'e Stmt) {
        if matches!(stmt, Stmt::FunctionDef(_) | Stmt::ClassDef(_)) {
            // What a nested function does with the container is not followed.
            self.assigned = true;
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'e Expr) {
        match expr {
            Expr::Subscript(outer) => {
                if let Expr::Subscript(inner) = &*outer.value
                    && let Expr::Name(index) = &*inner.slice
                    && self.an.scopes.variable_of(index) == Some(self.index)
                    && is_path(&inner.value)
                {
                    let base = self.text(inner.value.range()).to_owned();
                    let row = self.text(inner.range).to_owned();
                    if !outer.ctx.is_load() {
                        self.stores.push(base.clone());
                    }
                    self.found.push((base, row, inner.range));
                } else if let Expr::Subscript(inner) = &*outer.value
                    && let Expr::Name(name) = &*inner.slice
                    && let Some(number) = self.an.scopes.variable_of(name)
                    && outer.ctx.is_load()
                    && is_path(&inner.value)
                {
                    let base = self.text(inner.value.range()).to_owned();
                    self.beside.push((base, self.text(inner.range).to_owned(), number));
                }
            }
            Expr::Name(name) => {
                let text = self.text(name.range).to_owned();
                self.bases.push(text);
                self.assigned |=
                    !name.ctx.is_load() && self.an.scopes.variable_of(name) == Some(self.index);
            }
            Expr::Attribute(node) => {
                let text = self.text(node.range).to_owned();
                self.bases.push(text);
            }
            Expr::Lambda(_) => self.assigned = true,
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

/// `c` or `self.cells`.
pub fn is_path(expr: &Expr) -> bool {
    match expr {
        Expr::Name(_) => true,
        Expr::Attribute(node) => matches!(&*node.value, Expr::Name(_)),
        _ => false,
    }
}

/// Whether a value is certainly a list of lists of plain values, so that copying a row copies all of it.
pub fn is_list(an: &Analysis<'_>, value: &Value) -> bool {
    !value.is_any()
        && !value.objects.is_empty()
        && value.atoms.without(Atoms::UNBOUND).is_empty()
        && value.objects.iter().all(|&object| {
            matches!(an.heap.peek(object).kind, ObjectKind::Library(id)
                if an.knowledge.type_info(id).name == "list"
                    && an.knowledge.type_info(id).module == "builtins")
        })
}

/// Whether the rows can be put back before everything that stays in order: all writers come first, and nobody in
/// order mentions a row; and whether the numbers of other rows stay.
pub fn fits(rows: &[Rows], units: &[Unit<'_>]) -> bool {
    let binds = |unit: &Unit<'_>, var: VarId| {
        unit.effects.writes.contains(var) || unit.effects.call_writes.contains(var)
    };
    let mut numbers = rows.iter().flat_map(|rows| &rows.beside);
    if numbers.any(|(_, var)| units.iter().any(|unit| binds(unit, *var))) {
        return false;
    }
    let mentions = |unit: &Unit<'_>| {
        rows.iter().any(|rows| rows.mentions.iter().any(|range| unit.range.contains_range(*range)))
    };
    let first_commit = units.iter().position(|unit| unit.commit.is_some()).unwrap_or(units.len());
    units
        .iter()
        .enumerate()
        .all(|(index, unit)| !mentions(unit) || (unit.commit.is_none() && index < first_commit))
}
