//! Everything that touches the file system: loading a program, writing a package.
//!
//! A script is loaded with the modules that it imports from its own folder. A package is written beside its final
//! place and moved there when it is complete, so that no half-written package is ever seen.

mod imports;
mod parsed;
mod replace;
mod sample;
mod temporary;

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};

use crate::compile::PackageFile;
use crate::diagnostics::{Diagnostic, syntax_error};
use crate::ids::ModuleId;
use crate::knowledge::has_table;
use crate::program::{Module, Program};
use crate::read::{Source, parse};
use crate::sizes::Sizes;
use crate::user_config::{self, UserConfig};

pub use parsed::ParsedModules;
pub use sample::{machine_memory, planned_memory, sample, version_of};
pub use temporary::TemporaryFolder;

/// The largest script that is read.
const MAX_SCRIPT_BYTES: u64 = 64 * 1024 * 1024;
/// How many sibling modules are analysed, and how large they may be together.
const MAX_SIBLINGS: usize = 200;
const MAX_SIBLING_BYTES: u64 = 8 * 1024 * 1024;

/// A script with what was read beside it.
pub struct Loaded {
    pub program: Program,
}

impl Loaded {
    /// The sibling modules that were read, as `(path relative to the script's folder, SHA-256)`.
    pub fn siblings(&self) -> Vec<(String, String)> {
        let siblings = self.program.modules.iter().skip(1);
        let files = siblings.filter(|module| !module.label.ends_with('/'));
        let mut digests: Vec<(String, String)> = files
            .map(|module| (module.label.clone(), hex(&Sha256::digest(&module.source.bytes))))
            .collect();
        digests.sort();
        digests
    }
}

/// Reads a script and the local modules that it imports.
///
/// A folder without `__init__.py` beside the script gives way to the standard library and other known packages.
pub fn load(script: &Path) -> Result<Loaded, Diagnostic> {
    load_with(script, &mut ParsedModules::default())
}

/// The same for one of several scripts, which may import the same modules.
pub fn load_with(script: &Path, known: &mut ParsedModules) -> Result<Loaded, Diagnostic> {
    let label = file_label(script)?;
    let bytes = read_script(script)?;
    let entry = match parse_module("__main__", &label, false, bytes) {
        Ok(module) => module,
        Err(failure) => return Err(failure.diagnostic(&shown(script))),
    };
    let mut loader = Loader {
        is_library: is_standard_library(&script_folder(script)),
        folder: script_folder(script),
        program: Program::single(entry),
        siblings: 0,
        bytes: 0,
        seen: FxHashSet::default(),
        queue: VecDeque::new(),
        known,
        extensions: FxHashMap::default(),
    };
    loader.add_imports(0);
    while let Some(name) = loader.queue.pop_front() {
        loader.add_module(&name);
    }
    Ok(Loaded { program: loader.program })
}

/// Finds and reads the `surgec.toml` of a script: beside it, or in a folder above, up to the root of its repository.
///
/// Outside of a repository only the script's own folder counts.
pub fn load_config(script: &Path) -> Result<UserConfig, Diagnostic> {
    let folder = absolute(&script_folder(script));
    let root = folder.ancestors().find(|above| above.join(".git").exists()).unwrap_or(&folder);
    let mut up = String::new();
    for above in folder.ancestors().take_while(|above| above.starts_with(root)) {
        let path = above.join(user_config::FILE_NAME);
        let label = format!("{up}{}", user_config::FILE_NAME);
        up.push_str("../");
        match fs::read(&path) {
            Ok(bytes) => {
                let text = String::from_utf8(bytes)
                    .map_err(|_| Diagnostic::error(format!("{label} is not valid UTF-8")))?;
                return user_config::read(&label, &text);
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(cannot_read(&label, &error)),
        }
    }
    Ok(UserConfig::default())
}

/// The script's bytes, or why they cannot be read.
fn read_script(script: &Path) -> Result<Vec<u8>, Diagnostic> {
    let name = shown(script);
    let metadata = fs::metadata(script).map_err(|error| cannot_read(&name, &error))?;
    if metadata.is_dir() {
        return Err(Diagnostic::error(format!("{name} is a folder, not a Python script"))
            .note("give the script itself, for example its __main__.py"));
    }
    if metadata.len() > MAX_SCRIPT_BYTES {
        let size = metadata.len();
        return Err(Diagnostic::error(format!(
            "{name} has {size} bytes; surgec reads scripts up to 64 MB"
        )));
    }
    fs::read(script).map_err(|error| cannot_read(&name, &error))
}

fn cannot_read(name: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error(format!("cannot read {name}: {}", reason(error)))
}

/// The operating system's words without its error number.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_lowercase()
        }
    }
}

/// A path as messages show it: as it was typed.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// `<script>_surge` in the current folder.
pub fn default_output(script: &Path) -> Result<PathBuf, Diagnostic> {
    let label = file_label(script)?;
    let stem = label.strip_suffix(".py").or_else(|| label.strip_suffix(".pyw")).unwrap_or(&label);
    Ok(PathBuf::from(format!("{stem}_surge")))
}

/// The script's file name.
pub fn file_label(script: &Path) -> Result<String, Diagnostic> {
    let name = script.file_name().unwrap_or(script.as_os_str());
    match name.to_str() {
        Some(name) => Ok(name.to_owned()),
        None => {
            Err(Diagnostic::error(format!("the file name {} is not valid Unicode", shown(script)))
                .note("rename the script, or call it through a link with a plain name"))
        }
    }
}

/// Whether a folder is that of a Python's standard library, where every module would count as the script's neighbour.
fn is_standard_library(folder: &Path) -> bool {
    ["os.py", "site.py", "abc.py", "__future__.py", "encodings/__init__.py"]
        .iter()
        .all(|name| folder.join(name).is_file())
}

/// The folder that `import` searches first: of the script, or of what it links to.
fn script_folder(script: &Path) -> PathBuf {
    let target = match fs::read_link(script) {
        Ok(target) => script.parent().unwrap_or(Path::new("")).join(target),
        Err(_) => script.to_owned(),
    };
    let folder = target.parent().unwrap_or(Path::new(""));
    if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder.to_owned() }
}

/// A source file that cannot be used.
struct Unparsed {
    source: Option<Source>,
    bytes: Vec<u8>,
    error: crate::read::SyntaxError,
}

impl Unparsed {
    fn diagnostic(&self, name: &str) -> Diagnostic {
        syntax_error(name, self.source.as_ref(), &self.bytes, &self.error)
    }
}

fn parse_module(
    name: &str,
    label: &str,
    is_package: bool,
    bytes: Vec<u8>,
) -> Result<Module, Box<Unparsed>> {
    let source = match Source::read(label, bytes) {
        Ok(source) => source,
        Err(failure) => {
            let (error, bytes) = *failure;
            return Err(Box::new(Unparsed { source: None, bytes, error }));
        }
    };
    match parse(&source) {
        Ok(parsed) => Ok(Module::new(name, label, is_package, source, parsed)),
        Err(error) => {
            let bytes = source.bytes.clone();
            Err(Box::new(Unparsed { source: Some(source), bytes, error }))
        }
    }
}

/// Modules that Python has built in or loads before the script starts: a file of this name is never imported.
const NEVER_LOCAL: &str = "\
    _abc _ast _codecs _collections _collections_abc _frozen_importlib \
    _frozen_importlib_external _functools _imp _io _locale _operator _signal _sre _stat \
    _string _symtable _thread _tokenize _tracemalloc _typing _warnings _weakref abc atexit \
    builtins codecs encodings errno faulthandler gc genericpath io itertools marshal nt os \
    posix posixpath pwd site stat sys time winreg zipimport";

/// Modules that some builds of Python have built in and others load from a file.
const SOMETIMES_LOCAL: &str = "\
    _struct array binascii cmath fcntl importlib math ntpath runpy select syslog \
    unicodedata zlib _sitebuiltins";

/// Whether a list of words has this one.
fn lists(words: &str, word: &str) -> bool {
    words.split(' ').any(|listed| listed == word)
}

/// What a name is beside the script.
enum Found {
    /// A source file, and whether it is a package's `__init__.py`.
    Source(PathBuf, bool),
    /// A folder without `__init__.py`.
    Namespace,
    /// Something that Python would load and surgec cannot read.
    Opaque(String),
}

struct Loader<'k> {
    folder: PathBuf,
    /// The folder is that of Python's own library: modules with a table are what the table says.
    is_library: bool,
    program: Program,
    /// How many sibling modules were read, and how large they are together.
    siblings: usize,
    bytes: u64,
    /// Dotted names that were looked for.
    seen: FxHashSet<String>,
    queue: VecDeque<String>,
    /// Modules that other scripts import, too.
    known: &'k mut ParsedModules,
    /// By folder: the files of compiled modules in it, in order.
    extensions: FxHashMap<PathBuf, Vec<String>>,
}

impl Loader<'_> {
    /// Queues the modules that the import statements of a module may load.
    fn add_imports(&mut self, module: usize) {
        for name in imports::names(&self.program.modules[module]) {
            // `import a.b.c` loads `a` and `a.b` on the way.
            for (end, _) in name.match_indices('.').chain([(name.len(), "")]) {
                let prefix = &name[..end];
                if !prefix.is_empty() && self.seen.insert(prefix.to_owned()) {
                    self.queue.push_back(prefix.to_owned());
                }
            }
        }
    }

    fn add_module(&mut self, name: &str) {
        if lists(NEVER_LOCAL, name) || (self.is_library && has_table(name)) {
            return;
        }
        let Some(found) = self.find(name) else { return };
        let unreadable = match found {
            Found::Source(path, is_package) => match self.read(name, &path, is_package) {
                Ok(()) => return,
                Err(why) => why,
            },
            Found::Namespace => {
                self.add_namespace(name);
                return;
            }
            Found::Opaque(why) => why,
        };
        self.program.unreadable.push((name.to_owned(), unreadable));
    }

    /// What Python's path finder would find for this name in the script's folder, in its order.
    fn find(&mut self, name: &str) -> Option<Found> {
        let (folder, last) = match name.rsplit_once('.') {
            None => (self.folder.clone(), name),
            Some((parent, last)) => {
                // A submodule is looked for in its package, if that is local.
                let parent_id = self.program.find(parent)?;
                if !self.program.module(parent_id).is_package {
                    return None;
                }
                (self.folder.join(parent.replace('.', "/")), last)
            }
        };
        let place = folder.join(last);
        let found = if place.join("__init__.py").is_file() {
            Found::Source(place.join("__init__.py"), true)
        } else if let Some(binary) = self.extension_module(&folder, last) {
            Found::Opaque(format!("{binary} is not Python source"))
        } else if folder.join(format!("{last}.py")).is_file() {
            Found::Source(folder.join(format!("{last}.py")), false)
        } else if folder.join(format!("{last}.pyc")).is_file()
            || place.join("__init__.pyc").is_file()
        {
            Found::Opaque("there is only compiled code".into())
        } else if place.is_dir() && (name.contains('.') || !has_table(name)) {
            Found::Namespace
        } else {
            return None;
        };
        if lists(SOMETIMES_LOCAL, name) {
            return Some(Found::Opaque(
                "it has the name of a module that may be built into Python".into(),
            ));
        }
        Some(found)
    }

    /// A compiled extension module of this name: `fast.abi3.so`, `fast.cpython-311-x86_64-linux-gnu.so`, `fast.pyd`.
    fn extension_module(&mut self, folder: &Path, name: &str) -> Option<String> {
        if !self.extensions.contains_key(folder) {
            self.extensions.insert(folder.to_owned(), extension_modules(folder));
        }
        let mut files = self.extensions[folder].iter();
        files.find(|file| file.split('.').next() == Some(name)).cloned()
    }

    fn read(&mut self, name: &str, path: &Path, is_package: bool) -> Result<(), String> {
        let size = fs::metadata(path).map_err(|error| reason(&error))?.len();
        if self.siblings >= MAX_SIBLINGS || self.bytes + size > MAX_SIBLING_BYTES {
            return Err("the program has more local modules than surgec reads".into());
        }
        let bytes = fs::read(path).map_err(|error| reason(&error))?;
        self.bytes += bytes.len() as u64;
        let label = slashes(path.strip_prefix(&self.folder).unwrap_or(path))
            .ok_or_else(|| "its path is not valid Unicode".to_owned())?;
        let module = match self.known.get(path, (name, &label, is_package), &bytes) {
            Some(known) => known,
            None => {
                let module = parse_module(name, &label, is_package, bytes)
                    .map_err(|failure| failure.error.to_string())?;
                self.known.keep(path, &module);
                module
            }
        };
        self.siblings += 1;
        self.push(module);
        Ok(())
    }

    /// A folder without `__init__.py` is a package without code of its own.
    fn add_namespace(&mut self, name: &str) {
        let label = format!("{}/", name.replace('.', "/"));
        if let Ok(module) = parse_module(name, &label, true, Vec::new()) {
            self.push(module);
        }
    }

    fn push(&mut self, module: Module) {
        let id = self.program.modules.len();
        self.program.by_name.insert(module.name.clone(), ModuleId::from(id));
        self.program.modules.push(module);
        self.add_imports(id);
    }
}

/// The files of compiled extension modules in a folder, in order.
fn extension_modules(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|file| {
            let extension = Path::new(file).extension().and_then(|extension| extension.to_str());
            matches!(extension, Some("so" | "pyd"))
        })
        .collect();
    found.sort();
    found
}

/// A hash as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from(b"0123456789abcdef"[usize::from(nibble)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// A relative path with forward slashes, if it is valid Unicode.
fn slashes(path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> =
        path.components().map(|part| part.as_os_str().to_str()).collect();
    Some(parts?.join("/"))
}

/// A path from the root, without `.` and `..`, as Python's `os.path.abspath` makes it: links are not followed.
fn absolute(path: &Path) -> PathBuf {
    let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in full.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

/// Where the script is, seen from the output folder: `../script.py`, with forward slashes.
///
/// Where no relative path leads from one to the other (two drives), the script's name alone; the emitted package then
/// looks for it in its parent folder.
pub fn relative_path(folder: &Path, script: &Path) -> Result<String, Diagnostic> {
    let (from, to) = (absolute(folder), absolute(script));
    let from: Vec<Component<'_>> = from.components().collect();
    let to: Vec<Component<'_>> = to.components().collect();
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    if common == 0 {
        return file_label(script);
    }
    let up = std::iter::repeat_n("..", from.len() - common).map(Some);
    let down = to[common..].iter().map(|part| part.as_os_str().to_str());
    let parts: Option<Vec<&str>> = up.chain(down).collect();
    match parts {
        Some(parts) => Ok(parts.join("/")),
        None => Err(Diagnostic::error(format!("the path {} is not valid Unicode", shown(script)))),
    }
}

/// What writing a package did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// The folder is new, or its content is.
    Changed,
    /// The folder held exactly these files already, and was not touched.
    Unchanged,
}

/// Writes a package to a folder: all of it or nothing.
///
/// A folder that exists is replaced only if surgec wrote it and nothing else is in it.
pub fn write_package(
    out: &Path,
    script: &Path,
    files: &[PackageFile],
) -> Result<Written, Diagnostic> {
    check_output(out, script)?;
    if stale_files(out, files).is_empty() {
        return Ok(Written::Unchanged);
    }
    // Replacing what a link leads to keeps the link.
    let target = fs::canonicalize(out).unwrap_or_else(|_| absolute(out));
    let parent = target.parent().unwrap_or(Path::new("/")).to_owned();
    let created = create_folders(&parent).map_err(|error| cannot_write(out, &error))?;
    let outcome = replace::replace_folder(&parent, &target, files);
    if outcome.is_err() {
        for folder in created.iter().rev() {
            // Only folders made a moment ago, and only while they are empty.
            let _ = fs::remove_dir(folder);
        }
    }
    outcome.map(|()| Written::Changed).map_err(|error| cannot_write(out, &error))
}

pub(crate) fn cannot_write(out: &Path, error: &io::Error) -> Diagnostic {
    Diagnostic::error(format!("cannot write {}: {}", shown(out), reason(error)))
}

/// Refuses an output folder that is something else, or in which something of the user's would be lost.
fn check_output(out: &Path, script: &Path) -> Result<(), Diagnostic> {
    let name = shown(out);
    let refuse = |message: String, advice: &str| Err(Diagnostic::error(message).note(advice));
    if fs::metadata(out).is_ok_and(|metadata| !metadata.is_dir()) {
        return refuse(
            format!("{name} is a file; the output is a folder"),
            "choose a new folder: -o out",
        );
    }
    if let (Ok(out), Ok(script)) = (fs::canonicalize(out), fs::canonicalize(script))
        && script.starts_with(&out)
    {
        let message =
            format!("the output folder {name} holds the script itself, which would be replaced");
        return refuse(message, "choose a new folder: -o out");
    }
    if fs::metadata(out).is_err() {
        if fs::symlink_metadata(out).is_ok_and(|metadata| metadata.is_symlink()) {
            return refuse(
                format!("{name} is a link that leads nowhere"),
                "choose a new folder: -o out",
            );
        }
        if out.file_name().is_none() {
            return refuse(
                format!("{name:?} is not the name of a folder"),
                "choose a new folder: -o out",
            );
        }
        return Ok(());
    }
    let entries = entries(out).map_err(|error| cannot_read(&name, &error))?;
    if entries.is_empty() {
        return Ok(());
    }
    if !is_package(out) {
        let message = format!("{name} exists and was not written by surgec; it is left as it is");
        return refuse(message, "choose a new folder, or remove this one first");
    }
    if let Some(foreign) = entries.iter().find(|entry| !OWN_ENTRIES.iter().any(|own| *entry == own))
    {
        let message = format!(
            "{name} holds {}, which surgec did not write; it is left as it is",
            foreign.display()
        );
        return refuse(message, "move that file away, or choose a new folder");
    }
    Ok(())
}

/// What surgec, and Python when it runs the package, put into a package's folder.
const OWN_ENTRIES: [&str; 12] = [
    "__main__.py",
    "driver.py",
    "original.py",
    "streamed.py",
    "tasks.py",
    "siblings",
    "surge_rt",
    "plan.json",
    "report.txt",
    "report.html",
    "checkpoints",
    "__pycache__",
];

/// Whether surgec wrote this folder.
pub fn is_package(folder: &Path) -> bool {
    let Ok(text) = fs::read_to_string(folder.join("plan.json")) else { return false };
    let plan: Option<serde_json::Value> = serde_json::from_str(&text).ok();
    plan.is_some_and(|plan| plan["written_by"] == "surgec") && folder.join("__main__.py").is_file()
}

/// The names in a folder, in order.
fn entries(folder: &Path) -> io::Result<Vec<OsString>> {
    let mut names: Vec<OsString> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<_>>()?;
    names.sort();
    Ok(names)
}

/// The files of a package that a folder lacks, has with other bytes, or has too many; caches of Python do not count.
pub fn stale_files(out: &Path, files: &[PackageFile]) -> Vec<String> {
    let mut stale: Vec<String> = files
        .iter()
        .filter(|file| fs::read(out.join(&file.path)).ok().as_deref() != Some(&file.bytes[..]))
        .map(|file| file.path.clone())
        .collect();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for name in entries(&out.join(&folder)).unwrap_or_default() {
            let path = format!("{folder}{}", name.display());
            let inside = format!("{path}/");
            if name == "__pycache__" || path == "checkpoints" {
                continue;
            }
            if files.iter().any(|file| file.path.starts_with(&inside)) {
                folders.push(inside);
            } else if !files.iter().any(|file| file.path == path) {
                stale.push(path);
            }
        }
    }
    stale
}

/// Creates a folder and those above it, and says which are new.
fn create_folders(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let missing: Vec<&Path> = {
        let above = folder.ancestors().take_while(|folder| !folder.exists());
        above.filter(|folder| !folder.as_os_str().is_empty()).collect()
    };
    let mut created = Vec::new();
    for folder in missing.into_iter().rev() {
        match fs::create_dir(folder) {
            Ok(()) => created.push(folder.to_owned()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                for folder in created.iter().rev() {
                    let _ = fs::remove_dir(folder);
                }
                return Err(error);
            }
        }
    }
    Ok(created)
}

/// Refuses to write a report or messages over a Python source.
pub fn check_text_output(path: &Path, scripts: &[PathBuf]) -> Result<(), Diagnostic> {
    let real = fs::canonicalize(path).ok();
    let is_script =
        scripts.iter().any(|script| real.is_some() && fs::canonicalize(script).ok() == real);
    let is_python =
        path.extension().is_some_and(|extension| extension == "py" || extension == "pyw");
    if is_script || is_python {
        let message = format!("{} is Python source and is not overwritten", shown(path));
        return Err(Diagnostic::error(message).note("choose another name for the text file"));
    }
    Ok(())
}

/// Writes one file whole or not at all. What is not an ordinary file, such as a terminal, is written to as it is.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    if path.is_dir() {
        return Err(Diagnostic::error(format!("cannot write {}: it is a folder", shown(path))));
    }
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.exists() && !target.is_file() {
        return fs::write(&target, bytes).map_err(|error| cannot_write(path, &error));
    }
    let mut draft = target.as_os_str().to_owned();
    draft.push(format!(".new-{}", std::process::id()));
    let draft = PathBuf::from(draft);
    let outcome = fs::write(&draft, bytes).and_then(|()| fs::rename(&draft, &target));
    outcome.map_err(|error| {
        let _ = fs::remove_file(&draft);
        cannot_write(path, &error)
    })
}

/// Makes a folder, with those above it, if it is not there.
///
/// # Errors
/// Where it cannot be made, or where there is a file of that name.
pub fn make_folder(folder: &Path) -> Result<(), Diagnostic> {
    if folder.exists() && !folder.is_dir() {
        let message = format!("{} is a file; the output is a folder", shown(folder));
        return Err(Diagnostic::error(message).note("choose a folder: -o profile"));
    }
    create_folders(folder).map(|_| ()).map_err(|error| cannot_write(folder, &error))
}

/// Writes files of facts into a folder that may hold other things, each whole or not at all.
pub fn write_facts(folder: &Path, files: &[PackageFile]) -> Result<(), Diagnostic> {
    if folder.exists() && !folder.is_dir() {
        let message = format!("{} is a file; the output is a folder", shown(folder));
        return Err(Diagnostic::error(message).note("choose a folder: -o facts"));
    }
    if is_package(folder) {
        let message = format!("{} holds an emitted package; facts go elsewhere", shown(folder));
        return Err(Diagnostic::error(message).note("choose another folder: -o facts"));
    }
    create_folders(folder).map_err(|error| cannot_write(folder, &error))?;
    files.iter().try_for_each(|file| write_file(&folder.join(&file.path), &file.bytes))
}

/// The folder in which `surgec run` keeps its packages, if the environment names one.
pub fn cache_folder() -> Option<PathBuf> {
    let set =
        |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    // The specification of these variables says that a relative path is to be ignored.
    let base = set("XDG_CACHE_HOME").filter(|path| path.is_absolute());
    let base = base.or_else(|| match std::env::consts::OS {
        "macos" => set("HOME").map(|home| home.join("Library/Caches")),
        "windows" => set("LOCALAPPDATA"),
        _ => set("HOME").map(|home| home.join(".cache")),
    });
    base.map(|base| base.join("surgec"))
}

/// What the cached package of a script depends on, as a short name.
pub fn cache_key(script: &Path, loaded: &Loaded, config: &UserConfig, sizes: Sizes) -> String {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    add(env!("CARGO_PKG_VERSION").as_bytes());
    // A compiler that was built again may decide otherwise, under the same version.
    if let Ok(program) = std::env::current_exe().and_then(fs::metadata) {
        add(&program.len().to_le_bytes());
        let age = program
            .modified()
            .ok()
            .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        add(&age.unwrap_or_default().as_nanos().to_le_bytes());
    }
    add(absolute(script).as_os_str().as_encoded_bytes());
    add(&loaded.program.entry().source.bytes);
    for (path, digest) in &loaded.siblings() {
        add(path.as_bytes());
        add(digest.as_bytes());
    }
    for (name, why) in &loaded.program.unreadable {
        add(name.as_bytes());
        add(why.as_bytes());
    }
    add(config.text.as_bytes());
    add(format!("{sizes:?} {}", config.space.enabled).as_bytes());
    hex(&hash.finalize()[..12])
}

/// Marks a cached package as used, and removes those that nobody used for a month.
pub fn tend_cache(cache: &Path, used: &Path) {
    const MONTH: std::time::Duration = std::time::Duration::from_hours(30 * 24);
    let now = std::time::SystemTime::now();
    // Nothing depends on this: where it fails, the cache only keeps more or less than it might.
    if let Ok(plan) = fs::File::open(used.join("plan.json")) {
        let _ = plan.set_modified(now);
    }
    for name in entries(cache).unwrap_or_default() {
        let folder = cache.join(name);
        let last_use = fs::metadata(folder.join("plan.json")).and_then(|plan| plan.modified());
        let unused =
            last_use.is_ok_and(|time| now.duration_since(time).is_ok_and(|age| age > MONTH));
        if unused && folder != used && is_package(&folder) {
            let _ = fs::remove_dir_all(&folder);
        }
    }
}
