//! How many workers a package uses, and how much they get at a time, where the environment does not say.

use clap::Args;

/// What the command line or `surgec.toml` says; nothing where it is left to the package.
#[derive(Args, Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=4096))]
    #[arg(
        help = "How many workers the package uses where SURGE_WORKERS does not say [default: the number of cores]"
    )]
    pub workers: Option<u32>,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=MOST_ITEMS))]
    #[arg(
        help = "How many items a worker gets at a time where SURGE_CHUNK does not say [default: as many as measured costs ask for]"
    )]
    pub chunk_size: Option<u32>,
}

/// Items in the largest chunk that can be asked for.
pub const MOST_ITEMS: i64 = 999_999_999;

impl Sizes {
    /// The same, with what others say where this says nothing.
    #[must_use]
    pub fn or(self, other: Sizes) -> Sizes {
        Sizes {
            workers: self.workers.or(other.workers),
            chunk_size: self.chunk_size.or(other.chunk_size),
        }
    }
}
