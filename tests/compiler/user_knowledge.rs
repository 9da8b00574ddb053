//! What a user says, in `surgec.toml` and in comments: what it changes, where it is reported, and what is refused.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A script with a loop that calls into a module about which nothing is known.
const SCRIPT: &str = "\
import blas

total = 0.0
for n in range(100):
    total += blas.norm(n)
print(total)
";

struct Said {
    code: i32,
    out: String,
    err: String,
}

/// Runs surgec in a folder with these files.
fn surgec(files: &[(&str, &str)], arguments: &[&str]) -> (TempDir, Said) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }
    let said = again(folder.path(), arguments);
    (folder, said)
}

fn again(folder: &Path, arguments: &[&str]) -> Said {
    let output = Command::new(env!("CARGO_BIN_EXE_surgec"))
        .args(arguments)
        .current_dir(folder)
        .env("XDG_CACHE_HOME", folder.join(".cache"))
        .output()
        .expect("surgec starts");
    Said {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// The decisions on a script, one word for each region: `parallel`, or the name of the reason.
fn decisions(files: &[(&str, &str)]) -> Vec<String> {
    let (_folder, said) = surgec(files, &["script.py", "--emit", "plan=json"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let plan: serde_json::Value = serde_json::from_str(&said.out).expect("the plan is JSON");
    let regions = plan["regions"].as_array().expect("regions").iter();
    let word =
        |region: &serde_json::Value| region["reason"].as_str().unwrap_or("parallel").to_owned();
    regions.map(word).collect()
}

fn decide(script: &str) -> Vec<String> {
    decisions(&[("script.py", script)])
}

#[test]
fn without_a_word_an_unknown_module_stops_the_loop_and_the_report_names_the_line_to_add() {
    let (folder, said) = surgec(&[("script.py", SCRIPT)], &["script.py", "-o", "out"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let report = fs::read_to_string(folder.path().join("out/report.txt")).expect("the report");
    assert!(report.contains("[modules.blas.functions]\n"), "{report}");
    assert!(report.contains("norm = \"pure heavy -> float\"\n"), "{report}");
    assert_eq!(decide(SCRIPT), ["unknown-import"]);
    // The lines of the report are all that it takes.
    let lines = report.lines().skip_while(|line| !line.contains("[modules.")).take(2);
    let added = lines.map(str::trim).collect::<Vec<&str>>().join("\n");
    assert_eq!(decisions(&[("script.py", SCRIPT), ("surgec.toml", &added)]), ["parallel"]);
}

#[test]
fn a_function_that_is_imported_by_name_gets_the_same_advice() {
    let script =
        SCRIPT.replace("import blas", "from blas import norm as size").replace("blas.norm", "size");
    let (_folder, said) = surgec(&[("script.py", &script)], &["-v", "script.py"]);
    assert!(said.out.contains("unknown-call-effect"), "{}", said.out);
    assert!(said.out.contains("[modules.blas.functions]\n"), "{}", said.out);
    assert!(said.out.contains("norm = \"pure heavy -> float\""), "{}", said.out);
}

#[test]
fn promises_are_reported_as_an_assumption() {
    let config = "[modules.blas.functions]\nnorm = 'pure heavy -> float'\nspare = 'pure'\n";
    let files = [("script.py", SCRIPT), ("surgec.toml", config)];
    let (folder, said) = surgec(&files, &["script.py", "-o", "out"]);
    assert_eq!((said.code, &*said.err), (0, ""));
    let report = fs::read_to_string(folder.path().join("out/report.txt")).expect("the report");
    assert!(
        report.contains("- blas.norm is \"pure heavy -> float\" (surgec.toml:2)\n"),
        "{report}"
    );
    assert!(!report.contains("spare"), "what the program does not use is not reported: {report}");
    let plan = fs::read_to_string(folder.path().join("out/plan.json")).expect("the plan");
    let plan: serde_json::Value = serde_json::from_str(&plan).expect("JSON");
    assert_eq!(plan["promises"][0]["place"], "surgec.toml:2");
    let assumptions = plan["regions"][0]["assumptions"].as_array().expect("numbers");
    assert_eq!(assumptions.last(), Some(&12.into()));
}

#[test]
fn a_program_without_promises_does_not_rest_on_them() {
    let script = "def f(n):\n    s = 0\n    for i in range(n):\n        s += i\n    return s\n\nfor n in range(100):\n    print(f(n))\n";
    let (_folder, said) = surgec(&[("script.py", script)], &["script.py", "--emit", "plan=json"]);
    assert!(said.out.contains("\"promises\": []"), "{}", said.out);
    let plan: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    for region in plan["regions"].as_array().expect("regions") {
        let assumptions = region["assumptions"].as_array();
        assert!(!assumptions.is_some_and(|numbers| numbers.contains(&12.into())), "{region}");
    }
}

#[test]
fn the_decorators_of_pydron_are_taken_at_their_word() {
    let with = |import: &str, decorator: &str| {
        format!(
            "{import}\nseen = []\n\n{decorator}def score(n):\n    seen.append(n)\n    return sum(k % 7 for k in range(n * 500))\n\ntotal = 0\nfor n in range(100):\n    total += score(n)\nprint(total)\n"
        )
    };
    let of_loop = |script: &str| decide(script).pop().expect("a loop");
    assert_eq!(of_loop(&with("import pydron", "")), "shared-mutation");
    assert_eq!(of_loop(&with("import pydron", "@pydron.schedule\n")), "shared-mutation");
    assert_eq!(of_loop(&with("import pydron", "@pydron.functional\n")), "parallel");
    assert_eq!(of_loop(&with("import pydron as p", "@p.functional\n")), "parallel");
    assert_eq!(of_loop(&with("from pydron import functional as f", "@f\n")), "parallel");
    // Another thing of that name promises nothing.
    let own = "from pydron import functional\ndef functional(f):\n    return f\n";
    assert_ne!(of_loop(&with(own, "@functional\n")), "parallel");
    let script = with("import pydron", "@pydron.functional\n");
    let (folder, said) = surgec(&[("script.py", &script)], &["script.py", "-o", "out"]);
    assert_eq!((said.code, &*said.err), (0, ""));
    let report = fs::read_to_string(folder.path().join("out/report.txt")).expect("the report");
    assert!(report.contains("- score is \"pure\" (script.py:4)\n"), "{report}");
}

#[test]
fn a_comment_on_a_function_is_believed() {
    let with = |def: &str| {
        format!(
            "import blas\n\n{def}    return blas.norm(n)\n\ntotal = 0.0\nfor n in range(100):\n    total += score(n)\nprint(total)\n"
        )
    };
    assert_eq!(decide(&with("def score(n):\n")), ["unknown-import"]);
    assert_eq!(decide(&with("def score(n):  # surge: pure -> float\n")), ["parallel"]);
    assert_eq!(decide(&with("# surge: pure -> float\ndef score(n):\n")), ["parallel"]);
    assert_eq!(
        decide(&with("# surge: pure -> float  # says the manual\n# more\ndef score(n):\n")),
        ["parallel"]
    );
    // Too far away, or without the type that has to travel.
    assert_eq!(decide(&with("# surge: pure -> float\n\ndef score(n):\n")), ["unknown-import"]);
    assert_ne!(decide(&with("def score(n):  # surge: pure\n")), ["parallel"]);
    // A promise says what it says, and no more.
    assert_eq!(decide(&with("def score(n):  # surge: prints -> float\n")), ["ordered-effect"]);
}

#[test]
fn a_promise_that_an_argument_changes_is_kept() {
    let script = "import blas\n\ndef push(xs, n):  # surge: mutates 0 -> float\n    return blas.norm(n)\n\nxs = []\ntotal = 0.0\nfor n in range(100):\n    total += push(xs, n)\nprint(total)\n";
    assert_eq!(decide(script), ["shared-mutation"]);
    assert_eq!(decide(&script.replace("mutates 0", "pure")), ["parallel"]);
    // A plain function has no `self`: what was seen of it stands.
    let odd =
        script.replace("mutates 0", "mutates self").replace("return", "xs.append(n)\n    return");
    assert_eq!(decide(&odd), ["shared-mutation"]);
    // Positions count from the first argument behind `self`, and from the first of all in a static method.
    let method = "import blas\n\nclass P:\n    def push(self, n, xs):  # surge: mutates 1 -> float\n        return blas.norm(n)\n\np = P()\nxs = []\ntotal = 0.0\nfor n in range(100):\n    total += p.push(n, xs)\nprint(total)\n";
    assert_eq!(decide(method), ["shared-mutation"]);
    assert_eq!(decide(&method.replace("mutates 1", "mutates 0")), ["parallel"]);
    let fixed = method
        .replace("    def push(self, n, xs)", "    @staticmethod\n    def push(xs, n)")
        .replace("p.push(n, xs)", "P.push(xs, n)");
    assert_eq!(decide(&fixed), ["parallel"]);
    assert_eq!(decide(&fixed.replace("mutates 1", "mutates 0")), ["shared-mutation"]);
}

#[test]
fn a_comment_on_a_call_speaks_of_one_call() {
    let with = |line: &str| {
        format!(
            "from blas import norm, scale\n\ntotal = 0.0\nfor n in range(100):\n    {line}\n    total += v\nprint(total)\n"
        )
    };
    assert_eq!(decide(&with("v = norm(n)  # surge: pure -> float")), ["parallel"]);
    assert_eq!(decide(&with("# surge: pure -> float\n    v = norm(float(n))")), ["parallel"]);
    let several = with("v = norm(scale(n))  # surge: pure -> float");
    assert_eq!(decide(&several), ["unknown-call-effect"]);
    let (_folder, said) = surgec(&[("script.py", &several)], &["script.py"]);
    assert!(
        said.err.contains("surge-comment") && said.err.contains("several calls"),
        "{}",
        said.err
    );
}

#[test]
fn sequential_comments_keep_a_loop_or_a_script() {
    let with = |top: &str, mark: &str| {
        format!(
            "{top}def f(n):\n    s = 0\n    for i in range(n):\n        s += i * i % 7\n    return s\n\nfor n in range(100):{mark}\n    print(f(n))\ny = [f(n) for n in range(100)]\n"
        )
    };
    assert_eq!(decide(&with("", ""))[1..], ["parallel", "parallel"]);
    assert_eq!(decide(&with("", "  # surge: sequential"))[1..], ["sequential-comment", "parallel"]);
    let whole = decide(&with("\"\"\"A script.\"\"\"\n# surge: sequential\n\n", ""));
    assert_eq!(whole, ["sequential-comment"; 3]);
}

#[test]
fn a_comment_that_says_nothing_is_a_warning() {
    for (comment, word) in [
        ("# surge: prue", "`prue` is not an effect word"),
        ("# surge: pure -> flaot", "`flaot` is not a type"),
        ("# surge: pure", "no call that starts on this line"),
        ("x = 1\n# surge: sequential\n\n", "neither at a statement"),
    ] {
        let script = format!("{comment}\nfor n in range(3):\n    print(n)\n");
        let (_folder, said) = surgec(&[("script.py", &script)], &["script.py"]);
        assert_eq!(said.code, 0, "{comment}: {}", said.err);
        assert!(said.err.contains("warning") && said.err.contains(word), "{comment}: {}", said.err);
    }
}

#[test]
fn a_broken_file_is_bad_input_with_its_place() {
    for (config, words) in [
        ("[modules\n", &["surgec.toml:1:", "not valid TOML"][..]),
        ("[module.x]\n", &["surgec.toml:1:2", "does not know the key `module`"]),
        (
            "[modules.blas.functions]\nnorm = 'prue'\n",
            &["surgec.toml:2:8", "`prue` is not an effect word"],
        ),
        (
            "[modules.blas.functions]\nnorm = 'pure -> list[flaot]'\n",
            &["surgec.toml:2:8", "`flaot`"],
        ),
        ("[modules.blas.functions]\nnorm = 3\n", &["surgec.toml:2:8", "must be a string"]),
        ("[modules.blas]\nfunction = {}\n", &["surgec.toml:2:1", "`function`"]),
        ("[settings]\nworkers = 0\n", &["surgec.toml:2:11", "from 1 to 4096"]),
        ("[settings]\nchunk-size = 'all'\n", &["surgec.toml:2:14", "from 1 to 999999999"]),
        ("[settings]\nworker = 2\n", &["surgec.toml:2:1", "`worker`"]),
        ("[space]\nenabled = 1\n", &["surgec.toml:2:11", "true or false"]),
        ("[space]\nspeed = 1\n", &["surgec.toml:2:1", "`speed`"]),
        ("[space]\nminimum-confidence = 70\n", &["surgec.toml:2:22", "from 0 to 1"]),
    ] {
        let files = [("script.py", SCRIPT), ("surgec.toml", config)];
        let (folder, said) = surgec(&files, &["script.py", "-o", "out"]);
        assert_eq!(said.code, 2, "{config}: {}", said.err);
        for word in words {
            assert!(said.err.contains(word), "{config} does not say {word:?}: {}", said.err);
        }
        assert!(!folder.path().join("out").exists(), "{config}");
    }
}

#[test]
fn the_file_is_found_up_to_the_root_of_the_repository() {
    let config = "[modules.blas.functions]\nnorm = 'pure heavy -> float'\n";
    let place = |config_at: &str, root: &str| {
        let files = [("top/tools/script.py", SCRIPT), (config_at, config), (root, "")];
        let (_folder, said) = surgec(&files, &["top/tools/script.py", "--emit", "plan=json"]);
        assert_eq!(said.code, 0, "{}", said.err);
        said.out
    };
    let found = place("top/surgec.toml", "top/.git/HEAD");
    assert!(found.contains("\"../surgec.toml:2\""), "{found}");
    assert!(place("top/tools/surgec.toml", "unused").contains("\"surgec.toml:2\""));
    // Above the repository, or without one, somebody else's file would be read.
    assert!(place("surgec.toml", "top/.git/HEAD").contains("\"promises\": []"));
    assert!(place("top/surgec.toml", "unused").contains("\"promises\": []"));
}

#[test]
fn what_a_table_says_already_stays_and_names_that_it_lacks_are_added() {
    let config =
        "[modules.math.functions]\nsqrt = 'prints -> float'\nnew_one = 'pure heavy -> float'\n";
    let script = "import math\n\nfor n in range(100):\n    print(math.new_one(n))\n";
    let files = [("script.py", script), ("surgec.toml", config)];
    assert_eq!(decisions(&files), ["parallel"]);
    let (_folder, said) = surgec(&files, &["script.py"]);
    assert!(said.err.contains("surgec.toml:2:1") && said.err.contains("not used"), "{}", said.err);
}

#[test]
fn names_of_a_described_module_that_are_not_listed_stay_unknown() {
    let config = "[modules.blas.functions]\nnorm = 'pure heavy -> float'\n";
    for script in [
        SCRIPT.replace("blas.norm", "blas.other"),
        SCRIPT.replace("import blas", "from blas import *").replace("blas.norm", "other"),
        SCRIPT
            .replace("blas.norm(n)", "blas.norm(n + LIMIT)")
            .replace("\n\n", "\nLIMIT = blas.LIMIT\n\n"),
    ] {
        let found = decisions(&[("script.py", &script), ("surgec.toml", config)]);
        assert!(found[0].starts_with("unknown-"), "{found:?}:\n{script}");
    }
}

#[test]
fn sizes_come_from_the_file_unless_the_command_line_says() {
    let settings = "[settings]\nworkers = 3\nchunk-size = 20\n";
    let files = [("script.py", SCRIPT), ("surgec.toml", settings)];
    let (folder, _) = surgec(&files, &["script.py", "-o", "out"]);
    let tasks = || fs::read_to_string(folder.path().join("out/tasks.py")).expect("tasks.py");
    assert!(tasks().contains("WORKERS = 3\nCHUNK = 20\n"), "{}", tasks());
    again(folder.path(), &["script.py", "-o", "out", "--workers", "5"]);
    assert!(tasks().contains("WORKERS = 5\nCHUNK = 20\n"), "{}", tasks());
    again(folder.path(), &["script.py", "-o", "out", "--chunk-size", "7"]);
    assert!(tasks().contains("WORKERS = 3\nCHUNK = 7\n"), "{}", tasks());
}

#[test]
fn a_package_is_stale_when_the_file_changes() {
    let (folder, _) = surgec(&[("script.py", SCRIPT)], &["script.py", "-o", "out"]);
    assert_eq!(again(folder.path(), &["script.py", "-o", "out", "--check"]).code, 0);
    let config = "[modules.blas.functions]\nnorm = 'pure heavy -> float'\n";
    fs::write(folder.path().join("surgec.toml"), config).expect("it can be written");
    assert_eq!(again(folder.path(), &["script.py", "-o", "out", "--check"]).code, 1);
}
