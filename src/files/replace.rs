//! Putting a package in the place of another one, so that whoever looks sees one of the two, complete.
//!
//! A compiler that is killed leaves its draft, or what its package has replaced, under a hidden name beside the package; the next one
//! that writes there removes that, or puts it back where nothing stands in its place.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use super::{OWN_ENTRIES, entries};
use crate::compile::PackageFile;

/// Nobody writes a package for so long; where processes cannot be looked up, it alone tells that a draft was left behind.
const ABANDONED: Duration = Duration::from_mins(1);

/// Writes the files to a new folder beside the target, then puts it in the target's place.
pub fn replace_folder(parent: &Path, target: &Path, files: &[PackageFile]) -> io::Result<()> {
    tidy(parent, target);
    let aside = |word: &str| {
        let mut name = aside_of(target, word);
        name.push(std::process::id().to_string());
        parent.join(name)
    };
    let new = aside("new");
    let old = aside("old");
    let outcome = write_files(&new, files).and_then(|()| swap(&new, target, &old));
    if outcome.is_err() {
        // Whatever went wrong, what stood there before is still there; only our own draft goes.
        let _ = fs::remove_dir_all(&new);
    }
    outcome
}

fn write_files(folder: &Path, files: &[PackageFile]) -> io::Result<()> {
    fs::create_dir(folder)?;
    for file in files {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, &file.bytes)?;
    }
    Ok(())
}

/// Puts `new` in the place of `target`; if that fails, `target` is as before.
///
/// Several processes may do so at the same time: whoever finds the place taken again starts over.
fn swap(new: &Path, target: &Path, old: &Path) -> io::Result<()> {
    let mut attempts = 0;
    loop {
        attempts += 1;
        let last = attempts == 100;
        if fs::symlink_metadata(target).is_err() {
            match fs::rename(new, target) {
                Err(_) if !last && target.exists() => continue,
                outcome => return outcome,
            }
        }
        match fs::rename(target, old) {
            Err(error) if error.kind() == io::ErrorKind::NotFound && !last => continue,
            outcome => outcome?,
        }
        let moved = fs::rename(new, target);
        if moved.is_err() && fs::rename(old, target).is_ok() {
            return moved;
        }
        if moved.is_ok() {
            // Of a program that crashed: whether it can be resumed is its own business. None there: nothing to keep.
            let _ = fs::rename(old.join("checkpoints"), target.join("checkpoints"));
        }
        // A complete package is in place, ours or another's; the old one is of no more use, and a leftover of it that
        // cannot be removed harms nobody.
        let _ = fs::remove_dir_all(old);
        if moved.is_ok() || last {
            return moved;
        }
    }
}

/// The name of what is put aside for a package, up to the number of the process.
fn aside_of(target: &Path, word: &str) -> OsString {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(format!(".{word}-"));
    name
}

/// Removes what compilers that were killed have left beside the package, or puts it back where it is missing.
///
/// Nothing depends on this: what cannot be removed is in nobody's way.
fn tidy(parent: &Path, target: &Path) {
    for word in ["old", "new"] {
        let prefix = aside_of(target, word);
        for name in entries(parent).unwrap_or_default() {
            let folder = parent.join(&name);
            if is_of_dead_process(&name, &prefix) && is_abandoned(&folder) {
                let back = word == "old" && fs::symlink_metadata(target).is_err();
                if !(back && fs::rename(&folder, target).is_ok()) {
                    let _ = fs::remove_dir_all(&folder);
                }
            }
        }
    }
}

/// Whether a name is the prefix and the number of a process that is not running, as far as anybody can tell.
fn is_of_dead_process(name: &OsStr, prefix: &OsStr) -> bool {
    let number = name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes());
    let number = number.and_then(|number| std::str::from_utf8(number).ok());
    number.is_some_and(|number| {
        number.parse::<u32>().is_ok() && !Path::new("/proc").join(number).exists()
    })
}

/// Whether nothing has happened to a folder of ours for a while.
fn is_abandoned(folder: &Path) -> bool {
    let own = fs::symlink_metadata(folder).is_ok_and(|metadata| metadata.is_dir())
        && entries(folder)
            .is_ok_and(|names| names.iter().all(|name| OWN_ENTRIES.iter().any(|own| name == own)));
    let changed = fs::metadata(folder).and_then(|metadata| metadata.modified());
    own && changed.is_ok_and(|time| time.elapsed().is_ok_and(|age| age > ABANDONED))
}
