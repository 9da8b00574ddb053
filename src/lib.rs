//! surgec parallelises ordinary Python scripts: same behaviour, all cores, every decision explained.
//!
//! Start at `ARCHITECTURE.md`. The compiler proper is [`passes`]; this crate root holds what surrounds it.

pub mod advice;
pub mod bench;
pub mod bodies;
pub mod checkpoints;
pub mod cli;
pub mod cli_memory;
pub mod cli_report;
pub mod cli_run;
pub mod compile;
pub mod demo;
pub mod diagnostics;
pub mod draw;
pub mod effect_words;
pub mod emit_effects;
pub mod emit_facts;
pub mod emit_memory;
pub mod explain;
pub mod files;
pub mod generate;
pub mod guard;
pub mod html;
pub mod ids;
pub mod knowledge;
pub mod markup;
pub mod messages;
#[path = "../passes/mod.rs"]
pub mod passes;
pub mod plan;
pub mod plan_json;
pub mod profile;
pub mod program;
pub mod promise;
pub mod read;
pub mod reasons;
pub mod report;
pub mod sarif;
pub mod schedule;
pub mod sizes;
pub mod user_config;
pub mod values;
