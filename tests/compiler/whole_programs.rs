//! What refuses a whole program, and what only looks like it: code counts where it can run.

use std::fs;
use std::process::Command;

/// A function that is worth workers, and a loop over calls of it.
const LOOP: &str = "
def slow(n):
    total = 0
    for i in range(n):
        total += i * i % 7
    return total


results = []
for n in range(1000, 1200):
    results.append(slow(n))
print(sum(results))
";

/// A function that starts a thread.
const WATCH: &str = "
import threading


def watch(*arguments):
    threading.Thread(target=print).start()
";

/// The decisions on a script with other files, one word for each region: `parallel`, or the name of the reason.
fn decisions(files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("the file can be written");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_surgec"))
        .args(["script.py", "--emit", "plan=json"])
        .current_dir(&folder)
        .output()
        .expect("surgec starts");
    let err = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{err}");
    let plan: serde_json::Value = serde_json::from_slice(&output.stdout).expect("the plan is JSON");
    let regions = plan["regions"].as_array().expect("regions").iter();
    let word =
        |region: &serde_json::Value| region["reason"].as_str().unwrap_or("parallel").to_owned();
    regions.map(word).collect()
}

#[track_caller]
fn runs_in_parallel(before: &str, files: &[(&str, &str)]) {
    let script = format!("{before}{LOOP}");
    let found = decisions(&[&[("script.py", &*script)], files].concat());
    assert!(found.iter().any(|word| word == "parallel"), "{before}\n{found:?}");
}

#[track_caller]
fn is_refused(reason: &str, before: &str, files: &[(&str, &str)]) {
    let script = format!("{before}{LOOP}");
    let found = decisions(&[&[("script.py", &*script)], files].concat());
    assert!(found.len() > 1 && found.iter().all(|word| word == reason), "{before}\n{found:?}");
}

#[test]
fn what_stands_below_the_guard_of_an_imported_module_never_runs() {
    for test in ["__name__ == \"__main__\"", "\"__main__\" == __name__"] {
        let helper = format!(
            "size = 3\nif {test}:\n    import doctest\n    doctest.testmod()\n    exec(\"size = 4\")\n"
        );
        runs_in_parallel("import helper\n", &[("helper.py", &helper)]);
    }
    is_refused("dynamic-code", "if __name__ == \"__main__\":\n    exec(\"size = 4\")\n", &[]);
    let helper = "if __name__ == \"helper\":\n    exec(\"size = 4\")\n";
    is_refused("dynamic-code", "import helper\n", &[("helper.py", helper)]);
    let helper = "if __name__ == \"__main__\":\n    size = 3\nelse:\n    exec(\"size = 4\")\n";
    is_refused("dynamic-code", "import helper\n", &[("helper.py", helper)]);
}

#[test]
fn a_module_may_be_given_the_name_of_the_script() {
    let guard = "if __name__ == \"__main__\":\n    exec(\"size = 4\")\n";
    for rename in [
        "__name__ = \"__main__\"\n",
        "for __name__ in [\"__main__\"]:\n    pass\n",
        "def rename():\n    global __name__\n    __name__ = \"__main__\"\nrename()\n",
        "from other import __name__\n",
        "from other import *\n",
        "import other as __name__\n",
    ] {
        let helper = format!("{rename}{guard}");
        let other = "__all__ = [\"__name__\"]\n__name__ = \"__main__\"\n";
        is_refused(
            "dynamic-code",
            "import helper\n",
            &[("helper.py", &helper), ("other.py", other)],
        );
    }
    let rename = "import helper\nhelper.__name__ = \"__main__\"\n";
    is_refused("dynamic-code", rename, &[("helper.py", guard)]);
    let run = "import runpy\nrunpy.run_module(\"helper\", run_name=\"__main__\")\n";
    is_refused("dynamic-code", run, &[("helper.py", guard)]);
}

#[test]
fn a_function_that_nobody_calls_starts_no_thread() {
    runs_in_parallel(WATCH, &[]);
    runs_in_parallel(&format!("{WATCH}\ndef main():\n    watch()\n"), &[]);
    runs_in_parallel("import watching\n", &[("watching.py", WATCH)]);
}

#[test]
fn a_function_that_anybody_may_call_starts_one() {
    for call in [
        "watch()\n",
        "table = {\"watch\": watch}\ntable[\"watch\"]()\n",
        "def main():\n    watch()\nmain()\n",
        "names = sorted([\"b\", \"a\"], key=watch)\n",
        "import atexit\natexit.register(watch)\n",
        "class Page:\n    def __repr__(self):\n        watch()\n        return \"page\"\n",
        "class Page:\n    __reduce__ = watch\n",
        "def __getattr__(name):\n    watch()\n",
        "class Page:\n    @property\n    def size(self):\n        watch()\nPage().size\n",
        "class Page:\n    def on_open(self):\n        watch()\nimport sys\ngetattr(Page(), \"on_\" + sys.argv[0])()\n",
        "class Page:\n    def open(self):\n        watch()\nfrom operator import attrgetter\nattrgetter(\"open\")(Page())()\n",
        "class Page:\n    def open(self):\n        watch()\nfrom operator import methodcaller\nmethodcaller(\"open\")(Page())\n",
        "def steps():\n    watch()\n    yield 1\nkept = steps()\n",
        "async def steps():\n    watch()\nkept = steps()\n",
        "lazy = map(watch, [1, 2])\n",
        "import unheard_of\nunheard_of.keep(watch)\n",
        "import unheard_of\nunheard_of.box[\"watch\"] = watch\n",
        "import unheard_of\nunheard_of.box.watch = watch\n",
        "class Base:\n    def __init_subclass__(cls):\n        watch()\nclass Page(Base):\n    pass\n",
        "def decorate(f):\n    watch()\n    return f\n@decorate\ndef page():\n    pass\n",
        "class Page:\n    def __enter__(self):\n        watch()\n    def __exit__(self, *error):\n        pass\nwith Page():\n    pass\n",
    ] {
        is_refused("concurrent-program", &format!("{WATCH}\n{call}"), &[]);
    }
    let assigned = "class Page:\n    pass\nPage.__reduce__ = watch\n";
    is_refused("dynamic-code", &format!("{WATCH}\n{assigned}"), &[]);
    is_refused(
        "concurrent-program",
        "import sys\nimport watching\ngetattr(watching, \"wa\" + sys.argv[0])()\n",
        &[("watching.py", WATCH)],
    );
}

#[test]
fn what_begins_the_name_of_a_method_tells_which_may_be_meant() {
    let page = "\
class Page:
    def on_key(self):
        return 1
    def total(self, sizes):
        found = []
        for size in sizes:
            found.append(slow(size))
        return found
class Name:
    def __PLUS__(self, other):
        return \"total\"
import sys
page = Page()
getattr(page, NAME)()
print(page.total([1000, 1100]))
";
    let count = |plus: &str, name: &str| {
        let page = page.replace("PLUS", plus).replace("NAME", name);
        let found = decisions(&[("script.py", &format!("{LOOP}{page}"))]);
        found.iter().filter(|word| *word == "parallel").count()
    };
    assert_eq!(count("add", "\"on_\" + sys.argv[0]"), 2);
    assert_eq!(count("add", "f\"on_{sys.argv[0]}\""), 2);
    assert_eq!(count("add", "\"on_%s\" % sys.argv[0]"), 2);
    // With any argument, and so with a list that changes meanwhile.
    assert_eq!(count("add", "sys.argv[0]"), 1);
    assert_eq!(count("add", "\"\" f\"{sys.argv[0]}on_\""), 1);
    // With no argument at all.
    assert_eq!(count("add", "\"t\" + sys.argv[0]"), 2);
    assert_eq!(count("radd", "\"on_\" + Name()"), 1);
}

#[test]
fn queues_and_locks_are_no_threads() {
    runs_in_parallel(
        "import queue\nwaiting = queue.PriorityQueue()\nwaiting.put((2, \"b\"))\nprint(waiting.get())\n",
        &[],
    );
    runs_in_parallel("import threading\nlock = threading.Lock()\nwith lock:\n    print(1)\n", &[]);
    is_refused("concurrent-program", "import threading\nthreading.Timer(1, print).start()\n", &[]);
}

#[test]
fn functions_may_be_renamed_modules_and_classes_not() {
    let decorator = "def plain(f):\n    def wrapper(n):\n        return f(n)\n    wrapper.__name__ = f.__name__\n    return wrapper\n@plain\ndef one(n):\n    return n\n";
    runs_in_parallel(decorator, &[]);
    is_refused("dynamic-code", "class Page:\n    pass\nPage.__name__ = \"Sheet\"\n", &[]);
    is_refused(
        "dynamic-code",
        "def rename(it):\n    it.__name__ = \"it\"\n    return it\nimport unheard_of\nrename(unheard_of.thing)\n",
        &[],
    );
}

#[test]
fn iterators_that_are_made_of_each_other_are_followed() {
    let script = "def texts(items, rounds):\n    found = iter(items)\n    for _ in range(rounds):\n        found = filter(None, map(str.strip, found))\n    return list(found)\nprint(texts([\" a\"], 2))\n";
    runs_in_parallel(script, &[]);
}

/// A class whose methods look at all attributes.
const SHAPE: &str = "
import json


class Shape:
    def __init__(self, sides, name):
        self.sides = sides
        self.name = name

    def __eq__(self, other):
        return self.__dict__ == other.__dict__

    def __repr__(self):
        return f\"Shape({self.__dict__})\"

    def lines(self):
        return [f\"{key}={value}\" for key, value in sorted(vars(self).items())]


shape = Shape(4, \"square\")
print(shape, shape.lines(), \"sides\" in shape.__dict__, vars(shape)[\"sides\"], len(dir(shape)))
print(json.dumps(shape.__dict__), json.dumps([shape], default=lambda it: it.__dict__))
";

#[test]
fn namespaces_may_be_looked_into() {
    runs_in_parallel(SHAPE, &[]);
    runs_in_parallel(
        "def call(name):\n    return globals()[name](1100)\nprint(call(\"slow\"[:4]) if 0 else 1)\n",
        &[],
    );
    let arguments = "import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument(\"--n\", type=int, default=3)\n";
    runs_in_parallel(
        &format!("{arguments}settings = vars(parser.parse_args())\nprint(settings[\"n\"])\n"),
        &[],
    );
    runs_in_parallel(
        "import tables\nprint(tables.__dict__.get(\"size\"))\n",
        &[("tables.py", "size = 3\n")],
    );
}

#[test]
fn attributes_may_be_set_under_names_that_are_known() {
    for change in [
        "setattr(shape, \"size\", print)\n",
        "vars(shape).update(size=print)\n",
        "shape.__dict__.update({\"size\": 3, \"name\": None})\n",
        "for name in (\"size\", \"name\"):\n    setattr(shape, name, print)\n",
        "for name in (\"size\", \"name\"):\n    setattr(shape, f\"{name}_old\", getattr(shape, name, 0))\n",
        // Whatever it is called, nobody calls a number.
        "import sys\nsetattr(shape, sys.argv[0], 3)\n",
    ] {
        runs_in_parallel(&format!("{SHAPE}{change}"), &[]);
    }
}

#[test]
fn who_may_change_a_namespace_may_replace_what_stands_in_it() {
    for change in [
        "globals()[\"slow\"] = len\n",
        "globals().update(slow=len)\n",
        "space = globals()\n",
        "vars()[\"slow\"] = len\n",
        "locals().update(slow=len)\n",
        "print(globals().keys())\n",
        "for name in globals():\n    print(name)\n",
        "print(sorted(globals()))\n",
        "print(dir())\n",
        "shape.__dict__[\"lines\"] = print\n",
        "vars(shape).update({\"li\" + \"nes\": print})\n",
        "setattr(shape, \"li\" + str(), print)\n",
        "setattr(shape, \"nes\".rjust(5, \"l\"), {})\n",
        "setattr(Shape, \"size\", 3)\n",
        "vars(shape).setdefault(\"lines\", print)\n",
        "shape.__dict__.pop(\"sides\")\n",
        "del shape.__dict__[\"sides\"]\n",
        "shape.__dict__[\"sides\"] += 1\n",
        "shape.__dict__ |= {\"sides\": 1}\n",
        "space = shape.__dict__\n",
        "space = [shape.__dict__]\n",
        "def change(space):\n    space[\"sides\"] = 5\nchange(shape.__dict__)\n",
        "def sorted(space, **_):\n    space[\"sides\"] = 5\nsorted(shape.__dict__)\n",
        "class Json:\n    def dumps(self, space):\n        space[\"sides\"] = 5\njson = Json()\njson.dumps(shape.__dict__)\n",
        "json.dumps = lambda space: space.update(sides=5)\njson.dumps(shape.__dict__)\n",
        "import tables\ntables.__dict__[\"size\"] = 5\n",
        "import tables\nvars(tables)[\"size\"] = 5\n",
        "import tables\nprint(dir(tables))\n",
        "import tables\nprint(sorted(vars(tables)))\n",
        "import math\nmath.__dict__[\"sqrt\"] = len\n",
        "def change(it):\n    it.__dict__[\"size\"] = 5\nimport unheard_of\nchange(unheard_of.thing)\n",
        "slow.__dict__[\"size\"] = 5\n",
        "def space(it):\n    return it.__dict__\nspace(shape)\n",
        "import sys\nprint(\"math\" in sys.modules)\n",
    ] {
        let slow = "def slow(n):\n    return n\n";
        is_refused(
            "dynamic-code",
            &format!("{slow}{SHAPE}{change}"),
            &[("tables.py", "size = 3\n")],
        );
    }
}

/// A class of workers, with threads that run one of its methods.
const CRAWLER: &str = "
import threading


class Crawler:
    def __init__(self, pages):
        self.pages = pages

    def start(self):
        threading.Thread(target=self.run).start()

    def run(self):
        print(self.pages)
";

#[test]
fn a_class_that_nobody_makes_starts_no_thread() {
    runs_in_parallel(CRAWLER, &[]);
    runs_in_parallel("import crawling\n", &[("crawling.py", CRAWLER)]);
    runs_in_parallel(&format!("{CRAWLER}\ndef crawl(pages):\n    Crawler(pages).start()\n"), &[]);
    runs_in_parallel(&format!("{CRAWLER}\nimport unheard_of\nprint(unheard_of.size())\n"), &[]);
    runs_in_parallel(&format!("{CRAWLER}\nprint(Crawler([1]).pages)\n"), &[]);
    for call in [
        "Crawler([1]).start()\n",
        "Crawler.start(Crawler([1]))\n",
        "class Spider(Crawler):\n    pass\nSpider([1]).start()\n",
        "class Spider(Crawler):\n    def start(self):\n        super().start()\nSpider([1]).start()\n",
        "import unheard_of\nunheard_of.crawl(Crawler)\n",
        "import unheard_of\nunheard_of.crawl([{\"one\": Crawler([1])}])\n",
        "import unheard_of\nunheard_of.crawler = Crawler([1])\n",
        "import unheard_of\ndef make():\n    return Crawler([1])\nunheard_of.crawl(make)\n",
        "import unheard_of\ndef make():\n    yield Crawler([1])\nunheard_of.crawl(make())\n",
        "import unheard_of\nclass Page:\n    def crawler(self):\n        return Crawler([1])\nunheard_of.crawl(Page())\n",
        "import unheard_of\nclass Page:\n    crawler = Crawler([1])\nunheard_of.crawl(Page())\n",
        "import unheard_of\nunheard_of.crawl(lambda: Crawler([1]))\n",
        "kept = {}\ndef keep(name, thing):\n    kept[name] = thing\nkeep(\"a\", Crawler([1]))\nkeep(\"b\", 1)\nkept[\"a\"].start()\n",
        "import unheard_of\nbox = unheard_of.box()\nbox[0] = Crawler([1])\nfor one in box:\n    one.start()\n",
    ] {
        is_refused("concurrent-program", &format!("{CRAWLER}\n{call}"), &[]);
    }
}

#[test]
fn one_of_very_many_functions_may_be_any_of_them() {
    let many: Vec<String> = (0..20).map(|n| format!("def f{n}():\n    return {n}\n")).collect();
    let many = many.concat();
    let names: Vec<String> = (0..20).map(|n| format!("f{n}, ")).collect();
    let names = names.concat();
    let unused = format!("def more(table):\n    table.extend([{names}])\n");
    for code in [
        format!("table = [{names}watch]\nprint([f() for f in table])\n"),
        format!("table = [watch]\n{unused}more(table)\nprint([f() for f in table])\n"),
        format!(
            "table = [watch]\n{unused}print([f() for f in table])\ndef unused():\n    more(table)\n"
        ),
        format!("box = []\nfor f in [{names}]:\n    box.append(f)\nbox.append(watch)\nbox[-1]()\n"),
    ] {
        is_refused("concurrent-program", &format!("{WATCH}{many}{code}"), &[]);
    }
}

#[test]
fn a_class_of_its_own_saying_is_refused() {
    let before = "
class Shown:
    @property
    def __class__(self):
        print('asked')
        return int
";
    is_refused("custom-attribute-access", before, &[]);
}
