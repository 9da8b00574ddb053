//! The program under compilation: the script and the sibling modules that it imports.

use std::sync::{Arc, OnceLock};

use ruff_python_ast::visitor::{self, Visitor};
use ruff_python_ast::{InterpolatedStringElement, ModModule};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::FxHashMap;

use crate::ids::ModuleId;
use crate::read::{LineIndex, Parsed, Source};

/// One source file with its syntax tree.
pub struct Module {
    /// The name under which it is imported; `__main__` for the script.
    pub name: String,
    /// The path relative to the script's folder, with forward slashes, for messages.
    pub label: String,
    /// Whether relative imports in it start at itself (a package's `__init__`).
    pub is_package: bool,
    pub source: Arc<Source>,
    pub parsed: Arc<Parsed>,
    pub lines: Arc<LineIndex>,
    /// Expressions whose text the program shows.
    shown: OnceLock<Vec<TextRange>>,
}

impl Module {
    /// A module of a program, from a source and its tree, which other programs may have, too: one after the other, as
    /// each numbers the nodes of the tree for itself.
    pub fn new(
        name: &str,
        label: &str,
        is_package: bool,
        source: impl Into<Arc<Source>>,
        parsed: impl Into<Arc<Parsed>>,
    ) -> Self {
        let parsed = parsed.into();
        let lines = Arc::clone(&parsed.lines);
        let (name, label) = (name.to_owned(), label.to_owned());
        let (source, shown) = (source.into(), OnceLock::new());
        Module { name, label, is_package, source, parsed, lines, shown }
    }

    /// The syntax tree.
    pub fn tree(&self) -> &ModModule {
        &self.parsed.module
    }

    /// The source text of a node.
    pub fn slice(&self, node: impl Ranged) -> &str {
        &self.source.text[node.range()]
    }

    /// Whether its text contains a word, in code or anywhere else.
    pub fn mentions(&self, word: &str) -> bool {
        memchr::memmem::find(self.source.text.as_bytes(), word.as_bytes()).is_some()
    }

    /// Whether its code may use one of these names: it has them in its text, or letters that Python takes for others.
    pub fn may_name(&self, names: &[&str]) -> bool {
        !self.source.text.is_ascii() || names.iter().any(|name| self.mentions(name))
    }

    /// Whether the program shows the text of what stands here, as `f"{total(rows)=}"` does.
    pub fn shows_text(&self, range: TextRange) -> bool {
        let shown = self.shown.get_or_init(|| {
            let mut finder = Shown(Vec::new());
            finder.visit_body(&self.tree().body);
            finder.0
        });
        shown.iter().any(|one| one.contains_range(range))
    }

    /// `script.py:41`, as reports and task functions name a place.
    pub fn place(&self, range: TextRange) -> String {
        format!("{}:{}", self.label, self.lines.line(range.start()))
    }
}

/// Collects the expressions of `f"{x=}"`.
struct Shown(Vec<TextRange>);

impl<'a> Visitor<'a> for Shown {
    fn visit_interpolated_string_element(&mut self, element: &'a InterpolatedStringElement) {
        if let Some(part) = element.as_interpolation()
            && part.debug_text.is_some()
        {
            self.0.push(part.expression.range());
        }
        visitor::walk_interpolated_string_element(self, element);
    }
}

/// The script (module 0) and the local modules that it imports, directly or not.
#[derive(Default)]
pub struct Program {
    pub modules: Vec<Module>,
    /// Local modules by dotted name.
    pub by_name: FxHashMap<String, ModuleId>,
    /// Local modules that exist but could not be read, with the reason; they count as unknown.
    pub unreadable: Vec<(String, String)>,
}

impl Program {
    /// A program of one file, without siblings.
    pub fn single(module: Module) -> Self {
        Program { modules: vec![module], ..Program::default() }
    }

    /// The script.
    pub fn entry(&self) -> &Module {
        &self.modules[0]
    }

    /// A module by id.
    pub fn module(&self, id: ModuleId) -> &Module {
        &self.modules[id.index()]
    }

    /// Whether the text of some module contains a word, in code or anywhere else.
    pub fn mentions(&self, word: &str) -> bool {
        self.modules.iter().any(|module| module.mentions(word))
    }

    /// A local module by dotted name.
    pub fn find(&self, name: &str) -> Option<ModuleId> {
        self.by_name.get(name).copied()
    }
}

/// The names of the modules that an import statement may load: `import a.b` gives `a` and `a.b`,
/// `from .x import y` in package `p` gives `p.x` and `p.x.y`.
pub fn absolute_name(module: &Module, level: u32, name: Option<&str>) -> String {
    if level == 0 {
        return name.unwrap_or_default().to_owned();
    }
    let mut parts: Vec<&str> = module.name.split('.').collect();
    let drop = level as usize - usize::from(module.is_package);
    parts.truncate(parts.len().saturating_sub(drop));
    parts.extend(name);
    parts.join(".")
}
