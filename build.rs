//! Lists the files that are built into the program, so that adding one means adding one file: the knowledge tables,
//! the runtime, and the pages about reasons.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    list_files("src/knowledge", "knowledge_tables.rs", |name| name.strip_suffix(".toml"))?;
    list_files("runtime_py/surge_rt", "runtime_files.rs", |name| {
        let is_source = name.strip_suffix(".py").is_some() || name == "py.typed";
        is_source.then_some(name)
    })?;
    list_files("docs/reasons", "reason_pages.rs", |name| name.strip_suffix(".md"))
}

/// Writes `&[(key, text), …]` for the files of a folder that `key` accepts, in the order of the keys.
fn list_files(folder: &str, output: &str, key: impl Fn(&str) -> Option<&str>) -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").ok_or(io::ErrorKind::NotFound)?);
    let folder = root.join(folder);
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<(String, PathBuf)> = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        if let Some(key) = path.file_name().and_then(|name| key(name.to_str()?)) {
            files.push((key.to_owned(), path));
        }
    }
    files.sort();
    let mut list = String::from("&[\n");
    for (key, path) in &files {
        println!("cargo::rerun-if-changed={}", path.display());
        let _ = writeln!(list, "    ({key:?}, include_str!({:?})),", path.to_string_lossy());
    }
    list.push(']');
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?);
    fs::write(out.join(output), list)
}
