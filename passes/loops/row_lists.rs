//! Which containers hold rows that one round each may write, and whether the loop reaches these rows by another way.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr};

use super::iterables::NamesIn;
use super::rows::{self, Rows};
use super::stages;
use super::units::Unit;
use crate::ids::VarId;
use crate::passes::effects::heap::{Field, Location};
use crate::passes::effects::summary::VarSet;
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::program::Module;
use crate::values::Atoms;

/// Containers of lists of plain values whose rows this loop writes.
pub(super) fn usable_rows<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
) -> Vec<Rows> {
    let mut found = rows::find(an, site, stmt);
    let mut finder = RowValues {
        texts: found.iter().map(|rows| rows.base.clone()).collect(),
        exprs: Vec::new(),
        module: an.module_of(site.func),
    };
    finder.visit_body(&stmt.body);
    let exprs = finder.exprs;
    let mut walker = Walker::start_iteration(an, site);
    let usable: Vec<bool> = found
        .iter()
        .map(|rows| {
            let Some((_, expr)) = exprs.iter().find(|(text, _)| *text == rows.base) else {
                return false;
            };
            let value = walker.eval(expr);
            let row = walker.an.heap.element_of(&value, |object| &object.element);
            let cell = walker.an.heap.element_of(&row, |object| &object.element);
            rows::is_list(walker.an, &value) && rows::is_list(walker.an, &row) && cell.is_atomic()
        })
        .collect();
    let mut keep = usable.into_iter();
    found.retain(|_| keep.next().unwrap_or(false));
    found
}

/// Variables, other than the containers whose rows are written, that the body reads and that hold lists of rows, too.
pub(super) fn lists_of_rows<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    rows: &[Rows],
) -> Vec<VarId> {
    let (mut names, mut bound) = (VarSet::default(), VarSet::default());
    let mut finder = NamesIn { an, into: &mut names, bound: &mut bound };
    finder.visit_expr(&stmt.target);
    finder.visit_body(&stmt.body);
    let mut found = Vec::new();
    for var in names.iter().filter(|var| !bound.contains(*var)) {
        let variable = an.scopes.variable(var);
        if variable.func != site.func || rows.iter().any(|rows| rows.base == variable.name) {
            continue;
        }
        let value = &site.env.values[variable.slot as usize];
        if value.atoms.contains(Atoms::UNBOUND) {
            // The runtime looks at it before the loop starts.
            continue;
        }
        let row = an.heap.element_of(value, |object| &object.element);
        let cell = an.heap.element_of(&row, |object| &object.element);
        if rows::is_list(an, value) && rows::is_list(an, &row) && cell.is_atomic() {
            found.push(var);
        }
    }
    found
}

/// Whether the body reaches the rows by another way than the mentions that become copies.
pub(super) fn rows_are_shared<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    (rows, apart): (&[Rows], &[VarId]),
    units: &[Unit<'a>],
) -> bool {
    let texts: Vec<String> = rows.iter().map(|rows| rows.base.clone()).collect();
    let mut finder = RowValues { texts, exprs: Vec::new(), module: an.module_of(site.func) };
    finder.visit_body(&stmt.body);
    let exprs = finder.exprs;
    let mut walker = Walker::start_iteration(an, site);
    let mut of_rows = crate::passes::effects::summary::Touches::default();
    let mut of_containers = crate::passes::effects::summary::Touches::default();
    for (_, expr) in &exprs {
        let value = walker.eval(expr);
        let row = walker.an.heap.element_of(&value, |object| &object.element);
        of_rows.any |= row.is_any();
        for &object in &row.objects {
            of_rows.add_location(Location { object, field: Field::All });
        }
        for &object in &value.objects {
            of_containers.add_location(Location { object, field: Field::All });
        }
    }
    for &var in apart {
        walker.set_apart(var);
    }
    for apart in &walker.apart {
        // These are read, and what holds them is not changed.
        for object in [apart.container, apart.row] {
            of_containers.add_location(Location { object, field: Field::All });
        }
    }
    units.iter().any(|unit| {
        stages::overlap(walker.an, &unit.effects.heap_reads, &of_rows)
            || stages::overlap(walker.an, &unit.effects.heap_writes, &of_rows)
            || stages::overlap(walker.an, &unit.effects.heap_writes, &of_containers)
    })
}

/// Finds one expression for each container text.
struct RowValues<'n, 'a> {
    texts: Vec<String>,
    exprs: Vec<(String, &'a Expr)>,
    module: &'n Module,
}

impl<'a> Visitor<'a> for RowValues<'_, 'a> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        let text = self.module.slice(expr);
        if self.texts.iter().any(|known| known == text) {
            self.exprs.push((text.to_owned(), expr));
        }
        visitor::walk_expr(self, expr);
    }
}
