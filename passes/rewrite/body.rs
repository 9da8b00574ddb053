//! The two copies of a loop body: what the task computes, and what the driver commits.

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::layout::{InnerLog, Layout, has_commit, has_compute, has_jump};
use super::regions::Regions;
use super::text::Emit;
use crate::passes::loops::ParallelLoop;
use crate::passes::loops::units::{self, Clause, LoopElse, MovedShape, Node, UnitId, UnitSyntax};

/// Writes one of the two copies.
pub struct Copies<'e, 's, 'a> {
    pub emit: &'e mut Emit<'s, 'a>,
    pub plan: &'e ParallelLoop<'a>,
    pub layout: &'e Layout,
    /// One step of indentation, as the file has it.
    pub step: &'e str,
    /// What the driver calls the builtin `zip`, and the runtime.
    pub zip: &'e str,
    pub runtime: &'e str,
    /// Regions inside of what the task computes, where there may be any.
    pub regions: Option<&'e mut Regions<'e, 'e, 'a>>,
}

impl<'a> Copies<'_, '_, 'a> {
    fn line_of(&self, at: TextSize) -> u32 {
        self.emit.source.line(at)
    }

    /// A line of ours.
    fn generated(&mut self, indent: &str, text: &str, at: TextSize) {
        let line = self.line_of(at);
        self.emit.generated(&format!("{indent}{text}\n"), line);
    }

    /// A statement of the user's, moved.
    fn statement(&mut self, range: TextRange, indent: &str, edits: &[(TextRange, String)]) {
        let source = self.emit.source;
        let from =
            source.indent(range.start()).unwrap_or_else(|| line_indent(source, range.start()));
        let end = source.end_with_comment(range.end());
        let line = self.line_of(range.start());
        let range = TextRange::new(range.start(), end);
        if let Some(regions) = &mut self.regions
            && regions.are_in(range)
        {
            regions.write_statement(self.emit, range, (from, indent), edits);
        } else {
            self.emit.generated(indent, line);
            self.emit.moved(range, Some((from, indent)), edits);
        }
        self.emit.generated("\n", line);
    }

    /// Mentions of rows become names of their copies.
    fn row_edits(&self) -> Vec<(TextRange, String)> {
        let mut edits: Vec<(TextRange, String)> = self
            .plan
            .rows
            .iter()
            .zip(&self.layout.rows)
            .flat_map(|(rows, name)| rows.mentions.iter().map(move |range| (*range, name.clone())))
            .collect();
        edits.sort_by_key(|(range, _)| range.start());
        edits
    }

    // ---- what the task computes ----

    /// Writes the computed copy of a block; whether anything was written.
    pub fn compute(&mut self, nodes: &[Node<'a>], indent: &str, exit: &str) -> bool {
        let mut wrote = false;
        for node in nodes {
            wrote |= match node {
                Node::Leaf(unit) => self.compute_unit(*unit, indent, exit),
                Node::If { clauses, .. } => self.compute_if(clauses, indent, exit),
                Node::For { stmt, header, body } => {
                    self.compute_for(stmt, *header, body, indent, stmt.range)
                }
                Node::Else(node) => self.compute_else(node, indent, exit),
                Node::With { stmt, header, body } => {
                    self.compute_with(stmt, *header, body, indent, exit)
                }
                // Where the block raises, the whole item runs in the driver, handlers included.
                Node::Try { body, orelse, .. } => {
                    let wrote = self.compute(body, indent, exit);
                    self.compute(orelse, indent, exit) || wrote
                }
            };
        }
        wrote
    }

    /// The same for a whole round, or a round of an inner loop, at the end of which a jump to the end is none.
    pub fn compute_round(&mut self, nodes: &[Node<'a>], indent: &str, exit: &str) -> bool {
        let last = nodes.iter().rposition(|node| !self.only_jumps(node));
        self.compute(&nodes[..last.map_or(0, |last| last + 1)], indent, exit)
    }

    /// Whether nothing of a statement is computed ahead but the jumps in it: the driver asks its conditions, too.
    fn only_jumps(&self, node: &Node<'a>) -> bool {
        match node {
            Node::Leaf(unit) => {
                let unit = &self.plan.units[*unit];
                let is_end = matches!(unit.syntax, UnitSyntax::Continue);
                let breaks = matches!(unit.syntax, UnitSyntax::Break);
                unit.moved.is_empty() && !breaks && (unit.commit.is_some() || is_end)
            }
            Node::If { clauses, .. } => clauses.iter().all(|clause| {
                let test = clause.test.map(|(test, _)| &self.plan.units[test]);
                test.is_none_or(|test| test.moved.is_empty())
                    && clause.body.iter().all(|node| self.only_jumps(node))
            }),
            _ => false,
        }
    }

    /// What stands around a condition whose truth is logged, so that it is `True` or `False`.
    fn truth(&self, test: &Expr) -> (&'static str, &'static str) {
        let is_truth = match test {
            Expr::UnaryOp(node) => node.op == ast::UnaryOp::Not,
            Expr::BooleanLiteral(_) => true,
            Expr::Compare(node) => {
                use ast::CmpOp::{In, Is, IsNot, NotIn};
                matches!(*node.ops, [Is | IsNot | In | NotIn])
            }
            _ => false,
        };
        match (is_truth, self.layout.has_bool) {
            (true, _) => ("(", ")"),
            (false, true) => ("bool(", ")"),
            (false, false) => ("not not (", ")"),
        }
    }

    fn moved_lines(&mut self, unit: UnitId, indent: &str) -> bool {
        let it = &self.plan.units[unit];
        let mut wrote = false;
        for (moved, name) in it.moved.iter().zip(&self.layout.moved[unit]) {
            let range = moved.expr.range();
            let line = self.line_of(range.start());
            let (open, close) = match moved.shape {
                MovedShape::Value => ("(", ")"),
                MovedShape::Truth => self.truth(moved.expr),
                MovedShape::Elements => ("[*(", ")]"),
            };
            let is_one_line = !self.emit.source.text()[range].contains(['\n', '\r']);
            let bare = open == "(" && is_one_line && !moved.expr.is_named_expr();
            self.emit
                .generated(&format!("{indent}{name} = {}", if bare { "" } else { open }), line);
            let edits = self.row_edits();
            match &mut self.regions {
                Some(regions) => regions.write_part(self.emit, range, &edits),
                None => self.emit.moved(range, None, &edits),
            }
            self.emit.generated(if bare { "\n" } else { close }, line);
            if !bare {
                self.emit.generated("\n", line);
            }
            wrote = true;
        }
        wrote
    }

    fn compute_unit(&mut self, unit: UnitId, indent: &str, exit: &str) -> bool {
        let it = &self.plan.units[unit];
        if it.commit.is_some() {
            return self.moved_lines(unit, indent);
        }
        match it.syntax {
            UnitSyntax::Continue => {
                self.generated(indent, exit, it.range.start());
                true
            }
            UnitSyntax::Break => {
                // What ends a round of a split inner loop ends with `continue`, behind what hands the round over.
                let handed_over = exit.strip_suffix("continue").unwrap_or_default();
                self.generated(indent, &format!("{handed_over}break"), it.range.start());
                true
            }
            UnitSyntax::Statement(stmt) => {
                let edits = self.task_edits(stmt);
                self.statement(stmt.range(), indent, &edits);
                true
            }
            // The condition of a `while` loop.
            UnitSyntax::Test(_) => self.moved_lines(unit, indent),
            _ => false,
        }
    }

    fn compute_if(&mut self, clauses: &[Clause<'a>], indent: &str, exit: &str) -> bool {
        let first_in_order = clauses
            .first()
            .and_then(|c| c.test)
            .is_some_and(|(test, _)| self.plan.units[test].commit.is_some());
        if first_in_order {
            // The branches run in order; at most the first condition has a part that is computed ahead.
            return clauses
                .first()
                .and_then(|c| c.test)
                .is_some_and(|(test, _)| self.moved_lines(test, indent));
        }
        let needed = clauses.iter().any(|clause| {
            has_compute(self.plan, &clause.body)
                || has_jump(self.plan, &clause.body)
                || clause.test.is_some_and(|(test, _)| !self.plan.units[test].moved.is_empty())
        });
        if !needed {
            return false;
        }
        let branches = clauses.iter().enumerate().any(|(index, clause)| {
            has_compute(self.plan, &clause.body)
                || has_jump(self.plan, &clause.body)
                || (index > 0
                    && clause.test.is_some_and(|(test, _)| !self.plan.units[test].moved.is_empty()))
        });
        if !branches {
            // Only the truth of the first condition is wanted.
            return clauses
                .first()
                .and_then(|c| c.test)
                .is_some_and(|(test, _)| self.moved_lines(test, indent));
        }
        for (index, clause) in clauses.iter().enumerate() {
            let keyword = match (index, clause.test) {
                (0, _) => "if",
                (_, Some(_)) => "elif",
                (_, None) => "else",
            };
            if let Some((test, expr)) = clause.test {
                if self.plan.units[test].commit.is_some() {
                    // Known only in order: everything from here on runs in order, but for parts of this condition.
                    if index > 0 && !self.plan.units[test].moved.is_empty() {
                        self.generated(indent, "else:", clause.range.start());
                        self.moved_lines(test, &format!("{indent}    "));
                    }
                    break;
                }
                let line = self.line_of(expr.range().start());
                let logged = self.plan.units[test]
                    .moved
                    .iter()
                    .any(|moved| moved.shape == MovedShape::Truth);
                if logged && index == 0 {
                    self.moved_lines(test, indent);
                    let name = self.layout.moved[test][0].clone();
                    self.emit.generated(&format!("{indent}if {name}:\n"), line);
                } else {
                    let name = self.layout.moved[test].first().filter(|_| logged).cloned();
                    let (open, close) = self.truth(expr);
                    let open = name.map_or("(".to_owned(), |name| format!("({name} := {open}"));
                    let close = if logged { format!("{close})") } else { ")".to_owned() };
                    let bare =
                        !logged && !self.emit.source.text()[expr.range()].contains(['\n', '\r']);
                    self.emit.generated(
                        &format!("{indent}{keyword} {}", if bare { "" } else { &open }),
                        line,
                    );
                    let edits = self.row_edits();
                    self.emit.moved(expr.range(), None, &edits);
                    self.emit.generated(&format!("{}:\n", if bare { "" } else { &close }), line);
                }
            } else {
                self.generated(indent, "else:", clause.range.start());
            }
            let deeper = format!("{indent}    ");
            if !self.compute(&clause.body, &deeper, exit) {
                self.generated(&deeper, "pass", clause.range.start());
            }
        }
        true
    }

    fn compute_for(
        &mut self,
        stmt: &'a ast::StmtFor,
        header: UnitId,
        body: &[Node<'a>],
        indent: &str,
        whole: TextRange,
    ) -> bool {
        if self.plan.units[header].commit.is_some() {
            return false;
        }
        let log = self.layout.inner.iter().find(|inner| inner.header == header);
        if log.is_none() {
            // Nothing in it stays in order: the whole loop is computed ahead, as it stands.
            let edits = self.row_edits();
            self.statement(whole, indent, &edits);
            return true;
        }
        let append = log.map(InnerLog::appends).filter(|append| !append.is_empty());
        for list in log.map_or(&[][..], |log| &log.lists) {
            self.generated(indent, &format!("{list} = []"), stmt.range.start());
        }
        self.loop_header(stmt, indent);
        let deeper = format!("{indent}    ");
        let exit =
            append.clone().map_or("continue".to_owned(), |append| format!("{append}; continue"));
        self.initialise(log.map_or(&[], |log| &log.parts), stmt, &deeper);
        let wrote = self.compute_round(body, &deeper, &exit);
        if let Some(append) = append {
            for append in append.split("; ") {
                self.generated(&deeper, append, stmt.range.start());
            }
        } else if !wrote {
            self.generated(&deeper, "pass", stmt.range.start());
        }
        true
    }

    /// A loop with its `else`, where the driver is told whether it came to that, if it has something to do there.
    fn compute_else(&mut self, node: &LoopElse<'a>, indent: &str, exit: &str) -> bool {
        if self.plan.units[node.head].commit.is_some() {
            return false;
        }
        let completed = self.layout.moved[node.completed].first().cloned();
        let stmt = node.stmt;
        let without_else =
            TextRange::new(stmt.start(), node.last().map_or(stmt.end(), Ranged::end));
        // What leaves the loop around it, or its round, is written in another way than it stands there.
        let stays_whole = completed.is_none() && !node.leaves();
        let whole = if stays_whole { stmt.range() } else { without_else };
        match &*node.inner {
            Node::For { stmt, header, body } => {
                let is_split = self.layout.inner.iter().any(|inner| inner.header == *header);
                let whole = if is_split { without_else } else { whole };
                self.compute_for(stmt, *header, body, indent, whole);
                if whole == stmt.range {
                    return true;
                }
            }
            _ => {
                let edits = self.task_edits(stmt);
                self.statement(whole, indent, &edits);
                if stays_whole {
                    return true;
                }
            }
        }
        let at = node.orelse.first().map_or(stmt.end(), |first| self.start_of(first));
        self.generated(indent, "else:", at);
        let deeper = format!("{indent}    ");
        if let Some(completed) = &completed {
            self.generated(&deeper, &format!("{completed} = True"), at);
        }
        if !self.compute(&node.orelse, &deeper, exit) && completed.is_none() {
            self.generated(&deeper, "pass", at);
        }
        true
    }

    fn start_of(&self, node: &Node<'a>) -> TextSize {
        self.plan.units[units::first_unit(node)].range.start()
    }

    /// What the task has in the place of a part of a statement: copies of rows, and that the loop is left.
    fn task_edits(&self, stmt: &Stmt) -> Vec<(TextRange, String)> {
        let mut edits = self.row_edits();
        // What would have been returned is computed again by the driver, if at all.
        for exit in units::jumps_out(stmt).0 {
            edits.retain(|(range, _)| !exit.contains_range(*range));
            edits.push((exit, format!("return {}.LEAVES", self.runtime)));
        }
        edits.sort_by_key(|(range, _)| range.start());
        edits
    }

    /// Names of ours that only some paths set start each round as None, so that every path can hand them over. Variables keep
    /// what they held before, see [`Layout::handed_over`].
    fn initialise(&mut self, parts: &[String], stmt: &'a ast::StmtFor, indent: &str) {
        let target = self.emit.source.text()[stmt.target.range()].to_owned();
        for part in parts {
            let is_target =
                target.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|w| w == part);
            if self.layout.is_ours(part) && !is_target && !self.is_always_set(part) {
                self.generated(indent, &format!("{part} = None"), stmt.range.start());
            }
        }
    }

    /// Whether a logged name is set on every path: by an unconditional unit, before any `continue`.
    pub fn is_always_set(&self, name: &str) -> bool {
        if self.layout.rows.iter().any(|row| row == name) {
            return true;
        }
        let first_continue =
            self.plan.units.iter().position(|unit| unit.syntax.is_jump()).unwrap_or(usize::MAX);
        self.plan.units.iter().enumerate().any(|(index, unit)| {
            let unconditional =
                unit.control.iter().all(|control| unit.inner_loops.contains(control));
            let sets = self.layout.moved[index].iter().any(|moved| moved == name)
                || (unit.commit.is_none() && unit_sets(self, index, name));
            unconditional && index < first_continue && sets
        }) || self.layout.inner.iter().any(|inner| {
            inner.lists.iter().any(|list| list == name) && {
                let unit = &self.plan.units[inner.header];
                inner.header < first_continue
                    && unit.control.iter().all(|control| unit.inner_loops.contains(control))
            }
        })
    }

    fn loop_header(&mut self, stmt: &'a ast::StmtFor, indent: &str) {
        let line = self.line_of(stmt.range.start());
        self.emit.generated(indent, line);
        let edits = self.row_edits();
        self.emit.moved(TextRange::new(stmt.range.start(), stmt.iter.end()), None, &edits);
        // Parentheses around the iterable lie outside of its own range.
        let text = self.emit.source.text();
        let between = &text[usize::from(stmt.iter.end())..usize::from(stmt.body[0].start())];
        let closing: String =
            between.split(':').next().unwrap_or("").chars().filter(|c| *c == ')').collect();
        self.emit.generated(&format!("{closing}:\n"), line);
    }

    fn compute_with(
        &mut self,
        stmt: &'a ast::StmtWith,
        header: UnitId,
        body: &[Node<'a>],
        indent: &str,
        exit: &str,
    ) -> bool {
        if self.plan.units[header].commit.is_some() {
            return false;
        }
        if !has_commit(self.plan, body) && !has_jump(self.plan, body) {
            let edits = self.row_edits();
            self.statement(stmt.range, indent, &edits);
            return true;
        }
        let line = self.line_of(stmt.range.start());
        let text = self.emit.source.text();
        let end = stmt.body[0].start();
        let head = &text[usize::from(stmt.range.start())..usize::from(end)];
        let colon = head.rfind(':').unwrap_or(head.len());
        let colon = stmt.range.start() + TextSize::from(colon as u32);
        self.emit.generated(indent, line);
        let edits = self.row_edits();
        self.emit.moved(TextRange::new(stmt.range.start(), colon), None, &edits);
        self.emit.generated(":\n", line);
        let deeper = format!("{indent}    ");
        if !self.compute(body, &deeper, exit) {
            self.generated(&deeper, "pass", stmt.range.start());
        }
        true
    }

    // ---- what the driver commits ----

    /// Writes the committed copy of a block; whether anything was written.
    pub fn commit(&mut self, nodes: &[Node<'a>], indent: &str) -> bool {
        let mut wrote = false;
        for node in nodes {
            wrote |= match node {
                Node::Leaf(unit) => self.commit_unit(*unit, indent),
                Node::If { stmt, clauses } => self.commit_if(stmt, clauses, indent),
                Node::For { stmt, header, body } => self.commit_for(stmt, *header, body, indent),
                Node::With { stmt, header, body } => {
                    if self.plan.units[*header].commit.is_some() {
                        self.statement(stmt.range, indent, &[]);
                        true
                    } else {
                        self.commit(body, indent)
                    }
                }
                Node::Try { stmt, body, orelse } => self.commit_try(stmt, body, orelse, indent),
                Node::Else(node) => self.commit_else(node, indent),
            };
        }
        wrote
    }

    fn edits_of(&self, unit: UnitId) -> Vec<(TextRange, String)> {
        let mut edits: Vec<(TextRange, String)> = self.plan.units[unit]
            .moved
            .iter()
            .zip(&self.layout.moved[unit])
            .map(|(moved, name)| (moved.expr.range(), name.clone()))
            .collect();
        edits.sort_by_key(|(range, _)| range.start());
        edits
    }

    fn commit_unit(&mut self, unit: UnitId, indent: &str) -> bool {
        let it = &self.plan.units[unit];
        match it.syntax {
            UnitSyntax::Continue => {
                self.generated(indent, "continue", it.range.start());
                true
            }
            UnitSyntax::Break => {
                self.generated(indent, "break", it.range.start());
                true
            }
            UnitSyntax::Statement(stmt) if it.commit.is_some() => {
                let edits = self.edits_of(unit);
                self.leading_comments(stmt, indent);
                self.statement(stmt.range(), indent, &edits);
                true
            }
            _ => false,
        }
    }

    /// Comment lines directly above a statement go with it.
    fn leading_comments(&mut self, stmt: &'a Stmt, indent: &str) {
        let source = self.emit.source;
        let line = source.module.lines.line(stmt.start());
        let mut first = line;
        while first > 1 {
            let start = source.module.lines.line_start(first - 1);
            let end = source.module.lines.line_start(first);
            if source.text()[TextRange::new(start, end)].trim_start().starts_with('#') {
                first -= 1;
            } else {
                break;
            }
        }
        for number in first..line {
            let start = source.module.lines.line_start(number);
            let end = source.module.lines.line_start(number + 1);
            let comment = source.text()[TextRange::new(start, end)].trim();
            self.emit.generated(&format!("{indent}{comment}\n"), number as u32);
        }
    }

    fn commit_if(&mut self, stmt: &'a ast::StmtIf, clauses: &[Clause<'a>], indent: &str) -> bool {
        let whole_in_order = clauses
            .first()
            .and_then(|c| c.test)
            .is_some_and(|(test, _)| self.plan.units[test].commit.is_some());
        if whole_in_order {
            let test = clauses.first().and_then(|c| c.test).map_or(0, |(test, _)| test);
            let edits = self.edits_of(test);
            self.statement(stmt.range, indent, &edits);
            return true;
        }
        // Conditions behind the last branch with something to do read what only the task may know.
        let is_needed = |clause: &Clause<'_>| {
            has_commit(self.plan, &clause.body)
                || has_jump(self.plan, &clause.body)
                || clause.test.is_some_and(|(test, _)| self.plan.units[test].commit.is_some())
        };
        let Some(last) = clauses.iter().rposition(is_needed) else { return false };
        for (index, clause) in clauses[..=last].iter().enumerate() {
            let keyword = match (index, clause.test) {
                (0, _) => "if",
                (_, Some(_)) => "elif",
                (_, None) => "else",
            };
            if let Some((test, expr)) = clause.test {
                let line = self.line_of(expr.range().start());
                let logged = self.plan.units[test]
                    .moved
                    .iter()
                    .any(|moved| moved.shape == MovedShape::Truth);
                if logged {
                    let name = self.layout.moved[test][0].clone();
                    self.emit.generated(&format!("{indent}{keyword} {name}:\n"), line);
                } else {
                    let multi = self.emit.source.text()[expr.range()].contains(['\n', '\r']);
                    let (open, close) = if multi { ("(", ")") } else { ("", "") };
                    self.emit.generated(&format!("{indent}{keyword} {open}"), line);
                    let edits = self.edits_of(test);
                    self.emit.moved(expr.range(), None, &edits);
                    self.emit.generated(&format!("{close}:\n"), line);
                }
            } else {
                self.generated(indent, "else:", clause.range.start());
            }
            let deeper = format!("{indent}{}", self.step);
            if !self.commit(&clause.body, &deeper) {
                self.generated(&deeper, "pass", clause.range.start());
            }
        }
        true
    }

    /// The part of a block that runs in order keeps its handlers around it.
    fn commit_try(
        &mut self,
        stmt: &'a ast::StmtTry,
        body: &[Node<'a>],
        orelse: &[Node<'a>],
        indent: &str,
    ) -> bool {
        let wanted =
            |nodes: &[Node<'a>]| has_commit(self.plan, nodes) || has_jump(self.plan, nodes);
        let (in_body, in_else) = (wanted(body), wanted(orelse));
        if !in_body {
            return self.commit(orelse, indent);
        }
        let deeper = format!("{indent}{}", self.step);
        self.generated(indent, "try:", stmt.range.start());
        if !self.commit(body, &deeper) {
            self.generated(&deeper, "pass", stmt.range.start());
        }
        if let (Some(first), Some(last)) = (stmt.handlers.first(), stmt.handlers.last()) {
            self.statement(TextRange::new(first.start(), last.end()), indent, &[]);
        }
        if in_else {
            self.generated(indent, "else:", stmt.range.end());
            if !self.commit(orelse, &deeper) {
                self.generated(&deeper, "pass", stmt.range.end());
            }
        }
        true
    }

    /// The part of a loop and its `else` that runs in order.
    fn commit_else(&mut self, node: &LoopElse<'a>, indent: &str) -> bool {
        if self.plan.units[node.head].commit.is_some() {
            self.statement(node.stmt.range(), indent, &[]);
            return true;
        }
        let wrote = self.commit(std::slice::from_ref(&*node.inner), indent);
        let Some(completed) = self.layout.moved[node.completed].first().cloned() else {
            return wrote;
        };
        let at = node.orelse.first().map_or(node.stmt.end(), |first| self.start_of(first));
        self.generated(indent, &format!("if {completed}:"), at);
        let deeper = format!("{indent}{}", self.step);
        if !self.commit(&node.orelse, &deeper) {
            self.generated(&deeper, "pass", at);
        }
        true
    }

    fn commit_for(
        &mut self,
        stmt: &'a ast::StmtFor,
        header: UnitId,
        body: &[Node<'a>],
        indent: &str,
    ) -> bool {
        if self.plan.units[header].commit.is_some() {
            self.statement(stmt.range, indent, &[]);
            return true;
        }
        let Some(log) = self.layout.inner.iter().find(|inner| inner.header == header) else {
            return false;
        };
        let mut targets = log.parts.clone();
        let mut sources = log.lists.clone();
        if log.repeats {
            let text = self.emit.source.text();
            let target = &text[stmt.target.range()];
            let is_tuple = matches!(&*stmt.target, Expr::Tuple(node) if !node.parenthesized);
            let whole = if is_tuple && !log.parts.is_empty() {
                format!("({target})")
            } else {
                target.to_owned()
            };
            targets.insert(0, whole);
            sources.insert(0, text[stmt.iter.range()].to_owned());
        } else if log.parts.is_empty() {
            targets.push(format!("{}_round", log.lists[0]));
        }
        let sources = match &sources[..] {
            [one] => one.clone(),
            _ => format!("{}({})", self.zip, sources.join(", ")),
        };
        let header = format!("for {} in {sources}:", targets.join(", "));
        self.generated(indent, &header, stmt.range.start());
        let deeper = format!("{indent}{}", self.step);
        self.commit(body, &deeper);
        true
    }
}

fn unit_sets(copies: &Copies<'_, '_, '_>, index: usize, name: &str) -> bool {
    // By text: the names that a unit binds stand in it.
    let unit = &copies.plan.units[index];
    let text = &copies.emit.source.text()[unit.range];
    match unit.syntax {
        UnitSyntax::Statement(Stmt::Assign(node)) => {
            node.targets.iter().any(|target| binds(target, name, copies))
        }
        UnitSyntax::Statement(Stmt::AugAssign(node)) => binds(&node.target, name, copies),
        UnitSyntax::Statement(Stmt::AnnAssign(node)) => {
            node.value.is_some() && binds(&node.target, name, copies)
        }
        UnitSyntax::ForHeader(_) => false,
        _ => {
            let _ = text;
            false
        }
    }
}

fn binds(target: &Expr, name: &str, copies: &Copies<'_, '_, '_>) -> bool {
    match target {
        Expr::Name(node) => node.id.as_str() == name,
        Expr::Tuple(node) => node.elts.iter().any(|target| binds(target, name, copies)),
        Expr::List(node) => node.elts.iter().any(|target| binds(target, name, copies)),
        Expr::Starred(node) => binds(&node.value, name, copies),
        _ => false,
    }
}

/// `None`, `x` or `(x, y)`.
pub fn tuple(parts: &[String]) -> String {
    match parts {
        [] => "None".into(),
        [one] => one.clone(),
        _ => format!("({})", parts.join(", ")),
    }
}

fn line_indent<'a>(source: &super::text::SourceText<'a>, at: TextSize) -> &'a str {
    let start = source.line_start(at);
    let line = &source.text()[usize::from(start)..usize::from(at)];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}
