//! The facts behind the decisions as files: dependence graphs and segments, for `--emit`.

use crate::compile::PackageFile;
use crate::knowledge::Knowledge;
use crate::program::Program;

/// `ddg.txt`: the tables *code line, statement, has, needs* and *node, depends on, dependency*, aligned for people.
pub fn ddg_table(program: &Program, knowledge: &Knowledge) -> Vec<PackageFile> {
    let _ = (program, knowledge);
    Vec::new()
}

/// `graph_N_nodes.json` and `graph_N_edges.json` for each body, and an index that names the graphs.
pub fn ddg_json(program: &Program, knowledge: &Knowledge) -> Vec<PackageFile> {
    let _ = (program, knowledge);
    Vec::new()
}

/// `graph_N.dot` for each body.
pub fn ddg_dot(program: &Program, knowledge: &Knowledge) -> Vec<PackageFile> {
    let _ = (program, knowledge);
    Vec::new()
}

/// `main_lists.json` and `functionN_lists.json`: the segments of each body with their keys.
pub fn segments_json(program: &Program, knowledge: &Knowledge) -> Vec<PackageFile> {
    let _ = (program, knowledge);
    Vec::new()
}
