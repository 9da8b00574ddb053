//! Two sections of drawings: what waits for what, and when it could run, for each body of the program.

use std::cmp::Reverse;

use super::line_prefix;
use crate::bodies::Body;
use crate::draw::gantt::{self, operations};
use crate::draw::graph::{Graph, Missing};
use crate::markup::Markup;
use crate::plan::{Decision, Plan, RegionKind};
use crate::program::Program;
use crate::schedule;

/// How much is drawn in one page, in boxes and arrows; what comes after that is named.
const MOST_DRAWN: usize = 4000;
/// How many drawings are open at first.
const OPEN: usize = 2;
/// Tables with more rows than this are left to `--emit`.
const MOST_ROWS: usize = 300;

type Bodies<'b> = Result<&'b [Body], &'b String>;

/// The script's own body, then those with most that runs in parallel, then those with most statements.
fn by_interest<'b>(bodies: &'b [Body], plan: &Plan) -> Vec<&'b Body> {
    let mut sorted: Vec<&Body> = bodies.iter().collect();
    let parallel =
        |body: &Body| plan.parallel().filter(|(region, _)| region.func == body.func).count();
    sorted.sort_by_cached_key(|body| {
        (body.index > 0, Reverse(parallel(body)), Reverse(body.statements.len()), body.index)
    });
    sorted
}

pub fn dependences(page: &mut Markup, program: &Program, bodies: Bodies<'_>, plan: &Plan) {
    page.raw("<section id=\"graphs\" aria-labelledby=\"graphs-title\"><h2 id=\"graphs-title\">What waits for what</h2>\n");
    let Ok(bodies) = bodies else {
        failed(page);
        return;
    };
    page.raw("<p>A box for each statement of a body, with its line; an arrow to each statement that waits for it. ");
    page.raw("Point at a box, or reach it with the keyboard, to see its arrows alone.</p>\n");
    legend(page);
    let (mut drawn, mut shown, mut left) = (0, 0, 0);
    let mut large = Vec::new();
    for body in by_interest(bodies, plan) {
        match Graph::of(body) {
            Ok(graph) if drawn + graph.size() <= MOST_DRAWN => {
                drawn += graph.size();
                one_graph(page, body, &graph, shown < OPEN);
                shown += 1;
            }
            Ok(_) => left += 1,
            Err(Missing::Nothing) => {}
            Err(Missing::TooLarge { statements, edges }) => large.push((body, statements, edges)),
        }
    }
    if shown == 0 && large.is_empty() {
        page.raw("<p>No statement of the program waits for another.</p>\n");
    }
    for (body, statements, edges) in large {
        page.raw("<p><code>")
            .text(title(program, body))
            .raw("</code> is too large to draw: ")
            .count(statements);
        page.raw(" statements, ")
            .count(edges)
            .raw(" dependences. <code>surgec --emit ddg=table</code> lists them.</p>\n");
    }
    if left > 0 {
        page.raw("<p>").count(left).raw(" smaller bodies are left out, to keep this page usable; ");
        page.raw("<code>surgec --emit ddg=svg -o FOLDER</code> draws them all.</p>\n");
    }
    page.raw("</section>\n");
}

fn failed(page: &mut Markup) {
    page.raw("<p>surgec failed on this part: a bug in surgec, which was reported when the page was made.</p></section>\n");
}

fn title<'b>(program: &'b Program, body: &'b Body) -> &'b str {
    if body.name == "<module>" { &program.module(body.module).label } else { &body.name }
}

fn legend(page: &mut Markup) {
    let kinds = [
        ("raw", "RAW: reads what the other defines"),
        ("war", "WAR: replaces what the other reads"),
        ("waw", "WAW: replaces what the other defines"),
        ("memory", "alias, unknown: may touch the same memory"),
        ("order", "output, control, files: order can be seen"),
    ];
    page.raw("<ul class=\"kinds\">");
    for (class, words) in kinds {
        page.raw("<li><svg class=\"drawing\" width=\"44\" height=\"12\" aria-hidden=\"true\"><g class=\"arrow ").raw(class);
        page.raw("\"><path d=\"M0 6H36\"/><path class=\"head\" d=\"M44 6l-8-4v8z\"/></g></svg> ")
            .raw(words)
            .raw("</li>");
    }
    page.raw("</ul>\n");
}

fn one_graph(page: &mut Markup, body: &Body, graph: &Graph, is_open: bool) {
    page.raw("<details class=\"figure\" id=\"g").count(body.index).raw("\"").raw(if is_open {
        " open"
    } else {
        ""
    });
    page.raw("><summary><h3><code>")
        .text(&body.name)
        .raw("</code> <span class=\"soft\">")
        .text(&body.place);
    page.raw("</span></h3></summary>\n<figure><div class=\"canvas\" tabindex=\"0\" role=\"group\" aria-label=\"Drawing, may be scrolled\">");
    page.add(
        &graph.draw(
            &format!("What waits for what in {}", body.name),
            Some(&line_prefix(body.module)),
        ),
    );
    page.raw("</div><figcaption>");
    if graph.is_folded {
        page.raw("Too many statements for one drawing: each box is a segment, statements that run one after the other. ");
    }
    if graph.implied > 0 {
        page.count(graph.implied).raw(" arrows that others imply are left out. ");
    }
    if graph.alone > 0 {
        page.count(graph.alone).raw(if graph.is_folded { " segments" } else { " statements" });
        page.raw(" wait for nothing, and nothing for them; they are not drawn. ");
    }
    page.raw("</figcaption></figure>\n");
    edge_table(page, body);
    page.raw("</details>\n");
}

/// All edges but those that only say that code is used after its definition.
fn edge_table(page: &mut Markup, body: &Body) {
    let edges: Vec<_> = body
        .edges
        .iter()
        .filter(|edge| !(edge.kind == "RAW" && body.statements[edge.earlier].is_definition))
        .collect();
    if edges.is_empty() {
        return;
    }
    page.raw("<details class=\"table\"><summary>As a table: ")
        .count(edges.len())
        .raw(" dependences</summary>");
    page.raw("<div class=\"wide\"><table><thead><tr><th scope=\"col\">Line</th><th scope=\"col\">Statement</th>");
    page.raw("<th scope=\"col\">waits for line</th><th scope=\"col\">because of</th></tr></thead><tbody>\n");
    for edge in edges.iter().take(MOST_ROWS) {
        let (later, earlier) = (&body.statements[edge.later], &body.statements[edge.earlier]);
        let text: String = later.text.chars().take(80).collect();
        page.raw("<tr><td>")
            .count(later.line)
            .raw("</td><td><code>")
            .text(&text)
            .raw("</code></td><td>");
        page.count(earlier.line)
            .raw("</td><td>")
            .raw(edge.kind)
            .raw(" <code>")
            .text(&edge.names.join(", "));
        page.raw("</code>").raw(if edge.may { " (on some paths)" } else { "" }).raw("</td></tr>\n");
    }
    page.raw("</tbody></table></div>");
    if edges.len() > MOST_ROWS {
        page.raw("<p>And ")
            .count(edges.len() - MOST_ROWS)
            .raw(" more: <code>surgec --emit ddg=table</code>.</p>");
    }
    page.raw("</details>\n");
}

pub fn schedule(page: &mut Markup, bodies: Bodies<'_>, plan: &Plan) {
    page.raw("<section id=\"schedule\" aria-labelledby=\"schedule-title\"><h2 id=\"schedule-title\">Schedule</h2>\n");
    let Ok(bodies) = bodies else {
        failed(page);
        return;
    };
    page.raw("<p>When each segment of a body could run, if it waited for nothing but what it needs. Lengths are estimates, in ");
    page.raw("simple operations of one run, a loop whose length nobody knows counted as a few rounds (<b>›</b> behind a bar: ");
    page.raw("at least that long). A solid line comes from the barrier, the last segment that is waited for (its wait_index). ");
    page.raw("<b>[✓]</b> says what the package really does at the same time; all else runs in order.</p>\n");
    let (mut shown, mut left) = (0, 0);
    for body in by_interest(bodies, plan) {
        if body.segments.len() < 2 {
            continue;
        }
        if shown >= 40 {
            left += 1;
            continue;
        }
        one_schedule(page, body, plan, shown < OPEN);
        shown += 1;
    }
    if shown == 0 {
        page.raw(
            "<p>No body has more than one segment: there is nothing to run side by side.</p>\n",
        );
    }
    if left > 0 {
        page.raw("<p>")
            .count(left)
            .raw(" more bodies: <code>surgec --emit schedule=json</code>.</p>\n");
    }
    page.raw("</section>\n");
}

fn one_schedule(page: &mut Markup, body: &Body, plan: &Plan, is_open: bool) {
    let times = schedule::of(body);
    page.raw("<details class=\"figure\" id=\"p").count(body.index).raw("\"").raw(if is_open {
        " open"
    } else {
        ""
    });
    page.raw("><summary><h3><code>")
        .text(&body.name)
        .raw("</code> <span class=\"soft\">")
        .text(&body.place);
    page.raw(" · ").count(body.segments.len()).raw(" segments, ").text(&operations(times.total));
    page.raw(" operations, ")
        .text(&operations(times.end))
        .raw(" on the longest path</span></h3></summary>\n");
    if body.segments.len() > gantt::MOST_ROWS {
        page.raw("<p>Too many segments to draw: the table has the first of them, <code>surgec --emit schedule=json</code> all.</p>\n");
    } else {
        page.raw("<figure><div class=\"canvas\" tabindex=\"0\" role=\"group\" aria-label=\"Chart, may be scrolled\">");
        page.add(&gantt::draw(body, &line_prefix(body.module), |index| mark_of(body, plan, index)));
        page.raw("</div></figure>\n");
    }
    segment_table(page, body, plan);
    page.raw("</details>\n");
}

/// What the package does at the same time as a segment, or inside of it.
fn mark_of(body: &Body, plan: &Plan, index: usize) -> Option<&'static str> {
    let holds = |range| {
        let statements = body.segments[index].statements.iter().map(|&at| &body.statements[at]);
        statements
            .filter(|statement| !statement.is_definition)
            .any(|statement| statement.range.contains_range(range))
    };
    let mut found = None;
    for region in plan
        .regions
        .iter()
        .filter(|region| region.module == body.module && region.func == body.func)
    {
        if matches!(region.decision, Decision::Parallel(_)) && holds(region.range) {
            match region.kind {
                RegionKind::Segment => return Some("started early"),
                RegionKind::Loop | RegionKind::Values => found = Some("on all cores"),
            }
        }
    }
    found
}

fn segment_table(page: &mut Markup, body: &Body, plan: &Plan) {
    let times = schedule::of(body);
    page.raw("<details class=\"table\"><summary>As a table</summary><div class=\"wide\"><table><thead><tr>");
    for head in ["Segment", "Lines", "waits", "wait_index", "cost", "start", "end", "package"] {
        page.raw("<th scope=\"col\">").raw(head).raw("</th>");
    }
    page.raw("</tr></thead><tbody>\n");
    for (index, segment) in body.segments.iter().enumerate().take(MOST_ROWS) {
        let slot = times.slots[index];
        let lines: Vec<String> =
            segment.statements.iter().map(|&at| body.statements[at].line.to_string()).collect();
        let waits: Vec<String> = segment.waits.iter().map(ToString::to_string).collect();
        let cost = format!(
            "{}{}",
            operations(segment.cost),
            if segment.unbounded { " or more" } else { "" }
        );
        page.raw("<tr><td>").count(index + 1).raw("</td>");
        for cell in [
            lines.join(", "),
            waits.join(", "),
            segment.wait_index.to_string(),
            cost,
            operations(slot.start),
            operations(slot.end),
        ] {
            page.raw("<td>").text(&cell).raw("</td>");
        }
        page.raw("<td>").raw(mark_of(body, plan, index).unwrap_or("")).raw("</td></tr>\n");
    }
    page.raw("</tbody></table></div></details>\n");
}
