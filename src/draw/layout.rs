//! Where the boxes of a layered graph go, and how its edges run.
//!
//! The method is Sugiyama's: each box has a layer below all that it waits for; an edge over several layers gets a bend in
//! each; the order within the layers is improved by the mean place of the neighbours; then each layer is moved as close to
//! these means as it can be without overlaps (an isotonic regression, solved exactly by pooling). All of it is linear in
//! boxes and bends, but for sorting. Same input, same drawing.

/// The room between boxes, bends and layers.
const BETWEEN_BOXES: f64 = 22.0;
const BETWEEN_BENDS: f64 = 12.0;
const BETWEEN_LAYERS: f64 = 42.0;
/// How often the order, and the places, are improved.
const ROUNDS: usize = 10;
/// A bend weighs more than a box, so that long edges are straight.
const BEND_WEIGHT: f64 = 4.0;

/// A drawing's geometry.
pub struct Layout {
    /// The left upper corner of each box.
    pub corners: Vec<(f64, f64)>,
    /// The points that each edge goes through, from the lower side of one box to the upper side of the other.
    pub paths: Vec<Vec<(f64, f64)>>,
    pub width: f64,
    pub height: f64,
}

/// A box, or a bend of an edge.
struct Vertex {
    layer: usize,
    width: f64,
    is_bend: bool,
    above: Vec<usize>,
    below: Vec<usize>,
    /// Its middle.
    x: f64,
}

impl Vertex {
    fn new(layer: usize, width: f64, is_bend: bool) -> Self {
        Vertex { layer, width, is_bend, above: Vec::new(), below: Vec::new(), x: 0.0 }
    }
}

/// How many bends the edges would have: what a drawing costs.
pub fn bends(count: usize, edges: &[(usize, usize)]) -> usize {
    let layers = layers_of(count, edges);
    edges.iter().map(|&(from, to)| layers[to] - layers[from] - 1).sum()
}

/// Places boxes of one height. Each edge leads to a later box, and there is one at most between two.
pub fn layered(widths: &[f64], height: f64, edges: &[(usize, usize)]) -> Layout {
    let layer_of = layers_of(widths.len(), edges);
    let mut vertices: Vec<Vertex> = widths
        .iter()
        .zip(&layer_of)
        .map(|(&width, &layer)| Vertex::new(layer, width, false))
        .collect();
    let chains: Vec<Vec<usize>> =
        edges.iter().map(|&edge| add_chain(&mut vertices, edge)).collect();
    let depth = layer_of.iter().max().map_or(0, |last| last + 1);
    let mut layers: Vec<Vec<usize>> = vec![Vec::new(); depth];
    for (id, vertex) in vertices.iter().enumerate() {
        layers[vertex.layer].push(id);
    }
    order(&vertices, &mut layers);
    place(&mut vertices, &layers);
    let left =
        vertices.iter().map(|vertex| vertex.x - vertex.width / 2.0).fold(f64::INFINITY, f64::min);
    let right = vertices.iter().map(|vertex| vertex.x + vertex.width / 2.0).fold(0.0, f64::max);
    let left = if left.is_finite() { left } else { 0.0 };
    let top = |layer: usize| layer as f64 * (height + BETWEEN_LAYERS);
    let middle = |id: usize| vertices[id].x - left;
    let corners =
        widths.iter().enumerate().map(|(id, width)| (middle(id) - width / 2.0, top(layer_of[id])));
    let path = |chain: &Vec<usize>| {
        let mut points = Vec::with_capacity(2 * chain.len());
        for (place, &id) in chain.iter().enumerate() {
            let y = top(vertices[id].layer);
            // A bend goes straight through its layer, beside the boxes.
            if place > 0 {
                points.push((middle(id), y));
            }
            if place + 1 < chain.len() {
                points.push((middle(id), y + height));
            }
        }
        points
    };
    Layout {
        corners: corners.collect(),
        paths: chains.iter().map(path).collect(),
        width: (right - left).max(0.0),
        height: if depth == 0 { 0.0 } else { top(depth - 1) + height },
    }
}

/// One below the lowest that it waits for; what waits for nothing stands right above the first that waits for it.
fn layers_of(count: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut after: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut waits = vec![false; count];
    for &(from, to) in edges {
        after[from].push(to);
        waits[to] = true;
    }
    let mut layers = vec![0; count];
    for from in 0..count {
        for &to in &after[from] {
            layers[to] = layers[to].max(layers[from] + 1);
        }
    }
    for from in 0..count {
        if !waits[from]
            && let Some(first) = after[from].iter().map(|&to| layers[to]).min()
        {
            layers[from] = first - 1;
        }
    }
    layers
}

/// An edge as a chain of neighbours, with a bend in each layer between.
fn add_chain(vertices: &mut Vec<Vertex>, (from, to): (usize, usize)) -> Vec<usize> {
    let mut chain = vec![from];
    for layer in vertices[from].layer + 1..vertices[to].layer {
        vertices.push(Vertex::new(layer, 0.0, true));
        chain.push(vertices.len() - 1);
    }
    chain.push(to);
    for pair in chain.windows(2) {
        vertices[pair[0]].below.push(pair[1]);
        vertices[pair[1]].above.push(pair[0]);
    }
    chain
}

/// Orders the layers so that few edges cross; the best order seen is kept.
fn order(vertices: &[Vertex], layers: &mut Vec<Vec<usize>>) {
    let mut places = vec![0.0; vertices.len()];
    let note = |places: &mut Vec<f64>, layer: &[usize]| {
        for (place, &id) in layer.iter().enumerate() {
            places[id] = place as f64;
        }
    };
    for layer in layers.iter() {
        note(&mut places, layer);
    }
    let mut best = (crossings(vertices, layers), layers.clone());
    for round in 0..ROUNDS {
        let is_down = round % 2 == 0;
        for step in 1..layers.len() {
            let index = if is_down { step } else { layers.len() - 1 - step };
            let wish = |id: usize| {
                let vertex = &vertices[id];
                mean(if is_down { &vertex.above } else { &vertex.below }, &places)
                    .unwrap_or(places[id])
            };
            let mut keyed: Vec<(f64, usize)> =
                layers[index].iter().map(|&id| (wish(id), id)).collect();
            keyed.sort_by(|one, two| one.0.total_cmp(&two.0));
            layers[index] = keyed.into_iter().map(|(_, id)| id).collect();
            note(&mut places, &layers[index]);
        }
        let count = crossings(vertices, layers);
        if count < best.0 {
            best = (count, layers.clone());
        }
    }
    *layers = best.1;
}

fn mean(ids: &[usize], values: &[f64]) -> Option<f64> {
    (!ids.is_empty()).then(|| ids.iter().map(|&id| values[id]).sum::<f64>() / ids.len() as f64)
}

/// How many pairs of edges cross: the inversions between each layer and the next.
fn crossings(vertices: &[Vertex], layers: &[Vec<usize>]) -> usize {
    let mut count = 0;
    let mut places = vec![0; vertices.len()];
    for layer in layers {
        for (place, &id) in layer.iter().enumerate() {
            places[id] = place;
        }
    }
    for layer in layers.iter().skip(1) {
        let mut ends: Vec<(usize, usize)> = Vec::new();
        for (lower, &id) in layer.iter().enumerate() {
            ends.extend(vertices[id].above.iter().map(|&above| (places[above], lower)));
        }
        ends.sort_unstable();
        // A Fenwick tree of the lower ends seen so far.
        let mut tree = vec![0_usize; layer.len() + 1];
        for (seen, &(_, lower)) in ends.iter().enumerate() {
            let (mut at, mut not_right) = (lower + 1, 0);
            while at > 0 {
                not_right += tree[at];
                at &= at - 1;
            }
            count += seen - not_right;
            let mut at = lower + 1;
            while at < tree.len() {
                tree[at] += 1;
                at += at & at.wrapping_neg();
            }
        }
    }
    count
}

/// Moves the layers below and above their neighbours, in their order, without overlaps.
fn place(vertices: &mut [Vertex], layers: &[Vec<usize>]) {
    for layer in layers {
        let mut x = 0.0;
        for (place, &id) in layer.iter().enumerate() {
            if place > 0 {
                x += distance(&vertices[layer[place - 1]], &vertices[id]);
            }
            vertices[id].x = x;
        }
    }
    for round in 0..ROUNDS {
        let is_down = round % 2 == 0;
        for step in 0..layers.len() {
            let index = if is_down { step } else { layers.len() - 1 - step };
            let layer = &layers[index];
            let places: Vec<f64> = vertices.iter().map(|vertex| vertex.x).collect();
            let wish = |id: usize| {
                let vertex = &vertices[id];
                let (first, second) = if is_down {
                    (&vertex.above, &vertex.below)
                } else {
                    (&vertex.below, &vertex.above)
                };
                mean(first, &places).or_else(|| mean(second, &places)).unwrap_or(vertex.x)
            };
            let wishes: Vec<f64> = layer.iter().map(|&id| wish(id)).collect();
            settle(vertices, layer, &wishes);
        }
    }
}

/// The least distance of two neighbours' middles.
fn distance(left: &Vertex, right: &Vertex) -> f64 {
    let between = if left.is_bend || right.is_bend { BETWEEN_BENDS } else { BETWEEN_BOXES };
    f64::midpoint(left.width, right.width) + between
}

/// The places closest to the wishes, in the sense of least squares, that keep order and distances.
fn settle(vertices: &mut [Vertex], layer: &[usize], wishes: &[f64]) {
    // Without the distances, order is all that is left to keep: neighbours whose wishes are in the wrong order share a mean.
    let mut offsets = Vec::with_capacity(layer.len());
    let mut offset = 0.0;
    for (place, &id) in layer.iter().enumerate() {
        if place > 0 {
            offset += distance(&vertices[layer[place - 1]], &vertices[id]);
        }
        offsets.push(offset);
    }
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for (place, &id) in layer.iter().enumerate() {
        let weight = if vertices[id].is_bend { BEND_WEIGHT } else { 1.0 };
        let mut block = (wishes[place] - offsets[place], weight, 1);
        while let Some(&(mean, heavy, count)) = blocks.last() {
            if mean < block.0 {
                break;
            }
            let sum = heavy + block.1;
            block = ((mean * heavy + block.0 * block.1) / sum, sum, count + block.2);
            blocks.pop();
        }
        blocks.push(block);
    }
    let mut place = 0;
    for (mean, _, count) in blocks {
        for _ in 0..count {
            vertices[layer[place]].x = mean + offsets[place];
            place += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boxes_do_not_overlap_and_edges_lead_down() {
        // A ladder with long edges and edges that would cross.
        let edges: Vec<(usize, usize)> = (0..60)
            .flat_map(|from| [(from, from + 3), (from, from + 7), (from, 70 - from % 5)])
            .filter(|(from, to)| from < to)
            .collect();
        let widths: Vec<f64> = (0..71).map(|id| 60.0 + f64::from(id % 9) * 20.0).collect();
        let layout = layered(&widths, 30.0, &edges);
        for one in 0..widths.len() {
            for two in one + 1..widths.len() {
                let (a, b) = (layout.corners[one], layout.corners[two]);
                let apart = a.0 + widths[one] <= b.0 + 1e-6 || b.0 + widths[two] <= a.0 + 1e-6;
                assert!(apart || (a.1 - b.1).abs() > 1.0, "{one} and {two} overlap: {a:?} {b:?}");
            }
            let (x, y) = layout.corners[one];
            assert!(
                x > -1e-6 && x + widths[one] <= layout.width + 1e-6 && y + 30.0 <= layout.height
            );
        }
        for (&(from, to), path) in edges.iter().zip(&layout.paths) {
            assert!(path.windows(2).all(|pair| pair[0].1 < pair[1].1), "{from} to {to}: {path:?}");
            assert!((path[0].1 - layout.corners[from].1 - 30.0).abs() < 1e-6);
            assert!((path[path.len() - 1].1 - layout.corners[to].1).abs() < 1e-6);
        }
        assert_eq!(
            bends(71, &edges),
            layout.paths.iter().map(|path| path.len() / 2 - 1).sum::<usize>()
        );
    }

    #[test]
    fn crossings_that_need_not_be_are_not() {
        // Two chains whose lower ends come in the other order.
        let layout = layered(&[50.0; 4], 20.0, &[(0, 3), (1, 2)]);
        let side = |one: usize, two: usize| layout.corners[one].0 < layout.corners[two].0;
        assert_eq!(side(0, 1), side(3, 2));
    }

    #[test]
    fn nothing_is_nothing() {
        let layout = layered(&[], 20.0, &[]);
        assert!(
            layout.corners.is_empty() && layout.width.abs() < 1e-9 && layout.height.abs() < 1e-9
        );
    }
}
