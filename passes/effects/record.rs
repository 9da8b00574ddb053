//! The last walk of the bodies that hold something to decide about, which records what the passes read.
//!
//! While facts are recorded, each statement has an account of its own, and what is counted once for a body counts once for
//! each statement. So recording may find a little more than the rounds did: bodies that depend on it are recorded again.

use super::rounds::MAX_ROUNDS;
use super::sites::LoopSite;
use super::{Analysis, Need};
use crate::ids::FuncId;

/// How often all is walked again because recording found facts of which it is not known who read them.
const MAX_RECORDINGS: usize = 4;

/// What the walk of one body recorded, besides the effects of its statements.
#[derive(Default)]
struct Recorded<'a> {
    loops: Vec<LoopSite<'a>>,
    assignments: Vec<LoopSite<'a>>,
    statements: Vec<LoopSite<'a>>,
    calling: Vec<LoopSite<'a>>,
}

impl<'a> Analysis<'a> {
    /// Walks every body once more and keeps what each statement does. Where facts still grow, what was kept so far may
    /// be out of date.
    pub(super) fn record(&mut self, need: Need) {
        for number in 0..MAX_RECORDINGS {
            self.recording = true;
            let recorded = self.record_all();
            self.recording = false;
            if let Some(recorded) = recorded {
                for body in recorded {
                    self.loops.extend(body.loops);
                    self.assignments.extend(body.assignments);
                    self.statements.extend(body.statements);
                    self.calling.extend(body.calling);
                }
                self.list_dormant_loops();
                let mut tests: Vec<_> = std::mem::take(&mut self.tests_of).into_iter().collect();
                tests.sort_unstable_by_key(|(func, _)| *func);
                self.identity_tests = tests.into_iter().flat_map(|(_, tests)| tests).collect();
                self.note_float_keys();
                return;
            }
            self.statement_effects.clear();
            if number > 0 {
                // Who reads what has grown is not known well enough.
                self.walks.fill(None);
            }
            self.run_rounds(need);
        }
        self.gave_up = true;
        self.list_loops();
    }

    /// Records every body, and again those that read what has grown since. Nothing where something else has grown than what
    /// functions and their loops are known for, of which every reader is known.
    fn record_all(&mut self) -> Option<Vec<Recorded<'a>>> {
        let before = self.heap.journal.now();
        let (calls, escaped) = (self.calls.len(), self.heap.escaped_count());
        let count = self.scopes.functions.len();
        let recorded = self.bodies_to_record();
        let mut bodies: Vec<Recorded<'a>> = Vec::with_capacity(count);
        for index in 0..count {
            let func = FuncId::from(index);
            if !self.is_dormant(func) && (recorded[index] || self.calls_what_costs_more(func)) {
                self.round(func);
            }
            bodies.push(self.take_recorded());
        }
        if self.heap.journal.now() == before {
            return Some(bodies);
        }
        for _ in 0..MAX_ROUNDS {
            if !self.heap.journal.only_summaries(before) {
                return None;
            }
            let mut quiet = true;
            for (index, body) in bodies.iter_mut().enumerate() {
                let func = FuncId::from(index);
                if self.is_due(func) {
                    quiet = false;
                    self.round(func);
                    *body = self.take_recorded();
                }
            }
            if quiet {
                self.escape_results();
                let same = self.calls.len() == calls && self.heap.escaped_count() == escaped;
                return same.then_some(bodies);
            }
        }
        None
    }

    /// Whether a callee's costs are estimated otherwise since a body was walked.
    fn calls_what_costs_more(&self, func: FuncId) -> bool {
        let began = self.walks_began[func.index()];
        let walk = self.walks[func.index()].as_ref();
        walk.is_some_and(|(_, reads)| self.heap.journal.costs_otherwise(began, reads))
    }

    /// Which bodies the decisions are about: those with loops, calls like `map`, and work that might be started early. Of
    /// others, which is most, the facts are enough.
    ///
    /// An assignment, or a call, is started early only where it is heavy, and known to be: its work has no bound, which a
    /// comprehension says, or a library that calls something over and over, or a callee, and it calls nothing unknown. Where
    /// users say what code does, that may be hidden, and all bodies are recorded.
    fn bodies_to_record(&self) -> Vec<bool> {
        let scopes = self.scopes;
        let all =
            !self.only_decisions || !self.promises.is_empty() || !self.library_promises.is_empty();
        let mut found = vec![all; scopes.functions.len()];
        if all {
            return found;
        }
        for (func, _) in &scopes.loops {
            found[func.index()] = true;
        }
        for func in &self.decided_about {
            found[func.index()] = true;
        }
        found
    }

    fn take_recorded(&mut self) -> Recorded<'a> {
        Recorded {
            loops: std::mem::take(&mut self.loops),
            assignments: std::mem::take(&mut self.assignments),
            statements: std::mem::take(&mut self.statements),
            calling: std::mem::take(&mut self.calling),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::knowledge::Knowledge;
    use crate::passes::{effects, scopes};
    use crate::program::{Module, Program};
    use crate::read::{Source, parse};

    fn program(text: &str) -> Program {
        let source = Source::from_bytes("script.py", text.as_bytes().to_vec()).expect("readable");
        let parsed = parse(&source).expect("valid Python");
        Program::single(Module::new("__main__", "script.py", false, source, parsed))
    }

    /// Runs the rounds, and then walks every body once more: the first that still finds something.
    fn overlooked(program: &Program) -> Option<String> {
        let scopes = scopes::run(program);
        let knowledge = Knowledge::new();
        let mut analysis = Analysis::new(program, &scopes, &knowledge);
        analysis.run_rounds(Need::Facts);
        analysis.be_certain();
        analysis.run_rounds(Need::Facts);
        (0..scopes.functions.len()).map(FuncId::from).find_map(|func| {
            let before = (analysis.heap.journal.now(), analysis.calls.len());
            analysis.round(func);
            let found = before != (analysis.heap.journal.now(), analysis.calls.len());
            found.then(|| scopes.function(func).qualname.clone())
        })
    }

    #[test]
    fn bodies_that_are_not_due_find_nothing_more() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
        let mut folders: Vec<_> = std::fs::read_dir(corpus)
            .expect("a corpus")
            .map(|entry| entry.expect("an entry").path())
            .collect();
        folders.sort();
        let mut count = 0;
        for path in folders.iter().map(|folder| folder.join("script.py")) {
            let Ok(loaded) = crate::files::load(&path) else { continue };
            assert_eq!(overlooked(&loaded.program), None, "{}", path.display());
            count += 1;
        }
        assert!(count > 50, "{count} programs");
        // Code that becomes recursive when the functions that it calls are known, and instances that get out late.
        let texts = [
            "def a(n): return b(n)\ndef b(n): return a(n - 1) if n else use(n)\ndef use(n): return n\ndef top(): return a(3)\n",
            "import codecs\nclass C(codecs.Codec):\n    def encode(self, data, errors='strict'): return codecs.ascii_encode(data, errors)\n\
             class E(codecs.IncrementalEncoder):\n    def encode(self, data, final=False): return codecs.ascii_encode(data, self.errors)[0]\n\
             def entry():\n    return codecs.CodecInfo(name='ascii', encode=C.encode, incrementalencoder=E)\n",
        ];
        for text in texts {
            assert_eq!(overlooked(&program(text)), None, "{text}");
        }
    }

    /// How often bodies are walked for the decisions about a program.
    fn walks(text: &str) -> usize {
        let program = program(text);
        let scopes = scopes::run(&program);
        let knowledge = Knowledge::new();
        effects::run(&program, &scopes, &knowledge, Need::Decisions).walks_done
    }

    #[test]
    fn what_refuses_the_whole_program_ends_the_walks() {
        use std::fmt::Write as _;
        let mut rest = String::new();
        for number in 0..500 {
            writeln!(rest, "def f{number}(x): return x + {number}\nprint(f{number}(1))")
                .expect("a text");
        }
        // That `run` runs is known once `first` was walked.
        let text = format!(
            "def run(text): exec(text)\ndef first(): run('pass')\ndef start(): first()\nstart()\n{rest}"
        );
        assert!(walks(&text) < 150, "{}", walks(&text));
        assert!(walks(&text.replace("exec(text)", "print(text)")) > 500);
        // Whoever looks at this context is refused whatever else there is.
        let text = format!("import decimal\nprint(decimal.getcontext().flags)\n{rest}");
        assert_eq!(walks(&text), 1);
    }

    #[test]
    fn bodies_without_anything_to_decide_about_are_not_recorded() {
        use std::fmt::Write as _;
        let mut text = String::new();
        for number in 0..100 {
            writeln!(text, "def f{number}(x): return x + {number}").expect("a text");
        }
        for number in 0..100 {
            writeln!(text, "print(f{number}({number}))").expect("a text");
        }
        // Once when it is not known yet what they are called with, and once when it is.
        assert!(walks(&text) <= 2 * 100 + 5, "{}", walks(&text));
        let loops = text.replace("return x", "return sum(y for y in [x])");
        assert!(walks(&loops) > 2 * 100 + 5, "{}", walks(&loops));
    }
}
