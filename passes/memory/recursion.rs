//! Functions that call themselves, as far as their arguments say how deep, and functions that keep what they found.
//!
//! ```python
//! def depth(n):                      # called with 50: walked for 50, 49, … in turn
//!     return [0] if n == 0 else depth(n - 1) + [n]
//!
//! @lru_cache(maxsize=100)            # holds the last 100 results, with their arguments
//! def parse(text): ...
//! ```
//!
//! A call of a function that is running is walked where an argument is a known number that is not what it was in the calls
//! around it, and goes on in the same direction by the same step. Its own variables are put aside meanwhile.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::functions::Arguments;
use super::heap::{DictKind, Id, Kind, Object, Refs, merge};
use super::layouts::Version;
use super::walker::Walker;
use crate::ids::{FuncId, VarId};

/// Bytes of a dictionary's table with room for so many places.
fn table_bytes(places: f64) -> f64 {
    let slots = places.max(8.0).log2().ceil().exp2();
    let index = if slots <= 128.0 {
        1.0
    } else if slots <= 32_768.0 {
        2.0
    } else {
        4.0
    };
    slots * (index + 16.0)
}

/// How deep a function is followed into itself, and how many such calls are walked in all.
const MAXIMUM_RECURSION: usize = 200;
const MOST_CALLS: u32 = 600;
/// The attribute of a function that holds its cache.
const CACHE: &str = "(cache)";
/// What `lru_cache` keeps where it is not told.
const USUAL_SIZE: f64 = 128.0;

impl<'a> Walker<'a, '_> {
    /// Whether a call of a function that is running certainly leads towards an end that the numbers among its arguments set.
    pub fn comes_to_an_end(&mut self, func: FuncId, arguments: &Arguments<'a>) -> bool {
        let running = self.frames.iter().filter(|frame| frame.func == func).count();
        if running >= MAXIMUM_RECURSION || self.recursions >= MOST_CALLS || arguments.starred {
            return false;
        }
        let function = self.scopes.function(func);
        let is_shared = |var: &VarId| self.scopes.variable(*var).shared;
        if function.is_generator || function.is_async || function.variables.iter().any(is_shared) {
            return false;
        }
        let parameters = function.parameters.clone();
        let number = |walker: &Self, refs: &Refs| {
            let object = walker.joined(refs)?;
            object.num.as_constant().filter(|_| object.kind == Kind::Int)
        };
        let steps = arguments.positional.iter().zip(&parameters).any(|(given, parameter)| {
            let before = self.state.vars.get(parameter).and_then(|refs| number(self, refs));
            matches!((before, number(self, given)), (Some(before), Some(given))
                if (before - given).abs() >= 1.0 && (before - given).abs() <= 1000.0)
        });
        if steps {
            self.recursions += 1;
        }
        steps
    }

    /// Walks a body, with the variables of a call of the same function that is under way put aside.
    pub fn run_inside(&mut self, range: TextRange, func: FuncId, values: &[Refs]) -> Refs {
        if !self.frames.iter().any(|frame| frame.func == func) {
            return self.run_body(range, func, values, None);
        }
        let held = self.state.held.len();
        let mut aside: Vec<VarId> = Vec::new();
        for &var in &self.scopes.function(func).variables {
            if let Some(refs) = self.state.vars.remove(&var) {
                self.hold(&refs);
                aside.push(var);
            }
        }
        // The frame of the call around it, which older interpreters ask the allocator for.
        let traced = matches!(self.request.version, Version::V39 | Version::V310);
        // An empty `bytes` object stands for it, whose own 33 bytes are taken off.
        let size =
            if traced { Span::of(-33.0, 400.0, 1500.0) } else { Span::of(-33.0, -33.0, 300.0) };
        let frame = self.create(range, 41, Object { extra: size, ..Object::new(Kind::Bytes) });
        self.hold(&frame);
        let result = self.run_body(range, func, values, None);
        let kept = self.state.held.get(held..).unwrap_or_default().to_vec();
        for (var, refs) in aside.into_iter().zip(kept) {
            self.state.vars.insert(var, refs);
        }
        self.state.held.truncate(held);
        result
    }

    /// The size of the cache that a decorator gives a function; without a bound where it keeps everything.
    pub fn cache_of(&mut self, decorator: &'a Expr) -> Option<f64> {
        let (callee, arguments) = match decorator {
            Expr::Call(call) => (&*call.func, Some(&call.arguments)),
            other => (other, None),
        };
        if !callee.is_name_expr() && !callee.is_attribute_expr() {
            return None;
        }
        let callee = self.eval(callee);
        let Kind::Library(name) = &self.state.single(&callee)?.kind else { return None };
        let is_bounded = match &**name {
            "functools.lru_cache" => true,
            "functools.cache" => false,
            _ => return None,
        };
        let size = arguments.and_then(|arguments: &'a ast::Arguments| {
            let named = arguments.find_keyword("maxsize").map(|keyword| &keyword.value);
            named.or_else(|| arguments.args.first())
        });
        Some(match size {
            _ if !is_bounded => f64::INFINITY,
            None => USUAL_SIZE,
            Some(size) => {
                let size = self.eval(size);
                let object = self.state.single(&size).filter(|object| object.kind == Kind::Int);
                let most = object.and_then(|object| object.num.high.as_constant());
                most.map_or(f64::INFINITY, |most| most.max(0.0))
            }
        })
    }

    /// Gives the object of a function a cache.
    pub fn add_cache(&mut self, range: TextRange, value: &Refs, size: f64) {
        self.hold(value);
        let cache = Object {
            extra: Span::of(0.0, 300.0, 2000.0),
            ..Object::with_len(Kind::Dict(DictKind::Plain), Span::exact(0.0))
        };
        let cache = self.create(range, 42, cache);
        let value = self.release();
        for id in cache.iter().filter(|_| size.is_finite()) {
            self.cache_sizes.insert(*id, size);
            self.cache_sizes.insert(id.older(), size);
        }
        for &id in &value {
            let Some(object) = self.state.object(id) else { continue };
            if let Kind::Function(func) = object.kind {
                self.caches.insert(func, size);
            }
        }
        self.change(&value, |object, _| {
            let mut table = object.attributes.as_deref().cloned().unwrap_or_default();
            table.insert(std::rc::Rc::from(CACHE), cache.clone());
            object.attributes = Some(std::rc::Rc::new(table));
        });
    }

    /// The dictionaries in which a function with a cache keeps what it found.
    fn caches_of(&self, func: FuncId) -> Refs {
        let mut found = Refs::new();
        for object in self.state.heap.values().filter(|object| object.kind == Kind::Function(func))
        {
            if let Some(refs) = object.attributes.as_ref().and_then(|table| table.get(CACHE)) {
                merge(&mut found, refs);
            }
        }
        found
    }

    /// A call of a function with a cache: it may have been called so before.
    pub fn call_cached(
        &mut self,
        range: TextRange,
        func: FuncId,
        arguments: &Arguments<'a>,
        values: &[Refs],
    ) -> Refs {
        let exact = |walker: &Self, refs: &Refs| {
            walker.joined(refs).and_then(|object| object.num.as_constant()).map(f64::to_bits)
        };
        let known: Option<Vec<u64>> = values.iter().map(|value| exact(self, value)).collect();
        let is_bounded = self.caches.get(&func).is_some_and(|size| size.is_finite());
        let call = known.filter(|_| !is_bounded).map(|numbers| (func, numbers));
        let is_running = self.frames.iter().any(|frame| frame.func == func);
        if let Some(call) = &call
            && is_running
            && self.cached_calls.contains(call)
        {
            // Found there: the call around both has made it.
            return self.elements_of_caches(func);
        }
        let start = self.state.held.len();
        let is_plain = |object: &Object<'a>| matches!(object.kind, Kind::Int | Kind::Str(_));
        let key = match arguments.positional.as_slice() {
            [key] if arguments.keywords.is_empty() && self.state.objects(key).all(is_plain) => {
                key.clone()
            }
            _ => {
                let len = values.len() + 2 * arguments.keywords.len() + 1;
                let least = if arguments.keywords.is_empty() { 0.0 } else { 1.0 };
                let len = Span::of(least, len as f64 - 1.0, len as f64 + 8.0);
                let mut elems = Refs::new();
                for value in values {
                    merge(&mut elems, value);
                }
                self.create(range, 43, Object { elems, ..Object::with_len(Kind::Tuple, len) })
            }
        };
        self.hold(&key);
        let result = self.run_inside(range, func, values);
        self.hold(&result);
        match call {
            Some(call) if is_running => {
                self.cached_calls.insert(call);
            }
            _ => self.cached_calls.retain(|(one, _)| is_running || *one != func),
        }
        let link = if is_bounded {
            // A link of 56 bytes, which the collector does not know.
            let link = Object {
                elems: result,
                extra: Span::exact(-8.0),
                ..Object::with_len(Kind::Tuple, Span::exact(1.0))
            };
            self.create(range, 44, link)
        } else {
            result
        };
        let key = self.state.held.get(start).cloned().unwrap_or_default();
        let cache = self.caches_of(func);
        self.store_key(&cache, &key, &link);
        let mut result = self.state.held.get(start + 1).cloned().unwrap_or_default();
        self.state.held.truncate(start);
        let before = self.elements_of_caches(func);
        merge(&mut result, &before);
        result
    }

    /// What calls of the function may get out of its cache.
    fn elements_of_caches(&self, func: FuncId) -> Refs {
        let mut links = Refs::new();
        for cache in self.state.objects(&self.caches_of(func)) {
            merge(&mut links, &cache.elems);
        }
        if self.caches.get(&func).is_none_or(|size| !size.is_finite()) {
            return links;
        }
        let mut found = Refs::new();
        for link in self.state.objects(&links) {
            merge(&mut found, &link.elems);
        }
        found
    }

    /// A cache drops what it has no room for.
    pub fn limit_cache(&mut self, cache: Id) {
        let Some(&size) = self.cache_sizes.get(&cache) else { return };
        // A new result is there before an old one goes.
        let limit = size;
        let size = Span { low: Poly::constant(size), ..Span::exact(size + 1.0) };
        self.change(&[cache], |object, _| {
            if object.len.high.as_constant().is_none_or(|most| most >= limit) {
                // What is dropped leaves gaps, and the next table has three places for each that is left.
                let (table, smaller) = (table_bytes(3.0 * limit), table_bytes(1.5 * limit));
                let is_full = object.len.estimate.weight() >= limit;
                let likely = if is_full { 300.0 + 2.0 * table - smaller } else { 300.0 };
                object.extra = Span::of(0.0, likely, 2000.0 + 2.0 * table);
            }
            let total = size.times(&object.count);
            object.len = object.len.capped(&total);
            object.each.1 = object.each.1.tighter(&size.high);
            object.each.0 = object.each.0.lower(&size.low);
        });
    }
}
