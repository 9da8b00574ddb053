//! What others trade space for time with, and surgec leaves as it is: the report says so where a script has it, and why.
//!
//! ```python
//! if len(buffer) >= 100:                # a flush at a fixed threshold
//!     file.write("".join(buffer))
//!     buffer.clear()
//! for i in range(n):                    # loops over matrices that could be cut into blocks
//!     for j in range(n):
//!         for k in range(n):
//!             c[i][j] += a[i][k] * b[k][j]
//! c = numpy.dot(a, b)                   # is cut into blocks already
//! ```
//!
//! Sound because: nothing is changed. The reasons are measured (docs/memory.md).

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, CmpOp, Expr, Operator, Stmt};
use ruff_text_size::{Ranged, TextRange};

use crate::program::Module;

/// Something that could be traded, and is not.
#[derive(Clone, Debug)]
pub struct LeftAlone {
    /// `buffer`, `cache blocking`, `loop order`, `matrix product`.
    pub kind: &'static str,
    /// The body it stands in, as people write it.
    pub function: String,
    pub range: TextRange,
    /// Why it stays, by name.
    pub reason: &'static str,
    /// A clause that completes "it stays as it is: …".
    pub detail: &'static str,
}

/// NumPy's products.
const PRODUCTS: &[&str] = &["dot", "matmul", "inner", "tensordot", "vdot", "einsum"];
/// Methods that send something to where it can be seen at once.
const SENDING: &[&str] =
    &["execute", "executemany", "commit", "send", "sendall", "post", "put", "publish", "flush"];

const IN_A_BUFFER: &str = "the file has a buffer of its own, which is flushed when it is full: flushing every 10 or every \
                           10,000 lines takes the same time (docs/memory.md)";
const SEEN_OUTSIDE: &str = "how often it is flushed can be seen from outside: by whoever reads what it writes meanwhile, and \
                            in what is left after an exception or a kill";
const NOT_KNOWN: &str =
    "whether the code that flushes can tell how often it is called is not known";
const INTERPRETED: &str = "a step of the interpreter takes longer than most cache misses, and blocks add steps: blocks of \
                           32 to 128 rows were 0.9 to 1.1 times as fast (docs/memory.md)";
const BY_COLUMN: &str = "going through a large matrix by row, not by column, is up to 2.9 times as fast (docs/memory.md), but \
                         an exception, or a row that is no list of plain numbers, would show the order: exchange the loops \
                         by hand where neither can be";
const BY_THE_LIBRARY: &str = "NumPy hands it to a library (BLAS) that works in blocks already, and whose sums are added up in \
                              an order of its own: one call stays one call, so that no bit changes";

/// The places of the script, in source order.
pub fn find(module: &Module) -> Vec<LeftAlone> {
    let mut imports = Imports::default();
    imports.visit_body(&module.tree().body);
    let mut finder = Finder {
        source: &module.source.text,
        imports,
        names: Vec::new(),
        loops: Vec::new(),
        repeated: 0,
        found: Vec::new(),
    };
    finder.visit_body(&module.tree().body);
    let mut found = finder.found;
    found.sort_by_key(|one| (one.range.start(), one.kind));
    found.dedup_by_key(|one| (one.range, one.kind));
    found
}

/// What NumPy and its products are called.
#[derive(Default)]
struct Imports<'a> {
    modules: Vec<&'a str>,
    products: Vec<&'a str>,
}

impl<'a> Visitor<'a> for Imports<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Import(node) => {
                for alias in node.names.iter().filter(|alias| alias.name.as_str() == "numpy") {
                    self.modules.push(alias.asname.as_ref().unwrap_or(&alias.name).as_str());
                }
            }
            Stmt::ImportFrom(node)
                if node.module.as_ref().is_some_and(|name| name.as_str() == "numpy") =>
            {
                let names = node.names.iter();
                for alias in names.filter(|alias| PRODUCTS.contains(&alias.name.as_str())) {
                    self.products.push(alias.asname.as_ref().unwrap_or(&alias.name).as_str());
                }
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }
}

struct Finder<'a> {
    source: &'a str,
    imports: Imports<'a>,
    /// The functions and classes around the place.
    names: Vec<&'a str>,
    /// Names of the loops around it, from the outermost, with their ranges.
    loops: Vec<(&'a str, TextRange)>,
    /// How many loops and functions are around it: what stands in one may run many times.
    repeated: u32,
    found: Vec<LeftAlone>,
}

impl<'a> Finder<'a> {
    fn add(
        &mut self,
        kind: &'static str,
        range: TextRange,
        (reason, detail): (&'static str, &'static str),
    ) {
        let function =
            if self.names.is_empty() { "<module>".to_owned() } else { self.names.join(".") };
        self.found.push(LeftAlone { kind, function, range, reason, detail });
    }

    fn text(&self, node: &impl Ranged) -> &'a str {
        &self.source[node.range()]
    }

    /// `if len(buffer) >= 100:`, in whose block the buffer is used and emptied.
    fn flush(&mut self, node: &'a ast::StmtIf) {
        let Expr::Compare(test) = &*node.test else { return };
        let ([op], [limit]) = (&*test.ops, &*test.comparators) else { return };
        let grows = matches!(op, CmpOp::GtE | CmpOp::Gt | CmpOp::Eq);
        let Expr::Call(call) = &*test.left else { return };
        let is_length = matches!(&*call.func, Expr::Name(name) if name.id.as_str() == "len");
        let ([buffer], true) = (&*call.arguments.args, grows && is_length) else { return };
        // A constant, or the name of one.
        if !limit.is_number_literal_expr() && !limit.is_name_expr() || self.repeated == 0 {
            return;
        }
        let buffer = self.text(buffer);
        let empties = node.body.iter().any(|stmt| self.empties(stmt, buffer));
        let mut uses = Uses { source: self.source, buffer, calls: Vec::new(), opens: false };
        uses.visit_body(&node.body);
        if !empties || uses.calls.is_empty() {
            return;
        }
        let sends = uses.calls.iter().any(|name| SENDING.contains(name));
        let writes = uses.calls.iter().any(|name| matches!(*name, "write" | "writelines"));
        let why = match (uses.opens || sends, writes) {
            (true, _) => ("flush-shows", SEEN_OUTSIDE),
            (_, true) => ("open-file", IN_A_BUFFER),
            _ => ("flush-unknown", NOT_KNOWN),
        };
        self.add("buffer", node.range, why);
    }

    fn empties(&self, stmt: &'a Stmt, buffer: &str) -> bool {
        let is_whole = |expr: &'a Expr| {
            let text = self.text(expr);
            text == buffer || text.strip_prefix(buffer).is_some_and(|rest| rest == "[:]")
        };
        match stmt {
            Stmt::Expr(node) => matches!(&*node.value, Expr::Call(call)
                if matches!(&*call.func, Expr::Attribute(method)
                    if method.attr.as_str() == "clear" && self.text(&*method.value) == buffer)),
            Stmt::Assign(node) => {
                node.targets.iter().any(is_whole)
                    && match &*node.value {
                        Expr::List(list) => list.elts.is_empty(),
                        Expr::StringLiteral(text) => text.value.is_empty(),
                        _ => false,
                    }
            }
            Stmt::Delete(node) => node.targets.iter().any(is_whole),
            _ => false,
        }
    }

    /// `b[k][j]` where `k` is the innermost loop's: from row to row.
    fn element(&mut self, node: &'a ast::ExprSubscript) {
        let Expr::Subscript(row) = &*node.value else { return };
        let (Expr::Name(first), Expr::Name(second)) = (&*row.slice, &*node.slice) else { return };
        let Some(&(innermost, _)) = self.loops.last() else { return };
        let is_outer = |name: &str| {
            self.loops.iter().rev().skip(1).any(|(known, _)| *known == name && name != innermost)
        };
        if first.id.as_str() != innermost || !is_outer(second.id.as_str()) {
            return;
        }
        let (_, outermost) = self.loops[0];
        if self.loops.len() > 2 {
            self.add("cache blocking", outermost, ("interpreted", INTERPRETED));
        } else {
            self.add("loop order", outermost, ("order-shows", BY_COLUMN));
        }
    }

    fn product(&mut self, call: &'a ast::ExprCall) {
        let is_product = match &*call.func {
            Expr::Name(name) => self.imports.products.contains(&name.id.as_str()),
            Expr::Attribute(member) => {
                PRODUCTS.contains(&member.attr.as_str())
                    && self.imports.modules.contains(&self.text(&*member.value))
            }
            _ => false,
        };
        if is_product {
            self.add("matrix product", call.range(), ("blocked-already", BY_THE_LIBRARY));
        }
    }

    fn inside(&mut self, name: &'a str, walk: impl FnOnce(&mut Self)) {
        self.names.push(name);
        let loops = std::mem::take(&mut self.loops);
        walk(self);
        self.loops = loops;
        self.names.pop();
    }

    fn clauses(&mut self, expr: &'a Expr, generators: &'a [ast::Comprehension]) {
        let before = self.loops.len();
        for clause in generators {
            self.visit_expr(&clause.iter);
            let name = match &clause.target {
                Expr::Name(name) => name.id.as_str(),
                _ => "",
            };
            self.loops.push((name, expr.range()));
            clause.ifs.iter().for_each(|test| self.visit_expr(test));
        }
        match expr {
            Expr::ListComp(node) => self.visit_expr(&node.elt),
            Expr::SetComp(node) => self.visit_expr(&node.elt),
            Expr::Generator(node) => self.visit_expr(&node.elt),
            _ => {}
        }
        self.loops.truncate(before);
    }
}

impl<'a> Visitor<'a> for Finder<'a> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::FunctionDef(node) => {
                self.repeated += 1;
                self.inside(node.name.as_str(), |finder| visitor::walk_stmt(finder, stmt));
                self.repeated -= 1;
            }
            Stmt::ClassDef(node) => {
                self.inside(node.name.as_str(), |finder| visitor::walk_stmt(finder, stmt));
            }
            Stmt::For(node) => {
                self.visit_expr(&node.iter);
                let name = match &*node.target {
                    Expr::Name(name) => name.id.as_str(),
                    _ => "",
                };
                self.loops.push((name, node.range));
                self.repeated += 1;
                self.visit_body(&node.body);
                self.repeated -= 1;
                self.loops.pop();
                self.visit_body(&node.orelse);
            }
            Stmt::While(_) => {
                self.repeated += 1;
                visitor::walk_stmt(self, stmt);
                self.repeated -= 1;
            }
            Stmt::If(node) => {
                self.flush(node);
                visitor::walk_stmt(self, stmt);
            }
            _ => visitor::walk_stmt(self, stmt),
        }
    }

    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::ListComp(node) => return self.clauses(expr, &node.generators),
            Expr::SetComp(node) => return self.clauses(expr, &node.generators),
            Expr::Generator(node) => return self.clauses(expr, &node.generators),
            Expr::Subscript(node) => self.element(node),
            Expr::Call(call) => self.product(call),
            Expr::BinOp(node)
                if node.op == Operator::MatMult && !self.imports.modules.is_empty() =>
            {
                self.add("matrix product", node.range, ("blocked-already", BY_THE_LIBRARY));
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }
}

/// What a block calls, where the buffer is handed on, and whether it opens something.
struct Uses<'a, 'n> {
    source: &'a str,
    buffer: &'n str,
    calls: Vec<&'a str>,
    opens: bool,
}

impl<'a> Visitor<'a> for Uses<'a, '_> {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr {
            let name = match &*call.func {
                Expr::Name(name) => name.id.as_str(),
                Expr::Attribute(method) => method.attr.as_str(),
                _ => "",
            };
            self.opens |= name == "open";
            let arguments = &self.source[call.arguments.range()];
            let mentions = arguments.match_indices(self.buffer).any(|(at, _)| {
                let is_part = |c: char| c.is_alphanumeric() || c == '_';
                let (before, after) = (&arguments[..at], &arguments[at + self.buffer.len()..]);
                !before.ends_with(is_part) && !after.starts_with(is_part)
            });
            if mentions && !matches!(name, "len" | "join") {
                self.calls.push(name);
            }
        }
        visitor::walk_expr(self, expr);
    }
}
