//! The command line; see [`surgec`].
fn main() {}
