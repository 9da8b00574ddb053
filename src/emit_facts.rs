//! The facts behind the decisions as files: dependence graphs and segments, for `--emit`.
//!
//! Graph 0 is the script's own body; the others are the functions in source order, then the bodies and functions of the
//! local modules that it imports. The same program gives the same bytes, on any machine.

use std::fmt::Write as _;

use petgraph::graph::NodeIndex;
use ruff_text_size::Ranged as _;
use serde_json::{Value, json};

use crate::bodies;
use crate::compile::PackageFile;
use crate::draw;
use crate::ids::FuncId;
use crate::knowledge::Knowledge;
use crate::passes::dependences::{self, Dependence, Dependences, Kind, Node};
use crate::passes::effects::Analysis;
use crate::passes::scopes::FunctionNode;
use crate::passes::segments::{self, Segment, Segments};
use crate::passes::{effects, scopes};
use crate::program::{Module, Program};
use crate::schedule;

/// `ddg.txt`: the tables *code line, statement, has, needs* and *node, depends on, dependency*, aligned for people.
pub fn ddg_table(program: &Program, knowledge: &Knowledge) -> Vec<PackageFile> {
    let mut text = String::new();
    for_each_body(program, knowledge, |body| {
        if body.index > 0 {
            text.push('\n');
        }
        let _ = writeln!(text, "graph {}: {}\n", body.index, body.title());
        body.node_table(&mut text);
        body.definition_table(&mut text);
        body.edge_table(&mut text);
    });
    vec![file("ddg.txt", text)]
}

/// `graph_N_nodes.json` and `graph_N_edges.json` for each body, and an index that names the graphs.
pub fn ddg_json(program: &Program, knowledge: &Knowledge) -> Vec<PackageFile> {
    let mut files = Vec::new();
    let mut index = Vec::new();
    for_each_body(program, knowledge, |body| {
        let (nodes, edges) = (body.file_name("nodes.json"), body.file_name("edges.json"));
        index.push(body.index_entry(&[("nodes", &nodes), ("edges", &edges)]));
        files.push(json_file(nodes, &body.nodes_json()));
        files.push(json_file(edges, &body.edges_json()));
    });
    files.push(json_file("index.json", &Value::Array(index)));
    files
}

/// `graph_N.dot` for each body.
pub fn ddg_dot(program: &Program, knowledge: &Knowledge) -> Vec<PackageFile> {
    let mut files = Vec::new();
    for_each_body(program, knowledge, |body| {
        files.push(file(format!("graph_{}.dot", body.index), body.dot()));
    });
    files
}

/// `graph_N.svg` for each body: the drawing of the HTML report, by itself.
pub fn ddg_svg(program: &Program, knowledge: &Knowledge) -> Vec<PackageFile> {
    let drawn = |body: &bodies::Body| {
        file(format!("graph_{}.svg", body.index), draw::graph::stand_alone(body))
    };
    bodies(program, knowledge).iter().map(drawn).collect()
}

/// `schedule.json`: when each segment could start and end, in simple operations.
pub fn schedule_json(program: &Program, knowledge: &Knowledge) -> Vec<PackageFile> {
    vec![json_file("schedule.json", &schedule::to_json(&bodies(program, knowledge)))]
}

/// The graphs and segments of all bodies as plain data.
pub fn bodies(program: &Program, knowledge: &Knowledge) -> Vec<bodies::Body> {
    let mut found = Vec::new();
    for_each_body(program, knowledge, |body| found.push(body.plain()));
    found
}

/// `main_lists.json` and `functionN_lists.json`: the segments of each body with their keys.
pub fn segments_json(program: &Program, knowledge: &Knowledge) -> Vec<PackageFile> {
    let mut files = Vec::new();
    let mut index = Vec::new();
    for_each_body(program, knowledge, |body| {
        let name = match body.index {
            0 => "main_lists.json".to_owned(),
            number => format!("function{number}_lists.json"),
        };
        index.push(body.index_entry(&[("segments", &name)]));
        files.push(json_file(name, &body.segments_json(&segments::run(&body.dependences))));
    });
    files.push(json_file("lists_index.json", &Value::Array(index)));
    files
}

fn for_each_body(program: &Program, knowledge: &Knowledge, mut each: impl FnMut(&Body<'_, '_>)) {
    let scopes = scopes::run(program);
    let mut analysis = effects::run(program, &scopes, knowledge, effects::Need::Facts);
    let funcs = (0..scopes.functions.len()).map(FuncId::from);
    let with_statements =
        funcs.filter(|&func| !matches!(scopes.function(func).node, FunctionNode::Lambda(_)));
    for (index, func) in with_statements.enumerate() {
        let dependences = dependences::run(&mut analysis, func);
        let module = program.module(scopes.function(func).module);
        each(&Body { index, module, an: &analysis, dependences });
    }
}

/// One body with its graph.
struct Body<'b, 'a> {
    index: usize,
    module: &'a Module,
    an: &'b Analysis<'a>,
    dependences: Dependences<'a>,
}

impl<'a> Body<'_, 'a> {
    fn name(&self) -> &str {
        &self.an.scopes.function(self.dependences.func).qualname
    }

    fn title(&self) -> String {
        match self.an.scopes.function(self.dependences.func).node {
            FunctionNode::Module(_) => self.module.label.clone(),
            _ => format!("{} ({})", self.name(), self.place_of_body()),
        }
    }

    fn place_of_body(&self) -> String {
        self.module.place(scopes::name_range(self.an.scopes.function(self.dependences.func)))
    }

    fn file_name(&self, part: &str) -> String {
        format!("graph_{}_{part}", self.index)
    }

    fn index_entry(&self, files: &[(&str, &str)]) -> Value {
        let mut entry = json!({
            "graph": self.index,
            "name": self.name(),
            "origin": self.place_of_body(),
        });
        for (key, name) in files {
            entry[*key] = json!(name);
        }
        entry
    }

    fn nodes(&self) -> Vec<&Node<'a>> {
        let graph = &self.dependences.graph;
        self.dependences.by_number().into_iter().map(|id| &graph[id]).collect()
    }

    /// The edges by the number of the waiting statement.
    fn edges(&self) -> Vec<(usize, usize, &Dependence)> {
        let mut edges: Vec<(usize, usize, &Dependence)> = self
            .dependences
            .edges()
            .map(|(later, earlier, label)| (later.number, earlier.number, label))
            .collect();
        edges.sort_by_key(|(later, earlier, label)| (*later, *earlier, label.kind, label.may));
        edges
    }

    /// The first line of a statement, marked where there are more.
    fn short(&self, node: &Node<'_>) -> String {
        let text = self.module.slice(node.stmt);
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default().trim_end();
        let mark = if lines.next().is_some() { " …" } else { "" };
        format!("{first}{mark}")
    }

    fn plain(&self) -> bodies::Body {
        let graph = &self.dependences.graph;
        let segments = segments::run(&self.dependences);
        let statement = |id: NodeIndex| {
            let node = &graph[id];
            bodies::Statement {
                number: node.number,
                range: node.stmt.range(),
                line: self.module.lines.line(node.stmt.range().start()),
                text: self.short(node),
                is_definition: node.is_definition,
                has: node.has.clone(),
                needs: node.needs.iter().map(|need| need.name.clone()).collect(),
                cost: node.effects.cost,
                segment: segments.of_statement[id.index()],
            }
        };
        let edge = |edge: &petgraph::graph::Edge<Dependence>| bodies::Edge {
            earlier: edge.source().index(),
            later: edge.target().index(),
            kind: edge.weight.kind.word(),
            names: edge.weight.names.clone(),
            may: edge.weight.may,
        };
        let mut edges: Vec<bodies::Edge> = graph.raw_edges().iter().map(edge).collect();
        edges.sort_by_key(|edge| (edge.later, edge.earlier, edge.kind, edge.may));
        let segment = |segment: &Segment| bodies::Segment {
            statements: segment.statements.iter().map(|id| id.index()).collect(),
            waits: segment.waits.clone(),
            wait_index: segment.wait_index,
            cost: segment.cost,
            unbounded: segment.unbounded,
        };
        bodies::Body {
            index: self.index,
            func: self.dependences.func,
            module: self.an.scopes.function(self.dependences.func).module,
            name: self.name().to_owned(),
            place: self.place_of_body(),
            statements: graph.node_indices().map(statement).collect(),
            edges,
            segments: segments.segments.iter().map(segment).collect(),
        }
    }

    // ---- for people ----

    fn node_table(&self, text: &mut String) {
        let mut rows = vec![row(["code line", "statement", "has", "needs"])];
        for node in self.nodes().into_iter().filter(|node| !node.is_definition) {
            let needs: Vec<&str> = node.needs.iter().map(|need| &*need.name).collect();
            rows.push(vec![
                node.number.to_string(),
                self.short(node),
                node.has.join(", "),
                needs.join(", "),
            ]);
        }
        write_table(text, &rows);
    }

    fn definition_table(&self, text: &mut String) {
        let mut rows = vec![row(["definition", "statement", "has"])];
        for node in self.nodes().into_iter().filter(|node| node.is_definition) {
            rows.push(vec![node.number.to_string(), self.short(node), node.has.join(", ")]);
        }
        if rows.len() > 1 {
            text.push('\n');
            write_table(text, &rows);
        }
    }

    /// All edges but those that only say that code is used after its definition.
    fn edge_table(&self, text: &mut String) {
        let mut rows = vec![row(["node", "depends on", "dependency", "kind"])];
        let code: Vec<usize> = self
            .nodes()
            .into_iter()
            .filter_map(|node| node.is_definition.then_some(node.number))
            .collect();
        for (later, earlier, label) in self.edges() {
            if code.contains(&earlier) && label.kind == Kind::Raw {
                continue;
            }
            let may = if label.may { " (may)" } else { "" };
            let kind = format!("{}{may}", label.kind.word());
            rows.push(vec![later.to_string(), earlier.to_string(), label.names.join(", "), kind]);
        }
        if rows.len() > 1 {
            text.push('\n');
            write_table(text, &rows);
        }
    }

    // ---- for programs ----

    fn nodes_json(&self) -> Value {
        let nodes = self.nodes().into_iter().map(|node| {
            let range = node.stmt.range();
            let lines = &self.module.lines;
            let needs: Vec<&str> = node.needs.iter().map(|need| &*need.name).collect();
            json!({
                "code_line": node.number,
                "statement": self.module.slice(node.stmt),
                "has": node.has,
                "needs": needs,
                "definition": node.is_definition,
                "file": self.module.label,
                "line": lines.line(range.start()),
                "column": lines.column(range.start()),
                "end_line": lines.line(range.end()),
                "end_column": lines.column(range.end()),
            })
        });
        nodes.collect()
    }

    fn edges_json(&self) -> Value {
        let edges = self.edges().into_iter().map(|(later, earlier, label)| {
            json!({
                "node": later,
                "depends_on": earlier,
                "dependency": label.names,
                "kind": label.kind.word(),
                "may": label.may,
            })
        });
        edges.collect()
    }

    fn segments_json(&self, segments: &Segments) -> Value {
        segments.segments.iter().map(|segment| self.segment_json(segment)).collect()
    }

    fn segment_json(&self, segment: &Segment) -> Value {
        let graph = &self.dependences.graph;
        let statements: Vec<usize> =
            segment.statements.iter().map(|&id| graph[id].number).collect();
        let first = segment.statements.first().map(|&id| graph[id].stmt.range());
        let keys: Vec<String> = segment.needs.iter().map(segments::SegmentNeed::key).collect();
        let mut needs: Vec<&str> = Vec::new();
        for need in &segment.needs {
            if !needs.contains(&&*need.name) {
                needs.push(&need.name);
            }
        }
        json!({
            "key": keys,
            "statements": statements,
            "waits": segment.waits,
            "wait_index": segment.wait_index,
            "needs": needs,
            "has": segment.has,
            "pure": segment.pure,
            "unbounded": segment.unbounded,
            "origin": first.map(|range| self.module.place(range)),
        })
    }

    fn dot(&self) -> String {
        let mut text = format!(
            "digraph {} {{\n  node [shape=box, fontname=\"monospace\"];\n",
            quoted(&self.title())
        );
        for node in self.nodes() {
            let style = if node.is_definition { ", style=dashed" } else { "" };
            let label = quoted(&format!("{}  {}", node.number, self.short(node)));
            let _ = writeln!(text, "  n{} [label={label}{style}];", node.number);
        }
        for (later, earlier, label) in self.edges() {
            let names = label.names.join(", ");
            let words = quoted(format!("{} {names}", label.kind.word()).trim_end());
            let style = if label.may { ", style=dashed" } else { "" };
            let _ = writeln!(text, "  n{earlier} -> n{later} [label={words}{style}];");
        }
        text.push_str("}\n");
        text
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn row<const N: usize>(cells: [&str; N]) -> Vec<String> {
    cells.map(str::to_owned).to_vec()
}

/// Writes rows of which the first is the header, in columns as wide as their widest cell.
fn write_table(text: &mut String, rows: &[Vec<String>]) {
    let columns = rows.first().map_or(0, Vec::len);
    let widest =
        |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    for (index, cells) in rows.iter().enumerate() {
        let padded = cells.iter().zip(&widths).map(|(cell, &width)| format!("{cell:<width$}"));
        let line = padded.collect::<Vec<_>>().join("  ");
        let _ = writeln!(text, "{}", line.trim_end());
        if index == 0 {
            let rule: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
            let _ = writeln!(text, "{}", rule.join("  "));
        }
    }
}

fn file(path: impl Into<String>, text: String) -> PackageFile {
    PackageFile { path: path.into(), bytes: text.into_bytes() }
}

fn json_file(path: impl Into<String>, value: &Value) -> PackageFile {
    let mut text = format!("{value:#}");
    text.push('\n');
    file(path, text)
}
