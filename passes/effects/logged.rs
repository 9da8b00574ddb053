//! Where records of `logging` go.
//!
//! ```python
//! logging.basicConfig(level=logging.INFO, format="%(message)s")
//! log = logging.getLogger(__name__)
//! for path in paths:
//!     rows = read(path)               # computed ahead: what is logged goes to the terminal, not into files
//!     log.info("%s: %d rows", path, len(rows))
//! ```
//!
//! Where handlers are what `basicConfig` makes, records are written to standard output or standard error, as by `print`, and
//! nothing else happens. Otherwise a handler may write files or change settings.
//!
//! Sound because: handlers, filters and factories of records get into `logging` by the names below and by the arguments of
//! `basicConfig`; where the program mentions one of these names, or calls `basicConfig` with more than levels, formats and a
//! standard stream, records may do anything that they could do before. Unknown modules, which may set up handlers, count as
//! unknown calls elsewhere. Loggers that are named after nothing in view have no handlers but those of the root.

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{self as ast, Expr};

use super::Analysis;
use crate::effect_words::Flags;
use crate::program::Program;

/// What a program mentions that could make something else of a record than text on a standard stream.
const OTHER_MEANS: &[&str] = &[
    "Handler",
    "handlers",
    "dictConfig",
    "fileConfig",
    "addFilter",
    "makeRecord",
    "Factory",
    "LoggerClass",
    "LoggerAdapter",
    "captureWarnings",
    "lastResort",
    "raiseExceptions",
    "logging.config",
    "warnings",
    "setattr",
    "redirect_std",
];

/// What arguments of `basicConfig` say nothing about where records go.
const PLAIN_ARGUMENTS: &[&str] =
    &["level", "format", "datefmt", "style", "force", "encoding", "errors"];

/// Functions and methods that write a record.
const WRITERS: &[&str] =
    &["critical", "debug", "error", "exception", "fatal", "info", "log", "warn", "warning"];

/// Whether records only go to standard output or standard error.
pub(super) fn goes_to_streams(program: &Program) -> bool {
    if !program.mentions("logging")
        || program.modules.iter().any(|module| module.may_name(OTHER_MEANS))
    {
        return false;
    }
    let mut finder = Configured { is_plain: true };
    for module in &program.modules {
        finder.visit_body(&module.tree().body);
    }
    finder.is_plain
}

impl Analysis<'_> {
    /// What a function of `logging` does where records only go to the standard streams.
    pub(super) fn flags_of_record(&self, name: &str, flags: Flags) -> Flags {
        let (module, last) = name.rsplit_once('.').unwrap_or(("", name));
        let writes = matches!(module, "logging" | "Logger") && WRITERS.contains(&last);
        if !writes || !self.logs_to_streams {
            return flags;
        }
        // That a record says when it was made is nothing that the program sees.
        flags.without(Flags::WRITES.union(Flags::STATE).union(Flags::TIME)).union(Flags::LOGS)
    }

    /// What a method of a standard stream does. The order of what is written is that of whatever writes output.
    pub(super) fn flags_of_stream(&self, name: &str, flags: Flags) -> Flags {
        let plain = matches!(name, "TextIOWrapper.write" | "TextIOWrapper.flush");
        let tells = self.streams_stand_by_name && plain;
        let by = if tells { Flags::TELLS } else { Flags::NONE };
        flags.without(Flags::WRITES).union(Flags::PRINTS).union(by)
    }
}

/// Whether the standard streams are nowhere but in `print(…, file=sys.stderr)`, `sys.stderr.write(…)`, `sys.stderr.flush()` and `basicConfig(stream=…)`: what
/// is written to them can then be caught where `sys` holds them.
pub(super) fn streams_stand_by_name(program: &Program) -> bool {
    const NAMES: &[&str] = &["stdout", "stderr"];
    if !NAMES.iter().any(|name| program.mentions(name)) {
        return false;
    }
    let mut finder = Named { all: 0, plain: 0, is_imported: false };
    for module in &program.modules {
        finder.visit_body(&module.tree().body);
    }
    !finder.is_imported && finder.all == finder.plain
}

/// Counts the mentions of standard streams, and those that only write to them.
struct Named {
    all: usize,
    plain: usize,
    is_imported: bool,
}

fn is_stream(expr: &Expr) -> bool {
    matches!(expr, Expr::Attribute(node)
        if matches!(node.attr.as_str(), "stdout" | "stderr")
            && matches!(&*node.value, Expr::Name(name) if name.id.as_str() == "sys"))
}

impl<'a> Visitor<'a> for Named {
    fn visit_expr(&mut self, expr: &'a Expr) {
        match expr {
            Expr::Call(call) => {
                let is_print =
                    matches!(&*call.func, Expr::Name(name) if name.id.as_str() == "print");
                let takes = |name: &str| match name {
                    "file" => is_print,
                    "stream" => is_named(&call.func, "basicConfig"),
                    _ => false,
                };
                self.plain += call
                    .arguments
                    .keywords
                    .iter()
                    .filter(|keyword| keyword.arg.as_ref().is_some_and(|arg| takes(arg.as_str())))
                    .filter(|keyword| is_stream(&keyword.value))
                    .count();
                if let Expr::Attribute(method) = &*call.func
                    && matches!(method.attr.as_str(), "write" | "flush")
                    && is_stream(&method.value)
                {
                    self.plain += 1;
                }
            }
            Expr::Attribute(node) => {
                self.all += usize::from(matches!(
                    node.attr.as_str(),
                    "stdout" | "stderr" | "__stdout__" | "__stderr__"
                ));
            }
            // Of whatever this is the name, `getattr` may ask for it.
            Expr::StringLiteral(text) => {
                self.is_imported |= matches!(
                    text.value.to_str(),
                    "stdout" | "stderr" | "__stdout__" | "__stderr__"
                );
            }
            _ => {}
        }
        visitor::walk_expr(self, expr);
    }

    fn visit_alias(&mut self, alias: &'a ast::Alias) {
        self.is_imported |= matches!(alias.name.as_str(), "stdout" | "stderr" | "*")
            || (alias.name.as_str() == "sys" && alias.asname.is_some());
    }
}

struct Configured {
    is_plain: bool,
}

impl<'a> Visitor<'a> for Configured {
    fn visit_expr(&mut self, expr: &'a Expr) {
        if let Expr::Call(call) = expr
            && is_named(&call.func, "basicConfig")
        {
            self.is_plain &= call.arguments.args.is_empty()
                && call.arguments.keywords.iter().all(says_nothing_about_files);
            for keyword in &call.arguments.keywords {
                self.visit_expr(&keyword.value);
            }
            return;
        }
        // Under another name it may be called with anything.
        self.is_plain &= !is_named(expr, "basicConfig");
        visitor::walk_expr(self, expr);
    }

    fn visit_alias(&mut self, alias: &'a ast::Alias) {
        self.is_plain &= alias.name.as_str() != "basicConfig" || alias.asname.is_none();
    }
}

fn is_named(expr: &Expr, name: &str) -> bool {
    match expr {
        Expr::Name(node) => node.id.as_str() == name,
        Expr::Attribute(node) => node.attr.as_str() == name,
        _ => false,
    }
}

fn says_nothing_about_files(keyword: &ast::Keyword) -> bool {
    let Some(name) = &keyword.arg else { return false };
    let is_standard = is_named(&keyword.value, "stdout") || is_named(&keyword.value, "stderr");
    PLAIN_ARGUMENTS.contains(&name.as_str()) || (name.as_str() == "stream" && is_standard)
}
