//! Lists that become streams, and lists that do not, from outside: what the plan, the package and the report say.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

const SCRIPT: &str = "\
import sys

n = int(sys.argv[1])
values = [i * 7 % 13 for i in range(n)]
large = [v for v in values if v > 5]
print(sum(large))
";

fn surgec(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_surgec"));
    command.args(arguments).current_dir(folder).output().expect("surgec starts")
}

fn compiled(script: &str, config: &str, arguments: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("script.py"), script).expect("it can be written");
    if !config.is_empty() {
        fs::write(folder.path().join("surgec.toml"), config).expect("it can be written");
    }
    let said = surgec(folder.path(), &[&["script.py", "-o", "out"], arguments].concat());
    assert_eq!(said.status.code(), Some(0), "{}", String::from_utf8_lossy(&said.stderr));
    folder
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join("out").join(name)).expect("it was written")
}

/// `applied`, or the reason, of each list that was found.
fn verdicts(folder: &Path) -> Vec<String> {
    let plan: Value = serde_json::from_str(&read(folder, "plan.json")).expect("JSON");
    let space = plan["space"].as_array().expect("a list");
    space.iter().map(|one| one["reason"].as_str().unwrap_or("applied").to_owned()).collect()
}

fn verdict(body: &str) -> Vec<String> {
    let script = format!("import sys\n\nn = int(sys.argv[1])\ndata = list(range(n))\n{body}");
    verdicts(compiled(&script, "", &[]).path())
}

#[test]
fn streams_stand_on_the_lines_of_their_lists() {
    let folder = compiled(SCRIPT, "", &[]);
    assert_eq!(verdicts(folder.path()), ["applied", "applied"]);
    let streamed = SCRIPT
        .replace("[i * 7 % 13 for i in range(n)]", "surge_rt.stream(i * 7 % 13 for i in range(n))")
        .replace("[v for v in values if v > 5]", "surge_rt.stream(v for v in values if v > 5)");
    assert_eq!(read(folder.path(), "streamed.py"), streamed);
    let driver = read(folder.path(), "__main__.py");
    assert!(driver.ends_with(&streamed), "{driver}");
    assert_eq!(read(folder.path(), "original.py"), SCRIPT);
    assert!(read(folder.path(), "tasks.py").contains("STREAMS = True\n"));
    let report = read(folder.path(), "report.txt");
    for part in ["Found:      2  lists", "Applied:    2", "[✓] script.py:4: streaming", "Score: "]
    {
        assert!(report.contains(part), "no {part:?} in\n{report}");
    }
}

#[test]
fn the_user_may_say_no() {
    for (config, arguments) in [("", &["--no-space"][..]), ("[space]\nenabled = false\n", &[])] {
        let folder = compiled(SCRIPT, config, arguments);
        assert!(verdicts(folder.path()).is_empty());
        assert!(!folder.path().join("out/streamed.py").exists());
        assert!(!read(folder.path(), "report.txt").contains("streaming"));
    }
}

#[test]
fn the_criteria_come_from_the_file() {
    let strict = |line: &str| verdicts(compiled(SCRIPT, &format!("[space]\n{line}\n"), &[]).path());
    assert_eq!(strict("minimum-confidence = 0.99"), ["confidence", "confidence"]);
    assert_eq!(strict("minimum-saving = 100"), ["small", "small"]);
    assert_eq!(strict("maximum-overhead = 0.01"), ["overhead", "overhead"]);
    let folder = compiled(SCRIPT, "", &["--assume", "n=100"]);
    assert_eq!(verdicts(folder.path()), ["small", "small"]);
}

#[test]
fn a_stale_stream_goes_away() {
    let folder = compiled(SCRIPT, "", &[]);
    assert!(folder.path().join("out/streamed.py").exists());
    let said = surgec(folder.path(), &["script.py", "-o", "out", "--no-space"]);
    assert_eq!(said.status.code(), Some(0), "{}", String::from_utf8_lossy(&said.stderr));
    assert!(!folder.path().join("out/streamed.py").exists());
}

#[test]
fn what_goes_through_a_list() {
    for consumer in [
        "for v in a:\n    t = t + v\n",
        "for i, v in enumerate(a):\n    t = t + v * i\n",
        "t = sum(a)\n",
        "t = max(a, default=3)\n",
        "t = sum(v * 2 for v in a)\n",
        "t = {v % 3 for v in a}\n",
        "print('sum', sum(a))\n",
    ] {
        let found = verdict(&format!("t = 0\na = [v * 3 % 7 for v in data]\n{consumer}"));
        assert_eq!(found, ["applied"], "{consumer}");
    }
    for other in [
        "t = len(a)\n",
        "t = any(a)\n",
        "t = a[0]\n",
        "t = sum(a) + len(a)\n",
        "t = sum(a) if n else 0\n",
        "t = n and sum(a)\n",
        "t = (v for v in a)\n",
        "for v in a:\n    if v:\n        break\n",
        "if n:\n    t = sum(a)\n",
        "def f():\n    return a\n",
        "print(*a)\n",
        "print(max(a, data))\n",
    ] {
        let found = verdict(&format!("t = 0\na = [v * 3 % 7 for v in data]\n{other}"));
        assert!(found.is_empty(), "{other}: {found:?}");
    }
}

#[test]
fn what_keeps_a_list() {
    for (body, reason) in [
        ("a = [v + n for v in data]\nn = 3\nprint(sum(a))\n", "carried"),
        ("a = [v for v in data]\ndata.append(1)\nprint(sum(a))\n", "may-alias"),
        ("i = iter(data)\na = [v for v in i]\nnext(i, 0)\nprint(sum(a))\n", "may-alias"),
        ("a = [v for v in data]\nprint(1)\nprint(sum(a))\n", "ordered-effect"),
        ("a = [v for v in data]\nfor v in a:\n    print(v)\n", "ordered-effect"),
        ("a = [print(v) for v in data]\nt = set(a)\n", "ordered-effect"),
        ("a = [v for v in sys.stdin]\nt = set(a)\n", "ordered-effect"),
        (
            "try:\n    a = [1 // v for v in data]\n    t = sum(a)\nexcept ValueError:\n    pass\n",
            "handler",
        ),
        (
            "def f():\n    return sum([1 // v for v in data])\ntry:\n    f()\nfinally:\n    t = 0\n",
            "handler",
        ),
        ("def f():\n    return sum([1 // v for v in data])\ng = lambda: f()\n", "called-elsewhere"),
        ("def f():\n    return sum([1 // v for v in data])\ng = f\n", "called-elsewhere"),
        (
            "class A:\n    def f(self):\n        return sum([1 // v for v in data])\n",
            "called-elsewhere",
        ),
        (
            "def f():\n    a = [v for v in data]\n    if n == 2:\n        return 0\n    return sum(a)\nt = f()\n",
            "leaves-early",
        ),
        (
            "def f(k):\n    a = [v - k for v in data]\n    t = sum(a)\n    return t if k == 0 else f(k - 1)\nt = f(2)\n",
            "recursion",
        ),
        ("a = [(t := v) for v in data]\nprint(sum(a))\n", "syntax"),
        ("a = [v + n for v in data]\nfor n in a:\n    t = n\n", "carried"),
        ("a = [v + n for v in data]\nt = {(n := v) for v in a}\n", "carried"),
        ("a = [lambda: v for v in data]\nt = sum(f() for f in a)\n", "closure"),
        ("a = [(v * w for w in data) for v in data]\nfor g in a:\n    t = sum(g)\n", "closure"),
        ("for i in range(n):\n    print(i)\n    n = sum([v * n for v in data])\n", "repeated"),
        (
            "def f(k):\n    return sum([v * k for v in data])\nfor i in range(n):\n    print(i)\n    n = f(n)\n",
            "repeated",
        ),
        ("import weakref\na = [v for v in data]\nprint(sum(a))\n", "watched"),
        (
            "with open('x') as f:\n    a = [line for line in f]\n    print(max(a), list(vars(f)))\n",
            "watched",
        ),
        (
            "with open('x') as f:\n    a = [line for line in f]\n    print(max(a), f.close)\n",
            "watched",
        ),
        (
            "with open('x') as f:\n    a = [line for line in f]\n    print(max(a), getattr(f, 'close'))\n",
            "watched",
        ),
        // The file behind the reader is in no variable when an exception leaves the `with`.
        (
            "import csv\nwith open('x') as f:\n    r = csv.reader(f)\n    f = 0\n    t = sum([len(v) for v in r])\n",
            "handler",
        ),
        (
            "import csv\nwith open('x') as f:\n    r = csv.reader(f)\n    del f\n    t = sum([len(v) for v in r])\n",
            "handler",
        ),
        (
            "import csv\nwith open('x') as f:\n    for f in [csv.reader(f)]:\n        t = sum([len(v) for v in f])\n",
            "handler",
        ),
        ("with open('x') as f, open('y') as f:\n    t = sum([len(v) for v in f])\n", "handler"),
        (
            "def clear():\n    global f\n    f = 0\nwith open('x') as f:\n    i = iter(f)\n    clear()\n    t = sum([len(v) for v in i])\n",
            "handler",
        ),
        ("a = [v for v in data]\nprint(sum(a), sorted(locals()))\n", "whole-program"),
        ("a = [v for v in data]\nprint(sum(a), sorted(vars()))\n", "whole-program"),
        ("f = open('x')\na = [v for v in data]\nprint(sum(a))\nwith f:\n    t = 1\n", "watched"),
    ] {
        assert_eq!(verdict(body), [reason], "{body}");
    }
}

#[test]
fn lists_that_functions_return() {
    for body in [
        "def f(k):\n    return [v * k for v in data]\nprint(sum(f(n)))\n",
        "def f(k):\n    a = []\n    for v in data:\n        a.append(v * k)\n    return a\nt = f(n)\nprint(max(t))\n",
        "def f(k):\n    return [v * k for v in data]\nt = {}\nfor v in f(n):\n    t[v] = t.get(v, 0) * 2 + v\n",
        "def f(k):\n    return [v * k for v in data]\nprint(f\"{sum(v + 1 for v in f(n))}\")\n",
        "def f(k):\n    if k == 3:\n        return ()\n    return [v * k for v in data]\nprint(sum(f(n)))\n",
        "def f(k):\n    return [v * k for v in data]\nprint(sum(f(n)))\nt = f(3)\nprint(max(t))\n",
        "from collections import Counter\ndef f(k):\n    return [v % k for v in data]\nprint(Counter(f(n)))\n",
        "import math\ndef f(k):\n    return [v % k for v in data]\nprint(math.fsum(f(n)))\n",
    ] {
        assert_eq!(verdict(body), ["applied"], "{body}");
    }
    for (body, reason) in [
        (
            "def f(k):\n    return [v * k for v in data]\nt = 0\nfor v in f(n):\n    t = t * 3 % 7 + max(f(t))\n",
            "called-again",
        ),
        (
            "def f(k):\n    return [v * k for v in data]\nt = f(n)\ndata.append(3)\nprint(sum(t))\n",
            "may-alias",
        ),
        ("def f():\n    return [v * n for v in data]\nfor n in f():\n    t = n\n", "carried"),
        (
            "def f(k):\n    return [v * k for v in data]\nfor v in f(n):\n    print(v)\n",
            "ordered-effect",
        ),
        (
            "def f(k):\n    return [v // k for v in data]\ntry:\n    t = sum(f(n))\nexcept ValueError:\n    t = 0\n",
            "handler",
        ),
    ] {
        assert_eq!(verdict(body), [reason], "{body}");
    }
    for other in [
        "def f(k):\n    return [v * k for v in data]\nt = f(n)\nprint(len(t), sum(t))\n",
        "def f(k):\n    return [v * k for v in data]\nprint(sum(f(n)), len(f(3)))\n",
        "def f(k):\n    return [v * k for v in data]\nprint(sorted(f(n)))\n",
        "def f(k):\n    return [v * k for v in data]\nfor v in f(n):\n    if v > 3:\n        break\n",
        "def f(k):\n    a = [v * k for v in data]\n    print(len(a))\n    return a\nprint(sum(f(n)))\n",
    ] {
        assert!(verdict(other).is_empty(), "{other}");
    }
}

#[test]
fn lists_that_loops_and_calls_make() {
    let read = "total = 0\nfor v in a:\n    total = total * 3 % 7 + v\n";
    for body in [
        "a = []\nfor v in data:\n    a.append(v * 3)\n",
        "a = []\nt = 3\nfor v in data:\n    w = v * 3\n    if w > t:\n        a.append(w)\n    else:\n        continue\n",
        "a = []\nfor v in data:\n    w = 0\n    while w < v:\n        if w == 5:\n            break\n        a.append(w)\n        a.append(v)\n        w += 1\n",
        "a = []\nwith open('x') as file:\n    for line in file:\n        a.append(int(line))\n",
        "line = 'x'\na = []\nwith open('x') as file:\n    while True:\n        line = file.readline()\n        if not line:\n            break\n        a.append(int(line))\n",
        "a = []\nfor v in data:\n    total = v * 3\n    a.append(total)\n",
        "import csv\na = []\nwith open('x') as file:\n    reader = csv.reader(file)\n    next(reader)\n    for fields in reader:\n        a.append(int(fields[0]))\n",
        "a = list()\nfor v in data:\n    a.append(v * 3)\n",
        "a = list(map(int, open('x')))\n",
        "a = list(filter(lambda v: v % n, data))\n",
        "a = list(map(lambda v: v % n, data))\nv = 4\n",
    ] {
        assert_eq!(verdict(&format!("{body}{read}")), ["applied"], "{body}");
    }
    for (body, reason) in [
        ("a = []\nt = 0\nfor v in data:\n    t += v\n    a.append(t)\n", "carried"),
        ("a = []\nfor w in data:\n    a.append(w)\nprint(w)\n", "carried"),
        (
            "k = 3\na = []\nwith open('x') as file:\n    k = k + 1\n    for w in file:\n        a.append(len(w) + k)\n",
            "carried",
        ),
        ("a = []\nfor w in data:\n    a.append(lambda: w)\n", "closure"),
        ("def f():\n    return w\na = []\nfor w in data:\n    a.append(f())\n", "carried"),
        ("a = []\nfor w in data:\n    if w:\n        u = 1\n    a.append(u)\n", "carried"),
        (
            "a = []\nfor w in data:\n    try:\n        a.append(9 // w)\n    except ZeroDivisionError:\n        pass\n",
            "syntax",
        ),
        ("a = []\nfor w in data:\n    a.append(n)\nn = 3\n", "carried"),
        ("a = []\nfor w in data:\n    a.append(w)\ndata.append(3)\n", "may-alias"),
        ("a = []\nfor w in data:\n    a.append(w)\ndel data\n", "ordered-effect"),
        ("a = []\nfor w in data:\n    data = range(w)\n    a.append(w)\n", "carried"),
        (
            "a = []\nwith open('x') as file, open(file.name) as other:\n    for w in other:\n        a.append(w)\n",
            "carried",
        ),
        ("a = []\nfor w in data:\n    print(w)\n    a.append(w)\n", "ordered-effect"),
        ("a = []\nfor w in sys.stdin:\n    a.append(w)\n", "ordered-effect"),
        ("a = list(map(int, sys.stdin))\n", "ordered-effect"),
        ("a = list(map(print, data))\n", "ordered-effect"),
        ("a = list(map(lambda v: v * n, data))\nn = 4\n", "carried"),
        ("i = iter(data)\na = list(map(int, i))\nnext(i, 0)\n", "may-alias"),
    ] {
        assert_eq!(verdict(&format!("{body}{read}")), [reason], "{body}");
    }
    let typed = "def f():\n    a: list[int] = []\n    for v in data:\n        a.append(v)\n    return sum(a)\nprint(f())\n";
    assert_eq!(verdict(typed), ["applied"]);
    assert!(
        verdict("a: list[int] = []\nfor v in data:\n    a.append(v)\nprint(sum(a))\n").is_empty()
    );
    // One loop makes one stream.
    let two = "a = []\nb = []\nfor w in data:\n    a.append(w)\n    b.append(w)\nt = sum(a)\nt = sum(b)\n";
    assert_eq!(verdict(two), ["applied", "may-alias"]);
    for other in [
        "a = []\nfor v in data:\n    a.append(v)\na.append(3)\n",
        "a = []\nfor v in data:\n    a.append(v)\n    n += len(a)\n",
        "a = [1]\nfor v in data:\n    a.append(v)\n",
        "a = []\nb = a\nfor v in data:\n    a.append(v)\n",
        "a = []\nif n:\n    for v in data:\n        a.append(v)\n",
        "a = list(data)\n",
        "file = open('x')\na = file.readlines()\nfile.close()\n",
        "with open('x') as file:\n    a = file.readlines()\n",
        "def list(x):\n    return x\na = list(map(int, data))\n",
    ] {
        assert!(verdict(&format!("{other}{read}")).is_empty(), "{other}");
    }
    let within =
        "with open('x') as file:\n    a = file.readlines()\n    t = max(len(line) for line in a)\n";
    assert_eq!(verdict(within), ["applied"]);
    let again = "with open('y') as file:\n    next(file)\n";
    assert_eq!(verdict(&format!("{again}{within}")), ["applied"]);
    assert!(verdict(&format!("{within}file = data\n")).is_empty());
    let sought = "with open('x') as file:\n    a = file.readlines()\n    file.seek(0)\n    t = max(len(line) for line in a)\n";
    assert_ne!(verdict(sought), ["applied"]);
}

#[test]
fn loops_become_functions_that_yield() {
    let script = "\
import sys

n = int(sys.argv[1])
rows = []  # all of them
total = 0
for i in range(n):
    # twice
    rows.append((i,
                 n))  # a pair
    if i % 3:
        rows.append(i)
for row in rows:
    total += 1
print(total)
";
    let folder = compiled(script, "", &[]);
    assert_eq!(verdicts(folder.path()), ["applied"]);
    let expected = "\
import sys

n = int(sys.argv[1])
total = 0
def surge_rows():
    for i in range(n):
        # twice
        yield ((i,
                     n))  # a pair
        if i % 3:
            yield i
rows = surge_rt.stream(surge_rows())
for row in rows:
    total += 1
print(total)
";
    assert_eq!(read(folder.path(), "streamed.py"), expected);
    let tasks = read(folder.path(), "tasks.py");
    assert!(tasks.contains("STREAMED_LINES = (\n    (1, 1, 3, 1),\n"), "{tasks}");
}

#[test]
fn lists_that_are_sorted_in_place() {
    let applied = |kind: &str| (kind.to_owned(), false, "applied".to_owned());
    for (body, written) in [
        ("a = [v * 3 for v in data]\na.sort()\n", "a = surge_rt.in_order(a)\n"),
        (
            "a = []\nfor v in data:\n    a.append((v, n))\na.sort(key=lambda pair: pair[0], reverse=True)\n",
            "a = surge_rt.in_order(a, key=lambda pair: pair[0], reverse=True)\n",
        ),
    ] {
        let body = format!("{body}print(n)\nfor v in a:\n    print(v)\n    break\n");
        assert_eq!(kinds(&body), [applied("streaming"), applied("external sort")], "{body}");
        let script = format!("import sys\n\nn = int(sys.argv[1])\ndata = list(range(n))\n{body}");
        let folder = compiled(&script, "", &[]);
        assert!(read(folder.path(), "__main__.py").contains(written));
    }
    for (body, reasons) in [
        ("a = [v for v in data]\na.sort(key=print)\nt = sum(a)\n", &["ordered-effect"][..]),
        ("a = [v for v in data]\na.sort(reverse=n > 3)\nt = sum(a)\n", &["syntax"]),
        ("a = [v for v in data]\na.sort()\na.append(1)\nt = sum(a)\n", &[]),
        ("a = [v for v in data]\nt = sum(a)\na.sort()\n", &[]),
        ("a = [v for v in data]\nb = a.sort()\nt = sum(a)\n", &[]),
        ("a = [v for v in data]\nif n:\n    a.sort()\nt = sum(a)\n", &[]),
        ("a = [v * n for v in data]\nn = 2\na.sort()\nt = sum(a)\n", &["carried", "kept"]),
        ("a = list(data)\na.sort()\nt = sum(a)\n", &[]),
    ] {
        assert_eq!(verdict(body), reasons, "{body}");
    }
}

/// The kind of each opportunity, whether it is parallel, and its verdict.
fn kinds(body: &str) -> Vec<(String, bool, String)> {
    let script = format!("import sys\n\nn = int(sys.argv[1])\ndata = list(range(n))\n{body}");
    let folder = compiled(&script, "", &[]);
    let plan: Value = serde_json::from_str(&read(folder.path(), "plan.json")).expect("JSON");
    let space = plan["space"].as_array().expect("a list");
    let kind = |one: &Value| {
        let verdict = one["reason"].as_str().unwrap_or("applied").to_owned();
        let kind = one["kind"].as_str().unwrap_or_default().to_owned();
        (kind, one["parallel"].as_bool().unwrap_or_default(), verdict)
    };
    space.iter().map(kind).collect()
}

#[test]
fn what_is_sorted_on_the_disk() {
    for body in [
        "for v in sorted(x * 3 for x in data):\n    print(v)\n",
        "for i, v in enumerate(sorted((x for x in data), key=lambda v: -v, reverse=True)):\n    print(v)\n    break\n",
        "a = sorted(map(str, data))\nprint(n)\nfor v in a:\n    print(v)\n",
        "with open('x') as f:\n    for line in sorted(f, key=len):\n        print(line)\n",
        "print(sum(sorted(x * 3 for x in data)))\n",
    ] {
        assert_eq!(
            kinds(body),
            [("external sort".to_owned(), false, "applied".to_owned())],
            "{body}"
        );
    }
    let both = kinds("a = [v * 3 for v in data]\nfor v in sorted(a):\n    print(v)\n");
    assert_eq!(both.iter().map(|one| one.2.as_str()).collect::<Vec<_>>(), ["applied", "applied"]);
}

#[test]
fn what_is_sorted_in_memory() {
    for (body, reason) in [
        ("try:\n    t = sum(sorted(1 // v for v in data))\nfinally:\n    n = 0\n", "handler"),
        (
            "s = []\nfor v in sorted((v for v in data), key=s.append):\n    print(v)\n",
            "ordered-effect",
        ),
        (
            "i = iter(data)\nfor v in sorted((v for v in i), key=lambda v: v + next(i)):\n    print(v)\n",
            "ordered-effect",
        ),
        ("for v in sorted((v for v in data), reverse=n > 3):\n    print(v)\n", "syntax"),
        ("for v in sorted(v for v in data):\n    print(v is n)\n", "identity"),
        (
            "for k in range(n):\n    for v in sorted(v for v in data):\n        print(v)\n",
            "repeated",
        ),
    ] {
        assert_eq!(verdict(body), [reason], "{body}");
    }
    for other in [
        "print(sorted(v for v in data)[0])\n",
        "for v in sorted(data):\n    print(v)\n",
        "a = sorted(v for v in data)\nprint(sum(a), len(a))\n",
        "a = sorted(v for v in data)\nfor i in range(2):\n    t = sum(a)\n",
        "def sorted(x):\n    return x\nfor v in sorted(v for v in data):\n    print(v)\n",
    ] {
        assert!(verdict(other).is_empty(), "{other}");
    }
    let kept = kinds(
        "a = [v * 3 for v in data]\nprint(len(a))\nfor v in sorted([x for x in a], key=print):\n    print(v)\n",
    );
    assert_eq!(kept.iter().map(|one| one.2.as_str()).collect::<Vec<_>>(), ["ordered-effect"]);
}

#[test]
fn workers_compute_what_is_streamed() {
    let heavy =
        "def f(x):\n    for i in range(50):\n        x = (x * 31 + i) % 1009\n    return x\n";
    let streamed = ("streaming".to_owned(), true, "applied".to_owned());
    for body in [
        "a = [f(v) for v in data]\nprint(sum(a))\n",
        "with open('x') as file:\n    a = [f(len(line)) for line in file]\n    for v in a:\n        n = n * 3 % 7 + v\n",
    ] {
        assert_eq!(kinds(&format!("{heavy}{body}")), std::slice::from_ref(&streamed), "{body}");
    }
    let script =
        format!("{heavy}n = 7\na = [\n    f(v)\n    for v in range(9 ** n)\n]\nprint(sum(a))\n");
    let folder = compiled(&script, "", &[]);
    let driver = read(folder.path(), "__main__.py");
    assert!(
        driver.contains("a = surge_rt.stream_values(tasks.script_f, range(9 ** n), (), lambda"),
        "{driver}"
    );
    assert!(read(folder.path(), "streamed.py").contains("a = surge_rt.stream(\n"));
    // What feeds it stays a list.
    let found =
        kinds(&format!("{heavy}a = [v + 1 for v in data]\nb = [f(v) for v in a]\nprint(sum(b))\n"));
    assert_eq!(found[0].2, "parallel");
    assert_eq!(found[1], streamed);
}

#[test]
fn states_that_a_step_runs_through() {
    let trajectory = |verdict: &str| vec![("trajectory".to_owned(), false, verdict.to_owned())];
    let step = "def step(s, i):\n    return s * 3 % 1009 + i\n";
    let loops = "states = [n]\nfor i in range(n):\n    states.append(step(states[-1], i))\n";
    for body in [
        "s = n\nstates = [s]\nfor i in range(n):\n    s = step(s, i)\n    states.append(s)\nfor s in states:\n    print(s)\n",
        "states = [(n, 0)]\nfor _ in range(3, n):\n    a, b = states[-1]\n    states.append((step(a, b), a))\nfor a, b in reversed(states):\n    print(a, b)\n",
        &format!("{loops}for i in range(n, -1, -1):\n    print(states[i])\n"),
        &format!("{loops}print(states[n // 2], len(states), states[-1])\n"),
    ] {
        assert_eq!(kinds(&format!("{step}{body}")), trajectory("applied"), "{body}");
    }
    for (body, reason) in [
        (format!("{loops}for i in range(n):\n    print(states[i * 7 % n])\n"), "overhead"),
        (format!("{loops}for k in data:\n    for s in states:\n        n += s\n"), "overhead"),
        (format!("{loops}for s in states:\n    print(s is n)\n"), "identity"),
        (format!("try:\n    {}for s in states:\n        print(s)\nfinally:\n    n = 3\n", loops.replace('\n', "\n    ")), "handler"),
        (
            "k = 3\nstates = [1]\nfor i in range(n):\n    states.append(states[-1] + k)\nk = 4\nfor s in states:\n    print(s)\n".to_owned(),
            "carried",
        ),
        (
            "states = [1]\nfor i in range(n):\n    states.append(states[-1] + data[i])\ndata[0] = 4\nfor s in states:\n    print(s)\n".to_owned(),
            "may-alias",
        ),
        (
            "import random\nstates = [1]\nfor i in range(n):\n    states.append(states[-1] + random.random())\nfor s in states:\n    print(s)\n".to_owned(),
            "ordered-effect",
        ),
        (
            "s = n\nstates = [s]\nfor i in range(s):\n    s = s + i\n    states.append(s)\nfor s in states:\n    print(s)\n".to_owned(),
            "carried",
        ),
        (
            "states = [1]\nm = n\nfor i in range(m):\n    m = i\n    states.append(states[-1] + m)\nfor s in states:\n    print(s)\n".to_owned(),
            "carried",
        ),
        (
            "states = [[1]]\nfor i in range(n):\n    states.append([states[-1][0] + i])\nfor s in states:\n    s[0] += 1\n".to_owned(),
            "may-alias",
        ),
        (
            "class A:\n    def __init__(self, x):\n        self.x = x\nstates = [A(1)]\nfor i in range(n):\n    states.append(A(states[-1].x + i))\nfor s in states:\n    print(s.x)\n".to_owned(),
            "identity",
        ),
    ] {
        assert_eq!(kinds(&format!("{step}{body}")), trajectory(reason), "{body}");
    }
    for other in [
        "print(states)\n",
        "states.append(1)\nprint(states[0])\n",
        "print(states[1:3])\n",
        "t = sum(states)\n",
        "n = 4\n",
        "def f():\n    return states\n",
    ] {
        assert!(kinds(&format!("{step}{loops}{other}")).is_empty(), "{other}");
    }
}

#[test]
fn the_demo_runs_an_example_and_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_surgec"));
    let said = command
        .arg("--demo")
        .current_dir(folder.path())
        .env("TMPDIR", folder.path())
        .output()
        .expect("surgec starts");
    let text = String::from_utf8_lossy(&said.stdout);
    assert_eq!(said.status.code(), Some(0), "{text}{}", String::from_utf8_lossy(&said.stderr));
    let stream = "+         errors = surge_rt.stream(request for request in requests if request.status >= 500)\n";
    assert!(text.contains(stream), "{text}");
    assert!(text.contains("/checkout") && text.contains("package "), "{text}");
    let left = fs::read_dir(folder.path()).expect("it is there").count();
    assert_eq!(left, 0, "{text}");
}

#[test]
fn what_keeps_the_elements_is_told() {
    let all = "rows = [str(i * 7) for i in range(n)]\neverything = []\nfor row in rows:\n    everything.append(row)\nprint(len(everything), everything[-1])\n";
    assert_eq!(verdict(all), ["elements-kept"]);
    let copy = "rows = [str(i * 7) for i in range(n)]\nsame = [row for row in rows]\nprint(len(same), same[-1])\n";
    assert_eq!(verdict(copy), ["elements-kept"]);
    // The copy is a stream as well: nobody keeps anything.
    let gone = "rows = [str(i * 7) for i in range(n)]\nsame = [row for row in rows]\nletters = 0\nfor row in same:\n    letters += len(row)\nprint(letters)\n";
    assert_eq!(verdict(gone), ["applied", "applied"]);
    let script = format!(
        "import sys\nn = int(sys.argv[1])\n{}{}",
        "rows = [str(i * 7) for i in range(n)]\nlong = [row for row in rows if len(row) > 3]\nprint(len(long), long[0])\n",
        "words = [str(i % 9) for i in range(n)]\nunique = set(words)\nprint(len(unique), 5 in unique)\n",
    );
    let folder = compiled(&script, "", &[]);
    assert_eq!(verdicts(folder.path()), ["applied", "applied"]);
    let report = read(folder.path(), "report.txt").split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(report.contains("keeps none of the elements, 14 % where it keeps all"), "{report}");
    let plan: Value = serde_json::from_str(&read(folder.path(), "plan.json")).expect("JSON");
    let kept = plan["space"][0]["kept_saving_percent"].as_f64().expect("a number");
    assert!((10.0..20.0).contains(&kept), "{kept}");
}

/// What is left alone in a script, as kinds and reasons.
fn left_alone(script: &str) -> Vec<(String, String)> {
    let folder = compiled(script, "", &[]);
    let plan: Value = serde_json::from_str(&read(folder.path(), "plan.json")).expect("JSON");
    let word = |value: &Value| value.as_str().expect("a word").to_owned();
    let found = plan["left_alone"].as_array().cloned().unwrap_or_default();
    let report = read(folder.path(), "report.txt");
    assert_eq!(report.contains("Buffers and matrices\n----"), !found.is_empty(), "{report}");
    found.iter().map(|one| (word(&one["kind"]), word(&one["reason"]))).collect()
}

#[test]
fn buffers_and_matrices_are_reported_and_stay() {
    let buffer = |flush: &str| {
        format!(
            "import sys\nlines = []\nfile = open(sys.argv[1], 'w')\nfor i in range(1000):\n    lines.append(str(i))\n    if len(lines) >= 100:\n        {flush}\n        lines.clear()\n"
        )
    };
    let product = "for i in range(9):\n    for j in range(9):\n        for k in range(9):\n            c[i][j] += a[i][k] * b[k][j]\n";
    let matrices = "a = [[1.0] * 9 for _ in range(9)]\nb = [[2.0] * 9 for _ in range(9)]\nc = [[0.0] * 9 for _ in range(9)]\n";
    for (script, kind, reason) in [
        (buffer("file.write(''.join(lines))"), "buffer", "open-file"),
        (buffer("with open('x', 'a') as f: f.write(''.join(lines))"), "buffer", "flush-shows"),
        (buffer("deliver(lines)"), "buffer", "flush-unknown"),
        (format!("{matrices}{product}"), "cache blocking", "interpreted"),
        (
            format!(
                "{matrices}c = [[sum(a[i][k] * b[k][j] for k in range(9)) for j in range(9)] for i in range(9)]\n"
            ),
            "cache blocking",
            "interpreted",
        ),
        (
            format!(
                "{matrices}s = 0.0\nfor j in range(9):\n    for i in range(9):\n        s += a[i][j]\n"
            ),
            "loop order",
            "order-shows",
        ),
        (
            "import numpy as np\na = np.ones((9, 9))\nb = np.dot(a, a)\n".to_owned(),
            "matrix product",
            "blocked-already",
        ),
        (
            "from numpy import ones, matmul as mm\na = ones((9, 9))\nb = mm(a, a)\n".to_owned(),
            "matrix product",
            "blocked-already",
        ),
    ] {
        let expected = [(kind.to_owned(), reason.to_owned())];
        assert_eq!(left_alone(&script), expected, "{script}");
    }
    for other in [
        // Nothing is emptied; nothing is flushed; by row.
        buffer("print(lines)").replace("lines.clear()", "pass"),
        buffer("pass"),
        format!(
            "{matrices}for i in range(9):\n    for j in range(9):\n        c[i][j] += a[i][j]\n"
        ),
        "class Table:\n    def dot(self, other):\n        return 1\nt = Table()\nprint(t.dot(t))\n"
            .to_owned(),
    ] {
        assert!(left_alone(&other).is_empty(), "{other}");
    }
}
