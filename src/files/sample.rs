//! Facts about files that a script will read, and about this machine's memory, for the memory estimator.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use super::{cannot_read, shown};
use crate::diagnostics::Diagnostic;
use crate::passes::memory::{Input, Shape, Table};

/// How much of a file is looked at.
const SAMPLE: u64 = 1 << 20;
/// JSON documents, and tables, up to this size are looked at as a whole.
const DOCUMENT: u64 = 1 << 26;

/// Size, lines and fields of a file; of a large one, as its beginning suggests.
pub fn sample(path: &Path) -> Result<Input, Diagnostic> {
    let name = shown(path);
    let fail = |error: std::io::Error| cannot_read(&name, &error);
    let bytes = fs::metadata(path).map_err(fail)?.len();
    let mut text = Vec::new();
    File::open(path).and_then(|file| file.take(SAMPLE).read_to_end(&mut text)).map_err(fail)?;
    let seen = (text.len() as u64).max(1);
    let count = |byte: u8| text.split(|&other| other == byte).count() as f64 - 1.0;
    let lines: Vec<&[u8]> =
        text.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()).collect();
    let breaks = count(b'\n') + if text.ends_with(b"\n") { 0.0 } else { 1.0 };
    let words: usize = lines
        .iter()
        .map(|line| line.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).count())
        .sum();
    let rows = (lines.len() as f64).max(1.0);
    let (document, records) = documents(path, bytes, &text);
    Ok(Input {
        document,
        records,
        table: table(path, bytes),
        bytes,
        lines: (breaks * bytes as f64 / seen as f64).round(),
        longest: lines.iter().map(|line| line.len() + 1).max().unwrap_or(0) as f64,
        commas: count(b',') / rows,
        tabs: count(b'\t') / rows,
        words: words as f64 / rows,
        ascii: text.is_ascii(),
        sampled: bytes > SAMPLE,
        name: name.replace('\\', "/"),
    })
}

/// What a file holds as one JSON document, or as one in each line.
fn documents(path: &Path, bytes: u64, start: &[u8]) -> (Option<Arc<Shape>>, Option<Arc<Shape>>) {
    let first = start.iter().find(|byte| !byte.is_ascii_whitespace());
    if bytes > DOCUMENT || !first.is_some_and(|byte| matches!(byte, b'{' | b'[')) {
        return (None, None);
    }
    let Ok(text) = fs::read(path) else { return (None, None) };
    if let Ok(value) = serde_json::from_slice(&text) {
        return (Some(Arc::new(Shape::of(&value))), None);
    }
    let mut all = Shape::default();
    for line in text.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        match serde_json::from_slice(line) {
            Ok(value) => all.next(&Shape::of(&value)),
            Err(_) => return (None, None),
        }
    }
    (None, Some(Arc::new(all)))
}

/// The columns of a file of separated values.
fn table(path: &Path, bytes: u64) -> Option<Arc<Table>> {
    let ending = path.extension()?.to_str()?;
    if bytes > DOCUMENT || !matches!(ending, "csv" | "tsv" | "txt") {
        return None;
    }
    Table::of(&fs::read(path).ok()?).map(Arc::new)
}

/// The version of an interpreter, as it says itself: `3.12`.
pub fn version_of(python: &OsStr) -> Option<String> {
    let ask = "import sys; print('%d.%d' % sys.version_info[:2])";
    let said = Command::new(python).args(["-S", "-c", ask]).output().ok()?;
    String::from_utf8(said.stdout).ok()
}

/// The memory that is to be had on this machine, in bytes, where the system says so.
pub fn machine_memory() -> Option<f64> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find(|line| line.starts_with("MemTotal:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes * 1024.0)
}

/// The least that a compiled script needs, as its package says.
pub fn planned_memory(package: &Path) -> Option<f64> {
    let text = fs::read_to_string(package.join("plan.json")).ok()?;
    let plan: serde_json::Value = serde_json::from_str(&text).ok()?;
    plan["memory"]["peak"]["low"].as_f64()
}
