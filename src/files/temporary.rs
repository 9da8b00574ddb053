//! A folder for things that nobody needs afterwards.

use std::fs;
use std::path::{Path, PathBuf};

use super::cannot_write;
use crate::diagnostics::Diagnostic;

/// A new folder, which goes away with this value.
pub struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    /// # Errors
    /// Where it cannot be made.
    pub fn new(name: &str) -> Result<Self, Diagnostic> {
        let base = std::env::temp_dir();
        let mut number = std::process::id();
        loop {
            let path = base.join(format!("{name}-{number}"));
            match fs::create_dir(&path) {
                Ok(()) => return Ok(TemporaryFolder(path)),
                // Somebody else's, which is left alone.
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
                    number = number.wrapping_add(1);
                }
                Err(error) => return Err(cannot_write(&path, &error)),
            }
        }
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        // Where it stays, the system's own cleaning finds it.
        let _ = fs::remove_dir_all(&self.0);
    }
}
