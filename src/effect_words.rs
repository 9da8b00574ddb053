//! The vocabulary of effects: what a piece of code does beyond computing a value.

use ruff_text_size::TextRange;

use crate::ids::ModuleId;

/// A set of effects that no log can carry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(pub u64);

macro_rules! flags {
    ($($(#[$doc:meta])* $name:ident = $bit:literal, $word:literal, $phrase:literal;)*) => {
        impl Flags {
            $($(#[$doc])* pub const $name: Flags = Flags(1 << $bit);)*

            /// The effect word of the knowledge tables.
            pub fn from_word(word: &str) -> Option<Flags> {
                match word {
                    $($word => Some(Self::$name),)*
                    _ => None,
                }
            }

            /// Every single effect with its word and a phrase for people.
            pub const ALL: &'static [(Flags, &'static str, &'static str)] =
                &[$((Self::$name, $word, $phrase),)*];
        }
    };
}

flags! {
    PRINTS = 0, "prints", "writes output";
    INPUT = 1, "input", "reads standard input";
    READS_FILE = 2, "reads-file", "reads files";
    WRITES_FILE = 3, "writes-file", "writes files";
    RANDOM = 4, "random", "draws random numbers from a generator that all code shares";
    TIME = 5, "time", "reads the clock";
    SLEEPS = 6, "sleeps", "waits";
    ENVIRONMENT = 7, "environment", "reads the environment of the process";
    STATE = 8, "state", "changes a setting of the whole interpreter";
    EXITS = 9, "exits", "ends the program";
    NETWORK = 10, "network", "uses the network";
    PROCESS = 11, "process", "starts or controls processes";
    THREADS = 12, "threads", "uses threads, asyncio or locks";
    DYNAMIC = 13, "dynamic", "can run code that is not visible in the source";
    IDENTITY = 14, "identity", "looks at the identity of objects";
    UNKNOWN = 15, "unknown", "calls something whose effects are unknown";
    /// Suspends the body (`yield`, `await`).
    SUSPENDS = 16, "suspends", "suspends the function";
    /// Runs an import statement whose module may have effects.
    IMPORTS = 17, "imports", "imports a module";
    /// Binds or changes something that outlives the body through `del`, a class statement and the like.
    DEFINES = 18, "defines", "defines or deletes names";
    /// Reads settings of the process that nobody changes meanwhile: locale, time zone, current folder.
    SETTINGS = 19, "settings", "reads settings of the process";
    /// A function with a cache, whose results depend on more than its arguments or can be counted.
    CACHES = 21, "caches", "keeps what it found when it was called first, in this process";
    /// Always together with `UNKNOWN`: what is unknown is the type of a value, in a program with an unknown import.
    OPEN = 20, "unknown-value", "works on a value that may come from an unknown module";
    /// Always together with `STATE`: other functions read the setting, and are not sent it when they run in a new process.
    INHERITED = 23, "inherited", "changes a setting that only forked processes share";
    /// Always together with `WRITES_FILE`: who lists a folder meanwhile may notice.
    RENAMES = 24, "renames", "removes, renames or makes files";
    /// Always together with `STATE`: code that says nothing of it obeys the setting, such as the filters of warnings.
    GOVERNS = 25, "governs", "changes a setting that any code obeys";
    /// Always together with `STATE`: the setting decides which code raises an exception, and nothing else: the limit of recursion.
    LIMITS = 27, "limits", "changes a limit that any code obeys";
    /// Always together with `SETTINGS`: other settings than those of NumPy and the decimal context.
    PLACE = 26, "place", "reads settings of the process or the machine";
    /// Sets or removes a variable of the process's environment.
    SETS_PLACE = 28, "sets-place", "sets the environment of the process";
    /// Always together with `PRINTS`: what is written is more than text that `print` writes to standard output.
    SHOUTS = 31, "shouts", "writes output by other means than print";
    /// Always together with `PRINTS`: records of `logging` that only go to the standard streams.
    LOGS = 32, "logs", "writes records of logging";
    /// Always together with `PRINTS`: text for a standard stream that stands there by its name, `print(text, file=sys.stderr)`.
    TELLS = 33, "tells", "writes to a standard stream";
    /// Always together with `READS_FILE`: asks about files, or reads them, by other means than opening them as Python does.
    LOOKS = 34, "looks", "looks at files";
    /// Always together with `WRITES_FILE`: writes by other means than files that Python opens, or at places which it is asked for.
    STORES = 35, "stores", "writes files by other means than open";
    /// Always together with `RENAMES`: more than making folders.
    REMOVES = 36, "removes", "removes or renames files";
    /// Shows on standard error how far a loop has come, wherever the driver advances it.
    PROGRESS = 22, "progress", "draws a progress bar";
    /// Draws from the generator of the module `random`, as it was before: code that seeds it first says itself what is drawn.
    DRAWS = 30, "draws", "draws random numbers from a generator that all code shares";
    /// Seeds that generator with a number or a text, and draws only from what it has seeded itself.
    SEEDED = 29, "seeded", "sets the generator of random numbers that all code shares";
}

impl Flags {
    pub const NONE: Flags = Flags(0);
    /// Reads settings, whosever they are.
    pub const ANY_SETTINGS: Flags = Flags(Self::SETTINGS.0 | Self::PLACE.0);
    /// Draws from, or sets, a generator of random numbers that all code shares.
    pub const ANY_RANDOM: Flags = Flags(Self::RANDOM.0 | Self::DRAWS.0 | Self::SEEDED.0);
    /// Reads files, by whatever means.
    pub const READS: Flags = Flags(Self::READS_FILE.0 | Self::LOOKS.0);
    /// Writes files, by whatever means.
    pub const WRITES: Flags = Flags(Self::WRITES_FILE.0 | Self::STORES.0);
    /// Makes folders, removes or renames files.
    pub const CHANGES_FOLDERS: Flags = Flags(Self::RENAMES.0 | Self::REMOVES.0);
    /// Effects that computing out of order in another process cannot reproduce.
    pub const UNLOGGABLE: Flags = Flags(!(Self::READS.0 | Self::ANY_SETTINGS.0));
    /// Effects that the header of a loop must not have; that of drawing a progress bar stays in the driver.
    pub const HEADER: Flags = Flags(Self::UNLOGGABLE.0 & !Self::PROGRESS.0);
    /// Output, by whatever means.
    pub const OUTPUT: Flags = Flags(Self::PRINTS.0 | Self::SHOUTS.0 | Self::TELLS.0 | Self::LOGS.0);
    /// Changes settings that functions obey which say nothing of them: what they compute then differs from what they would have.
    pub const OBEYED: Flags = Flags(Self::GOVERNS.0 | Self::INHERITED.0);
    /// Effects that make every fact about the program doubtful.
    pub const PROGRAM_WIDE: Flags = Flags(Self::DYNAMIC.0 | Self::THREADS.0);

    pub fn contains(self, other: Flags) -> bool {
        self.0 & other.0 == other.0
    }

    pub fn intersects(self, other: Flags) -> bool {
        self.0 & other.0 != 0
    }

    /// The same of a function with this name: whatever else than `print` writes output does so by other means.
    #[must_use]
    pub fn of(self, name: &str) -> Flags {
        let is_named = self.intersects(Flags::LOGS.union(Flags::TELLS));
        if self.contains(Flags::PRINTS) && name != "print" && !is_named {
            self.union(Flags::SHOUTS)
        } else {
            self
        }
    }

    /// Whether nothing but text that `print` writes to standard output, text for streams named there, and records of `logging` keep a task
    /// from having these effects; with `files`, what is written to files that Python opens counts as such, and asking for folders.
    pub fn only_prints(self, files: bool) -> bool {
        let named = Flags::LOGS.union(Flags::TELLS);
        let kept = Flags(self.0 & Flags::UNLOGGABLE.0).without(named);
        kept == Flags::PRINTS
            || (files
                && !kept.is_empty()
                && kept
                    .without(Flags::PRINTS.union(Flags::WRITES_FILE).union(Flags::RENAMES))
                    .is_empty())
    }

    /// What there is of the outside world that code with these effects reads, and code with other effects changes.
    pub fn outdated_by(self, others: Flags, uses_decimal: bool) -> Option<Outdated> {
        let sets_state = Flags::STATE.union(Flags::UNKNOWN).union(Flags::ENVIRONMENT);
        // A change of the current folder is one of which file a name means.
        let writes_files = Flags::WRITES_FILE
            .union(Flags::PROCESS)
            .union(Flags::UNKNOWN)
            .union(Flags::NETWORK)
            .union(Flags::STATE);
        if others.intersects(Flags::OBEYED) {
            Some(Outdated::Obeyed)
        // Methods, rounding and formats of decimal numbers read their context without being marked for it.
        } else if others.intersects(sets_state) && self.contains(Flags::SETTINGS)
            || others.contains(Flags::SETS_PLACE) && self.contains(Flags::PLACE)
            || others.contains(Flags::STATE) && uses_decimal
        {
            Some(Outdated::Settings)
        } else if others.intersects(writes_files) && self.contains(Flags::READS_FILE) {
            Some(Outdated::Files)
        } else {
            None
        }
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    #[must_use]
    pub fn union(self, other: Flags) -> Flags {
        Flags(self.0 | other.0)
    }

    #[must_use]
    pub fn without(self, other: Flags) -> Flags {
        Flags(self.0 & !other.0)
    }

    /// The single effects in the set.
    pub fn iter(self) -> impl Iterator<Item = Flags> {
        (0..64).map(|bit| Flags(1 << bit)).filter(move |flag| self.contains(*flag))
    }

    /// A phrase for people: the first effect in the set.
    pub fn phrase(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(flag, ..)| self.contains(*flag))
            .map_or("has no effect", |(_, _, phrase)| phrase)
    }
}

/// A part of the outside world that code reads while other code changes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outdated {
    /// Settings that it obeys, though nothing says so.
    Obeyed,
    Settings,
    Files,
}

/// Where and what a fact comes from, so that a report need not analyse again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    pub module: ModuleId,
    pub range: TextRange,
    /// What stands there, for people: `print`, `random.random`, `self.total = …`.
    pub what: Box<str>,
}

#[cfg(test)]
mod tests {
    use super::Flags;

    #[test]
    fn every_effect_has_a_bit_of_its_own() {
        let all = Flags::ALL.iter().fold(0, |bits, (flag, _, _)| bits | flag.0);
        assert_eq!(all.count_ones() as usize, Flags::ALL.len());
        assert!(Flags::ALL.iter().all(|(flag, _, _)| flag.0.is_power_of_two()));
    }
}
