//! Draws from the generator of the module `random`, behind a seed and not.
//!
//! ```python
//! for trial in range(1000):
//!     random.seed(1000 + trial)      # nothing of what was drawn before matters any more
//!     losses.append(simulate())      # draws by random.gauss(0, 1)
//! ```
//!
//! Decides: which draws come from a state of that generator that the same code has set, by a seed which says all of it: a number or a
//! text, but `None`, which asks the system. Such draws, and the seed, are [`Flags::SEEDED`]; others are [`Flags::DRAWS`], which a caller
//! that has seeded the generator takes for draws of its own. All other draws, such as those of NumPy's generator, or of the system's, are [`Flags::RANDOM`].
//!
//! Sound because: the generator is one for the whole process, and programs with threads are refused, so that between a seed and what follows
//! in the same call of a function, whatever draws draws from that seed. Bodies that can be suspended, where others may draw meanwhile, never count as having seeded it.
//!
//! What the loops that are decided about do with it is in `loops::seeded`.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::Analysis;
use super::call::Arguments;
use super::summary::Effects;
use super::walker::Walker;
use crate::effect_words::Flags;
use crate::knowledge::LibraryFunction;
use crate::values::Atoms;

/// Functions of the module that draw from its generator, and do nothing else with it. The methods of a generator have the same names.
pub(crate) const DRAWS: &[&str] = &[
    "betavariate",
    "choice",
    "choices",
    "expovariate",
    "gammavariate",
    "gauss",
    "getrandbits",
    "lognormvariate",
    "normalvariate",
    "paretovariate",
    "randbytes",
    "randint",
    "random",
    "randrange",
    "sample",
    "triangular",
    "uniform",
    "vonmisesvariate",
    "weibullvariate",
];

impl Walker<'_, '_> {
    /// The effects of a function that draws, in the place where it is called.
    pub(super) fn flags_of_draw(
        &mut self,
        function: &LibraryFunction,
        flags: Flags,
        arguments: &Arguments,
        range: TextRange,
    ) -> Flags {
        if !flags.contains(Flags::RANDOM)
            || &*function.module != "random"
            || function.receiver.is_some()
            || function.promise.is_some()
        {
            return flags;
        }
        let plain = flags.without(Flags::RANDOM);
        match function.name.rsplit('.').next().unwrap_or_default() {
            "seed" if is_said(arguments) => {
                self.seed = Some(range);
                plain.union(Flags::SEEDED)
            }
            // An older `shuffle` draws from what it is given.
            "shuffle" if arguments.positional.len() != 1 || !arguments.keywords.is_empty() => flags,
            name if name == "shuffle" || DRAWS.contains(&name) => {
                plain.union(self.behind_seed(Flags::DRAWS))
            }
            _ => flags,
        }
    }

    /// The effects of code that is called here.
    pub(super) fn behind_seed(&self, flags: Flags) -> Flags {
        if self.env.seeded && flags.contains(Flags::DRAWS) {
            flags.without(Flags::DRAWS).union(Flags::SEEDED)
        } else {
            flags
        }
    }

    /// After a statement that is an expression: whether it was a seed, and could be nothing else.
    pub(super) fn note_seed(&mut self, expr: &Expr) {
        let function = self.an.scopes.function(self.func);
        self.env.seeded |= self.seed.take() == Some(expr.range())
            && !function.is_generator
            && !function.is_async
            && !self.in_lazy
            && !self.an.is_patched_attribute("seed")
            && matches!(expr, Expr::Call(ast::ExprCall { func, .. }) if func.is_name_expr() || func.is_attribute_expr());
    }
}

/// Whether a seed is a number or a text and nothing else, so that it says all that is drawn. The hash of a float may be that of its
/// place in memory.
fn is_said(arguments: &Arguments) -> bool {
    let plain = Atoms::INTEGERS.union(Atoms::STR).union(Atoms::BYTES);
    let [seed] = &*arguments.positional else { return false };
    arguments.keywords.is_empty()
        && arguments.star.is_none()
        && arguments.double_star.is_none()
        && (seed.is_bottom() || seed.only(plain))
}

impl Analysis<'_> {
    /// Takes draws behind a seed for what they are in a loop each of whose rounds seeds the generator: an affair of that round.
    pub(super) fn note_seeded(&self, effects: &mut Effects) {
        if self.seeding && effects.flags.contains(Flags::SEEDED) {
            effects.flags = effects.flags.without(Flags::SEEDED);
            for (flags, _) in &mut effects.causes {
                *flags = flags.without(Flags::SEEDED);
            }
            effects.causes.retain(|(flags, _)| !flags.is_empty());
            effects.seeded = true;
        }
    }
}
