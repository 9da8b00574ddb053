//! Loops that get on in every round, whichever way they take: `while i < len(text)` where each branch moves `i` on, `while i and j`
//! where each branch makes one of them smaller.
//!
//! Of each path through the body that leads to the next round, the least is found by which the variables of the condition move
//! towards its end, none of them moving back. The rounds are no more than the way divided by that.

use ruff_python_ast::{self as ast, CmpOp, Expr, Operator, Stmt};
use rustc_hash::FxHashMap;

use super::bounds::{Poly, Span};
use super::heap::Object;
use super::trips::{binds, is_name, mirrored};
use super::walker::Walker;

/// One comparison that has to hold for another round.
struct Goal {
    name: String,
    up: bool,
    distance: Span,
}

/// The least way made on the paths that go on behind a piece of code, to the next round, or out of the loop.
#[derive(Clone, Copy, Default)]
struct Ways {
    through: Option<f64>,
    next: Option<f64>,
    out: Option<f64>,
}

fn least(one: Option<f64>, two: Option<f64>) -> Option<f64> {
    match (one, two) {
        (Some(one), Some(two)) => Some(one.min(two)),
        (one, two) => one.or(two),
    }
}

/// What is known while a path is followed.
#[derive(Clone, Default)]
struct Path {
    /// How far each variable is at least from where the goals' first one was at the start of the round.
    ahead: FxHashMap<String, f64>,
    /// Conditions that hold, as they are written.
    facts: Vec<String>,
    /// Names for what is written so.
    aliases: Vec<(String, String)>,
}

impl Path {
    /// A name is bound: what was known of it is no more.
    fn forget(&mut self, name: &str) {
        self.ahead.remove(name);
        self.facts.retain(|fact| !mentions(fact, name));
        self.aliases.retain(|(alias, text)| alias != name && !mentions(text, name));
    }

    fn learn(&mut self, condition: String) {
        let mut other = condition.clone();
        for (alias, text) in &self.aliases {
            other = replaced(&other, alias, text);
        }
        if other != condition {
            self.facts.push(other);
        }
        self.facts.push(condition);
    }

    fn knows(&self, condition: &str) -> bool {
        let mut other = condition.to_owned();
        for (alias, text) in &self.aliases {
            other = replaced(&other, alias, text);
        }
        self.facts.iter().any(|fact| fact == condition || *fact == other)
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Where a name stands in a text, as a word of its own and not behind a point.
fn places<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = usize> + 't {
    text.match_indices(name).map(|(at, _)| at).filter(move |&at| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !before.is_some_and(|letter| is_word(letter) || letter == '.')
            && !after.is_some_and(is_word)
    })
}

fn mentions(text: &str, name: &str) -> bool {
    places(text, name).next().is_some()
}

fn replaced(text: &str, name: &str, by: &str) -> String {
    let mut result = String::new();
    let mut from = 0;
    for at in places(text, name) {
        result.push_str(&text[from..at]);
        result.push_str(by);
        from = at + name.len();
    }
    result.push_str(&text[from..]);
    result
}

fn conjuncts<'e>(test: &'e Expr, found: &mut Vec<&'e Expr>) {
    match test {
        Expr::BoolOp(node) if node.op == ast::BoolOp::And => {
            node.values.iter().for_each(|value| conjuncts(value, found));
        }
        other => found.push(other),
    }
}

impl<'a> Walker<'a, '_> {
    /// The number of rounds of a loop that gets on in every one of them.
    pub fn trips_by_progress(&mut self, test: &'a Expr, body: &'a [Stmt]) -> Option<Span> {
        let mut tests = Vec::new();
        conjuncts(test, &mut tests);
        let goals: Vec<Goal> = tests.iter().filter_map(|test| self.goal(test, body)).collect();
        let mut start = Path::default();
        for test in tests {
            start.facts.push(self.text(test).to_owned());
        }
        let mut best: Option<Span> = None;
        // One of them alone, or all together.
        let mut choices: Vec<Vec<&Goal>> = goals.iter().map(|goal| vec![goal]).collect();
        if goals.len() > 1 {
            choices.push(goals.iter().collect());
        }
        for choice in choices {
            let mut path = start.clone();
            if let [one] = &choice[..] {
                path.ahead.insert(one.name.clone(), 0.0);
            }
            let Some(ways) = self.ways(body, &choice, &mut path, 0.0) else { continue };
            let Some(step) = least(ways.through, ways.next) else { continue };
            if step <= 0.0 {
                continue;
            }
            let mut sum = Span::default();
            for goal in choice {
                sum = sum.plus(&goal.distance);
            }
            let trips = sum.scaled(1.0 / step);
            let up = |poly: &Poly| {
                poly.as_constant()
                    .map_or_else(|| poly.shifted(1.0), |value| Poly::constant(value.ceil()))
            };
            let trips =
                Span { low: Poly::zero(), estimate: trips.estimate.clone(), high: up(&trips.high) };
            if !trips.high.is_finite() {
                continue;
            }
            best = Some(match best {
                None => trips,
                Some(best) => best.capped(&trips),
            });
        }
        best
    }

    /// A comparison of a number, which only this body changes, with something that it does not change.
    fn goal(&mut self, test: &'a Expr, body: &'a [Stmt]) -> Option<Goal> {
        let (name, op, limit) = match test {
            Expr::Compare(node) => {
                let ([op], [right]) = (&*node.ops, &*node.comparators) else { return None };
                match (&*node.left, right) {
                    (Expr::Name(name), limit) if self.limit(limit, body).is_some() => {
                        (name, *op, self.limit(limit, body)?)
                    }
                    (limit, Expr::Name(name)) => (name, mirrored(*op)?, self.limit(limit, body)?),
                    _ => return None,
                }
            }
            _ => return None,
        };
        let up = match op {
            CmpOp::Lt | CmpOp::LtE => true,
            CmpOp::Gt | CmpOp::GtE => false,
            _ => return None,
        };
        let var = self.scopes.variable_of(name)?;
        if self.scopes.variable(var).shared {
            return None;
        }
        let start = self.load(name);
        let start = self.joined(&start).filter(Object::is_number)?;
        let distance = if up { limit.minus(&start.num) } else { start.num.minus(&limit) };
        let more = if matches!(op, CmpOp::LtE | CmpOp::GtE) { 1.0 } else { 0.0 };
        Some(Goal { name: name.id.to_string(), up, distance: distance.shifted(more).amount() })
    }

    /// The ways through a block, where `gained` was made before it. None where a variable may move back.
    fn ways(
        &mut self,
        block: &'a [Stmt],
        goals: &[&Goal],
        path: &mut Path,
        gained: f64,
    ) -> Option<Ways> {
        let mut ways = Ways { through: Some(gained), ..Ways::default() };
        for stmt in block {
            let Some(now) = ways.through else { break };
            let step = self.ways_of(stmt, goals, path, now)?;
            ways = Ways {
                through: step.through,
                next: least(ways.next, step.next),
                out: least(ways.out, step.out),
            };
        }
        Some(ways)
    }

    fn ways_of(
        &mut self,
        stmt: &'a Stmt,
        goals: &[&Goal],
        path: &mut Path,
        now: f64,
    ) -> Option<Ways> {
        let on = |now: f64| Some(Ways { through: Some(now), ..Ways::default() });
        if matches!(stmt, Stmt::Assign(_) | Stmt::AugAssign(_)) && self.text(stmt).contains(":=") {
            return None;
        }
        match stmt {
            Stmt::Break(_) => Some(Ways { out: Some(now), ..Ways::default() }),
            Stmt::Continue(_) => Some(Ways { next: Some(now), ..Ways::default() }),
            Stmt::Return(_) | Stmt::Raise(_) => Some(Ways::default()),
            Stmt::Pass(_) => on(now),
            Stmt::If(node) => self.ways_of_branches(node, goals, path, now),
            Stmt::While(node) => {
                let mut tests = Vec::new();
                conjuncts(&node.test, &mut tests);
                let certain = tests.iter().all(|test| path.knows(self.text(test)));
                if self.text(&*node.test).contains(":=") {
                    return None;
                }
                let mut inner = inside(goals, now);
                let body = self.ways(&node.body, goals, &mut inner, now)?;
                // However often it goes round, nothing moves back; the first round may be certain.
                let round = least(body.through, body.next);
                let after = least(if certain { round } else { Some(now) }, body.out);
                let others = self.moved(&node.body, goals, path, certain);
                path.facts.clear();
                path.ahead = others;
                self.forget_bound(stmt, goals, path);
                if !node.orelse.is_empty() {
                    return None;
                }
                Some(Ways { through: least(after, round.filter(|_| certain)), ..Ways::default() })
            }
            Stmt::For(node) => {
                let mut inner = inside(goals, now);
                if goals.iter().any(|goal| binds(std::slice::from_ref(stmt), &goal.name)) {
                    self.ways(&node.body, goals, &mut inner, now)?;
                    if self.binds_target(&node.target, goals) || !node.orelse.is_empty() {
                        return None;
                    }
                }
                path.facts.clear();
                self.forget_bound(stmt, goals, path);
                on(now)
            }
            Stmt::AugAssign(node) => {
                if let Some(name) = node.target.as_name_expr() {
                    let by = self.moves_by(node.op, &node.value);
                    let name = name.id.as_str();
                    let ahead = path.ahead.get(name).copied();
                    path.forget(name);
                    if let Some(goal) = goals.iter().find(|goal| goal.name == name) {
                        let by =
                            if goal.up { by } else { self.moves_back_by(node.op, &node.value) };
                        let by = by.filter(|by| *by >= 0.0)?;
                        if let Some(ahead) = ahead {
                            path.ahead.insert(name.to_owned(), ahead + by);
                        }
                        return on(now + by);
                    }
                    if let (Some(ahead), Some(by)) = (ahead, by) {
                        path.ahead.insert(name.to_owned(), ahead + by);
                    }
                } else {
                    path.facts.clear();
                }
                on(now)
            }
            Stmt::Assign(node) => self.ways_of_assignment(node, stmt, goals, path, now),
            other => {
                if goals.iter().any(|goal| binds(std::slice::from_ref(other), &goal.name)) {
                    return None;
                }
                if matches!(other, Stmt::Try(_) | Stmt::With(_) | Stmt::Match(_))
                    && jumps(std::slice::from_ref(other))
                {
                    return None;
                }
                if !matches!(other, Stmt::Expr(_)) {
                    self.forget_bound(other, goals, path);
                }
                path.facts.clear();
                on(now)
            }
        }
    }

    fn ways_of_branches(
        &mut self,
        node: &'a ast::StmtIf,
        goals: &[&Goal],
        path: &mut Path,
        now: f64,
    ) -> Option<Ways> {
        let mut all = Ways::default();
        let mut ends: Vec<Path> = Vec::new();
        let mut has_else = false;
        let tests = std::iter::once((Some(&*node.test), &node.body[..])).chain(
            node.elif_else_clauses.iter().map(|clause| (clause.test.as_ref(), &clause.body[..])),
        );
        for (test, body) in tests {
            let mut inner = path.clone();
            match test {
                Some(test) => {
                    let mut parts = Vec::new();
                    conjuncts(test, &mut parts);
                    for part in parts {
                        inner.learn(self.text(part).to_owned());
                    }
                    if goals
                        .iter()
                        .any(|goal| self.text(test).contains(&format!("{} :=", goal.name)))
                    {
                        return None;
                    }
                }
                None => has_else = true,
            }
            let ways = self.ways(body, goals, &mut inner, now)?;
            if ways.through.is_some() {
                ends.push(inner);
            }
            all = Ways {
                through: least(all.through, ways.through),
                next: least(all.next, ways.next),
                out: least(all.out, ways.out),
            };
        }
        if !has_else {
            all.through = least(all.through, Some(now));
            ends.push(path.clone());
        }
        // Behind the branches holds what holds at the end of each.
        if let Some((first, rest)) = ends.split_first() {
            let mut merged = first.clone();
            for end in rest {
                merged.facts.retain(|fact| end.facts.contains(fact));
                merged.aliases.retain(|alias| end.aliases.contains(alias));
                merged.ahead.retain(|name, _| end.ahead.contains_key(name));
                for (name, ahead) in &mut merged.ahead {
                    *ahead = ahead.min(end.ahead[name]);
                }
                // Where the goal is has to be known exactly.
                let is_same = |name: &String, ahead: f64| {
                    !goals.iter().any(|goal| goal.name == *name)
                        || (ahead - end.ahead[name]).abs() < 1e-9
                };
                merged.ahead.retain(|name, _| is_same(name, first.ahead[name]));
            }
            *path = merged;
        }
        Some(all)
    }

    fn ways_of_assignment(
        &mut self,
        node: &'a ast::StmtAssign,
        stmt: &'a Stmt,
        goals: &[&Goal],
        path: &mut Path,
        now: f64,
    ) -> Option<Ways> {
        let on = |now: f64| Some(Ways { through: Some(now), ..Ways::default() });
        let [Expr::Name(target)] = &node.targets[..] else {
            if goals.iter().any(|goal| binds(std::slice::from_ref(stmt), &goal.name)) {
                return None;
            }
            self.forget_bound(stmt, goals, path);
            path.facts.clear();
            return on(now);
        };
        let name = target.id.as_str();
        // `j`, `j + 1`, `j - 1`: so far ahead.
        let source = match &*node.value {
            Expr::Name(source) => Some((source.id.as_str(), Some(0.0), Some(0.0))),
            Expr::BinOp(binary) => binary.left.as_name_expr().map(|source| {
                (
                    source.id.as_str(),
                    self.moves_by(binary.op, &binary.right),
                    self.moves_back_by(binary.op, &binary.right),
                )
            }),
            _ => None,
        };
        if let Some(goal) = goals.iter().find(|goal| goal.name == name) {
            let (source, by, back) = source?;
            let by = if goal.up { by? } else { back? };
            let way = if source == name {
                (by >= 0.0).then_some(now + by)?
            } else if goal.up && goals.len() == 1 {
                // Its place was taken ahead of where this one is now.
                let ahead = *path.ahead.get(source)? + by;
                let here = path.ahead.get(name).copied()?;
                (ahead >= here).then_some(ahead)?
            } else {
                return None;
            };
            let here = path.ahead.get(name).copied();
            path.forget(name);
            if source == name
                && let Some(here) = here
            {
                path.ahead.insert(name.to_owned(), here + by);
            }
            return on(way);
        }
        let ahead = source.and_then(|(source, by, _)| Some(path.ahead.get(source)? + by?));
        let alias = matches!(&*node.value, Expr::Subscript(_) | Expr::Name(_))
            .then(|| self.text(&*node.value).to_owned())
            .filter(|text| !mentions(text, name) && !text.contains('(') && !text.contains(":="));
        let is_plain = alias.is_some() || source.is_some() || node.value.is_literal_expr();
        path.forget(name);
        if !is_plain {
            // A call may change what conditions are about.
            path.facts.clear();
            path.aliases.clear();
        }
        if let Some(ahead) = ahead {
            path.ahead.insert(name.to_owned(), ahead);
        }
        if let Some(alias) = alias {
            path.aliases.push((name.to_owned(), alias));
        }
        on(now)
    }

    /// By how much `+= value` moves up at least.
    fn moves_by(&mut self, op: Operator, value: &'a Expr) -> Option<f64> {
        let amount = constant_of(value)?;
        match op {
            Operator::Add => Some(amount),
            Operator::Sub => Some(-amount),
            _ => None,
        }
    }

    fn moves_back_by(&mut self, op: Operator, value: &'a Expr) -> Option<f64> {
        self.moves_by(op, value).map(|by| -by)
    }

    /// How far the variables that are no goals are behind an inner loop, which moves them on or not at all.
    fn moved(
        &mut self,
        body: &'a [Stmt],
        goals: &[&Goal],
        path: &Path,
        certain: bool,
    ) -> FxHashMap<String, f64> {
        let mut ahead = FxHashMap::default();
        for (name, &before) in &path.ahead {
            if goals.iter().any(|goal| goal.name == *name) {
                if !binds(body, name) {
                    ahead.insert(name.clone(), before);
                }
                continue;
            }
            let goal = Goal { name: name.clone(), up: true, distance: Span::default() };
            let mut inner = Path::default();
            let Some(ways) = self.ways(body, &[&goal], &mut inner, before) else { continue };
            let round = least(ways.through, ways.next);
            let after = least(if certain { round } else { Some(before) }, ways.out);
            if let Some(after) = after {
                ahead.insert(name.clone(), after);
            }
        }
        ahead
    }

    /// Names that a statement binds, other than goals, are known no more; nor is what is written with them.
    fn forget_bound(&self, stmt: &'a Stmt, goals: &[&Goal], path: &mut Path) {
        let block = std::slice::from_ref(stmt);
        let is_loop = matches!(stmt, Stmt::While(_) | Stmt::For(_));
        let names: Vec<String> = path.ahead.keys().cloned().collect();
        for name in names {
            let is_goal = goals.iter().any(|goal| goal.name == name);
            if (!is_loop || is_goal) && binds(block, &name) {
                path.ahead.remove(&name);
            }
        }
        let is_for = matches!(stmt, Stmt::For(_));
        if is_for {
            path.ahead.retain(|name, _| !binds(block, name));
        }
        path.aliases.retain(|(alias, text)| {
            !binds(block, alias)
                && !text
                    .split(|letter| !is_word(letter))
                    .any(|word| !word.is_empty() && binds(block, word))
        });
    }

    fn binds_target(&self, target: &'a Expr, goals: &[&Goal]) -> bool {
        let mut names = Vec::new();
        super::expressions::names_in(target, &mut names);
        names
            .iter()
            .any(|name| goals.iter().any(|goal| is_name(&Expr::Name((*name).clone()), &goal.name)))
    }
}

/// What is known inside an inner loop: only where the goals are, as they are at the start of each of its rounds.
fn inside(goals: &[&Goal], now: f64) -> Path {
    let mut path = Path::default();
    if let [one] = goals {
        path.ahead.insert(one.name.clone(), now);
    }
    path
}

fn constant_of(value: &Expr) -> Option<f64> {
    match value {
        Expr::NumberLiteral(literal) => match &literal.value {
            ast::Number::Int(int) => int.as_i64().map(|value| value as f64),
            ast::Number::Float(value) => Some(*value),
            ast::Number::Complex { .. } => None,
        },
        _ => None,
    }
}

/// Whether a `break` or `continue` occurs in statements that are not followed.
fn jumps(body: &[Stmt]) -> bool {
    struct Jumps(bool);
    impl<'a> ast::visitor::Visitor<'a> for Jumps {
        fn visit_stmt(&mut self, stmt: &'a Stmt) {
            match stmt {
                Stmt::Break(_) | Stmt::Continue(_) => self.0 = true,
                Stmt::FunctionDef(_) | Stmt::ClassDef(_) => {}
                other => ast::visitor::walk_stmt(self, other),
            }
        }
    }
    let mut jumps = Jumps(false);
    ast::visitor::Visitor::visit_body(&mut jumps, body);
    jumps.0
}
