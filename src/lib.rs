//! surgec parallelises ordinary Python scripts: same behaviour, all cores, every decision explained.
//!
//! Start at `ARCHITECTURE.md`. The compiler proper is [`passes`]; this crate root holds what surrounds it.

pub mod compile;
pub mod effect_words;
pub mod ids;
pub mod knowledge;
#[path = "../passes/mod.rs"]
pub mod passes;
pub mod plan;
pub mod program;
pub mod read;
pub mod reasons;
pub mod values;
