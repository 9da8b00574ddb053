//! What surgec says to people: one type for errors, warnings and notes, shown with the source lines they are about.
//!
//! A message is plain data ([`Diagnostic`]); how it looks, as text or as JSON, is decided in [`render`] and [`to_json`].

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use codespan_reporting::diagnostic::{self as codespan, LabelStyle};
use codespan_reporting::files::{Error as FilesError, Files};
use codespan_reporting::term::termcolor::{Ansi, NoColor};
use codespan_reporting::term::{self, Chars, Config, Styles, StylesWriter};
use ruff_text_size::{TextRange, TextSize};
use serde_json::{Value, json};

use crate::advice::{self, Advice};
use crate::plan::{Decision, ParallelPlan, Plan, Refusal, Region, RegionKind, Stage};
use crate::program::{Module, Program};
use crate::promise::Remark;
use crate::read::{LineIndex, Source, SyntaxError};
use crate::reasons::Reason;

/// How much a message matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A decision, for information.
    Note,
    /// Something that was left undone.
    Warning,
    /// The input cannot be used.
    Error,
    /// A failure of surgec itself.
    Bug,
}

impl Severity {
    pub fn word(self) -> &'static str {
        match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
            Severity::Bug => "bug",
        }
    }
}

/// A source file as messages quote it.
#[derive(Debug)]
pub struct SourceText {
    pub name: String,
    pub text: String,
    pub lines: LineIndex,
}

impl SourceText {
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let text = text.into();
        let lines = LineIndex::new(&text);
        Arc::new(SourceText { name: name.into(), text, lines })
    }

    /// The file of a module; `folder` is put before its name.
    pub fn of(module: &Module, folder: &str) -> Arc<Self> {
        Self::new(format!("{folder}{}", module.label), &module.source.text)
    }
}

/// A place that a message points at.
#[derive(Clone, Debug)]
pub struct Label {
    pub file: Arc<SourceText>,
    pub range: TextRange,
    pub message: String,
    /// Whether it is what the message is about, or something that explains it.
    pub primary: bool,
}

/// One message.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    pub severity: Severity,
    /// The name of a reason or of an error's kind.
    pub code: Option<String>,
    pub message: String,
    pub labels: Vec<Label>,
    /// Further sentences, each on its own.
    pub notes: Vec<String>,
}

impl Diagnostic {
    pub fn new(severity: Severity, message: impl Into<String>) -> Self {
        Diagnostic {
            severity,
            code: None,
            message: message.into(),
            labels: Vec::new(),
            notes: Vec::new(),
        }
    }

    pub fn error(message: impl Into<String>) -> Self {
        Self::new(Severity::Error, message)
    }

    pub fn warning(message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, message)
    }

    #[must_use]
    pub fn code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    #[must_use]
    pub fn label(
        mut self,
        file: &Arc<SourceText>,
        range: TextRange,
        message: impl Into<String>,
    ) -> Self {
        let message = message.into();
        self.labels.push(Label { file: Arc::clone(file), range, message, primary: true });
        self
    }

    #[must_use]
    pub fn secondary(
        mut self,
        file: &Arc<SourceText>,
        range: TextRange,
        message: impl Into<String>,
    ) -> Self {
        let message = message.into();
        self.labels.push(Label { file: Arc::clone(file), range, message, primary: false });
        self
    }

    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }
}

/// A source that Python refuses, or that is beyond a limit, with every error that was found in it.
///
/// `bytes` are the file's own: where they could not be decoded, the message still shows the line.
pub fn syntax_error(
    name: &str,
    source: Option<&Source>,
    bytes: &[u8],
    error: &SyntaxError,
) -> Diagnostic {
    let mut diagnostic = Diagnostic::error(error.message.clone()).code(error.kind.name());
    let file = match source {
        Some(source) => SourceText::new(name, &*source.text),
        // A file beyond the size limit is not quoted.
        None if bytes.len() > 4 * 1024 * 1024 => SourceText::new(name, ""),
        None => SourceText::new(name, String::from_utf8_lossy(bytes).replace('\0', "\u{fffd}")),
    };
    let place = |error: &SyntaxError| match source {
        Some(_) => error.range,
        None => whole_line(&file, error.line),
    };
    diagnostic = diagnostic.label(&file, place(error), "");
    for other in error.others.iter().take(5) {
        let range = first_line(&file, place(other));
        diagnostic = diagnostic.secondary(&file, range, format!("also: {}", other.message));
    }
    diagnostic.notes.extend(error.hint.clone());
    diagnostic
}

/// A line without its terminator and indentation.
fn whole_line(file: &SourceText, line: usize) -> TextRange {
    trimmed(file, file.lines.line_range(line))
}

fn trimmed(file: &SourceText, range: TextRange) -> TextRange {
    let text = &file.text[range];
    let start = range.start() + TextSize::of(&text[..text.len() - text.trim_start().len()]);
    TextRange::at(start, TextSize::of(text.trim()))
}

/// The messages about the decisions on a script, in source order; `folder` is put before the names of its files.
pub fn decisions(program: &Program, plan: &Plan, folder: &str) -> Vec<Diagnostic> {
    let files: Vec<Arc<SourceText>> =
        program.modules.iter().map(|module| SourceText::of(module, folder)).collect();
    let decision = |region: &Region| match &region.decision {
        Decision::Parallel(plan) => parallel(&files[region.module.index()], region, plan),
        Decision::Sequential(refusal) => {
            sequential(&files, region, refusal, &advice::of(program, plan, refusal))
        }
    };
    plan.regions.iter().map(decision).collect()
}

/// The warnings about comments of the user's that have no effect.
pub fn remarks(program: &Program, plan: &Plan, folder: &str) -> Vec<Diagnostic> {
    let remark = |remark: &Remark| {
        let file = SourceText::of(program.module(remark.module), folder);
        Diagnostic::warning("this comment has no effect")
            .code("surge-comment")
            .label(&file, remark.range, remark.message.clone())
            .note("docs/user-knowledge.md describes the comments")
    };
    plan.remarks.iter().map(remark).collect()
}

fn parallel(file: &Arc<SourceText>, region: &Region, plan: &ParallelPlan) -> Diagnostic {
    let message = format!("this {} runs in parallel", noun(region.kind));
    let mut diagnostic = Diagnostic::new(Severity::Note, message).code("parallel").label(
        file,
        region.header,
        format!("task function `{}`", plan.task),
    );
    for statement in &plan.statements {
        let range = first_line(file, statement.range);
        match statement.stage {
            Stage::Produce => {
                diagnostic =
                    diagnostic.secondary(file, range, "done in order, and ahead to foresee rounds");
            }
            Stage::Compute => {
                diagnostic = diagnostic.secondary(file, range, "computed ahead, on all cores");
            }
            Stage::Commit => {
                let because =
                    statement.because.as_deref().map_or(String::new(), |why| format!(": {why}"));
                diagnostic = diagnostic.secondary(file, range, format!("done in order{because}"));
            }
            Stage::Both => {}
        }
    }
    if !plan.needs.is_empty() {
        diagnostic = diagnostic.note(format!("sent to the task: {}", plan.needs.join(", ")));
    }
    if !plan.has.is_empty() {
        diagnostic = diagnostic.note(format!("brought back: {}", plan.has.join(", ")));
    }
    diagnostic
}

fn sequential(
    files: &[Arc<SourceText>],
    region: &Region,
    refusal: &Refusal,
    advice: &Advice,
) -> Diagnostic {
    let severity =
        if refusal.reason == Reason::InternalError { Severity::Bug } else { Severity::Note };
    let message =
        format!("this {} stays sequential: {}", noun(region.kind), refusal.reason.summary());
    let mut diagnostic = Diagnostic::new(severity, message).code(refusal.reason.name()).label(
        &files[region.module.index()],
        region.header,
        refusal.detail.clone(),
    );
    if let Some(cause) = &refusal.cause
        && let Some(file) = files.get(cause.module.index())
        && !(cause.module == region.module && cause.range == region.header)
    {
        diagnostic = diagnostic.secondary(file, cause.range, format!("here: {}", cause.what));
    }
    let mut help = format!("help: {}", advice.sentence);
    for line in &advice.lines {
        let _ = write!(help, "\n  {line}");
    }
    diagnostic.note(help)
}

/// What a region is called in sentences.
pub fn noun(kind: RegionKind) -> &'static str {
    match kind {
        RegionKind::Loop => "loop",
        RegionKind::Values => "expression",
        RegionKind::Segment => "statement",
    }
}

/// The part of a range that is on its first line.
pub fn first_line(file: &SourceText, range: TextRange) -> TextRange {
    let line = file.lines.line_range(file.lines.line(range.start()));
    let end = range.end().min(trimmed(file, line).end());
    TextRange::new(range.start(), end.max(range.start()))
}

/// Whether messages are coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Never,
    Always,
}

/// A message as text, with the source lines that it points at.
pub fn render(diagnostic: &Diagnostic, colour: Colour) -> String {
    let quoted = Quoted::new(diagnostic);
    let shown = quoted.diagnostic(diagnostic);
    let config = Config { chars: Chars::box_drawing(), ..Config::default() };
    let styles = Styles::default();
    let mut bytes = Vec::new();
    let outcome = match colour {
        Colour::Never => {
            let mut writer = StylesWriter::new(NoColor::new(&mut bytes), &styles);
            term::emit_to_write_style(&mut writer, &config, &quoted, &shown)
        }
        Colour::Always => {
            let mut writer = StylesWriter::new(Ansi::new(&mut bytes), &styles);
            term::emit_to_write_style(&mut writer, &config, &quoted, &shown)
        }
    };
    let mut text = String::from_utf8_lossy(&bytes).into_owned();
    if outcome.is_err() {
        // Only a range outside of its file gets here; the words still reach the reader.
        let _ = writeln!(text, "{}: {}", diagnostic.severity.word(), diagnostic.message);
    }
    while text.ends_with("\n\n") {
        text.pop();
    }
    text
}

/// A message as one JSON object.
pub fn to_json(diagnostic: &Diagnostic) -> Value {
    let mut object = json!({
        "severity": diagnostic.severity.word(),
        "code": diagnostic.code,
        "message": diagnostic.message,
    });
    if let Some(label) = diagnostic.labels.iter().find(|label| label.primary) {
        merge(&mut object, place(label));
    }
    let labels: Vec<Value> = diagnostic
        .labels
        .iter()
        .map(|label| {
            let mut object = place(label);
            merge(&mut object, json!({"message": label.message, "primary": label.primary}));
            object
        })
        .collect();
    merge(&mut object, json!({"labels": labels, "notes": diagnostic.notes}));
    object
}

fn place(label: &Label) -> Value {
    let lines = &label.file.lines;
    json!({
        "file": label.file.name,
        "line": lines.line(label.range.start()),
        "column": lines.column(label.range.start()),
        "end_line": lines.line(label.range.end()),
        "end_column": lines.column(label.range.end()),
    })
}

fn merge(object: &mut Value, more: Value) {
    if let (Value::Object(object), Value::Object(more)) = (object, more) {
        object.extend(more);
    }
}

/// The files of one message, as codespan wants them.
struct Quoted(Vec<Arc<SourceText>>);

impl Quoted {
    fn new(diagnostic: &Diagnostic) -> Self {
        let mut files: Vec<Arc<SourceText>> = Vec::new();
        for label in &diagnostic.labels {
            if !files.iter().any(|file| Arc::ptr_eq(file, &label.file)) {
                files.push(Arc::clone(&label.file));
            }
        }
        Quoted(files)
    }

    fn diagnostic(&self, diagnostic: &Diagnostic) -> codespan::Diagnostic<usize> {
        let severity = match diagnostic.severity {
            Severity::Note => codespan::Severity::Note,
            Severity::Warning => codespan::Severity::Warning,
            Severity::Error => codespan::Severity::Error,
            Severity::Bug => codespan::Severity::Bug,
        };
        let labels = diagnostic.labels.iter().map(|label| {
            let style = if label.primary { LabelStyle::Primary } else { LabelStyle::Secondary };
            let id =
                self.0.iter().position(|file| Arc::ptr_eq(file, &label.file)).unwrap_or_default();
            let range = usize::from(label.range.start())..usize::from(label.range.end());
            codespan::Label::new(style, id, range).with_message(&label.message)
        });
        let mut shown = codespan::Diagnostic::new(severity)
            .with_message(&diagnostic.message)
            .with_labels(labels.collect())
            .with_notes(diagnostic.notes.clone());
        shown.code.clone_from(&diagnostic.code);
        shown
    }

    fn file(&self, id: usize) -> Result<&SourceText, FilesError> {
        self.0.get(id).map(|file| &**file).ok_or(FilesError::FileMissing)
    }
}

impl<'a> Files<'a> for Quoted {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, FilesError> {
        Ok(&self.file(id)?.name)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, FilesError> {
        Ok(&self.file(id)?.text)
    }

    fn line_index(&'a self, id: usize, byte_index: usize) -> Result<usize, FilesError> {
        let file = self.file(id)?;
        let at = byte_index.min(file.text.len());
        Ok(file.lines.line(TextSize::new(at as u32)) - 1)
    }

    fn line_range(&'a self, id: usize, line_index: usize) -> Result<Range<usize>, FilesError> {
        let file = self.file(id)?;
        let range = file.lines.line_range(line_index + 1);
        Ok(range.start().into()..range.end().into())
    }
}
