//! What to change about a refusal: the advice of its reason, or, where a word of the user's is missing, that very word.

use ruff_python_ast::statement_visitor::{StatementVisitor, walk_stmt};
use ruff_python_ast::{Alias, Expr, Stmt};
use ruff_text_size::Ranged;

use crate::effect_words::Why;
use crate::passes::loops::stages::NAMED_TWICE;
use crate::plan::{Plan, Refusal};
use crate::program::Program;
use crate::program::{Module, absolute_name};
use crate::reasons::Reason;

/// A sentence, and lines that can be copied as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    pub sentence: String,
    /// What to add to `surgec.toml` or to the script; often empty.
    pub lines: Vec<String>,
}

/// What would help against a refusal.
pub fn of(program: &Program, plan: &Plan, refusal: &Refusal) -> Advice {
    let general = || Advice { sentence: refusal.reason.advice().to_owned(), lines: Vec::new() };
    if let Some(sentence) = by_hand(program, refusal) {
        return Advice { sentence, lines: Vec::new() };
    }
    let unknown = matches!(refusal.reason, Reason::UnknownCallEffect | Reason::UnknownImport);
    let Some(cause) = refusal.cause.as_ref().filter(|_| unknown) else { return general() };
    let module = program.module(cause.module);
    let text = module.slice(cause.range);
    let callee = text.split('(').next().unwrap_or_default().trim();
    if let Some((library, function)) = imported(module, callee)
        && program.find(&library).is_none()
    {
        return Advice {
            sentence: format!(
                "If `{callee}` only computes its result from its arguments, say so in surgec.toml, with the type of \
                 the result in the place of float:"
            ),
            lines: vec![
                format!("[modules.{}.functions]", quoted(&library)),
                format!("{} = \"pure heavy -> float\"", quoted(&function)),
            ],
        };
    }
    if refusal.reason == Reason::UnknownImport {
        let Some(first) = plan.unknown_modules.first() else { return general() };
        let names = plan.unknown_modules.join(", ");
        return Advice {
            sentence: format!(
                "Nothing is known about {names}. Say in surgec.toml what the functions that you use do and return:"
            ),
            lines: vec![
                format!("[modules.{}.functions]", quoted(first)),
                "name_of_a_function = \"pure heavy -> float\"".to_owned(),
            ],
        };
    }
    if text.contains('(') {
        let line = module.lines.line(cause.range.start());
        let source = module.source.text[module.lines.line_range(line)].trim();
        return Advice {
            sentence: format!(
                "If this call only computes its result from its arguments, say so at {}, with the type of the result \
                 in the place of float:",
                module.place(cause.range)
            ),
            lines: vec![format!("{source}  # surge: pure -> float")],
        };
    }
    general()
}

/// Advice about what people often write: a cache of their own, messages to a log.
fn by_hand(program: &Program, refusal: &Refusal) -> Option<String> {
    if refusal.reason == Reason::GlobalWrite && refusal.detail.starts_with("`:=`") {
        return Some(
            "Put what one element computes into a function, where the name that `:=` sets is a variable of its own."
                .to_owned(),
        );
    }
    if refusal.detail.contains(NAMED_TWICE) {
        return Some("Give the variable another name in one of the two places.".to_owned());
    }
    let cause = refusal.cause.as_ref()?;
    match refusal.reason {
        Reason::RandomDraw if &*cause.what == "random.seed" => Some(
            "Make a generator in its place, `rng = random.Random(seed)`, and draw from that, also in the functions that \
             are called: hand it to them. The numbers of `random`, `gauss`, `choice` and the like stay the same."
                .to_owned(),
        ),
        Reason::SharedMutation => {
            let (function, cache) = cache_around(program.module(cause.module), cause)?;
            Some(format!(
                "If `{cache}` only keeps what `{function}` has found before, put `@functools.cache` above \
                 `def {function}` instead: each worker then keeps what it finds."
            ))
        }
        Reason::InterpreterState if cause.what.starts_with("Logger.") => Some(
            "Collect the messages in a list and log them after the loop: what handles them may change settings that \
             the heavy part obeys, which `print` does not."
                .to_owned(),
        ),
        Reason::ConcurrentProgram if cause.what.starts_with("signal.") => Some(
            "A handler of `signal.SIGINT`, `SIGTERM` or `SIGHUP` may stay if it only prints, and ends the program with \
             `sys.exit`: it must not read or change what the rest of the program changes. For others, leave the script as it is."
                .to_owned(),
        ),
        Reason::OrderedEffect if matches!(&*cause.what, "exit" | "quit" | "sys.exit" | "os._exit") => Some(
            "Return what was found, and end the program in the loop itself.".to_owned(),
        ),
        _ => None,
    }
}

/// The function that keeps its results in a dictionary at this place, and the dictionary: it stores and returns
/// elements of it.
fn cache_around(module: &Module, cause: &Why) -> Option<(String, String)> {
    let text = module.slice(cause.range);
    let (cache, _) = text.strip_suffix(']')?.split_once('[')?;
    let mut search = Caches { cause, cache, function: None, found: None };
    search.visit_body(&module.tree().body);
    Some((search.found?, cache.to_owned()))
}

struct Caches<'c> {
    cause: &'c Why,
    cache: &'c str,
    /// The innermost function around that place.
    function: Option<&'c str>,
    found: Option<String>,
}

impl<'a: 'c, 'c> StatementVisitor<'a> for Caches<'c> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        let is_around = stmt.range().contains_range(self.cause.range);
        match stmt {
            Stmt::FunctionDef(node) if is_around => {
                self.function = Some(node.name.as_str());
                walk_stmt(self, stmt);
            }
            Stmt::Return(node) => {
                if let Some(Expr::Subscript(value)) = node.value.as_deref()
                    && let Expr::Name(name) = &*value.value
                    && name.id == self.cache
                {
                    self.found = self.function.map(str::to_owned);
                }
            }
            Stmt::FunctionDef(_) | Stmt::ClassDef(_) if !is_around => {}
            _ => walk_stmt(self, stmt),
        }
    }
}

/// The module and the name in it that a dotted name means, by the import statements of its file.
fn imported(module: &Module, dotted: &str) -> Option<(String, String)> {
    let is_name =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_');
    if !dotted.split('.').all(is_name) {
        return None;
    }
    let mut imports = Imports { module, bound: Vec::new() };
    imports.visit_body(&module.tree().body);
    // The longest name goes first: after `import a.b`, `a.b.f` is `f` in `a.b`.
    imports.bound.sort_by_key(|(name, ..)| std::cmp::Reverse(name.len()));
    imports.bound.into_iter().find_map(|(name, target, is_module)| {
        let rest = dotted.strip_prefix(&name)?;
        match rest.strip_prefix('.') {
            Some(rest) => {
                let full = format!("{target}.{rest}");
                full.rsplit_once('.').map(|(module, name)| (module.to_owned(), name.to_owned()))
            }
            None if rest.is_empty() && !is_module => {
                target.rsplit_once('.').map(|(module, name)| (module.to_owned(), name.to_owned()))
            }
            None => None,
        }
    })
}

/// What the import statements of a file bind.
struct Imports<'m> {
    module: &'m Module,
    /// A name as it is written, what it means, and whether that is a module.
    bound: Vec<(String, String, bool)>,
}

impl Imports<'_> {
    fn add(&mut self, alias: &Alias, target: String, is_module: bool) {
        let name = alias.asname.as_ref().unwrap_or(&alias.name);
        self.bound.push((name.to_string(), target, is_module));
    }
}

impl<'a> StatementVisitor<'a> for Imports<'_> {
    fn visit_stmt(&mut self, stmt: &'a Stmt) {
        match stmt {
            Stmt::Import(node) => {
                for alias in &node.names {
                    self.add(alias, alias.name.to_string(), true);
                }
            }
            Stmt::ImportFrom(node) => {
                let base = absolute_name(self.module, node.level, node.module.as_deref());
                for alias in &node.names {
                    self.add(alias, format!("{base}.{}", alias.name), false);
                }
            }
            _ => walk_stmt(self, stmt),
        }
    }
}

/// A key as TOML writes it.
fn quoted(key: &str) -> String {
    let bare = key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    if bare { key.to_owned() } else { format!("\"{key}\"") }
}
