//! Modules that scripts of one command line share: read and parsed once, not once for each script that imports them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::program::Module;
use crate::read::{Parsed, Source};

/// How many bytes of source the modules that are kept may have together: their trees are some ten times as large.
const MOST_BYTES: usize = 2 * 1024 * 1024;

/// The trees of modules that were read lately, by path.
#[derive(Default)]
pub struct ParsedModules {
    modules: FxHashMap<PathBuf, Kept>,
    bytes: usize,
    /// Counts what was asked for.
    clock: u64,
}

struct Kept {
    source: Arc<Source>,
    parsed: Arc<Parsed>,
    used: u64,
}

impl ParsedModules {
    /// The module at a path as a program knows it, where its file still holds these bytes.
    pub(super) fn get(
        &mut self,
        path: &Path,
        (name, label, is_package): (&str, &str, bool),
        bytes: &[u8],
    ) -> Option<Module> {
        self.clock += 1;
        let kept = self.modules.get_mut(path)?;
        if kept.source.name != label || kept.source.bytes != bytes {
            return None;
        }
        kept.used = self.clock;
        let (source, parsed) = (Arc::clone(&kept.source), Arc::clone(&kept.parsed));
        Some(Module::new(name, label, is_package, source, parsed))
    }

    /// Keeps a module, in place of those that nobody asked for in the longest time.
    pub(super) fn keep(&mut self, path: &Path, module: &Module) {
        let size = module.source.bytes.len();
        self.forget(path);
        while self.bytes + size > MOST_BYTES {
            let oldest = self.modules.iter().min_by_key(|(_, kept)| kept.used);
            let Some(oldest) = oldest.map(|(path, _)| path.clone()) else { return };
            self.forget(&oldest);
        }
        self.bytes += size;
        let kept = Kept {
            source: Arc::clone(&module.source),
            parsed: Arc::clone(&module.parsed),
            used: self.clock,
        };
        self.modules.insert(path.to_owned(), kept);
    }

    fn forget(&mut self, path: &Path) {
        if let Some(kept) = self.modules.remove(path) {
            self.bytes -= kept.source.bytes.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::parse;

    fn module(text: &[u8]) -> Module {
        let source = Source::from_bytes("helper.py", text.to_vec()).expect("readable");
        let parsed = parse(&source).expect("valid Python");
        Module::new("helper", "helper.py", false, source, parsed)
    }

    const NAMES: (&str, &str, bool) = ("helper", "helper.py", false);

    #[test]
    fn a_file_that_changed_is_read_again() {
        let (path, text) = (Path::new("helper.py"), b"x = 1\n");
        let mut known = ParsedModules::default();
        assert!(known.get(path, NAMES, text).is_none());
        let first = module(text);
        known.keep(path, &first);
        let again = known.get(path, NAMES, text).expect("it was kept");
        assert!(Arc::ptr_eq(&again.parsed, &first.parsed));
        assert!(known.get(path, NAMES, b"x = 2\n").is_none());
        assert!(known.get(path, ("helper", "lib/helper.py", false), text).is_none());
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let mut known = ParsedModules::default();
        let text = format!("x = '{}'\n", "a".repeat(MOST_BYTES / 3));
        let paths = ["a", "b", "c", "d"].map(Path::new);
        for path in &paths[..2] {
            known.keep(path, &module(text.as_bytes()));
        }
        assert!(known.get(paths[0], NAMES, text.as_bytes()).is_some());
        known.keep(paths[2], &module(text.as_bytes()));
        let kept = paths.map(|path| known.get(path, NAMES, text.as_bytes()).is_some());
        assert_eq!(kept, [true, false, true, false]);
        let huge = format!("x = '{}'\n", "a".repeat(MOST_BYTES));
        known.keep(paths[3], &module(huge.as_bytes()));
        assert!(known.get(paths[3], NAMES, huge.as_bytes()).is_none());
        assert_eq!(known.bytes, 0);
    }
}
