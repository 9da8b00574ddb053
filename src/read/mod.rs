//! Reading: from the bytes of a file to a syntax tree that CPython would accept.
//!
//! The stage is three steps, each in its own module: [`decode`] turns bytes into text the way
//! CPython does, [`syntax`] turns text into a tree (and is the only module that imports the
//! parser), and the compile checks reject what CPython's parser accepts and its compiler does not.
//! A file that CPython 3.13 refuses comes out as one [`SyntaxError`] with CPython's words, line
//! and column.

#![allow(clippy::doc_markdown, reason = "CPython is a name, not code")]

mod codec;
mod compile_checks;
mod decode;
mod error;
mod lines;
mod scan;
mod stack;
mod syntax;
mod warned;

pub use decode::{Encoding, Newline, Source};
pub use error::{SyntaxError, SyntaxErrorKind};
pub use lines::LineIndex;
pub use stack::on_big_stack;
pub use syntax::{Parsed, parse, parse_piece};
pub use warned::may_warn;
