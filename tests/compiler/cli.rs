//! The command line from outside: what is written, what is printed, and the exit code, above all for bad input.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use surgec::compile::PackageFile;
use surgec::files;
use tempfile::TempDir;

const SCRIPT: &str = "\
def slow(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


results = []
for n in range(1000, 1010):
    results.append(slow(n))
print(sum(results))
";

/// A folder of its own for each test.
struct Place {
    folder: TempDir,
}

/// What a finished command said.
#[derive(Debug)]
struct Said {
    code: i32,
    out: String,
    err: String,
}

impl Place {
    fn new() -> Self {
        Place { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    fn with_script() -> Self {
        let place = Self::new();
        place.write("script.py", SCRIPT);
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("the folder can be made");
        fs::write(path, content).expect("the file can be written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_surgec"));
        command.current_dir(self.folder.path()).env("XDG_CACHE_HOME", self.path(".cache"));
        for name in ["SURGEC_PYTHON", "SURGEC_FAULT", "SURGE_BACKEND", "SURGE_FORCE", "SURGE_STATS"]
        {
            command.env_remove(name);
        }
        command
    }

    fn surgec(&self, arguments: &[&str]) -> Said {
        said(self.command().args(arguments), "")
    }

    fn python(&self, arguments: &[&str]) -> Said {
        said(Command::new("python3").args(arguments).current_dir(self.folder.path()), "")
    }

    /// Every file below the folder with its content.
    fn snapshot(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("a readable folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() && !path.is_symlink() {
                    files.insert(path.clone(), b"folder".to_vec());
                    folders.push(path);
                } else {
                    files.insert(path.clone(), fs::read(&path).unwrap_or_default());
                }
            }
        }
        files
    }

    /// The command must fail with exit code 2, say all of `words`, and change nothing.
    fn refused(&self, arguments: &[&str], words: &[&str]) -> Said {
        let before = self.snapshot();
        let said = self.surgec(arguments);
        assert_eq!(said.code, 2, "{arguments:?}: {said:?}");
        for word in words {
            assert!(said.err.contains(word), "{arguments:?} does not say {word:?}: {}", said.err);
        }
        assert!(said.err.contains("error"), "{}", said.err);
        assert_eq!(said.out, "", "{arguments:?} prints to standard output");
        assert_eq!(before, self.snapshot(), "{arguments:?} wrote something");
        said
    }
}

fn said(command: &mut Command, input: &str) -> Said {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("the input is taken");
    let output = child.wait_with_output().expect("the program ends");
    Said {
        code: output.status.code().expect("an exit code"),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

// Bad input.

#[test]
fn missing_script() {
    let place = Place::new();
    place.refused(&["nowhere.py", "-o", "out"], &["nowhere.py", "no such file"]);
}

#[test]
fn script_is_a_folder() {
    let place = Place::new();
    fs::create_dir(place.path("folder")).expect("a folder");
    place.refused(&["folder", "-o", "out"], &["folder is a folder"]);
}

#[cfg(unix)]
#[test]
fn script_cannot_be_read() {
    let place = Place::new();
    std::os::unix::fs::symlink("loop.py", place.path("loop.py")).expect("a link to itself");
    place.refused(&["loop.py", "-o", "out"], &["cannot read loop.py"]);
}

#[test]
fn script_is_not_utf8() {
    let place = Place::new();
    place.write("script.py", b"x = 1\ny = '\xff'\n");
    let said = place.refused(&["script.py", "-o", "out"], &["Non-UTF-8", "script.py:2"]);
    assert!(said.err.contains("2 │ y = '\u{fffd}'"), "the line is shown: {}", said.err);
}

#[test]
fn declared_encoding_does_not_fit() {
    let place = Place::new();
    place.write("script.py", b"# -*- coding: ascii -*-\ny = '\xe4'\n");
    place.refused(&["script.py", "-o", "out"], &["'ascii' codec can't decode byte 0xe4"]);
    place.write("script.py", b"# coding: klingon\n");
    place.refused(&["script.py", "-o", "out"], &["unknown encoding: klingon"]);
}

#[test]
fn script_with_null_bytes() {
    let place = Place::new();
    place.write("script.py", b"x = 1\0\n");
    place.refused(&["script.py", "-o", "out"], &["null bytes"]);
}

#[test]
fn script_is_too_large() {
    let place = Place::new();
    let file = fs::File::create(place.path("script.py")).expect("a file");
    file.set_len(64 * 1024 * 1024 + 1).expect("a large file without content");
    let said = place.surgec(&["script.py", "-o", "out"]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("64 MB"), "{}", said.err);
    assert!(!place.path("out").exists());
}

#[test]
fn syntax_error_shows_the_line() {
    let place = Place::new();
    place.write("script.py", "import os\nprint('a'\nx = 2\n");
    let said = place.refused(
        &["script.py", "-o", "out"],
        &["SyntaxError", "'(' was never closed", "script.py:2"],
    );
    assert!(said.err.contains("2 │ print('a'"), "{}", said.err);
}

#[test]
fn output_is_a_file() {
    let place = Place::with_script();
    place.write("out", "text");
    place.refused(&["script.py", "-o", "out"], &["out is a file"]);
    place.refused(&["script.py", "-o", "script.py"], &["script.py is a file"]);
}

#[test]
fn output_would_replace_the_script() {
    let place = Place::new();
    place.write("work/script.py", SCRIPT);
    place.refused(&["work/script.py", "-o", "work"], &["holds the script itself"]);
    place.refused(&["work/script.py", "-o", "."], &["holds the script itself"]);
    place.refused(&["work/script.py", "-o", "work/../work/."], &["holds the script itself"]);
    place.refused(&["work/script.py", "-o", "/"], &["holds the script itself"]);
}

#[test]
fn a_package_is_not_compiled_onto_itself() {
    let place = Place::with_script();
    assert_eq!(place.surgec(&["script.py", "-o", "out"]).code, 0);
    place.refused(&["out/original.py", "-o", "out"], &["holds the script itself"]);
}

#[test]
fn foreign_folders_are_left_alone() {
    let place = Place::with_script();
    place.write("out/letters.txt", "dear");
    place.refused(&["script.py", "-o", "out"], &["not written by surgec"]);
    place.write("out/plan.json", "{\"written_by\": \"somebody\"}");
    place.write("out/__main__.py", "");
    place.refused(&["script.py", "-o", "out"], &["not written by surgec"]);
    place.write("out/plan.json", "no json");
    place.refused(&["script.py", "-o", "out"], &["not written by surgec"]);
}

#[test]
fn files_of_the_user_in_a_package_are_left_alone() {
    let place = Place::with_script();
    assert_eq!(place.surgec(&["script.py", "-o", "out"]).code, 0);
    place.write("script.py", "print(1)\n");
    place.write("out/notes.txt", "mine");
    place.refused(&["script.py", "-o", "out"], &["notes.txt", "did not write"]);
}

#[test]
fn a_package_with_modules_is_written_again() {
    let place = Place::new();
    place.write("script.py", "import helper\nprint(helper.all()[::-1])\n");
    place.write("helper.py", "def slow(n):\n    return sum(i * i % 7 for i in range(n))\ndef all():\n    return [slow(n) for n in range(1000, 1010)]\n");
    assert_eq!(place.surgec(&["script.py", "-o", "out"]).code, 0);
    assert!(place.path("out/siblings/helper.py").is_file());
    place.write("script.py", "import helper\nprint(helper.all())\n");
    assert_eq!(place.surgec(&["script.py", "-o", "out"]).code, 0);
    place.write("out/siblings/gone.py", "");
    assert_eq!(place.surgec(&["script.py", "-o", "out", "--check"]).code, 1);
}

#[cfg(unix)]
#[test]
fn what_a_killed_compiler_left_is_put_back_or_removed() {
    let place = Place::with_script();
    assert_eq!(place.surgec(&["script.py", "-o", "out"]).code, 0);
    place.write("out/checkpoints/state", "saved");
    let long_ago = std::time::SystemTime::now() - std::time::Duration::from_hours(1);
    let age = |name: &str| {
        let folder = fs::File::open(place.path(name)).expect("a folder");
        folder.set_modified(long_ago).expect("its time");
    };
    // Numbers that no process has.
    fs::rename(place.path("out"), place.path(".out.old-4200000000")).expect("renamed");
    place.write(".out.new-4200000001/tasks.py", "half");
    place.write(".out.new-4200000002/letters.txt", "mine");
    place.write(".out.new-4200000003/tasks.py", "of a moment ago");
    age(".out.old-4200000000");
    age(".out.new-4200000001");
    age(".out.new-4200000002");
    place.write("script.py", format!("{SCRIPT}print(1)\n"));
    assert_eq!(place.surgec(&["script.py", "-o", "out"]).code, 0);
    assert_eq!(fs::read_to_string(place.path("out/checkpoints/state")).expect("kept"), "saved");
    assert!(!place.path(".out.old-4200000000").exists());
    assert!(!place.path(".out.new-4200000001").exists());
    assert!(place.path(".out.new-4200000002/letters.txt").exists());
    assert!(place.path(".out.new-4200000003").exists());
}

#[test]
fn output_below_a_file() {
    let place = Place::with_script();
    place.write("text", "");
    place.refused(&["script.py", "-o", "text/out"], &["cannot write text/out"]);
}

#[cfg(unix)]
#[test]
fn output_folder_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    let place = Place::with_script();
    // A program of an ordinary user, also where the tests run as root.
    fs::copy(env!("CARGO_BIN_EXE_surgec"), place.path("surgec")).expect("a copy");
    fs::create_dir(place.path("locked")).expect("a folder");
    let allow = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    };
    allow(place.folder.path(), 0o755);
    allow(&place.path("locked"), 0o555);
    let before = place.snapshot();
    let mut command = Command::new(place.path("surgec"));
    command.current_dir(place.folder.path()).args(["script.py", "-o", "locked/out"]);
    if fs::write(place.path("locked/probe"), "").is_ok() {
        fs::remove_file(place.path("locked/probe")).expect("the probe goes");
        command.uid(65534);
    }
    let said = said(&mut command, "");
    allow(&place.path("locked"), 0o755);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("cannot write locked/out: permission denied"), "{}", said.err);
    assert_eq!(before, place.snapshot());
}

#[cfg(unix)]
#[test]
fn output_is_a_link() {
    let place = Place::with_script();
    std::os::unix::fs::symlink("nowhere", place.path("out")).expect("a link");
    place.refused(&["script.py", "-o", "out"], &["leads nowhere"]);
    fs::create_dir(place.path("nowhere")).expect("a folder");
    assert_eq!(place.surgec(&["script.py", "-o", "out"]).code, 0);
    assert!(place.path("out").is_symlink(), "the link is kept");
    assert!(place.path("nowhere/__main__.py").is_file(), "its folder is filled");
}

#[test]
fn wrong_command_lines() {
    let place = Place::with_script();
    place.refused(&[], &["no script given"]);
    place.refused(&["script.py", "script.py"], &["more than one script"]);
    place.refused(&["--analyze-only"], &["no script given"]);
    place.refused(&["script.py", "--no-such-option"], &["--no-such-option"]);
    place.refused(&["script.py", "--workers", "0"], &["--workers"]);
    place.refused(&["script.py", "--emit", "ddg=poem"], &["ddg=poem"]);
    place.refused(&["script.py", "--check", "--diff"], &["--diff"]);
    place.refused(&["script.py", "--fail-on", "refused"], &["--analyze-only"]);
}

#[test]
fn sources_are_not_overwritten_by_text() {
    let place = Place::with_script();
    place.write("other.py", "x = 1\n");
    place.refused(&["script.py", "-o", "out", "-r", "other.py"], &["other.py is Python source"]);
    place.refused(&["script.py", "--errors-file", "script.py"], &["script.py is Python source"]);
    place.refused(
        &["run", "--errors-file", "script.py", "script.py"],
        &["script.py is Python source"],
    );
}

// Writing.

#[test]
fn package_is_complete_and_runs() {
    let place = Place::with_script();
    let said = place.surgec(&["script.py", "-o", "deep/out"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(said.err, "");
    for name in [
        "__main__.py",
        "original.py",
        "tasks.py",
        "plan.json",
        "report.txt",
        "surge_rt/__init__.py",
    ] {
        assert!(place.path("deep/out").join(name).is_file(), "{name} is missing");
    }
    assert!(place.read("deep/out/tasks.py").contains("SOURCE = \"../../script.py\"\n"));
    let (ours, theirs) = (place.python(&["deep/out"]), place.python(&["script.py"]));
    assert_eq!((ours.code, &ours.out, &ours.err), (theirs.code, &theirs.out, &theirs.err));
    let here = place.folder.path().to_string_lossy().into_owned();
    for (path, bytes) in place.snapshot() {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let cache = path.to_string_lossy().contains("__pycache__");
        assert!(cache || !text.contains(&here), "{} has an absolute path", path.display());
    }
}

#[test]
fn default_output_folder() {
    let place = Place::new();
    place.write("lib/tool.py", "print(1)\n");
    assert_eq!(place.surgec(&["lib/tool.py"]).code, 0);
    assert!(place.path("tool_surge/__main__.py").is_file());
}

#[test]
fn same_input_gives_the_same_bytes_and_touches_nothing() {
    let place = Place::with_script();
    assert_eq!(place.surgec(&["script.py", "-o", "out"]).code, 0);
    let before = place.snapshot();
    let age = fs::metadata(place.path("out")).and_then(|folder| folder.modified()).expect("a time");
    let again = place.surgec(&["script.py", "-o", "out"]);
    assert!(again.out.contains("nothing changed in out"), "{}", again.out);
    assert_eq!(before, place.snapshot());
    assert_eq!(
        age,
        fs::metadata(place.path("out")).and_then(|folder| folder.modified()).expect("a time")
    );
    let other = Place::with_script();
    assert_eq!(other.surgec(&["script.py", "-o", "out"]).code, 0);
    let relative = |place: &Place| -> BTreeMap<PathBuf, Vec<u8>> {
        let inside = |path: PathBuf| path.strip_prefix(place.folder.path()).map(Path::to_owned);
        place
            .snapshot()
            .into_iter()
            .map(|(path, bytes)| (inside(path).expect("inside"), bytes))
            .collect()
    };
    assert_eq!(relative(&place), relative(&other), "the folder shows in the output");
}

#[test]
fn package_is_replaced_as_a_whole() {
    let place = Place::with_script();
    assert_eq!(place.surgec(&["script.py", "-o", "out"]).code, 0);
    assert_eq!(place.python(&["out"]).code, 0);
    place.write("out/surge_rt/left_over.py", "");
    place.write("script.py", "print('new')\n");
    let said = place.surgec(&["script.py", "-o", "out"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(place.read("out/original.py"), "print('new')\n");
    assert!(!place.path("out/surge_rt/left_over.py").exists());
    assert_eq!(place.python(&["out"]).out, "new\n");
    let names: Vec<String> = fs::read_dir(place.folder.path())
        .expect("a folder")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    assert!(!names.iter().any(|name| name.starts_with(".out")), "drafts are left: {names:?}");
}

#[test]
fn failure_in_the_middle_leaves_nothing_behind() {
    let place = Place::with_script();
    let script = place.path("script.py");
    let file = |path: &str| PackageFile { path: path.into(), bytes: b"x = 1\n".to_vec() };
    // A file and a folder of the same name: the second cannot be written.
    let files = [file("plan.json"), file("tasks.py"), file("tasks.py/more.py")];
    let before = place.snapshot();
    let error = files::write_package(&place.path("new/deeper/out"), &script, &files)
        .expect_err("it cannot be written");
    assert!(error.message.contains("cannot write"), "{}", error.message);
    assert_eq!(before, place.snapshot(), "nothing is left of a new folder");
    assert_eq!(place.surgec(&["script.py", "-o", "out"]).code, 0);
    let before = place.snapshot();
    files::write_package(&place.path("out"), &script, &files).expect_err("it cannot be written");
    assert_eq!(before, place.snapshot(), "the old package is as it was");
}

#[test]
fn several_at_once_leave_one_complete_package() {
    let place = Place::with_script();
    for round in 0..3 {
        place.write("script.py", format!("print({round})\n"));
        let children: Vec<_> = (0..4)
            .map(|_| {
                let mut command = place.command();
                command.args(["script.py", "-o", "out", "-q"]).stderr(Stdio::piped());
                command.spawn().expect("surgec starts")
            })
            .collect();
        for child in children {
            let output = child.wait_with_output().expect("surgec ends");
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        assert_eq!(place.surgec(&["script.py", "-o", "out", "--check"]).code, 0);
        let names = fs::read_dir(place.folder.path()).expect("a folder").count();
        assert_eq!(names, 2, "only script.py and out are there");
    }
}

#[test]
fn encodings_and_line_ends_are_kept() {
    let latin = b"# -*- coding: latin-1 -*-\r\n\"\"\"Gr\xfc\xdfe.\"\"\"\r\nprint(ascii(\"\xe4\"), __doc__ == 'Gr\\xfc\\xdfe.')\r\n";
    let bom = b"\xef\xbb\xbfprint(ascii('\xc3\xa4'))\n";
    let carriage = b"x = 1\rprint(x)\r";
    for source in [&latin[..], &bom[..], &carriage[..]] {
        let place = Place::new();
        place.write("script.py", source);
        let said = place.surgec(&["script.py", "-o", "out"]);
        assert_eq!(said.code, 0, "{said:?}");
        assert_eq!(fs::read(place.path("out/original.py")).expect("a file"), source);
        let driver = fs::read(place.path("out/__main__.py")).expect("a file");
        let line = driver.windows(8).position(|window| window == b"surge_rt").expect("the prelude");
        assert!(line < driver.len());
        let text = source.strip_prefix(b"\xef\xbb\xbf").unwrap_or(source);
        assert_eq!(driver.starts_with(b"\xef\xbb\xbf"), text.len() < source.len());
        for part in text.split(|byte| matches!(byte, b'\r' | b'\n')) {
            let there = part.is_empty() || driver.windows(part.len()).any(|window| window == part);
            assert!(there, "{:?} is not in the driver", String::from_utf8_lossy(part));
        }
        assert!(!source.contains(&b'\r') || source.contains(&b'\n') == driver.contains(&b'\n'));
        let (ours, theirs) = (place.python(&["out"]), place.python(&["script.py"]));
        assert_eq!((ours.code, &ours.out, &ours.err), (theirs.code, &theirs.out, &theirs.err));
    }
}

/// Scripts whose first lines leave little room for the prelude behave in a package as they do alone.
fn starts_of_scripts(compile: impl Fn(&Place) -> Said) {
    let sources: [&[u8]; 14] = [
            b"",
            b"# only a comment",
            b"\"\"\"doc\"\"\"",
            b"\"\"\"doc\"\"\"\n",
            b"\"\"\"doc\"\"\"; import os\nprint(__doc__, os.sep)\n1 / 0\n",
            b"\"\"\"doc\"\"\"; from __future__ import annotations; x = 1\nprint(x, __doc__)\n1 / 0\n",
            b"'''two\nlines''' # comment\nfrom __future__ import division # more\n\nprint(__doc__)\n1 / 0\n",
            b"#!/usr/bin/env python3\n# coding: latin-1\n\nprint(ascii('\xe4'))\n1 / 0",
            b"\xef\xbb\xbf'doc'\r\nprint(__doc__)\r\n1 / 0\r\n",
            b"'doc'\rprint(__doc__)\r1 / 0\r",
            b"from __future__ import annotations\n\n\ndef f(x: missing):\n    return x / 0\n\n\nf(1)\n",
            b"print(1); print(2); 1 / 0\n",
            b"'a' 'b'\nprint(__doc__)\n\n1 / 0",
            b"f'not a docstring'\nprint(__doc__)\nraise SystemExit('end')\n",
        ];
    let mut different = Vec::new();
    for source in sources {
        let place = Place::new();
        place.write("script.py", source);
        let shown = String::from_utf8_lossy(source).into_owned();
        let written = compile(&place);
        assert_eq!(written.code, 0, "{shown}: {written:?}");
        let (ours, theirs) = (place.python(&["out"]), place.python(&["script.py"]));
        if (ours.code, &ours.out, &ours.err) != (theirs.code, &theirs.out, &theirs.err) {
            different.push(format!("{shown}\nscript: {theirs:?}\npackage: {ours:?}\n"));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn starts_of_scripts_are_kept() {
    starts_of_scripts(|place| place.surgec(&["script.py", "-o", "out", "--strict"]));
}

#[test]
fn siblings_belong_to_the_program() {
    let place = Place::new();
    place.write("script.py", "import first\n\ndef late():\n    from pack.inner import value\n    return value\n\nprint(first.x, late())\n");
    place.write("first.py", "import string\nx = string.shout('a')\n");
    place.write("string.py", "def shout(text):\n    return text.upper()\n");
    place.write("pack/__init__.py", "");
    place.write("pack/inner.py", "from .deep import value\nfrom . import other\n");
    place.write("pack/deep.py", "value = 3\n");
    place.write("pack/other.py", "");
    place.write("sys.py", "raise SystemExit('never imported')\n");
    place.write("unused.py", "x = 1\n");
    let said = place.surgec(&["script.py", "-o", "out"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
    let tasks = place.read("out/tasks.py");
    let siblings = tasks.lines().find(|line| line.starts_with("SIBLINGS")).expect("a line");
    for name in [
        "first.py",
        "string.py",
        "pack/__init__.py",
        "pack/inner.py",
        "pack/deep.py",
        "pack/other.py",
    ] {
        assert!(siblings.contains(&format!("\"{name}\": \"")), "{name} is not in {siblings}");
    }
    assert!(!siblings.contains("unused.py") && !siblings.contains("sys.py"), "{siblings}");
    assert_eq!(place.python(&["out"]).out, "A 3\n");
}

#[test]
fn siblings_that_cannot_be_read_are_named() {
    let place = Place::new();
    place.write("script.py", "try:\n    import broken\nexcept SyntaxError:\n    print('caught')\n");
    place.write("broken.py", "def f(:\n");
    let said = place.surgec(&["script.py", "-o", "out"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        said.err.contains("warning")
            && said.err.contains("the local module broken cannot be analysed"),
        "{}",
        said.err
    );
    assert_eq!(place.python(&["out"]).out, "caught\n");
}

// Questions.

#[test]
fn check_finds_stale_packages() {
    let place = Place::with_script();
    let check = || place.surgec(&["script.py", "-o", "out", "--check"]);
    let said = check();
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("out does not exist"), "{}", said.err);
    assert_eq!(place.surgec(&["script.py", "-o", "out"]).code, 0);
    let before = place.snapshot();
    let said = check();
    assert_eq!((said.code, said.out.as_str()), (0, "out is up to date\n"), "{said:?}");
    place.write("script.py", format!("{SCRIPT}print('more')\n"));
    let said = check();
    assert_eq!(said.code, 1, "{said:?}");
    assert!(said.err.contains("__main__.py") && said.err.contains("original.py"), "{}", said.err);
    place.write("script.py", SCRIPT);
    assert_eq!(before, place.snapshot(), "--check writes nothing");
    fs::remove_file(place.path("out/report.txt")).expect("a file");
    assert!(check().err.contains("report.txt"));
    assert_eq!(place.surgec(&["script.py", "-o", "out"]).code, 0);
    place.write("out/surge_rt/more.py", "");
    assert!(check().err.contains("surge_rt/more.py"));
}

#[test]
fn diff_shows_the_change_and_writes_nothing() {
    let place = Place::with_script();
    let before = place.snapshot();
    let said = place.surgec(&["script.py", "--diff", "-o", "out"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.starts_with("--- script.py\n+++ out/__main__.py\n@@ "), "{}", said.out);
    assert!(
        said.out
            .lines()
            .any(|line| line.starts_with("+import sys; ") && line.contains("surge_rt.enter"))
    );
    assert!(said.out.lines().any(|line| line == " def slow(n):"), "{}", said.out);
    assert_eq!(before, place.snapshot());
}

#[test]
fn analyze_only_prints_decisions_and_writes_nothing() {
    let place = Place::with_script();
    place.write("small.py", "for i in range(10):\n    print(i)\n");
    place.write("carried.py", "def slow(n):\n    return sum(i * i % 7 for i in range(n))\n\ns = 1\nfor i in range(99):\n    s = slow(s % 10 + 1000)\nprint(s)\n");
    place.write("broken.py", "def f(:\n");
    let before = place.snapshot();
    let said = place.surgec(&["--analyze-only", "script.py", "small.py"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{said:?}");
    assert!(
        said.out.contains("script.py: 1 of 2 loops run in parallel\n  ✓ script.py:9: "),
        "{}",
        said.out
    );
    assert!(said.out.contains("small.py: 0 of 1"), "{}", said.out);
    let code = |arguments: &[&str]| place.surgec(&[&["--analyze-only"], arguments].concat()).code;
    assert_eq!(code(&["carried.py"]), 0);
    assert_eq!(code(&["carried.py", "--fail-on", "refused"]), 1);
    assert_eq!(code(&["small.py", "--fail-on", "refused"]), 0, "too small is no finding");
    assert_eq!(code(&["broken.py", "script.py"]), 2);
    assert_eq!(code(&["broken.py", "--fail-on", "none"]), 0);
    assert_eq!(code(&["nowhere.py", "script.py"]), 2);
    assert_eq!(before, place.snapshot());
}

#[test]
fn verbose_and_quiet() {
    let place = Place::with_script();
    let said = place.surgec(&["script.py", "--analyze-only", "-v"]);
    assert!(said.out.contains("note[parallel]: this loop runs in parallel"), "{}", said.out);
    assert!(
        said.out.contains("note[inside-parallel-loop]")
            || said.out.contains("note[unprofitable-loop]")
    );
    assert!(said.out.contains("9 │ for n in range(1000, 1010):"), "{}", said.out);
    let said = place.surgec(&["script.py", "-q", "-o", "out"]);
    assert_eq!((said.code, said.out.as_str(), said.err.as_str()), (0, "", ""));
}

#[test]
fn colours_are_asked_for() {
    let place = Place::with_script();
    let escape = |when: &str| {
        let said = place.surgec(&["script.py", "--analyze-only", "-v", "--color", when]);
        assert_eq!(said.code, 0, "{said:?}");
        said.out.contains('\u{1b}')
    };
    assert!(escape("always"));
    assert!(!escape("never"));
    assert!(!escape("auto"), "a pipe is no terminal");
}

#[test]
fn messages_as_json() {
    let place = Place::with_script();
    let lines = |text: &str| -> Vec<serde_json::Value> {
        text.lines()
            .map(|line| {
                serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"))
            })
            .collect()
    };
    let said = place.surgec(&["script.py", "-o", "out", "--message-format", "json"]);
    let messages = lines(&said.out);
    assert_eq!(messages.len(), 3, "{}", said.out);
    let parallel =
        messages.iter().find(|message| message["code"] == "parallel").expect("a parallel loop");
    assert_eq!(
        (&parallel["file"], &parallel["line"], &parallel["column"]),
        (&"script.py".into(), &9.into(), &1.into())
    );
    assert_eq!(messages[2]["code"], "done");
    place.write("broken.py", "x = (\n");
    let said = place.surgec(&["broken.py", "-o", "out", "--message-format", "json"]);
    assert_eq!(said.code, 2);
    let messages = lines(&said.err);
    assert_eq!(messages[0]["severity"], "error");
    assert_eq!(messages[0]["message"], "'(' was never closed");
    assert_eq!(messages[0]["line"], 1);
}

#[test]
fn errors_file_has_all_messages_and_is_overwritten() {
    let place = Place::with_script();
    place.write("errors.txt", "from before");
    place.write("broken.py", "def f(:\n");
    assert_eq!(place.surgec(&["broken.py", "--errors-file", "errors.txt"]).code, 2);
    let text = place.read("errors.txt");
    assert!(text.contains("error[SyntaxError]") && text.contains("broken.py:1"), "{text}");
    assert!(!text.contains("from before"));
    assert_eq!(
        place.surgec(&["script.py", "-q", "-o", "out", "--errors-file", "errors.txt"]).code,
        0
    );
    let text = place.read("errors.txt");
    assert!(!text.contains("SyntaxError") && text.contains("note[parallel]"), "{text}");
    place.refused(
        &["script.py", "-q", "--errors-file", "nowhere/errors.txt", "--analyze-only"],
        &["nowhere/errors.txt"],
    );
}

#[test]
fn report_file() {
    let place = Place::with_script();
    assert_eq!(place.surgec(&["script.py", "-o", "out", "-r", "report.txt"]).code, 0);
    assert_eq!(place.read("report.txt"), place.read("out/report.txt"));
}

#[test]
fn workers_reach_the_package() {
    let place = Place::with_script();
    assert_eq!(place.surgec(&["script.py", "-o", "out", "--workers", "3"]).code, 0);
    assert!(place.read("out/tasks.py").contains("\nWORKERS = 3\n"));
    assert!(place.read("out/plan.json").contains("\"workers\": 3,\n"));
}

#[test]
fn emitted_facts() {
    let place = Place::with_script();
    let said = place.surgec(&["script.py", "--emit", "plan=json"]);
    let plan: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(plan["parallel"], 1);
    assert!(!place.path("script_surge").exists(), "no package is written");
    let said = place.surgec(&["script.py", "--emit", "plan=json", "-o", "facts"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&place.read("facts/plan.json")).expect("JSON"),
        plan
    );
    assert_eq!(
        place.surgec(&["script.py", "--emit", "plan=json", "-o", "facts"]).code,
        0,
        "a second time"
    );
    assert_eq!(place.surgec(&["script.py", "-o", "out"]).code, 0);
    place
        .refused(&["script.py", "--emit", "plan=json", "-o", "out"], &["holds an emitted package"]);
    place.refused(
        &["script.py", "--emit", "plan=json", "-o", "script.py"],
        &["script.py is a file"],
    );
}

#[test]
fn explain_prints_pages() {
    let place = Place::new();
    let said = place.surgec(&["explain", "may-alias"]);
    assert_eq!(said.code, 0);
    assert!(said.out.starts_with("# may-alias\n"), "{}", said.out);
    assert!(place.surgec(&["explain"]).out.contains("loop-carried-write  "));
    place.refused(
        &["explain", "may-alais"],
        &["no reason named \"may-alais\"", "did you mean may-alias?"],
    );
    place.refused(&["explain", "zzz"], &["surgec explain"]);
}

#[test]
fn help_names_the_exit_codes() {
    let place = Place::new();
    let said = place.surgec(&["--help"]);
    assert_eq!(said.code, 0);
    for words in ["Exit codes:", "--analyze-only", "--fail-on", "--strict", "surgec run"] {
        assert!(said.out.contains(words), "{words}");
    }
    assert_eq!(place.surgec(&["--version"]).out, format!("surgec {}\n", env!("CARGO_PKG_VERSION")));
}

// Running.

const TALKER: &str = "\
import sys
import helper
print(sys.argv, helper.name, sys.stdin.read())
print('problem', file=sys.stderr)
sys.exit(7)
";

#[test]
fn run_passes_everything_through() {
    let place = Place::new();
    place.write("talk.py", TALKER);
    place.write("helper.py", "name = 'first'\n");
    let run = || {
        said(
            place.command().args([
                "run",
                "--workers",
                "2",
                "talk.py",
                "--flag",
                "-o",
                "x",
                "--help",
            ]),
            "input",
        )
    };
    let first = run();
    assert_eq!(first.out, "['talk.py', '--flag', '-o', 'x', '--help'] first input\n");
    assert_eq!((first.err.as_str(), first.code), ("problem\n", 7));
    let cached = || fs::read_dir(place.path(".cache/surgec")).expect("a cache").count();
    assert_eq!(cached(), 1);
    assert_eq!(run().out, first.out);
    assert_eq!(cached(), 1, "the second run compiles nothing");
    place.write("helper.py", "name = 'second'\n");
    assert!(run().out.contains("second"));
    assert_eq!(cached(), 2, "another helper is another program");
    assert!(!place.path("talk_surge").exists());
}

#[test]
fn bench_runs_script_and_package_by_turns() {
    let place = Place::new();
    place.write("add.py", "import sys\nprint(sum(map(int, sys.argv[1:])))\n");
    let said = place.surgec(&["bench", "--runs", "2", "add.py", "1", "2"]);
    assert_eq!(said.code, 0, "{said:?}");
    for words in ["add.py: 2 runs of each", "script ", "package ", "times as fast"] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    place.write("count.py", "print(len(open('log').read()))\nopen('log', 'a').write('x')\n");
    place.write("log", "");
    let said = place.surgec(&["bench", "--runs", "1", "count.py"]);
    assert_eq!(said.code, 1, "each run prints something else: {said:?}");
    assert!(said.out.contains("not all runs had the same output"), "{}", said.out);
    place.refused(&["bench", "nowhere.py"], &["nowhere.py"]);
    place.refused(&["bench", "--runs", "0", "add.py"], &["--runs"]);
    let said = place.surgec(&["bench", "--python", "no-such-python", "add.py"]);
    assert_eq!(said.code, 2, "{said:?}");
}

#[test]
fn run_refuses_bad_input() {
    let place = Place::with_script();
    place.write("broken.py", "def f(:\n");
    place.refused(&["run", "broken.py"], &["SyntaxError", "broken.py:1"]);
    place.refused(&["run", "nowhere.py"], &["nowhere.py"]);
    place.refused(&["run"], &["SCRIPT"]);
    let said = place.surgec(&["run", "--python", "no-such-python", "script.py"]);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("cannot start no-such-python"), "{}", said.err);
}

#[test]
fn run_without_a_cache_runs_the_script_as_it_is() {
    let place = Place::with_script();
    let mut command = place.command();
    command.env_remove("HOME").env_remove("XDG_CACHE_HOME").args(["run", "script.py"]);
    let without = said(&mut command, "");
    assert_eq!((without.code, without.out), (0, place.python(&["script.py"]).out));
    assert!(
        without.err.contains("warning") && without.err.contains("the script runs as it is"),
        "{}",
        without.err
    );
    place.write("file", "");
    let blocked = said(
        place.command().env("XDG_CACHE_HOME", place.path("file")).args(["run", "script.py"]),
        "",
    );
    assert_eq!(blocked.code, 0, "{blocked:?}");
    assert!(blocked.err.contains("the script runs as it is"), "{}", blocked.err);
}

#[cfg(unix)]
#[test]
fn run_becomes_the_script() {
    use std::os::unix::process::ExitStatusExt as _;
    let place = Place::new();
    place.write("stop.py", "import os, signal\nos.kill(os.getpid(), signal.SIGTERM)\n");
    let status = place.command().args(["run", "stop.py"]).status().expect("it runs");
    assert_eq!(status.signal(), Some(15), "the signal is the script's own end");
}

// Bugs of surgec, which debug builds can be asked to have.

#[cfg(debug_assertions)]
mod faults {
    use super::*;

    fn faulty(place: &Place, arguments: &[&str]) -> Said {
        said(place.command().env("SURGEC_FAULT", "compile").args(arguments), "")
    }

    #[test]
    fn bug_is_named_and_the_script_still_runs() {
        let place = Place::with_script();
        let said = faulty(&place, &["script.py", "-o", "out"]);
        assert_eq!(said.code, 0, "{said:?}");
        assert!(
            said.err.contains("bug[internal-error]") && said.err.contains("a fault on purpose"),
            "{}",
            said.err
        );
        assert!(said.out.contains("0 of 2 loops"), "{}", said.out);
        let plan: serde_json::Value =
            serde_json::from_str(&place.read("out/plan.json")).expect("JSON");
        assert_eq!(plan["regions"][1]["reason"], "internal-error");
        assert_eq!(plan["regions"][0]["function"], "slow");
        let (ours, theirs) = (place.python(&["out"]), place.python(&["script.py"]));
        assert_eq!((ours.code, &ours.out, &ours.err), (theirs.code, &theirs.out, &theirs.err));
    }

    #[test]
    fn strict_says_so_in_the_exit_code() {
        let place = Place::with_script();
        assert_eq!(faulty(&place, &["script.py", "-o", "out", "--strict"]).code, 3);
        assert_eq!(faulty(&place, &["script.py", "--analyze-only", "--strict"]).code, 3);
        assert_eq!(faulty(&place, &["script.py", "--analyze-only"]).code, 0);
        assert_eq!(faulty(&place, &["run", "--strict", "script.py"]).code, 3);
        assert_eq!(faulty(&place, &["run", "script.py"]).code, 0);
    }

    #[test]
    fn script_as_it_is_keeps_its_lines() {
        starts_of_scripts(|place| faulty(place, &["script.py", "-o", "out"]));
    }
}
