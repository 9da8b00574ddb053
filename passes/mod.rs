//! The compiler, pass by pass; read from top to bottom.

pub mod scopes;

pub mod promises;

pub mod effects;
pub mod liveness;

pub mod dependences;
pub mod segments;

pub mod memory;

pub mod branches;
pub mod checkpoint;
pub mod loops;
pub mod spawns;

pub mod space;

pub mod rewrite;
