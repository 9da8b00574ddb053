//! # Memory
//!
//! Decides how many bytes each variable holds after each statement, and how many are alive at once: per statement, loop,
//! function and program.
//!
//! Reads: the syntax trees, [`Scopes`], and a [`Request`]: the version of CPython, what the user assumes about sizes, facts
//! about input files. Produces: [`Memory`]. Every amount is an interval with what is likely in it; its ends are polynomials of
//! sizes that nobody knows before the run (`n`, `lines(data.csv)`). What has no bound says why.
//!
//! The program is walked from its first statement, calls in place, over an abstract heap ([`heap`]) in which each place that
//! creates objects has one recent object and a number of older ones. Loops are walked a few times and carried on to
//! their last round ([`repeat`]). Objects are freed where CPython frees them: when nothing refers to them any more. Functions
//! that nobody in view calls are not part of the program's peak.
//!
//! Refuses: nothing; what is not followed is unbounded.
//!
//! Example, with `n` from the command line:
//! ```python
//! xs = [i * 0.5 for i in range(n)]    # xs: n elements, about 32.5 n bytes
//! ys = [0] * len(xs)                  # ys: n elements, 8 n + 56 bytes: they are all the same 0
//! del xs                              # the peak was before
//! ```
//!
//! Sound because: nothing is: estimates guard no rewrite. Upper bounds hold for programs whose code is in view, under assumptions
//! 1 to 4; `tests/memory` holds them against `tracemalloc`.

// Amounts are not negative when they become indices; polynomials and spans are values; fields stand as they are read.
#![allow(
    clippy::cast_sign_loss,
    clippy::return_self_not_must_use,
    clippy::inconsistent_struct_constructor
)]

mod access;
mod arrays;
mod bounds;
mod buffers;
mod builtins;
mod conditions;
mod copies;
mod dates;
mod definitions;
mod displays;
mod documents;
mod expressions;
mod formats;
mod frame_columns;
mod frame_groups;
mod frame_methods;
mod frames;
mod functions;
mod heap;
mod inputs;
mod instances;
mod iterate;
mod itertools;
mod kinds;
mod layouts;
mod libraries;
mod methods;
mod numbers;
mod packed;
mod patterns;
mod peaks;
mod progress;
mod recursion;
mod repeat;
mod sizes;
mod statements;
mod strings;
mod tables;
mod text;
mod trips;
mod walker;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use ruff_text_size::TextRange;

pub use bounds::{Poly, Span};
pub use documents::Shape;
pub use layouts::Version;
pub use tables::Table;

use crate::ids::{FuncId, ModuleId};
use crate::passes::scopes::Scopes;
use crate::program::Program;
use walker::{Frame, Walker};

/// Facts about a file that the program may read, found by whoever may read files.
#[derive(Clone, Debug, Default)]
pub struct Input {
    /// As the program may name it.
    pub name: String,
    pub bytes: u64,
    /// Lines; from a sample where `sampled`.
    pub lines: f64,
    /// The longest line.
    pub longest: f64,
    /// Per line: commas, tabs, words.
    pub commas: f64,
    pub tabs: f64,
    pub words: f64,
    /// Only ASCII characters were seen.
    pub ascii: bool,
    /// Only the beginning was looked at.
    pub sampled: bool,
    /// What it holds as one JSON document, and what its lines hold as one document each.
    pub document: Option<Arc<Shape>>,
    pub records: Option<Arc<Shape>>,
    /// What its columns hold, where it is a table.
    pub table: Option<Arc<Table>>,
}

/// What the caller knows and the source does not say.
#[derive(Clone, Debug, Default)]
pub struct Request {
    pub version: Version,
    /// Sizes by name.
    pub assumptions: Vec<(String, f64)>,
    pub inputs: Vec<Input>,
    /// Describe the variables after each statement, not only peaks.
    pub variables: bool,
    /// Follow large programs too, which takes time.
    pub thorough: bool,
    /// Which assumptions were of use, shared by all copies of the request.
    pub used: Used,
}

/// The names of the assumptions that were of use, and whether a walk ended before the program did.
#[derive(Clone, Debug, Default)]
pub struct Used(Arc<Mutex<(BTreeSet<String>, bool)>>);

impl Used {
    fn note(&self, name: &str) {
        if let Ok(mut used) = self.0.lock() {
            used.0.insert(name.to_owned());
        }
    }

    fn note_cut(&self) {
        if let Ok(mut used) = self.0.lock() {
            used.1 = true;
        }
    }

    /// Whether it is certain that an assumption was of no use.
    fn is_useless(&self, name: &str) -> bool {
        self.0.lock().is_ok_and(|used| !used.1 && !used.0.contains(name))
    }
}

impl Request {
    pub fn assumed(&self, name: &str) -> Option<f64> {
        self.assumptions.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// Assumptions that no walk had a use for.
    pub fn useless(&self) -> Vec<&str> {
        let names = self.assumptions.iter().map(|(name, _)| name.as_str());
        names.filter(|name| self.used.is_useless(name)).collect()
    }
}

/// Why an amount has no bound.
#[derive(Clone, Debug)]
pub struct Why {
    pub module: ModuleId,
    pub range: TextRange,
    pub text: String,
}

/// What a variable holds, everything it leads to included.
#[derive(Clone, Debug)]
pub struct Variable {
    pub kinds: Vec<&'static str>,
    pub length: Option<Span>,
    pub size: Span,
    pub why: Option<u32>,
}

impl Variable {
    /// The same statement, another time.
    fn add(&mut self, other: &Variable) {
        for kind in &other.kinds {
            if !self.kinds.contains(kind) {
                self.kinds.push(kind);
            }
        }
        self.length = match (&self.length, &other.length) {
            (Some(one), Some(two)) => Some(wider(one, two)),
            _ => None,
        };
        self.size = wider(&self.size, &other.size);
        self.why = self.why.or(other.why);
    }
}

fn wider(one: &Span, two: &Span) -> Span {
    let most = one.maximum(two);
    Span { low: one.low.lower(&two.low), ..most }
}

/// A statement with what is alive after it, and at most while it runs.
#[derive(Clone, Debug)]
pub struct Statement {
    pub module: ModuleId,
    pub range: TextRange,
    pub func: FuncId,
    pub variables: BTreeMap<String, Variable>,
    pub before: Span,
    pub peak: Span,
}

/// A loop: what one of its rounds needs beside what was there before.
#[derive(Clone, Debug, Default)]
pub struct Region {
    pub round: Span,
}

/// A variable that holds much at the peak.
#[derive(Clone, Debug)]
pub struct Holder {
    pub name: String,
    pub function: String,
    pub size: Span,
}

/// Everything that is known about the memory of a program.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    pub version: Version,
    /// The sizes that nobody knows before the run.
    pub symbols: Vec<String>,
    pub statements: Vec<Statement>,
    pub functions: Vec<(FuncId, Span)>,
    /// By module and range of the loop.
    pub regions: Vec<((ModuleId, u32, u32), Region)>,
    pub peak: Span,
    pub holders: Vec<Holder>,
    pub whys: Vec<Why>,
    /// Why the peak has no bound, by number.
    pub unbounded: Vec<u32>,
}

/// Walks the program.
pub fn run(program: &Program, scopes: &Scopes<'_>, request: &Request) -> Memory {
    let mut walker = Walker::new(program, scopes, request);
    if let Some(&body) = scopes.module_bodies.first() {
        walker.imported.insert(ModuleId(0));
        walker.run_module(body);
    }
    walker.finish()
}

impl Walker<'_, '_> {
    /// Runs the body of a module; its variables stay.
    fn run_module(&mut self, func: FuncId) {
        let module = self.scopes.function(func).module;
        let frame = Frame {
            func,
            module,
            loops: Vec::new(),
            returns: None,
            yields: None,
            depth: (self.state.held.len(), self.state.hidden.len()),
        };
        self.frames.push(frame);
        self.records.enter(self.recording, func, self.doubt);
        let doubt = self.doubt;
        let body = self.body_of(func);
        let held = self.state.held.len();
        self.walk_body(body);
        self.measure();
        self.doubt = doubt;
        self.records.leave(self.recording);
        self.frames.pop();
        if self.state.dead && !self.frames.is_empty() {
            self.state.dead = false;
        }
        self.state.held.truncate(held);
    }

    fn finish(mut self) -> Memory {
        let holders = self.holders(3);
        let unbounded = self.unbounded();
        let mut peak = std::mem::take(&mut self.records.peak);
        if !self.records.unbounded.is_empty() || self.is_spent() {
            peak.high = Poly::infinite();
        }
        if self.is_spent() {
            self.request.used.note_cut();
            // What came later may need more.
            peak.estimate = Poly::infinite();
        }
        let statements = std::mem::take(&mut self.records.statements).into_values().collect();
        let functions = std::mem::take(&mut self.records.functions).into_iter().collect();
        let regions = std::mem::take(&mut self.records.regions).into_iter().collect();
        Memory {
            version: self.layout.version,
            symbols: self.symbols,
            statements,
            functions,
            regions,
            peak,
            holders,
            whys: self.whys,
            unbounded,
        }
    }
}
