//! The report as a page: what is in it, that nothing of the script's becomes markup, and what cannot be asked for.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn surgec(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_surgec"));
    command.args(arguments).current_dir(folder).output().expect("surgec starts")
}

/// Puts a script into a folder of its own, and its package beside it, with a page.
fn page_of(source: &[u8]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("script.py"), source).expect("it can be written");
    let output = surgec(folder.path(), &["script.py", "-o", "out", "--html"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let page = fs::read_to_string(folder.path().join("out/report.html")).expect("a page");
    (folder, page)
}

const SMALL: &str = include_str!("../../snapshots/html_example/prices.py");

/// Compares with `snapshots/html_example`; with `BLESS=1` in the environment, writes it.
#[test]
fn page_of_a_small_script() {
    let snapshot = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/html_example/report.html");
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("prices.py"), SMALL).expect("it can be written");
    let output = surgec(folder.path(), &["prices.py", "-o", "out", "--html"]);
    assert_eq!(output.status.code(), Some(0));
    let page = fs::read(folder.path().join("out/report.html")).expect("a page");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&snapshot, &page).expect("it can be written");
    }
    let known = fs::read(&snapshot).expect("the snapshot");
    assert!(
        known == page,
        "report.html is not its snapshot: BLESS=1 writes it, and `git diff` shows the change"
    );
}

#[test]
fn page_is_the_same_in_any_folder_and_names_none() {
    let (one, first) = page_of(SMALL.as_bytes());
    let (two, second) = page_of(SMALL.as_bytes());
    assert_eq!(first, second);
    for folder in [&one, &two] {
        let name = folder.path().to_string_lossy().into_owned();
        assert!(!first.contains(&name), "the page names {name}");
    }
    // Checked with the same options, nothing is stale; the page belongs to the package.
    let check = |arguments: &[&str]| surgec(one.path(), arguments).status.code();
    assert_eq!(check(&["script.py", "-o", "out", "--html", "--check"]), Some(0));
    assert_eq!(check(&["script.py", "-o", "out", "--check"]), Some(1));
    assert_eq!(check(&["script.py", "-o", "out"]), Some(0));
    assert!(!one.path().join("out/report.html").exists(), "it was not asked for this time");
}

#[test]
fn page_loads_nothing() {
    let (_folder, page) = page_of(SMALL.as_bytes());
    for loading in
        ["src=", "<link", "@import", "fetch(", "XMLHttpRequest", "https:", "file:/", "//cdn"]
    {
        assert!(!page.contains(loading), "the page has {loading}");
    }
    assert_eq!(page.matches("http").count(), page.matches("http://www.w3.org/2000/svg").count());
}

#[test]
fn nothing_of_the_script_becomes_markup() {
    let long = "x".repeat(5000);
    let source = format!(
        "\u{feff}'''</script><script>alert(1)</script>'''\r\n\tif_tab = 1 \u{c}# <!-- & \"quoted\" 'too' \u{202e}evil\r\n\
         \u{e9}\u{65e5} = '{long}<b>'\r\nfor x in [\"<img onerror=alert(2)>\", é日]:\r\n    print(x, '&lt;', ']]>')\r\n"
    )
    .replace("\r\n\tif_tab", "\r\nif_tab");
    let (_folder, page) = page_of(source.as_bytes());
    assert_eq!(page.matches("<script>").count(), 1, "our own");
    assert_eq!(page.matches("</script>").count(), 1);
    assert!(page.contains("&lt;/script&gt;&lt;script&gt;alert(1)"));
    assert!(!page.contains("<img") && !page.contains("<!--") && !page.contains("<b>'"));
    assert!(page.contains("␌"), "a form feed is shown");
    assert!(
        page.contains("[U+202E]evil") && !page.contains('\u{202e}'),
        "text is not turned around"
    );
    assert!(page.contains("é日") && page.contains("&amp;lt;"));
    assert!(page.contains("more characters</span>") && !page.contains(&long));
    assert!(!page.contains('\r') && !page.contains('\u{feff}'));
    // Line ends of Windows and of old Macs are line ends.
    let (_folder, page) = page_of(b"a = 1\r\nb = 2\rc = 3\n");
    assert!(page.contains("id=\"L3\"") && !page.contains("id=\"L4\""));
}

#[test]
fn page_of_nothing() {
    let (_folder, page) = page_of(b"");
    assert!(page.contains("The script has no loops"));
    let (_folder, page) = page_of(b"# only a comment");
    assert!(page.contains("# only a comment"));
}

#[test]
fn decisions_stand_beside_their_lines() {
    let (_folder, page) = page_of(SMALL.as_bytes());
    let parts = [
        "<h1>script.py</h1>",
        "What to change first",
        "All 3 decisions",
        "<div class=\"line\" id=\"L",
        "<span class=\"stage ahead\">ahead</span>",
        "<span class=\"stage in-order\"",
        "What waits for what",
        "<svg xmlns",
        "Schedule",
        "Memory",
        "id=\"why-loop-carried-write\"",
        "What surgec saw",
    ];
    let mut rest = page.as_str();
    for part in parts {
        let Some(at) = rest.find(part) else {
            panic!("{part:?} is not where it should be in\n{page}")
        };
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn page_can_be_written_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("a.py"), SMALL).expect("it can be written");
    fs::write(folder.path().join("b.py"), "print(1)\n").expect("it can be written");
    let run = |arguments: &[&str]| {
        let output = surgec(folder.path(), arguments);
        (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap_or_default();
    assert_eq!(run(&["--analyze-only", "a.py", "-r", "page.HTML"]).0, Some(0));
    assert!(read("page.HTML").starts_with("<!DOCTYPE html>"));
    assert_eq!(run(&["a.py", "-o", "out", "-r", "page.html", "-q"]).0, Some(0));
    assert!(read("page.html").starts_with("<!DOCTYPE html>"));
    assert!(!folder.path().join("out/report.html").exists());
    // As text, several reports come one below the other.
    assert_eq!(run(&["--analyze-only", "a.py", "b.py", "-r", "both.txt"]).0, Some(0));
    let both = read("both.txt");
    assert!(
        both.contains("What surgec did with a.py") && both.contains("What surgec did with b.py")
    );
}

#[test]
fn what_cannot_be_asked_for() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("a.py"), SMALL).expect("it can be written");
    fs::write(folder.path().join("b.py"), SMALL).expect("it can be written");
    fs::create_dir(folder.path().join("folder.html")).expect("it can be made");
    let refused = |arguments: &[&str], words: &str| {
        let output = surgec(folder.path(), arguments);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: {said}");
    };
    refused(&["--analyze-only", "a.py", "--html"], "-r report.html");
    refused(&["--analyze-only", "a.py", "b.py", "-r", "page.html"], "one script");
    refused(&["a.py", "-o", "out", "--html", "--diff"], "--diff writes nothing");
    refused(&["a.py", "--html", "--emit", "plan=json"], "cannot be used with");
    refused(&["a.py", "-o", "out", "-r", "no/such/folder/page.html"], "cannot write");
    refused(&["a.py", "-o", "out", "-r", "folder.html"], "it is a folder");
    refused(&["a.py", "-o", "out", "-r", "a.py"], "is not overwritten");
    assert!(!folder.path().join("page.html").exists());
}

#[test]
fn graphs_and_schedules_by_themselves() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("a.py"), "n = 9\na = sum(range(n))\nb = '<' * n\nprint(a, b)\n")
        .expect("it can be written");
    let output = surgec(folder.path(), &["a.py", "--emit", "ddg=svg"]);
    let svg = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>\n"), "{svg}");
    assert!(
        svg.contains("<style>")
            && svg.contains("&#39;&lt;&#39; * n")
            && svg.contains("line 4 waits for line 3: RAW b")
    );
    let output = surgec(folder.path(), &["a.py", "--emit", "schedule=json"]);
    let schedule: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let body = &schedule[0];
    assert_eq!(body["name"], "<module>");
    for segment in body["segments"].as_array().expect("segments") {
        let number = |key: &str| segment[key].as_f64().expect("a number");
        assert!(
            number("start") < number("end")
                && number("end") <= body["end"].as_f64().expect("a number")
        );
        for wait in segment["waits"].as_array().expect("waits") {
            let earlier = usize::try_from(wait.as_u64().expect("a number")).expect("small") - 1;
            assert!(
                body["segments"][earlier]["end"].as_f64().expect("a number") <= number("start")
            );
        }
    }
}
