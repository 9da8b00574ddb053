//! What functions of libraries ask of their arguments, where that is less than what any function may ask.

use super::call::Arguments;
use super::heap::ObjectKind;
use super::implicit::Implied;
use super::library_results::SHOWING;
use super::walker::Walker;
use crate::values::Atoms;

impl Walker<'_, '_> {
    /// Whether a counter is given something to count, and no mapping whose counts it takes over: `counts.update(zip(words, words[1:]))`.
    pub(super) fn only_counts(&self, name: &str, arguments: &Arguments) -> bool {
        let [counted] = arguments.positional.as_slice() else { return false };
        matches!(name, "Counter.update" | "Counter.subtract")
            && arguments.keywords.is_empty()
            && !counted.is_any()
            && !counted.atoms.contains(Atoms::OTHER)
            && counted.objects.iter().all(|&object| {
                matches!(self.an.heap.peek(object).kind, ObjectKind::Library(id)
                    if self.an.knowledge.type_info(id).module == "builtins")
                    && !self.an.is_mapping(object)
            })
    }
}

/// What functions ask that go through nothing but what they are given itself (not what that holds), and change no element of it.
pub(super) fn asks_only(name: &str) -> Option<Implied> {
    let (class, method) = name.rsplit_once('.').unwrap_or(("", name));
    let is_known = match class {
        "" if SHOWING.contains(&method) && method != "hash" => return Some(Implied::Shows),
        "" if matches!(method, "abs" | "round" | "int" | "float") => {
            return Some(Implied::Converts);
        }
        "" if method == "sum" => return Some(Implied::Sums),
        "math" if !matches!(method, "prod" | "fsum" | "sumprod" | "dist") => {
            return Some(Implied::Converts);
        }
        "" => matches!(
            method,
            "all"
                | "any"
                | "bool"
                | "enumerate"
                | "filter"
                | "frozenset"
                | "hash"
                | "id"
                | "iter"
                | "len"
                | "list"
                | "map"
                | "max"
                | "min"
                | "next"
                | "reversed"
                | "set"
                | "sorted"
                | "tuple"
                | "zip"
        ),
        "dict" | "defaultdict" | "collections.defaultdict" => {
            matches!(method, "get" | "setdefault" | "pop" | "keys" | "values" | "items" | "copy")
        }
        "set" => matches!(method, "add" | "discard" | "remove" | "copy"),
        "list" => matches!(method, "index" | "count" | "remove" | "sort"),
        "heapq" => {
            matches!(method, "heappush" | "heappop" | "heapify" | "heapreplace" | "heappushpop")
        }
        "itertools" => {
            matches!(method, "combinations" | "permutations" | "product" | "islice" | "chain")
        }
        _ => false,
    };
    is_known.then_some(Implied::Reads)
}
