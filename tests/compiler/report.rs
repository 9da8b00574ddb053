//! The report and `plan.json`: what people and programs learn about the decisions.

use ruff_text_size::{TextRange, TextSize};
use serde_json::Value;
use surgec::effect_words::Why;
use surgec::ids::{FuncId, ModuleId};
use surgec::plan::{
    Decision, ParallelPlan, Plan, Refusal, Region, RegionKind, Stage, StagedStatement,
};
use surgec::program::{Module, Program};
use surgec::read::{Source, on_big_stack, parse};
use surgec::reasons::Reason;
use surgec::{diagnostics, plan_json, report};

const SOURCE: &str = "\
def main(image, h):
    out = []
    total = 0
    for y in range(h):
        row = render(image, y, 'a text that makes this line so long that it cannot be shown in full in a report of 100 columns')
        total += sum(row)
        out.append(row)
    for y in range(h):
        total = step(total)
    return out, total, [y * y for y in range(h)]
";

/// A program of one file with three regions, decided by hand.
fn with_plan(check: impl Fn(&Program, &Plan) + Sync) {
    on_big_stack(|| {
        let source = Source::from_bytes("render.py", SOURCE.as_bytes().to_vec()).expect("UTF-8");
        let parsed = parse(&source).expect("Python");
        let program = Program::single(Module::new("__main__", "render.py", false, source, parsed));
        check(&program, &plan());
    });
}

/// Where a text stands in the source.
fn at(text: &str, nth: usize) -> TextRange {
    let (start, _) = SOURCE.match_indices(text).nth(nth).expect("the text is there");
    TextRange::at(TextSize::new(start as u32), TextSize::of(text))
}

fn staged(text: &str, stage: Stage, because: Option<&str>) -> StagedStatement {
    StagedStatement { range: at(text, 0), stage, because: because.map(str::to_owned) }
}

fn region(kind: RegionKind, header: TextRange, end: TextRange, decision: Decision) -> Region {
    let range = header.cover(end);
    Region {
        kind,
        function: "main".into(),
        func: FuncId(1),
        module: ModuleId(0),
        range,
        header,
        decision,
    }
}

fn plan() -> Plan {
    let parallel = ParallelPlan {
        task: "main_row".into(),
        needs: vec!["image".into()],
        has: vec!["row".into()],
        globals: vec!["TABLE".into()],
        statements: vec![
            staged(
                "row = render(image, y, 'a text that makes this line so long that it cannot be shown in full in a report of 100 columns')",
                Stage::Compute,
                None,
            ),
            staged("total += sum(row)", Stage::Commit, Some("`total` carries a value")),
            staged("out.append(row)", Stage::Commit, Some("it changes `out`")),
        ],
        cost: f64::INFINITY,
        unbounded: true,
        says: true,
        ..ParallelPlan::default()
    };
    let what = "step".into();
    let carried = Refusal {
        reason: Reason::LoopCarriedWrite,
        met: Reason::LoopCarriedWrite,
        detail: "`total` is read before it is written".into(),
        cause: Some(Why { module: ModuleId(0), range: at("total = step(total)", 0), what }),
    };
    let small = Refusal {
        reason: Reason::UnprofitableLoop,
        met: Reason::UnprofitableLoop,
        detail: "about 3 operations".into(),
        cause: None,
    };
    let comprehension = at("[y * y for y in range(h)]", 0);
    Plan {
        regions: vec![
            region(
                RegionKind::Loop,
                at("for y in range(h)", 0),
                at("out.append(row)", 0),
                Decision::Parallel(parallel),
            ),
            region(
                RegionKind::Loop,
                at("for y in range(h)", 1),
                at("step(total)", 0),
                Decision::Sequential(carried),
            ),
            region(RegionKind::Values, comprehension, comprehension, Decision::Sequential(small)),
        ],
        ..Plan::default()
    }
}

#[test]
fn report_tells_everything_in_order() {
    with_plan(|program, plan| {
        let text = report::write(program, plan);
        let expected = [
            "What surgec did with render.py",
            "[✓]    1  runs on all cores",
            "[✗]    2  run as before, one step after the other",
            "Found:              3  2 loops, 1 expression that works through many items",
            "Parallelised:       1",
            "Left sequential:    2",
            "   1  loop-carried-write: each iteration needs",
            "   1  unprofitable-loop: ",
            "[✓] render.py:4, in main",
            "      for y in range(h):",
            "Computed ahead, on all cores:",
            "         5  row = render(image, y, 'a text",
            "In order, in the main process:",
            "         6  total += sum(row)",
            "because `total` carries a value",
            "         7  out.append(row)",
            "The workers get: image",
            "They read: TABLE",
            "They send back: row",
            "What they print is sent back, too, and written in the order of the rounds.",
            "[✗] render.py:8, in main",
            "This loop runs as before: each iteration needs what the one before it computed.",
            "Why:    `total` is read before it is written.",
            "Where:  render.py:9 (step)",
            "            total = step(total)",
            "Change: If each round truly needs the one before",
            "More:   surgec explain loop-carried-write",
            "[✗] render.py:10, in main",
            "      return out, total, [y * y for y in range(h)]",
            "This expression runs as before, with nothing to gain. About 3 operations.",
            "What to do next",
            "Of what was left sequential, 1 comes with a change that could help",
        ];
        let mut rest = text.as_str();
        for part in expected {
            let Some(found) = rest.find(part) else {
                panic!("{part:?} is not where it should be in\n{text}")
            };
            rest = &rest[found + part.len()..];
        }
    });
}

#[test]
fn report_fits_in_100_columns() {
    with_plan(|program, plan| {
        let text = report::write(program, plan);
        let longest = text.lines().map(|line| line.chars().count()).max();
        assert!(
            longest.is_some_and(|columns| (90..=100).contains(&columns)),
            "{longest:?}\n{text}"
        );
        assert!(
            !text.lines().any(|line| line.ends_with(' ')),
            "blanks at the end of a line:\n{text}"
        );
    });
}

#[test]
fn report_of_a_script_without_loops() {
    with_plan(|program, _| {
        let text = report::write(program, &Plan::default());
        assert!(text.contains("no loops"), "{text}");
        assert!(!text.contains("[✓]"), "{text}");
    });
}

#[test]
fn plan_has_stable_keys() {
    with_plan(|program, plan| {
        let text = plan_json::write(program, plan, None);
        assert!(
            text.starts_with("{\n  \"written_by\": \"surgec\",\n  \"surgec_version\": "),
            "{text}"
        );
        assert!(text.ends_with("}\n"));
        let document: Value = serde_json::from_str(&text).expect("JSON");
        let keys = |value: &Value| -> Vec<String> {
            value.as_object().expect("an object").keys().cloned().collect()
        };
        assert_eq!(
            keys(&document["regions"][0]),
            [
                "id",
                "kind",
                "function",
                "origin",
                "end_line",
                "decision",
                "reason",
                "detail",
                "task",
                "inside_of",
                "needs",
                "has",
                "globals",
                "folded",
                "waits",
                "wait_index",
                "cost",
                "unbounded",
                "operations",
                "assumptions",
                "statements",
                "cause",
            ]
        );
        let parallel = &document["regions"][0];
        assert_eq!(
            (&parallel["id"], &parallel["origin"]),
            (&Value::from(1), &Value::from("render.py:4"))
        );
        assert_eq!(parallel["cost"], Value::Null, "work without a bound has no number");
        assert_eq!(
            parallel["operations"],
            serde_json::json!(["fork", "read", "map", "write", "join"])
        );
        assert_eq!(
            parallel["statements"][1],
            serde_json::json!({"line": 6, "stage": "commit", "because": "`total` carries a value"})
        );
        let refused = &document["regions"][1];
        assert_eq!(refused["reason"], "loop-carried-write");
        assert_eq!(
            refused["cause"],
            serde_json::json!({"file": "render.py", "line": 9, "what": "step"})
        );
        assert_eq!(document["regions"][2]["kind"], "values");
    });
}

#[test]
fn operations_of_segments() {
    let first = ParallelPlan { has: vec!["a".into()], ..ParallelPlan::default() };
    let second =
        ParallelPlan { waits: vec![1], wait_index: 1, needs: vec!["a".into()], ..first.clone() };
    assert_eq!(plan_json::operations(RegionKind::Segment, &first), ["fork", "write", "join"]);
    assert_eq!(
        plan_json::operations(RegionKind::Segment, &second),
        ["barrier", "fork", "read", "write", "join"]
    );
}

#[test]
fn messages_point_at_header_and_cause() {
    with_plan(|program, plan| {
        let messages = diagnostics::decisions(program, plan, "");
        let text = diagnostics::render(&messages[1], diagnostics::Colour::Never);
        let expected = "\
note[loop-carried-write]: this loop stays sequential: each iteration needs what the one before it computed
  ┌─ render.py:8:5
  │
8 │     for y in range(h):
  │     ^^^^^^^^^^^^^^^^^ `total` is read before it is written
9 │         total = step(total)
  │         ------------------- here: step
  │
  = help: If each round truly needs the one before, the loop has to stay as it is. If only a part of a round does, compute the rest in a loop of its own, into a list, and combine that afterwards.
";
        assert_eq!(text, expected);
    });
}
