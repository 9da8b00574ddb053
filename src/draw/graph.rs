//! The dependence graph of a body: a box for each statement, an arrow to each statement that waits for it.
//!
//! A large graph is folded into its segments, and what is larger still is not drawn. Arrows that others imply are left out
//! where there are many; the tables have all of them.

use std::collections::BTreeMap;

use super::layout::{self, Layout};
use super::{LINE, STYLE, cut, open, width_of};
use crate::bodies::Body;
use crate::markup::Markup;

/// How many boxes, and bends of arrows, one drawing has at most.
const MOST_BOXES: usize = 80;
const MOST_BENDS: usize = 1200;
/// Up to how many arrows all of them are drawn, and have names.
const FEW_ARROWS: usize = 24;
/// From how many on boxes that are alike are put together.
const ALIKE: usize = 4;
/// How much of a statement stands in its box.
const MOST_CHARACTERS: usize = 36;
const HEIGHT: f64 = 28.0;
const MARGIN: f64 = 12.0;

/// What one drawing shows.
pub struct Graph {
    boxes: Vec<Box>,
    arrows: Vec<Arrow>,
    /// How many arrows are left out, because others imply them.
    pub implied: usize,
    /// How many statements wait for nothing, and nothing for them; they are not drawn.
    pub alone: usize,
    /// Each box is a segment.
    pub is_folded: bool,
}

struct Box {
    label: String,
    /// In full, for those who point at it.
    title: String,
    /// The line of its first statement.
    line: usize,
    is_definition: bool,
}

struct Arrow {
    from: usize,
    to: usize,
    /// `RAW x, y; WAR x`.
    words: String,
    /// The class that draws it.
    class: &'static str,
    may: bool,
}

/// What a box, or a text, takes up.
struct Area {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Area {
    fn overlaps(&self, other: &Area) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }
}

/// How far to the side a curve is at a part of its way down.
fn eased(part: f64) -> f64 {
    part * part * (3.0 - 2.0 * part)
}

/// Why there is no drawing.
pub enum Missing {
    /// No statement waits for another.
    Nothing,
    TooLarge {
        statements: usize,
        edges: usize,
    },
}

impl Graph {
    /// What of a body is drawn.
    pub fn of(body: &Body) -> Result<Graph, Missing> {
        let mut graph = Graph::of_statements(body).simplified();
        if graph.arrows.is_empty() {
            return Err(Missing::Nothing);
        }
        if !graph.is_small() {
            graph = Graph::of_segments(body).simplified();
        }
        if graph.is_small() && !graph.arrows.is_empty() {
            return Ok(graph);
        }
        Err(Missing::TooLarge { statements: body.statements.len(), edges: body.edges.len() })
    }

    /// How much it takes to draw.
    pub fn size(&self) -> usize {
        self.boxes.len() + self.arrows.len()
    }

    fn is_small(&self) -> bool {
        self.boxes.len() <= MOST_BOXES
            && layout::bends(self.boxes.len(), &self.pairs()) <= MOST_BENDS
    }

    fn pairs(&self) -> Vec<(usize, usize)> {
        self.arrows.iter().map(|arrow| (arrow.from, arrow.to)).collect()
    }

    /// The statements; that code is used after its definition says nothing about data, and is left out.
    fn of_statements(body: &Body) -> Graph {
        let statements = &body.statements;
        let edges: Vec<_> = body
            .edges
            .iter()
            .filter(|edge| !(edge.kind == "RAW" && statements[edge.earlier].is_definition))
            .collect();
        let mut is_drawn: Vec<bool> =
            statements.iter().map(|statement| !statement.is_definition).collect();
        for edge in &edges {
            (is_drawn[edge.earlier], is_drawn[edge.later]) = (true, true);
        }
        let mut places = vec![0; statements.len()];
        let mut boxes = Vec::new();
        for (at, statement) in statements.iter().enumerate().filter(|(at, _)| is_drawn[*at]) {
            places[at] = boxes.len();
            boxes.push(Box {
                label: cut(
                    &format!("{}  {}", statement.line, statement.text.trim()),
                    MOST_CHARACTERS,
                ),
                title: format!("line {}: {}", statement.line, cut(statement.text.trim(), 200)),
                line: statement.line,
                is_definition: statement.is_definition,
            });
        }
        let mut arrows: Vec<Arrow> = Vec::new();
        for edge in edges {
            let (from, to) = (places[edge.earlier], places[edge.later]);
            let mut words = edge.kind.to_owned();
            if !edge.names.is_empty() {
                words = format!("{words} {}", edge.names.join(", "));
            }
            if edge.may {
                words.push_str(" (may)");
            }
            match arrows.last_mut() {
                Some(last) if (last.from, last.to) == (from, to) => {
                    last.words = format!("{}; {words}", last.words);
                    last.may &= edge.may;
                    if rank(class_of(edge.kind)) < rank(last.class) {
                        last.class = class_of(edge.kind);
                    }
                }
                _ => arrows.push(Arrow {
                    from,
                    to,
                    words,
                    class: class_of(edge.kind),
                    may: edge.may,
                }),
            }
        }
        Graph { boxes, arrows, implied: 0, alone: 0, is_folded: false }
    }

    fn of_segments(body: &Body) -> Graph {
        let boxes = body.segments.iter().enumerate().map(|(index, segment)| {
            let statements: Vec<_> =
                segment.statements.iter().map(|&at| &body.statements[at]).collect();
            let first = statements.first().map_or(1, |first| first.line);
            let more = match statements.len() {
                0 | 1 => String::new(),
                count => format!("  +{}", count - 1),
            };
            let text = statements.first().map_or("", |first| first.text.trim());
            let room = MOST_CHARACTERS - more.chars().count();
            let label = cut(&format!("{first}  {text}"), room) + &more;
            let lines: Vec<String> = statements.iter().map(|at| at.line.to_string()).collect();
            let title = format!("segment {}, lines {}", index + 1, cut(&lines.join(", "), 200));
            Box { label, title, line: first, is_definition: false }
        });
        let arrows = body.segments.iter().enumerate().flat_map(|(to, segment)| {
            let arrow = move |&wait: &usize| Arrow {
                from: wait - 1,
                to,
                words: format!("segment {} waits for segment {wait}", to + 1),
                class: "raw",
                may: false,
            };
            segment.waits.iter().map(arrow)
        });
        Graph {
            boxes: boxes.collect(),
            arrows: arrows.collect(),
            implied: 0,
            alone: 0,
            is_folded: true,
        }
    }

    /// Without boxes that no arrow touches, and without arrows that others imply where there are many.
    fn simplified(mut self) -> Graph {
        let mut is_touched = vec![false; self.boxes.len()];
        for arrow in &self.arrows {
            (is_touched[arrow.from], is_touched[arrow.to]) = (true, true);
        }
        let mut places = Vec::with_capacity(self.boxes.len());
        let mut count = 0;
        for touched in &is_touched {
            places.push(count);
            count += usize::from(*touched);
        }
        self.alone = self.boxes.len() - count;
        let mut touched = is_touched.into_iter();
        self.boxes.retain(|_| touched.next() == Some(true));
        for arrow in &mut self.arrows {
            (arrow.from, arrow.to) = (places[arrow.from], places[arrow.to]);
        }
        self.drop_implied();
        self.put_alike_together();
        self
    }

    /// Boxes that wait for the same, and that the same wait for, share one where there are many: a row of assignments.
    fn put_alike_together(&mut self) {
        let count = self.boxes.len();
        let mut ends: Vec<(Vec<usize>, Vec<usize>)> = vec![Default::default(); count];
        for arrow in &self.arrows {
            ends[arrow.from].1.push(arrow.to);
            ends[arrow.to].0.push(arrow.from);
        }
        let mut alike: BTreeMap<(Vec<usize>, Vec<usize>), Vec<usize>> = BTreeMap::new();
        for (index, mut ends) in ends.into_iter().enumerate() {
            ends.0.sort_unstable();
            ends.1.sort_unstable();
            alike.entry(ends).or_default().push(index);
        }
        // By box: the one that stands for it.
        let mut stands: Vec<usize> = (0..count).collect();
        for group in alike.values().filter(|group| group.len() >= ALIKE) {
            let last = &self.boxes[group[group.len() - 1]];
            let (first, last) = (&self.boxes[group[0]], last.line);
            let label = format!("{}…{last}  {} alike: ", first.line, group.len());
            let text = first.label.split_once("  ").map_or("", |(_, text)| text);
            let label = cut(&format!("{label}{text}"), MOST_CHARACTERS);
            let titles: Vec<&str> = group.iter().map(|&at| self.boxes[at].title.as_str()).collect();
            let title = titles.join("\n");
            (self.boxes[group[0]].label, self.boxes[group[0]].title) = (label, title);
            for &index in group {
                stands[index] = group[0];
            }
        }
        let mut places = vec![0; count];
        let mut kept = 0;
        for (index, &other) in stands.iter().enumerate() {
            places[index] = kept;
            kept += usize::from(other == index);
        }
        let mut is_kept = stands.iter().enumerate().map(|(index, &other)| index == other);
        self.boxes.retain(|_| is_kept.next() == Some(true));
        for arrow in &mut self.arrows {
            (arrow.from, arrow.to) = (places[stands[arrow.from]], places[stands[arrow.to]]);
        }
        self.arrows.sort_by_key(|arrow| (arrow.to, arrow.from));
        let mut merged: Vec<Arrow> = Vec::new();
        for arrow in self.arrows.drain(..) {
            match merged.last_mut() {
                Some(last) if (last.from, last.to) == (arrow.from, arrow.to) => {
                    last.words = format!("{}; {}", last.words, arrow.words);
                    last.may &= arrow.may;
                    if rank(arrow.class) < rank(last.class) {
                        last.class = arrow.class;
                    }
                }
                _ => merged.push(arrow),
            }
        }
        self.arrows = merged;
    }

    fn drop_implied(&mut self) {
        let count = self.arrows.len();
        // Sets of positions as bits: n²/64 words, for the few thousand that a body has at most here.
        if count <= FEW_ARROWS || self.boxes.len() > 4096 {
            return;
        }
        let words = self.boxes.len().div_ceil(64);
        let mut above: Vec<Vec<u64>> = vec![vec![0; words]; self.boxes.len()];
        let mut kept = vec![true; count];
        let mut by_end: Vec<Vec<usize>> = vec![Vec::new(); self.boxes.len()];
        for (index, arrow) in self.arrows.iter().enumerate() {
            by_end[arrow.to].push(index);
        }
        for (to, mut arrows) in by_end.into_iter().enumerate() {
            // The latest first: whatever is above it need no arrow of its own.
            arrows.sort_by_key(|&index| std::cmp::Reverse(self.arrows[index].from));
            let mut reached = vec![0_u64; words];
            for index in arrows {
                let from = self.arrows[index].from;
                if reached[from / 64] >> (from % 64) & 1 == 1 {
                    kept[index] = false;
                    continue;
                }
                reached[from / 64] |= 1 << (from % 64);
                for (word, more) in reached.iter_mut().zip(&above[from]) {
                    *word |= more;
                }
            }
            above[to] = reached;
        }
        let mut kept = kept.into_iter();
        self.arrows.retain(|_| kept.next() == Some(true));
        self.implied = count - self.arrows.len();
    }

    /// The drawing; boxes lead to the lines of a page whose ids have this prefix.
    pub fn draw(&self, name: &str, lines: Option<&str>) -> Markup {
        let widths: Vec<f64> = self.boxes.iter().map(|at| width_of(&at.label) + 20.0).collect();
        let plan = layout::layered(&widths, HEIGHT, &self.pairs());
        let size = (plan.width + 2.0 * MARGIN, plan.height + 2.0 * MARGIN);
        let mut markup = Markup::default();
        open(&mut markup, size, name);
        if lines.is_none() {
            markup.raw("<style>").raw(STYLE).raw("</style>");
        }
        for (arrow, path) in self.arrows.iter().zip(&plan.paths) {
            self.arrow(&mut markup, arrow, path);
        }
        if self.arrows.len() <= FEW_ARROWS && !self.is_folded {
            self.words(&mut markup, &plan, &widths);
        }
        self.boxes(&mut markup, &plan, &widths, lines);
        markup.raw("</svg>");
        markup
    }

    fn arrow(&self, markup: &mut Markup, arrow: &Arrow, path: &[(f64, f64)]) {
        let moved = |&(x, y): &(f64, f64)| (x + MARGIN, y + MARGIN);
        let points: Vec<(f64, f64)> = path.iter().map(moved).collect();
        let (Some(&first), Some(&(x, y))) = (points.first(), points.last()) else { return };
        markup.raw("<g class=\"arrow ").raw(arrow.class);
        markup.raw(if arrow.may { " may" } else { "" });
        markup.raw("\" data-from=\"").count(arrow.from).raw("\" data-to=\"").count(arrow.to);
        markup.raw("\"><title>").text(&cut(&self.sentence(arrow), 400)).raw("</title><path d=\"M");
        markup.at(first.0).raw(" ").at(first.1);
        for pair in points.windows(2) {
            let ((x0, y0), (mut x1, mut y1)) = (pair[0], pair[1]);
            if (x1, y1) == (x, y) {
                // Room for the head.
                (x1, y1) = (x, y - 6.0);
            }
            if (x0 - x1).abs() < 0.05 {
                markup.raw("V").at(y1);
                continue;
            }
            let half = f64::midpoint(y0, y1);
            markup.raw("C").at(x0).raw(" ").at(half).raw(" ").at(x1).raw(" ").at(half);
            markup.raw(" ").at(x1).raw(" ").at(y1);
        }
        markup.raw("\"/><path class=\"head\" d=\"M").at(x).raw(" ").at(y);
        markup.raw("l-4-8h8z\"/></g>");
    }

    /// The names that arrows are about, beside them, where there is room: pointing at an arrow shows them all.
    fn words(&self, markup: &mut Markup, plan: &Layout, widths: &[f64]) {
        let mut taken: Vec<Area> = plan
            .corners
            .iter()
            .zip(widths)
            .map(|(&(x, y), &width)| Area { x, y, width, height: HEIGHT })
            .collect();
        for (arrow, path) in self.arrows.iter().zip(&plan.paths) {
            let text = cut(&arrow.words, 26);
            let width = width_of(&text) * 11.0 / 12.0 + 4.0;
            // From the lower end up, between two layers each, right and left of the arrow.
            let places = path
                .windows(2)
                .rev()
                .filter(|pair| pair[1].1 - pair[0].1 > HEIGHT + 1.0)
                .flat_map(|pair| {
                    [0.62, 0.38, 0.8].into_iter().flat_map(move |part| {
                        let (y, along) = (pair[0].1 + (pair[1].1 - pair[0].1) * part, eased(part));
                        let x = pair[0].0 + (pair[1].0 - pair[0].0) * along;
                        let area = |x| Area { x, y: y - 8.0, width, height: 14.0 };
                        [area(x + 5.0), area(x - 5.0 - width)]
                    })
                });
            let free = |area: &Area| {
                area.x > 0.0
                    && area.x + area.width < plan.width + MARGIN
                    && !taken.iter().any(|other| other.overlaps(area))
            };
            let Some(area) = places.into_iter().find(free) else { continue };
            markup.raw("<text class=\"words\" x=\"").at(area.x + MARGIN).raw("\" y=\"");
            markup.at(area.y + 11.0 + MARGIN).raw("\">").text(&text).raw("</text>");
            taken.push(area);
        }
    }

    fn sentence(&self, arrow: &Arrow) -> String {
        if self.is_folded {
            return arrow.words.clone();
        }
        let (from, to) = (self.boxes[arrow.from].line, self.boxes[arrow.to].line);
        format!("line {to} waits for line {from}: {}", arrow.words)
    }

    fn boxes(&self, markup: &mut Markup, plan: &Layout, widths: &[f64], lines: Option<&str>) {
        for (index, (at, &(x, y))) in self.boxes.iter().zip(&plan.corners).enumerate() {
            let (x, y) = (x + MARGIN, y + MARGIN);
            if let Some(prefix) = lines {
                markup.raw("<a href=\"#").text(prefix).count(at.line).raw("\">");
            }
            markup.raw(if at.is_definition {
                "<g class=\"box code\" data-box=\""
            } else {
                "<g class=\"box\" data-box=\""
            });
            markup.count(index).raw("\"><title>").text(&at.title).raw("</title><rect x=\"").at(x);
            markup.raw("\" y=\"").at(y).raw("\" width=\"").at(widths[index]);
            markup.raw("\" height=\"").at(HEIGHT).raw("\" rx=\"5\"/><text x=\"").at(x + 10.0);
            markup.raw("\" y=\"").at(y + f64::midpoint(HEIGHT, LINE) - 4.0);
            markup.raw("\">").text(&at.label).raw("</text></g>");
            markup.raw(if lines.is_some() { "</a>" } else { "" });
        }
    }
}

/// How a kind is drawn.
fn class_of(kind: &str) -> &'static str {
    match kind {
        "RAW" => "raw",
        "WAR" => "war",
        "WAW" => "waw",
        "control" | "output" | "files" => "order",
        _ => "memory",
    }
}

/// Of several kinds between two statements, the first of these is drawn.
fn rank(class: &str) -> usize {
    ["raw", "memory", "order", "waw", "war"].iter().position(|known| *known == class).unwrap_or(0)
}

/// The drawing as a file of its own.
pub fn stand_alone(body: &Body) -> String {
    let name = format!("What waits for what in {}", body.name);
    let markup = match Graph::of(body) {
        Ok(graph) => graph.draw(&name, None),
        Err(missing) => {
            let words = match missing {
                Missing::Nothing => "No statement waits for another.".to_owned(),
                Missing::TooLarge { statements, edges } => {
                    format!("{statements} statements and {edges} dependences are too many to draw.")
                }
            };
            let mut markup = Markup::default();
            open(&mut markup, (width_of(&words) + 2.0 * MARGIN, 40.0), &name);
            markup.raw("<style>").raw(STYLE).raw("</style><text x=\"12\" y=\"24\">");
            markup.text(&words).raw("</text></svg>");
            markup
        }
    };
    markup.into_string() + "\n"
}
