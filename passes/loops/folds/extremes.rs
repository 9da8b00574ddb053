//! The least and the greatest, and what they were found with: `if best is None or x < best: best = x`.
//!
//! ```python
//! for row in rows:
//!     amount = price_of(row)
//!     if smallest is None or amount < smallest[0]:
//!         smallest = (amount, row[0])
//!     longest = max(longest, len(row))
//! ```
//!
//! A worker runs the statement as it stands, from what the variables held before the loop, and hands over what the last
//! item was that changed them; the driver runs the statement for that item. That comes to the same: where an item does not
//! improve on those of its own chunk, it does not improve on all that came before either, and of those of a chunk that do
//! the last one decides. It needs values that are in one order whatever the items: numbers without NaN, strings, dates.
//! What replaces the variables is plain, so that a copy is as good, and the loop asks for them nowhere else.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, BoolOp, CmpOp, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::super::ship;
use super::super::slots::{builtin_call, is_type};
use super::super::units::{Unit, UnitSyntax};
use crate::ids::VarId;
use crate::passes::effects::env::Env;
use crate::passes::effects::summary::{Effects, VarSet};
use crate::passes::effects::walker::Walker;
use crate::passes::effects::{Analysis, LoopSite};
use crate::values::{Atoms, Origins, Value};

/// A statement that keeps the least or the greatest.
pub struct Extreme<'a> {
    /// The variables that it assigns, the one that is compared first.
    pub vars: Vec<VarId>,
    pub shape: Shape<'a>,
}

pub enum Shape<'a> {
    /// `if x < best: best = x`
    Test {
        stmt: &'a ast::StmtIf,
        /// The last of its assignments.
        last: &'a ast::StmtAssign,
        /// Variables of the round that it reads.
        inputs: Vec<VarId>,
    },
    /// `best = max(best, x)`
    Call { stmt: &'a ast::StmtAssign, value: &'a Expr },
}

/// All such statements of a body, and what travels for them.
pub fn find<'a>(
    an: &mut Analysis<'a>,
    site: &LoopSite<'a>,
    stmt: &'a ast::StmtFor,
    (units, envs): (&[Unit<'a>], &[Env]),
    (header, targets): (&Effects, &VarSet),
    travels: &mut Value,
) -> Vec<Extreme<'a>> {
    let mut finder = Finder { found: Vec::new(), names: Vec::new(), plain: true };
    finder.visit_body(&stmt.body);
    if !finder.plain {
        return Vec::new();
    }
    let mut round = targets.clone();
    for unit in units {
        round.extend(&unit.effects.writes);
    }
    let found = std::mem::take(&mut finder.found);
    found
        .into_iter()
        .filter_map(|stmt| {
            let scene = Scene { an, site, units, envs, round: &round, mentions: &finder.names };
            let (extreme, parts) = scene.extreme(stmt)?;
            let fits = extreme.vars.iter().all(|&var| {
                let variable = an.scopes.variable(var);
                let by_calls = |effects: &Effects| {
                    effects.call_reads.contains(var) || effects.call_writes.contains(var)
                };
                variable.func == site.func
                    && !variable.is_class_member
                    && !targets.contains(var)
                    && !header.reads.contains(var)
                    && !by_calls(header)
                    && !units.iter().any(|unit| by_calls(&unit.effects))
            });
            fits.then(|| {
                travels.join(&parts);
                extreme
            })
        })
        .collect()
}

/// From here on, what becomes of these variables is the business of the task and of the driver.
pub fn hide(units: &mut [Unit<'_>], extremes: &[Extreme<'_>]) {
    let keep = |var: VarId| !extremes.iter().any(|extreme| extreme.vars.contains(&var));
    for unit in units {
        unit.effects.writes.retain(keep);
        unit.written.retain(|(var, ..)| keep(*var));
    }
}

struct Scene<'s, 'a> {
    an: &'s mut Analysis<'a>,
    site: &'s LoopSite<'a>,
    units: &'s [Unit<'a>],
    envs: &'s [Env],
    /// What each round assigns.
    round: &'s VarSet,
    /// Every name that the body mentions.
    mentions: &'s [&'a ast::ExprName],
}

impl<'a> Scene<'_, 'a> {
    /// The statement taken apart, and what travels for it.
    fn extreme(mut self, stmt: &'a Stmt) -> Option<(Extreme<'a>, Value)> {
        match stmt {
            Stmt::If(node) => self.test(node),
            Stmt::Assign(node) => self.call(node),
            _ => None,
        }
    }

    /// `best = max(best, x)`, where `best` is a number before.
    fn call(&mut self, stmt: &'a ast::StmtAssign) -> Option<(Extreme<'a>, Value)> {
        let [Expr::Name(target)] = stmt.targets.as_slice() else { return None };
        let arguments = builtin_call(self.an, &stmt.value, &["max", "min"])?;
        let [first, second] = &*arguments.args else { return None };
        if !arguments.keywords.is_empty() {
            return None;
        }
        let is_target = |expr: &Expr| matches!(expr, Expr::Name(name) if name.id == target.id);
        let (value, swapped) = match (is_target(first), is_target(second)) {
            (true, false) => (second, false),
            (false, true) => (first, true),
            _ => return None,
        };
        let var = self.only_here(&target.id, stmt.range)?;
        let unit = self.unit_of(stmt.range)?;
        let compared = self.value_of(unit, value)?;
        let before = self.site.env.values.get(self.an.scopes.variable(var).slot as usize)?;
        let numbers = Atoms::INTEGERS.union(Atoms::FLOAT);
        // `max(x, best)` takes the later one of two that are equal, which has to be the same value.
        let alike = [Atoms::INT, Atoms::STR];
        let fits = if swapped {
            alike.iter().any(|&kind| compared.only(kind) && before.only(kind))
        } else {
            compared.only(numbers) && before.only(numbers)
                || compared.only(Atoms::STR) && before.only(Atoms::STR)
        };
        (fits && !before.atoms.contains(Atoms::UNBOUND)).then_some(())?;
        let shape = Shape::Call { stmt, value };
        Some((Extreme { vars: vec![var], shape }, compared))
    }

    /// `if x < best: best = x`
    fn test(&mut self, stmt: &'a ast::StmtIf) -> Option<(Extreme<'a>, Value)> {
        if !stmt.elif_else_clauses.is_empty() {
            return None;
        }
        let mut pairs: Vec<(&'a ast::ExprName, &'a Expr)> = Vec::new();
        for assignment in &stmt.body {
            pairs.extend(assigned(assignment)?);
        }
        let core = self.core_of(&stmt.test, &pairs)?;
        let last = stmt.body.last()?.as_assign_stmt()?;
        let module = self.an.module_of(self.site.func);
        if module.slice(last).contains(['\n', '\r']) {
            return None;
        }
        let (_, replacement) = pairs.iter().find(|(name, _)| name.id == core.best.id)?;
        if !self.is_same(core.part, replacement, core.value)? {
            return None;
        }
        // The variable that is compared comes first.
        pairs.sort_by_key(|(name, _)| name.id != core.best.id);
        let mut vars = Vec::new();
        for (name, _) in &pairs {
            let var = self.only_here(&name.id, stmt.range)?;
            if vars.contains(&var) {
                return None;
            }
            vars.push(var);
        }
        let is_best = |name: &str| pairs.iter().any(|(known, _)| known.id == name);
        let reads = reads_of(stmt)?;
        // Of the variables, the test alone asks for one, and for no other.
        let mut asked = 0;
        let mut inputs = Vec::new();
        for name in &reads {
            if is_best(&name.id) {
                asked += 1;
                if name.id != core.best.id || !core.mentions.contains(&name.range) {
                    return None;
                }
                continue;
            }
            let Some(var) = self.an.scopes.variable_of(name) else { continue };
            if self.round.contains(var) && !inputs.contains(&var) {
                inputs.push(var);
            }
        }
        if asked != core.mentions.len() || inputs.is_empty() {
            return None;
        }
        let unit = self.units.iter().position(|unit| {
            matches!(unit.syntax, UnitSyntax::Test(_)) && unit.range == stmt.test.range()
        })?;
        let compared = self.value_of(unit, core.value)?;
        let floats = !compared.only(Atoms::INTEGERS) && compared.only(NUMBERS);
        let ordered = compared.only(NUMBERS)
            || compared.only(Atoms::STR)
            || !compared.objects.is_empty() && self.are_dates(&compared);
        // Where a first NaN would be taken without a comparison, the runtime looks for it among the inputs.
        if !ordered || (floats && core.open && !core.value.is_name_expr()) {
            return None;
        }
        let mut travels = compared;
        for (_, value) in &pairs {
            let parts = match value {
                Expr::Tuple(tuple) => &*tuple.elts,
                value => std::slice::from_ref(*value),
            };
            for part in parts {
                let value = self.value_of(unit, part)?;
                if !value.is_atomic() && !self.are_dates(&value) {
                    return None;
                }
                travels.join(&value);
            }
        }
        for &var in &inputs {
            let variable = self.an.scopes.variable(var);
            if variable.func != self.site.func {
                return None;
            }
            // The driver reads a copy of it, and keeps nothing of that.
            let value = self.envs[unit].values[variable.slot as usize].from(Origins::NOWHERE);
            let shipping = ship::check(self.an, variable.name, &value, Origins::NOWHERE).ok()?;
            if shipping.sets {
                return None;
            }
            travels.join(&value);
        }
        Some((Extreme { vars, shape: Shape::Test { stmt, last, inputs } }, travels))
    }

    /// The comparison in a condition, beside others that are joined to it by `and`.
    fn core_of(&self, test: &'a Expr, pairs: &[(&'a ast::ExprName, &'a Expr)]) -> Option<Core<'a>> {
        if let Expr::BoolOp(node) = test
            && node.op == BoolOp::And
        {
            let mut cores = node.values.iter().filter_map(|value| self.core_of(value, pairs));
            let core = cores.next()?;
            return cores.next().is_none().then_some(core);
        }
        let (test, first) = match test {
            Expr::BoolOp(node) if node.op == BoolOp::Or => {
                let [first, test] = node.values.as_slice() else { return None };
                (test, Some(first))
            }
            test => (test, None),
        };
        let Expr::Compare(node) = test else { return None };
        let ([op], [right]) = (&*node.ops, &*node.comparators) else { return None };
        if !matches!(op, CmpOp::Lt | CmpOp::LtE | CmpOp::Gt | CmpOp::GtE) {
            return None;
        }
        let is_kept = |expr: &'a Expr| {
            let (name, part) = self.kept(expr)?;
            pairs.iter().any(|(known, _)| known.id == name.id).then_some((name, part))
        };
        let sides = [(&*node.left, right), (right, &*node.left)];
        sides.into_iter().find_map(|(side, value)| {
            let (best, part) = is_kept(side)?;
            let mut mentions = vec![best.range];
            if let Some(first) = first {
                mentions.push(is_none(first, &best.id)?);
            }
            Some(Core { best, part, value, mentions, open: first.is_some() })
        })
    }

    /// `best`, `best[0]` or `len(best)`.
    fn kept(&self, expr: &'a Expr) -> Option<(&'a ast::ExprName, Part)> {
        match expr {
            Expr::Name(name) => Some((name, Part::All)),
            Expr::Subscript(node) => {
                let Expr::NumberLiteral(number) = &*node.slice else { return None };
                let ast::Number::Int(place) = &number.value else { return None };
                Some((node.value.as_name_expr()?, Part::Item(place.as_usize()?)))
            }
            expr => {
                let arguments = builtin_call(self.an, expr, &["len"])?;
                let [Expr::Name(name)] = &*arguments.args else { return None };
                Some((name, Part::Length))
            }
        }
    }

    /// Whether what is compared is that part of what then replaces the variable.
    fn is_same(&self, part: Part, replacement: &'a Expr, value: &'a Expr) -> Option<bool> {
        let module = self.an.module_of(self.site.func);
        let (replacement, value) = match part {
            Part::All => (replacement, value),
            Part::Item(place) => (replacement.as_tuple_expr()?.elts.get(place)?, value),
            Part::Length => {
                let [measured] = &*builtin_call(self.an, value, &["len"])?.args else {
                    return None;
                };
                (replacement, measured)
            }
        };
        Some(module.slice(replacement) == module.slice(value))
    }

    /// The variable of a name that the body mentions in this statement only.
    fn only_here(&self, name: &str, range: TextRange) -> Option<VarId> {
        let mut mentions = self.mentions.iter().filter(|known| known.id == name).peekable();
        let var = self.an.scopes.variable_of(mentions.peek()?)?;
        mentions.all(|known| range.contains_range(known.range)).then_some(var)
    }

    fn unit_of(&self, range: TextRange) -> Option<usize> {
        self.units
            .iter()
            .position(|unit| matches!(unit.syntax, UnitSyntax::Statement(_)) && unit.range == range)
    }

    fn value_of(&mut self, unit: usize, expr: &'a Expr) -> Option<Value> {
        let mut walker = Walker::start_iteration(self.an, self.site);
        walker.env.clone_from(&self.envs[unit]);
        let value = walker.eval(expr);
        walker.take_effects();
        (!value.is_bottom()).then_some(value)
    }

    fn are_dates(&self, value: &Value) -> bool {
        value.atoms.without(Atoms::UNBOUND).is_empty()
            && value
                .objects
                .iter()
                .all(|&object| is_type(self.an, object, "datetime", &["date", "timedelta"]))
    }
}

const NUMBERS: Atoms = Atoms::INTEGERS.union(Atoms::FLOAT);

/// What of the variable is compared.
#[derive(Clone, Copy)]
enum Part {
    /// `best`
    All,
    /// `best[0]`
    Item(usize),
    /// `len(best)`
    Length,
}

/// `best is None or x < best[0]`, taken apart.
struct Core<'a> {
    best: &'a ast::ExprName,
    part: Part,
    value: &'a Expr,
    /// Where it mentions the variable.
    mentions: Vec<TextRange>,
    /// The variable may have no value yet.
    open: bool,
}

/// Where `best is None` mentions this variable.
fn is_none(expr: &Expr, name: &str) -> Option<TextRange> {
    let Expr::Compare(node) = expr else { return None };
    let ([CmpOp::Is], [Expr::NoneLiteral(_)]) = (&*node.ops, &*node.comparators) else {
        return None;
    };
    node.left.as_name_expr().filter(|left| left.id == name).map(|left| left.range)
}

/// What an assignment gives to each name.
fn assigned(stmt: &Stmt) -> Option<Vec<(&ast::ExprName, &Expr)>> {
    let Stmt::Assign(node) = stmt else { return None };
    match node.targets.as_slice() {
        [Expr::Name(name)] => Some(vec![(name, &*node.value)]),
        [Expr::Tuple(names)] => {
            let values = node.value.as_tuple_expr()?;
            if names.elts.len() != values.elts.len() {
                return None;
            }
            let pair = |(name, value): (_, _)| {
                let (name, value): (&Expr, &Expr) = (name, value);
                (!value.is_starred_expr()).then_some((name.as_name_expr()?, value))
            };
            names.elts.iter().zip(&values.elts).map(pair).collect()
        }
        _ => None,
    }
}

/// The names that a statement reads; nothing where it has names of its own.
fn reads_of(stmt: &ast::StmtIf) -> Option<Vec<&ast::ExprName>> {
    struct Reads<'a> {
        names: Vec<&'a ast::ExprName>,
        plain: bool,
    }
    impl<'a> Visitor<'a> for Reads<'a> {
        fn visit_expr(&mut self, expr: &'a Expr) {
            match expr {
                Expr::Name(name) if name.ctx.is_load() => self.names.push(name),
                Expr::Lambda(_)
                | Expr::ListComp(_)
                | Expr::SetComp(_)
                | Expr::DictComp(_)
                | Expr::Generator(_)
                | Expr::Named(_)
                | Expr::Await(_)
                | Expr::Yield(_)
                | Expr::YieldFrom(_) => self.plain = false,
                _ => {}
            }
            visitor::walk_expr(self, expr);
        }
    }
    let mut reads = Reads { names: Vec::new(), plain: true };
    reads.visit_expr(&stmt.test);
    reads.visit_body(&stmt.body);
    reads.plain.then_some(reads.names)
}

/// Statements that might be such, and all names of the body.
struct Finder<'a> {
    found: Vec<&'a Stmt>,
    names: Vec<&'a ast::ExprName>,
    /// Nothing binds names in ways that are no expressions.
    plain: bool,
}

impl<'a> Visitor<'a> for Finder<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::If(_) | Stmt::Assign(_) => self.found.push(stmt),
            Stmt::Global(_)
            | Stmt::Nonlocal(_)
            | Stmt::FunctionDef(_)
            | Stmt::ClassDef(_)
            | Stmt::Import(_)
            | Stmt::ImportFrom(_)
            | Stmt::Match(_)
            | Stmt::Try(_) => self.plain = false,
            _ => {}
        }
        visitor::walk_stmt(self, stmt);
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Name(name) = expr {
            self.names.push(name);
        }
        visitor::walk_expr(self, expr);
    }
}
