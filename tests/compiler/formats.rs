//! Decisions and errors in formats for programs: SARIF, and the names of files in all of them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const SCRIPT: &str = "\
def slow(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total

é = []
for n in range(100): é.append(slow(n))
for n in range(100):
    print(slow(n))
";

fn surgec(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_surgec"));
    command.args(arguments).current_dir(folder).output().expect("surgec starts")
}

fn sarif(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!("{error}: {}", String::from_utf8_lossy(&output.stdout));
    })
}

#[test]
fn sarif_holds_every_decision_of_every_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("my tools")).expect("it can be made");
    fs::write(folder.path().join("my tools/a.py"), SCRIPT).expect("it can be written");
    fs::write(folder.path().join("b.py"), "x = 1 +\n").expect("it can be written");
    let arguments = ["--analyze-only", "--format", "sarif", "my tools/a.py", "b.py"];
    let output = surgec(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(2), "b.py has a syntax error");
    let log = sarif(&output);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let results = run["results"].as_array().expect("results");
    let of =
        |index: usize, path: &str| results[index].pointer(path).cloned().unwrap_or(Value::Null);
    assert_eq!(results.len(), 4, "three loops and an error: {results:#?}");
    let place = "/locations/0/physicalLocation";
    assert_eq!(of(1, &format!("{place}/artifactLocation/uri")), "my%20tools/a.py");
    assert_eq!(of(1, &format!("{place}/region/startLine")), 8);
    assert_eq!(of(2, "/ruleId"), "parallel");
    assert_eq!(of(2, "/level"), "note");
    assert_eq!(of(3, "/level"), "error");
    assert_eq!(of(3, &format!("{place}/artifactLocation/uri")), "b.py");
    // Each result names its rule by index, and each reason brings its page.
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for result in results {
        let index =
            usize::try_from(result["ruleIndex"].as_u64().expect("a number")).expect("small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
    let page = rules.iter().find(|rule| rule["id"] == "unprofitable-loop").expect("the rule");
    assert!(page["help"]["markdown"].as_str().is_some_and(|text| text.contains("## Why it stops")));
}

#[test]
fn sarif_is_the_same_every_time_and_says_nothing_else() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("a.py"), SCRIPT).expect("it can be written");
    let once = surgec(folder.path(), &["a.py", "-o", "out", "--message-format", "sarif"]);
    assert_eq!(once.status.code(), Some(0));
    assert!(once.stderr.is_empty());
    let again = surgec(folder.path(), &["a.py", "-o", "out", "--message-format", "sarif"]);
    assert_eq!(sarif(&once), sarif(&again));
}

#[test]
fn json_names_files_as_the_command_line_did() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("tools")).expect("it can be made");
    fs::write(folder.path().join("tools/a.py"), SCRIPT).expect("it can be written");
    let output = surgec(folder.path(), &["--analyze-only", "--format", "json", "tools/a.py"]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(text.lines().count() >= 3, "{text}");
    for line in text.lines() {
        let message: Value = serde_json::from_str(line).expect("one object on each line");
        assert_eq!(message["file"], "tools/a.py", "{line}");
    }
}
