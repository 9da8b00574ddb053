//! The lines that start the runtime, and where they stand.

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextSize};

use super::names::Names;
use super::text::{Emit, SourceText};
use crate::ids::ModuleId;

/// After the docstring and the `__future__` imports.
pub(super) fn prelude_position(source: &SourceText<'_>) -> TextSize {
    let body = &source.module.tree().body;
    let mut after: Option<TextSize> = None;
    for (index, stmt) in body.iter().enumerate() {
        let is_docstring = index == 0
            && matches!(stmt, Stmt::Expr(node) if matches!(&*node.value, Expr::StringLiteral(_)));
        let is_future = matches!(stmt, Stmt::ImportFrom(node)
            if node.level == 0 && node.module.as_ref().is_some_and(|m| m.as_str() == "__future__"));
        if is_docstring || is_future {
            after = Some(stmt.end());
        } else {
            break;
        }
    }
    match after {
        // Behind the end of that line, if the line holds nothing else.
        Some(end) if source.ends_line(end) => source.end_with_comment(end),
        Some(end) => {
            // Another statement shares the line: the prelude stands before that statement, on a line of its own.
            let next = body.iter().find(|stmt| stmt.start() >= end);
            next.map_or(end, Ranged::start)
        }
        None => {
            // Before the first statement, so that a coding line, comments and a `#!` line stay first.
            let first = body.first().map_or(TextSize::of(source.text()), Ranged::start);
            source.line_start(first)
        }
    }
}

/// What starts the runtime; in a script of which Python warns when it compiles it, a note of who did.
pub(super) fn add_prelude(
    emit: &mut Emit<'_, '_>,
    module: ModuleId,
    names: &Names,
    at: TextSize,
    warned: bool,
) {
    let (runtime, tasks) = (&names.runtime, &names.tasks_module);
    let line = emit.source.line(at);
    let prelude = if module == ModuleId(0) && warned {
        STARTED.to_owned()
    } else if module == ModuleId(0) {
        entry(&arguments(names))
    } else {
        format!("import surge_rt as {runtime}; {tasks} = {runtime}.tasks_of(globals())")
    };
    let starts_line = emit.source.line_start(at) == at;
    let rest = &emit.source.text()[usize::from(at)..];
    if !starts_line && !rest.is_empty() && !rest.starts_with(['\n', '\r']) {
        // The docstring's line goes on with this statement, which moves to a line of its own.
        emit.generated(&format!("\n{prelude}\n"), line);
    } else if starts_line {
        emit.generated(&format!("{prelude}\n"), line);
    } else {
        // Behind the line of the docstring or import, whose own line end then follows.
        emit.generated(&format!("\n{prelude}"), line);
    }
}

/// What stands in `driver.py` in place of the prelude.
pub const STARTED: &str =
    "# Started by __main__.py, which puts the runtime and the task functions among the globals.";

/// The prelude: the last line of `__main__.py` that runs as it stands there.
pub fn entry(arguments: &str) -> String {
    format!(
        "import sys; sys.path.insert(0, __file__.removesuffix(\"__main__.py\") or \".\"); import surge_rt; \
         surge_rt.enter(globals(){arguments})"
    )
}

/// `__main__.py` of a script of which Python warns when it compiles it: that file has nothing to warn of, and the runtime
/// then compiles the script, so that each warning comes once, with the script's name and line.
pub fn entry_file(arguments: &str) -> String {
    let entry = entry(&format!("{arguments}, driver=\"{DRIVER}\""));
    format!(
        "\"\"\"Starts {DRIVER}, which Python warns of when it compiles it; so the warnings are those of the script.\"\"\"\n\n{entry}\n"
    )
}

/// Where the driver is when it is not in `__main__.py`.
pub const DRIVER: &str = "driver.py";

/// The names that are not the usual ones.
pub(super) fn arguments(names: &Names) -> String {
    let mut arguments = String::new();
    if names.runtime != "surge_rt" {
        arguments += &format!(", runtime={:?}", names.runtime);
    }
    if names.tasks_module != "tasks" {
        arguments += &format!(", tasks={:?}", names.tasks_module);
    }
    arguments
}
