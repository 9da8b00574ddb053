//! Tables of constants: displays inside of a display, which are too many to be told apart.
//!
//! ```python
//! ITEMS = [("map", 9, 150), ("compass", 13, 35), …]      # forty tuples, and each has a name, a weight and a value
//! ```
//!
//! Where a display holds more displays than one value may name objects, those of the same depth, type and length share one place, as the
//! elements of a comprehension do. With a place for each, the table would hold anything.
//!
//! Sound because: an object of the abstract heap stands for all objects that its place makes, however many. A place that
//! makes several of them in one go is what `[[] for _ in range(3)]` has, too.

use ruff_python_ast::{self as ast, Expr};
use rustc_hash::FxHashMap;

use super::walker::Walker;
use crate::ids::ModuleId;
use crate::passes::scopes::node_id;
use crate::values::MAX_OBJECTS;

/// For displays that share a place with others, the number of the node that it goes by.
pub type SharedPlaces = FxHashMap<(ModuleId, u32), u32>;

/// What displays that share a place have in common: how deep they stand, their type, the length of tuples.
type Shape = (usize, &'static str, usize);

impl<'a> Walker<'_, 'a> {
    /// The node by which the place of a display goes.
    pub(super) fn place_of_display(&mut self, site: Option<u32>) -> u32 {
        let site = site.unwrap_or(u32::MAX);
        self.an.shared_places.get(&(self.module, site)).copied().unwrap_or(site)
    }

    /// Lets the displays among these elements, and those inside of them, share places, where there are many.
    pub(super) fn share_places(&mut self, elements: impl Iterator<Item = &'a Expr> + Clone) {
        if elements.clone().filter(|element| shape(element, 0).is_some()).count() <= MAX_OBJECTS {
            return;
        }
        let mut first = FxHashMap::default();
        for element in elements {
            self.share(element, 0, &mut first);
        }
    }

    fn share(&mut self, expr: &'a Expr, depth: usize, first: &mut FxHashMap<Shape, u32>) {
        let Some((shape, node)) = shape(expr, depth) else { return };
        let place = *first.entry(shape).or_insert(node);
        self.an.shared_places.entry((self.module, node)).or_insert(place);
        match expr {
            Expr::Dict(node) => {
                for item in &node.items {
                    self.share(&item.value, depth + 1, first);
                }
            }
            Expr::List(ast::ExprList { elts, .. })
            | Expr::Set(ast::ExprSet { elts, .. })
            | Expr::Tuple(ast::ExprTuple { elts, .. }) => {
                for element in elts {
                    self.share(element, depth + 1, first);
                }
            }
            _ => {}
        }
    }
}

/// The shape of a display, and its node.
fn shape(expr: &Expr, depth: usize) -> Option<(Shape, u32)> {
    let (name, length, node) = match expr {
        Expr::List(node) => ("list", 0, &node.node_index),
        Expr::Set(node) => ("set", 0, &node.node_index),
        Expr::Dict(node) => ("dict", 0, &node.node_index),
        Expr::Tuple(node) if !node.elts.iter().any(Expr::is_starred_expr) => {
            ("tuple", node.elts.len(), &node.node_index)
        }
        _ => return None,
    };
    Some(((depth, name, length), node_id(node)?))
}
