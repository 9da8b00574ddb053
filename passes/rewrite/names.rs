//! Names for what the rewrite adds: from the source, and used nowhere else in it.

use ruff_python_ast::token::TokenKind;
use ruff_text_size::Ranged;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::program::Module;

/// The names of the task functions of all modules so far.
#[derive(Default)]
pub struct TaskNames(FxHashSet<String>);

/// Hands out names that the script does not use.
pub struct Names {
    used: FxHashSet<String>,
    /// Names that one function after the other uses for the same thing.
    shared: FxHashMap<String, String>,
    tasks: TaskNames,
    /// The name under which the driver sees the runtime.
    pub runtime: String,
    /// The name under which the driver sees the task functions.
    pub tasks_module: String,
    /// The name that the next task gets: its region is written once more.
    pub again: Option<String>,
}

impl Names {
    pub fn new(module: &Module, is_script: bool, tasks: TaskNames) -> Self {
        let text = &module.source.text;
        let mut used: FxHashSet<String> = module
            .parsed
            .tokens
            .iter()
            .filter(|token| token.kind() == TokenKind::Name)
            .map(|token| text[token.range()].to_owned())
            .collect();
        let mut free = |base: &str| {
            let mut name = base.to_owned();
            while used.contains(&name) {
                name.push('_');
            }
            used.insert(name.clone());
            name
        };
        // `from helpers import *` must not bring those of another module along.
        let hidden = if is_script { "" } else { "_" };
        let runtime = free(&format!("{hidden}surge_rt"));
        let tasks_module = free(&format!("{hidden}tasks"));
        Names { used, shared: FxHashMap::default(), tasks, runtime, tasks_module, again: None }
    }

    /// The names of task functions, with those handed out.
    pub fn into_tasks(self) -> TaskNames {
        self.tasks
    }

    /// A variable name that the script does not use, and that has not been handed out.
    pub fn fresh(&mut self, base: &str) -> String {
        let base = identifier(base);
        let mut name = base.clone();
        let mut number = 2;
        while self.used.contains(&name) || is_keyword(&name) {
            name = format!("{base}_{number}");
            number += 1;
        }
        self.used.insert(name.clone());
        name
    }

    /// A variable name that the script does not use; the same each time that one is asked for.
    pub fn shared(&mut self, base: &str) -> String {
        if let Some(name) = self.shared.get(base) {
            return name.clone();
        }
        let name = self.fresh(base);
        self.shared.insert(base.to_owned(), name.clone());
        name
    }

    /// A name for a task function.
    pub fn task(&mut self, function: &str, hint: &str) -> String {
        if let Some(name) = self.again.take() {
            return name;
        }
        let base = identifier(&format!("{function}_{hint}"));
        let mut name = base.clone();
        let mut number = 2;
        while self.tasks.0.contains(&name) || is_keyword(&name) {
            name = format!("{base}_{number}");
            number += 1;
        }
        self.tasks.0.insert(name.clone());
        name
    }
}

/// Turns text into an identifier.
pub fn identifier(text: &str) -> String {
    let mut name: String =
        text.chars().map(|c| if c.is_alphanumeric() || c == '_' { c } else { '_' }).collect();
    while name.contains("__") {
        name = name.replace("__", "_");
    }
    let name = name.trim_matches('_').to_owned();
    if name.is_empty() || name.starts_with(|c: char| c.is_numeric()) {
        format!("part_{name}")
    } else {
        name
    }
}

fn is_keyword(name: &str) -> bool {
    matches!(
        name,
        "False"
            | "None"
            | "True"
            | "and"
            | "as"
            | "assert"
            | "async"
            | "await"
            | "break"
            | "class"
            | "continue"
            | "def"
            | "del"
            | "elif"
            | "else"
            | "except"
            | "finally"
            | "for"
            | "from"
            | "global"
            | "if"
            | "import"
            | "in"
            | "is"
            | "lambda"
            | "nonlocal"
            | "not"
            | "or"
            | "pass"
            | "raise"
            | "return"
            | "try"
            | "while"
            | "with"
            | "yield"
            | "task"
            | "checkpoint"
    )
}
