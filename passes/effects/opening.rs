//! Opening files: whether a call only reads, by the mode that stands in it.
//!
//! ```python
//! with gzip.open(path, "rt") as log:       # reads a file
//!     …
//! with path.open("w") as out:              # writes one
//! ```
//!
//! Sound because: a mode is believed only where it is a literal in its place, or where nothing can stand in its place (no `*`
//! before it, no `**`); and a mode without `w`, `a`, `x` and `+` opens for reading alone. What compressed files do besides is
//! known for texts: they are `TextIOWrapper`s as those of `open` are. Everything else is as the knowledge tables say.
//!
//! What opens files as Python does, tasks may do ahead of their turn, since a worker notices each time it happens (`_written.py`). Whatever
//! is not listed here as such counts as reading and writing by other means.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::Ranged;

use super::Analysis;
use super::call::Arguments;
use super::heap::{BoundTarget, ObjectKey, ObjectKind};
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::ids::ObjId;
use crate::passes::scopes::node_id;
use crate::values::{Atoms, Value};

/// What reads and writes files by opening them as Python's own `open` does, or asks about them as `os.stat` does, wherever it does so, and does
/// nothing else with files. Not what asks an open file for its place or its size, which depend on what others have written.
const OPENERS: &[&str] = &[
    "open",
    "io.open",
    "gzip.open",
    "bz2.open",
    "lzma.open",
    "os.path.exists",
    "os.path.isfile",
    "os.path.isdir",
    "os.path.getsize",
    "reading lines",
    "print to a file",
    "json.load",
    "json.dump",
    "csv.reader",
    "csv.DictReader",
    "csv.writer",
    "csv.DictWriter",
    "DictReader.__next__",
    "writer.writerow",
    "writer.writerows",
    "DictWriter.writerow",
    "DictWriter.writerows",
    "DictWriter.writeheader",
    "numpy.save",
    "numpy.load",
    "numpy.loadtxt",
    "pandas.read_csv",
    "DataFrame.to_csv",
    "Series.to_csv",
];
const FILES: &[&str] =
    &["TextIOWrapper", "BufferedReader", "BufferedWriter", "BufferedRandom", "FileIO"];
const OF_FILES: &[&str] = &[
    "read",
    "readline",
    "readlines",
    "write",
    "writelines",
    "flush",
    "close",
    "__enter__",
    "__exit__",
    "__iter__",
    "__next__",
];
const PATHS: &[&str] = &["Path", "PosixPath", "WindowsPath"];
const OF_PATHS: &[&str] = &[
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "exists",
    "is_file",
    "is_dir",
];
/// Types of Pillow, whose pictures read the file that `Image.open` has opened when somebody looks at them.
const PICTURES: &[&str] = &["Image", "Brightness", "Color", "Contrast", "Sharpness"];
/// What makes folders, and does nothing where there is one.
const FOLDERS: &[&str] = &["os.makedirs", "os.mkdir"];

/// Adds to the effects of a function with this name that it looks at files, or stores them, by other means than opening them.
pub(super) fn told_apart(flags: Flags, name: &str) -> Flags {
    let files = flags.intersects(Flags::READS.union(Flags::WRITES));
    if !files || opens(name) {
        return flags;
    }
    if makes_folders(name) {
        return flags;
    }
    by_other_means(flags)
}

/// The same for whatever is not known to open files as Python does.
pub(super) fn by_other_means(flags: Flags) -> Flags {
    let looks = if flags.contains(Flags::READS_FILE) { Flags::LOOKS } else { Flags::NONE };
    let stores = if flags.contains(Flags::WRITES_FILE) { Flags::STORES } else { Flags::NONE };
    let removes = if flags.contains(Flags::RENAMES) { Flags::REMOVES } else { Flags::NONE };
    flags.union(looks).union(stores).union(removes)
}

fn makes_folders(name: &str) -> bool {
    let of_path = name
        .split_once('.')
        .is_some_and(|(kind, method)| PATHS.contains(&kind) && method == "mkdir");
    FOLDERS.contains(&name) || of_path
}

fn opens(name: &str) -> bool {
    let of = |types: &[&str], methods: &[&str]| {
        name.split_once('.')
            .is_some_and(|(kind, method)| types.contains(&kind) && methods.contains(&method))
    };
    let of_pillow = name.starts_with("PIL.")
        || name.split_once('.').is_some_and(|(kind, _)| PICTURES.contains(&kind));
    OPENERS.contains(&name) || of_pillow || of(FILES, OF_FILES) || of(PATHS, OF_PATHS)
}

impl Analysis<'_> {
    /// Whether anything in the program writes files.
    pub fn writes_files(&self) -> bool {
        self.summaries.iter().any(|summary| summary.effects.flags.contains(Flags::WRITES_FILE))
    }

    /// The effects of a method of files: before reading, what was written to the same file, and waits to be, is written out.
    pub(super) fn with_what_waits(&self, flags: Flags, stream: Option<&Value>) -> Flags {
        let is_foreign = stream.is_some_and(|stream| stream.origins.may_be_foreign());
        if flags.contains(Flags::READS_FILE) && is_foreign && self.may_read_and_write() {
            flags.union(Flags::WRITES_FILE)
        } else {
            flags
        }
    }

    /// Whether the program may open files for reading and writing at once, by what stands in its text.
    pub(super) fn may_read_and_write(&self) -> bool {
        ["r+", "w+", "a+", "x+", "b+", "t+"].iter().any(|mode| self.program.mentions(mode))
    }
}

/// What is known of a mode.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode<'m> {
    Default,
    Literal(&'m str),
    Unknown,
}

impl Mode<'_> {
    fn only_reads(self) -> bool {
        match self {
            Mode::Default => true,
            Mode::Literal(mode) => !mode.contains(['w', 'a', 'x', '+']),
            Mode::Unknown => false,
        }
    }

    fn has(self, letter: char) -> bool {
        matches!(self, Mode::Literal(mode) if mode.contains(letter))
    }
}

fn mode_of(arguments: &ast::Arguments, position: usize) -> Mode<'_> {
    let is_open = arguments.args.iter().any(Expr::is_starred_expr)
        || arguments.keywords.iter().any(|keyword| keyword.arg.is_none());
    match arguments.find_argument_value("mode", position) {
        _ if is_open => Mode::Unknown,
        None => Mode::Default,
        Some(Expr::StringLiteral(mode)) => Mode::Literal(mode.value.to_str()),
        Some(_) => Mode::Unknown,
    }
}

impl<'a> Walker<'_, 'a> {
    /// `open` with a literal mode reads or writes; with any other it may do both.
    pub(super) fn open_file(
        &mut self,
        node: &'a ast::ExprCall,
        arguments: &Arguments,
    ) -> Option<Value> {
        let mode = mode_of(&node.arguments, 1);
        let flags = if mode.only_reads() { Flags::READS_FILE } else { Flags::WRITES_FILE };
        for value in arguments.all() {
            self.implicit(value, node.range());
        }
        self.flag(flags, node.range(), "open");
        self.opened(node, mode.has('b'))
    }

    /// `gzip.open`, `Path.open` and the like, where they only read.
    pub(super) fn open_to_read(
        &mut self,
        node: &'a ast::ExprCall,
        callee: &Value,
        arguments: &Arguments,
    ) -> Option<Value> {
        let [object] = callee.objects.as_slice() else { return None };
        if !callee.atoms.is_empty() {
            return None;
        }
        let (id, is_bound) = match self.an.heap.peek(*object).kind {
            ObjectKind::LibraryFunction(id) => (id, false),
            ObjectKind::Bound(BoundTarget::Library(id)) => (id, true),
            _ => return None,
        };
        let function = self.an.knowledge.function(id);
        let (position, compressed) = match (&*function.module, &*function.name, is_bound) {
            ("io", "io.open", false) => (1, false),
            ("gzip" | "bz2" | "lzma", "gzip.open" | "bz2.open" | "lzma.open", false) => (1, true),
            ("pathlib", "Path.open" | "PosixPath.open" | "WindowsPath.open", true) => (0, false),
            _ => return None,
        };
        let mode = mode_of(&node.arguments, position);
        // A file that is handed over instead of a name is advanced by whoever reads.
        let are_names = arguments.all().all(|value| value.is_atomic() || self.is_path(value));
        if !mode.only_reads() || compressed && !mode.has('t') || !are_names {
            return None;
        }
        self.flag(Flags::READS_FILE, node.range(), &function.name);
        self.opened(node, mode.has('b'))
    }

    pub(crate) fn is_path(&self, value: &Value) -> bool {
        let is_path = |&object: &ObjId| {
            matches!(self.an.heap.peek(object).kind, ObjectKind::Library(id)
                if self.an.knowledge.type_info(id).module == "pathlib")
        };
        !value.is_any() && value.objects.iter().all(is_path)
    }

    fn opened(&mut self, node: &'a ast::ExprCall, binary: bool) -> Option<Value> {
        let site = node_id(&node.node_index)?;
        let name = if binary { "io.BufferedReader" } else { "io.TextIOWrapper" };
        let Some(file_type) = self.an.knowledge.type_id(name) else {
            self.flag(Flags::UNKNOWN, node.range(), "open");
            return Some(Value::any());
        };
        let object =
            self.an.heap.object(ObjectKey::Site(site, 1), || ObjectKind::Library(file_type));
        let element = Value::atom(if binary { Atoms::BYTES } else { Atoms::STR });
        self.an.heap.add_element(object, &element);
        let origins = self.fresh(site, 1);
        self.fx.cost += 2000.0;
        Some(Value::object(object, origins))
    }
}
