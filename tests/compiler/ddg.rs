//! Dependence graphs and segments as users get them.

use std::fmt::Write as _;
use std::path::Path;

use surgec::compile::PackageFile;
use surgec::emit_facts;
use surgec::files;
use surgec::knowledge::Knowledge;
use surgec::program::{Module, Program};
use surgec::read::{Source, on_big_stack, parse};

type Emitter = fn(&Program, &Knowledge) -> Vec<PackageFile>;

const EMITTERS: &[(&str, Emitter)] = &[
    ("ddg=table", emit_facts::ddg_table),
    ("ddg=json", emit_facts::ddg_json),
    ("ddg=dot", emit_facts::ddg_dot),
    ("segments=json", emit_facts::segments_json),
];

fn texts(files: Vec<PackageFile>) -> Vec<(String, String)> {
    let text =
        |file: PackageFile| (file.path, String::from_utf8(file.bytes).expect("facts are UTF-8"));
    files.into_iter().map(text).collect()
}

fn emit(program: &Program, emitter: Emitter) -> Vec<(String, String)> {
    texts(emitter(program, &Knowledge::new()))
}

fn program_of(text: &str) -> Program {
    let source = Source::from_bytes("script.py", text.as_bytes().to_vec()).expect("readable");
    let parsed = parse(&source).expect("valid Python");
    Program::single(Module::new("__main__", "script.py", false, source, parsed))
}

fn example() -> Program {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/ddg-example/script.py");
    match files::load(&folder) {
        Ok(loaded) => loaded.program,
        Err(error) => panic!("{}", error.message),
    }
}

/// Compares with `snapshots/ddg_example`; with `BLESS=1` in the environment, writes it.
#[test]
fn the_example_gives_the_stored_tables() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/ddg_example");
    let bless = std::env::var_os("BLESS").is_some();
    let mut wrong = String::new();
    for (_, emitter) in EMITTERS {
        for (name, text) in on_big_stack(|| emit(&example(), *emitter)) {
            let path = folder.join(&name);
            if bless {
                std::fs::create_dir_all(&folder).expect("the folder can be made");
                std::fs::write(&path, text).expect("the snapshot can be written");
                continue;
            }
            let stored = std::fs::read_to_string(&path).unwrap_or_default();
            if stored != text {
                let _ = writeln!(wrong, "{name} is now:\n{text}");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The statements of the example with what they have and need, whatever the table looks like.
#[test]
fn the_example_has_the_true_edges() {
    let expected_rows = "1 x|; 2 y|x; 3 z|x,y; 4 x|x; 5 y|x; 6 n|; 7 z,n,l|z,x,y,n,l; 8 y|z; 9 l|x; 10 l|l; 11 l|l,x; 12 |l";
    let expected_edges = "\
        RAW: 2<1 x; 3<1 x; 3<2 y; 4<1 x; 5<4 x; 7<3 z; 7<4 x; 7<5 y; 7<6 n; 8<3 z may; 8<7 z may; 9<4 x; 10<9 l; 11<4 x; 11<10 l; 12<11 l
        WAR: 4<2 x; 4<3 x; 5<3 y; 8<7 y may; 9<7 l
        WAW: 4<1 x; 5<2 y; 7<3 z may; 8<5 y may; 9<7 l may";
    let files = on_big_stack(|| emit(&example(), emit_facts::ddg_json));
    let read = |name: &str| -> Vec<serde_json::Value> {
        let (_, text) = files.iter().find(|(path, _)| path == name).expect("the file is there");
        serde_json::from_str(text).expect("a list")
    };
    let words = |value: &serde_json::Value| -> Vec<String> {
        let list = value.as_array().expect("a list");
        list.iter().map(|word| word.as_str().expect("a name").to_owned()).collect()
    };
    let rows: Vec<String> = read("graph_0_nodes.json")
        .iter()
        .filter(|node| node["definition"] == false)
        .map(|node| {
            format!(
                "{} {}|{}",
                node["code_line"],
                words(&node["has"]).join(","),
                words(&node["needs"]).join(",")
            )
        })
        .collect();
    assert_eq!(rows.join("; "), expected_rows);
    let edges = read("graph_0_edges.json");
    for line in expected_edges.lines() {
        let (kind, expected) = line.trim().split_once(": ").expect("a kind and edges");
        let mut found = Vec::new();
        for edge in edges.iter().filter(|edge| edge["kind"] == kind) {
            let is_code = edge["depends_on"].as_u64() > Some(12);
            for name in words(&edge["dependency"]).iter().filter(|_| !is_code) {
                let may = if edge["may"] == true { " may" } else { "" };
                found.push(format!("{}<{} {name}{may}", edge["node"], edge["depends_on"]));
            }
        }
        assert_eq!(found.join("; "), expected, "{kind}");
    }
}

#[test]
fn calls_of_unknown_functions_keep_their_place() {
    let text = std::fs::read_to_string(
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/ddg-example/script.py"),
    )
    .expect("the example can be read");
    let at = text.find("x = 5").expect("the statements start there");
    let table = on_big_stack(|| emit(&program_of(&text[at..]), emit_facts::ddg_table)).remove(0).1;
    for edge in ["9     8", "10    9", "12    11"] {
        let line = table.lines().find(|line| line.starts_with(edge) && line.ends_with("unknown"));
        let raw = table.lines().find(|line| line.starts_with(edge) && line.ends_with("RAW"));
        assert!(line.or(raw).is_some(), "{edge} in\n{table}");
    }
}

#[test]
fn the_same_program_gives_the_same_bytes() {
    for (what, emitter) in EMITTERS {
        let (first, second) =
            on_big_stack(|| (emit(&example(), *emitter), emit(&example(), *emitter)));
        assert_eq!(first, second, "{what}");
    }
}

#[test]
fn every_body_has_a_graph() {
    let text = "class A:\n    def f(self):\n        def inner():\n            return self\n        return inner\n\nasync def g():\n    yield 1\n\nif __name__ == '__main__':\n    print(A().f())\n";
    let files = on_big_stack(|| emit(&program_of(text), emit_facts::ddg_json));
    let names: Vec<&str> = files.iter().map(|(name, _)| &**name).collect();
    assert_eq!(names.len(), 9, "{names:?}");
    let index: Vec<serde_json::Value> = serde_json::from_str(&files[8].1).expect("a list");
    let bodies: Vec<&str> = index.iter().filter_map(|entry| entry["name"].as_str()).collect();
    assert_eq!(bodies, ["<module>", "A.f", "A.f.inner", "g"]);
}

/// Edges grow with the statements, whatever the statements are: twice as many statements, twice as many edges.
#[test]
fn long_bodies_have_few_edges() {
    let shapes: &[(&str, &str)] = &[
        ("one name", "x = x + 1\n"),
        ("prints", "print(x)\n"),
        ("many names", "a{i} = x + {i}\n"),
        ("conditional definitions and reads", "if x > {i}:\n    y = {i}\nz{i} = y\n"),
        ("lists", "l{i} = [x]\nl{i}.append({i})\n"),
        ("unknown calls", "u{i} = unknown(x)\n"),
        ("one shared list", "rows.append([{i}])\ns{i} = sum(rows[0])\n"),
    ];
    let edges_of = |shape: &str, count: usize| {
        let mut text = "x = 0\ny = 0\nrows = []\n".to_owned();
        for i in 0..count {
            text.push_str(&shape.replace("{i}", &i.to_string()));
        }
        let files = on_big_stack(|| emit(&program_of(&text), emit_facts::ddg_json));
        let edges: Vec<serde_json::Value> = serde_json::from_str(&files[1].1).expect("a list");
        edges.len()
    };
    for (what, shape) in shapes {
        let (few, many) = (edges_of(shape, 500), edges_of(shape, 2000));
        assert!(
            many > 1000 && many < 5 * few && many < 40 * 2000,
            "{what}: {few}, then {many} edges"
        );
    }
}
