//! JSON: what a document holds, where a sample of the file says so, and what bounds it where only its size is known.

use std::rc::Rc;

use ruff_text_size::TextRange;

use super::bounds::{Poly, Span};
use super::functions::Arguments;
use super::heap::{DictKind, Id, Kind, Object, Refs, Table, merge};
use super::layouts::Width;
use super::numbers;
use super::walker::Walker;

/// What one byte of JSON becomes at most: `[[[[…` makes a list with room for four pointers of every two bytes.
const PER_BYTE: f64 = 64.0;
/// What one byte of JSON becomes in ordinary documents of numbers and short strings.
const LIKELY: f64 = 8.0;
/// How many letters `str` makes of one byte of JSON at most.
const SHOWN: f64 = 6.0;
/// Objects with more keys than this are tables: their values are not told apart.
const KEYS: usize = 64;

/// Something that is counted: in all documents, and in the one that has most.
#[derive(Clone, Copy, Debug, Default)]
struct Amount {
    all: f64,
    most: f64,
}

impl Amount {
    /// The next document has so many.
    fn next(&mut self, more: f64) {
        self.all += more;
        self.most = self.most.max(more);
    }

    /// In one of so many documents.
    fn in_one(self, documents: f64) -> Span {
        if documents <= 1.0 {
            Span::exact(self.all)
        } else {
            Span::of(0.0, self.all / documents, self.most)
        }
    }
}

/// How many of something there are, how long they are together, the shortest and the longest.
#[derive(Clone, Copy, Debug)]
struct Lengths {
    count: Amount,
    total: Amount,
    each: (f64, f64),
}

impl Default for Lengths {
    fn default() -> Self {
        let none = Amount::default();
        Lengths { count: none, total: none, each: (f64::INFINITY, 0.0) }
    }
}

impl Lengths {
    fn one(&mut self, length: usize) {
        let length = length as f64;
        self.count.all += 1.0;
        self.total.all += length;
        self.each = (self.each.0.min(length), self.each.1.max(length));
    }

    fn next(&mut self, other: &Lengths) {
        self.count.next(other.count.all);
        self.total.next(other.total.all);
        self.each = (self.each.0.min(other.each.0), self.each.1.max(other.each.1));
    }

    /// As an object of that kind.
    fn object<'a>(&self, kind: Kind<'a>, documents: f64) -> Object<'a> {
        Object {
            count: self.count.in_one(documents),
            len: self.total.in_one(documents),
            each: (Poly::constant(self.each.0), Poly::constant(self.each.1)),
            ..Object::new(kind)
        }
    }
}

/// The values at one place of JSON documents.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    nulls: bool,
    truths: bool,
    integers: Amount,
    /// The smallest, the largest, and all of them added up.
    values: (f64, f64, f64),
    floats: Amount,
    texts: Lengths,
    width: Width,
    lists: Lengths,
    items: Option<Box<Shape>>,
    dicts: Lengths,
    entries: Vec<(String, Shape)>,
    /// Values of keys beyond the first [`KEYS`], and how many of such keys there are.
    others: Option<Box<Shape>>,
    other_keys: Amount,
    key_letters: Amount,
    key_width: Width,
}

impl Shape {
    /// What a document is made of.
    pub fn of(value: &serde_json::Value) -> Shape {
        let mut shape = Shape::default();
        shape.add(value);
        shape
    }

    fn add(&mut self, value: &serde_json::Value) {
        use serde_json::Value;
        match value {
            Value::Null => self.nulls = true,
            Value::Bool(_) => self.truths = true,
            Value::Number(number) => {
                let value = number.as_f64().unwrap_or(f64::MAX);
                // What is too large for a machine word may be an integer all the same.
                if number.is_f64() && value.abs() < 1.8e19 {
                    self.floats.all += 1.0;
                } else {
                    let (low, high, sum) =
                        if self.integers.all > 0.0 { self.values } else { (value, value, 0.0) };
                    self.values = (low.min(value), high.max(value), sum + value);
                    self.integers.all += 1.0;
                }
            }
            Value::String(text) => {
                self.texts.one(text.chars().count());
                self.width = self.width.max(Width::of(text));
            }
            Value::Array(items) => {
                self.lists.one(items.len());
                let shape = self.items.get_or_insert_default();
                for item in items {
                    shape.add(item);
                }
            }
            Value::Object(entries) => {
                self.dicts.one(entries.len());
                for (key, value) in entries {
                    self.entry(key).add(value);
                }
            }
        }
    }

    /// The values of a key; those of a table are all the same to us.
    fn entry(&mut self, key: &str) -> &mut Shape {
        self.key_width = self.key_width.max(Width::of(key));
        if let Some(at) = self.entries.iter().position(|(known, _)| known == key) {
            return &mut self.entries[at].1;
        }
        if self.entries.len() < KEYS {
            self.entries.push((key.to_owned(), Shape::default()));
            let at = self.entries.len() - 1;
            self.key_letters.all += key.chars().count() as f64;
            return &mut self.entries[at].1;
        }
        // Each of them may be a key of its own.
        self.other_keys.all += 1.0;
        self.key_letters.all += key.chars().count() as f64;
        self.others.get_or_insert_default()
    }

    /// Takes another document in.
    pub fn next(&mut self, other: &Shape) {
        self.nulls |= other.nulls;
        self.truths |= other.truths;
        if other.integers.all > 0.0 {
            let first = self.integers.all == 0.0;
            let (low, high, sum) = if first { other.values } else { self.values };
            self.values = (
                low.min(other.values.0),
                high.max(other.values.1),
                if first { sum } else { sum + other.values.2 },
            );
        }
        self.integers.next(other.integers.all);
        self.floats.next(other.floats.all);
        self.texts.next(&other.texts);
        self.width = self.width.max(other.width);
        self.lists.next(&other.lists);
        if let Some(items) = &other.items {
            self.items.get_or_insert_default().next(items);
        }
        self.dicts.next(&other.dicts);
        self.key_width = self.key_width.max(other.key_width);
        self.key_letters.next(other.key_letters.all);
        self.other_keys.next(other.other_keys.all);
        for (key, shape) in &other.entries {
            let at = self.entries.iter().position(|(known, _)| known == key);
            match at {
                Some(at) => self.entries[at].1.next(shape),
                None if self.entries.len() < KEYS => {
                    let mut first = Shape::default();
                    first.next(shape);
                    self.entries.push((key.clone(), first));
                }
                None => self.others.get_or_insert_default().next(shape),
            }
        }
        if let Some(others) = &other.others {
            self.others.get_or_insert_default().next(others);
        }
    }
}

/// The name of the attribute that holds what is known of the value of a key.
fn entry_name(key: &str) -> Rc<str> {
    Rc::from(format!("[{key}]"))
}

/// The name that says that all keys of a dictionary have an entry.
const ALL: &str = "[";

/// The entries of an empty dictionary.
pub fn all_listed() -> Rc<Table> {
    Rc::new([(Rc::from(ALL), Refs::new())].into_iter().collect())
}

/// What is known of the values of keys of some dictionaries, which are one place's.
pub fn entries_of<'s, 'a: 's>(
    mut dicts: impl Iterator<Item = &'s Object<'a>>,
) -> Option<Rc<Table>> {
    let first = dicts.next()?.attributes.clone()?;
    let is_table = first.keys().all(|name| name.starts_with('['));
    (is_table && dicts.all(|dict| dict.attributes.as_ref() == Some(&first))).then_some(first)
}

/// What is known of the values of keys of either of two dictionaries, and whatever else hangs on them by name.
pub fn joined_entries(one: &Object<'_>, two: &Object<'_>) -> Option<Table> {
    let empty = Table::new();
    let [first, second] = [one, two].map(|object| object.attributes.as_deref().unwrap_or(&empty));
    // A key without an entry has any value, or none.
    let entry = |object: &Object<'_>, table: &Table, name: &str| match table.get(name) {
        Some(refs) => refs.clone(),
        None if !name.starts_with('[') || table.contains_key(ALL) => Refs::new(),
        None => object.elems.clone(),
    };
    let is_filled = |object: &Object<'_>| !object.elems.is_empty() || !object.keys.is_empty();
    let is_all = |object: &Object<'_>, table: &Table| table.contains_key(ALL) || !is_filled(object);
    let all = is_all(one, first) && is_all(two, second);
    let mut joined = Table::new();
    for name in first.keys().chain(second.keys()) {
        if joined.contains_key(name)
            || (&**name == ALL && !all)
            // Columns are those of one display.
            || (name.starts_with('{') && first.get(name) != second.get(name))
        {
            continue;
        }
        let mut refs = entry(one, first, name);
        merge(&mut refs, &entry(two, second, name));
        joined.insert(Rc::clone(name), refs);
    }
    (!joined.is_empty()).then_some(joined)
}

/// Notes that a dictionary gets a value: at a key, or at any.
pub fn note_entry(object: &mut Object<'_>, key: Option<&str>, value: &Refs) {
    let Some(table) = &mut object.attributes else { return };
    if table.keys().any(|name| name.starts_with('{')) {
        // What the display said holds no longer.
        Rc::make_mut(table).retain(|name, _| !name.starts_with('{'));
    }
    if !table.keys().any(|name| name.starts_with('[')) {
        return;
    }
    let table = Rc::make_mut(table);
    if let Some(key) = key {
        // A key without an entry may hold whatever the dictionary holds.
        if table.contains_key(ALL) {
            merge(table.entry(entry_name(key)).or_default(), value);
        } else if let Some(refs) = table.get_mut(&entry_name(key)) {
            merge(refs, value);
        }
        return;
    }
    table.remove(ALL);
    for (name, refs) in table.iter_mut() {
        if name.starts_with('[') {
            merge(refs, value);
        }
    }
}

impl<'a> Walker<'a, '_> {
    /// What the value of a key is, where the dictionary comes from a document that was looked at, or from a display.
    pub fn known_entry(&self, dict: Id, key: &Refs) -> Option<Refs> {
        let text = self.text_of_key(key)?;
        let table = self.state.object(dict)?.attributes.as_ref()?;
        table.get(&entry_name(&text)).filter(|refs| !refs.is_empty()).cloned()
    }

    /// The text of a key, where it is a known one.
    pub fn text_of_key(&self, key: &Refs) -> Option<Rc<str>> {
        let key = self.state.single(key).filter(|key| matches!(key.kind, Kind::Str(_)))?;
        key.text.clone()
    }

    /// `json.load` and `json.loads`.
    pub fn parsed(&mut self, range: TextRange, source: &Refs, file: Option<Id>) -> Refs {
        let (size, wide) = match file {
            Some(file) => (self.file_facts(file).0, 4.0),
            None => (self.length(source), 0.0),
        };
        let found = match file {
            Some(file) => self
                .input_of(file)
                .and_then(|input| input.document.clone())
                .map(|shape| (shape, 1.0)),
            None => self.input_with(source),
        };
        // The text is there until the last of it is parsed; what is read was bytes before.
        let text = Span {
            low: Poly::zero(),
            estimate: size.estimate.scaled(if wide > 0.0 { 1.0 } else { 0.0 }),
            high: size.high.scaled(1.0 + wide).shifted(400.0),
        };
        let Some((shape, documents)) = found else {
            let why = self.why(range, "how large the JSON document is, is not known");
            let why = (!size.is_bounded()).then_some(why);
            let extra = Span {
                low: Poly::zero(),
                estimate: size.estimate.scaled(LIKELY),
                high: size.high.scaled(PER_BYTE).shifted(200.0),
            };
            let object = Object { extra, why, ..Object::with_len(Kind::Document, size) };
            let document = self.create(range, 119, object);
            self.hold(&document);
            self.measure_with(&text);
            return self.release();
        };
        let mut role = 3000;
        let mut keys = 0.0;
        let document = self.built(range, &shape, documents, &mut role, &mut keys);
        self.hold(&document);
        // Keys are remembered while a document is parsed.
        let memo = self.layout.dict_table(keys, true);
        self.measure_with(&Span {
            low: Poly::zero(),
            estimate: text.estimate.shifted(memo),
            high: text.high.shifted(3.0 * memo),
        });
        self.release()
    }

    /// Objects for the values at one place of a document.
    fn built(
        &mut self,
        range: TextRange,
        shape: &Shape,
        documents: f64,
        role: &mut u32,
        keys: &mut f64,
    ) -> Refs {
        let mut next = || {
            *role += 1;
            *role
        };
        let (first, second, third, fourth, fifth, sixth) =
            (next(), next(), next(), next(), next(), next());
        let mut result = Refs::new();
        if shape.nulls {
            let none = self.none(range);
            merge(&mut result, &none);
        }
        if shape.truths {
            let truth = self.boolean(range);
            merge(&mut result, &truth);
        }
        if shape.integers.all > 0.0 {
            let (low, high, sum) = shape.values;
            let mut object = numbers::integer(Span::of(low, sum / shape.integers.all, high));
            object.count = shape.integers.in_one(documents);
            let refs = self.create(range, first, object);
            merge(&mut result, &refs);
        }
        if shape.floats.all > 0.0 {
            let count = shape.floats.in_one(documents);
            let refs = self.create(range, second, Object { count, ..Object::new(Kind::Float) });
            merge(&mut result, &refs);
        }
        if shape.texts.count.all > 0.0 {
            let object = shape.texts.object(Kind::Str(shape.width), documents);
            let refs = self.create(range, third, object);
            merge(&mut result, &refs);
        }
        if shape.lists.count.all > 0.0 {
            let elems = match &shape.items {
                Some(items) => self.built(range, items, documents, role, keys),
                None => Refs::new(),
            };
            let object = shape.lists.object(Kind::List, documents);
            let refs = self.create(range, fourth, Object { elems, grown: true, ..object });
            merge(&mut result, &refs);
        }
        if shape.dicts.count.all > 0.0 {
            let distinct = shape.entries.len() as f64
                + shape.other_keys.most.max(if documents > 1.0 {
                    0.0
                } else {
                    shape.other_keys.all
                });
            *keys += distinct;
            let letters = shape.key_letters.in_one(documents);
            let key = Object {
                count: Span::of(0.0, distinct, distinct),
                len: Span { low: Poly::zero(), ..letters.clone() },
                each: (Poly::zero(), letters.high),
                num: Span::of(0.0, distinct, distinct),
                ..Object::new(Kind::Str(shape.key_width))
            };
            let key = self.create(range, fifth, key);
            self.hold(&key);
            let mut elems = Refs::new();
            let mut table: Table = Table::new();
            for (name, entry) in &shape.entries {
                let value = self.built(range, entry, documents, role, keys);
                merge(&mut elems, &value);
                table.insert(entry_name(name), value);
            }
            if let Some(others) = &shape.others {
                let value = self.built(range, others, documents, role, keys);
                merge(&mut elems, &value);
            }
            let key = self.release();
            let attributes = Some(Rc::new(table));
            let object = shape.dicts.object(Kind::Dict(DictKind::Plain), documents);
            let refs = self.create(range, sixth, Object { elems, keys: key, attributes, ..object });
            merge(&mut result, &refs);
        }
        result
    }

    /// A method of a part of a document.
    pub fn document_method(
        &mut self,
        range: TextRange,
        part: &Refs,
        name: &str,
        arguments: &Arguments<'a>,
    ) -> Option<Refs> {
        let size = self.length(part);
        let count = self.items_in(part);
        let fields = Some(Rc::new(vec![part.clone()]));
        let iterator = |elems: Refs| Object {
            elems,
            fields: fields.clone(),
            text: Some(Rc::from("sized")),
            ..Object::with_len(Kind::Iterator, count.clone())
        };
        Some(match name {
            "get" => {
                let mut result = part.clone();
                match arguments.positional.get(1) {
                    Some(default) => merge(&mut result, default),
                    None => {
                        let none = self.none(range);
                        merge(&mut result, &none);
                    }
                }
                result
            }
            "keys" | "values" => self.create(range, 73, iterator(part.clone())),
            "items" => {
                let pair = self.pair(range, part.clone(), part.clone());
                self.many(&pair, &count);
                self.create(range, 73, iterator(pair))
            }
            "copy" => self.shallow(range, part),
            "append" | "update" | "setdefault" | "pop" | "extend" | "insert" | "sort" | "clear"
            | "remove" | "reverse" | "popitem" => return None,
            _ => {
                // A method of texts.
                let len =
                    Span { low: Poly::zero(), estimate: Poly::constant(10.0), high: size.high };
                let text = self.create(range, 118, Object::with_len(Kind::Str(Width::Four), len));
                return self.str_method(range, &text, Width::Four, name, arguments);
            }
        })
    }

    /// A list or dictionary with the parts of another one.
    pub fn shallow(&mut self, range: TextRange, part: &Refs) -> Refs {
        let size = self.length(part);
        let extra = Span {
            low: Poly::zero(),
            estimate: Poly::constant(100.0),
            high: size.high.scaled(PER_BYTE).shifted(200.0),
        };
        let object =
            Object { extra, elems: part.clone(), ..Object::with_len(Kind::Document, size) };
        self.create(range, 117, object)
    }

    /// How many items a part of a document has.
    pub fn items_in(&self, part: &Refs) -> Span {
        let size = self.length(part);
        Span {
            low: Poly::zero(),
            // A few numbers and short texts in each.
            estimate: size.estimate.scaled(1.0 / 50.0),
            high: size.high.scaled(0.5).shifted(1.0),
        }
    }

    /// `str` of a part of a document.
    pub fn letters_of_document(object: &Object<'_>) -> Span {
        let size = object.each_len();
        Span {
            low: Poly::zero(),
            estimate: Poly::constant(8.0),
            high: size.high.scaled(SHOWN).shifted(100.0),
        }
    }

    /// An integer in a document: of no more digits than the document has.
    pub fn integer_of_document(&mut self, range: TextRange, object: &Object<'a>) -> Refs {
        let digits = object.each_len().high.as_constant().unwrap_or(f64::INFINITY);
        let mut number = numbers::integer(Span::any_number());
        number.len = Span::of(0.0, 20.0, digits * 4.0 + 64.0);
        self.create(range, 116, number)
    }

    /// `a + b` and the like, where one of them is a part of a document: a number most likely, and no larger than both.
    pub fn document_operation(
        &mut self,
        range: TextRange,
        op: ruff_python_ast::Operator,
        one: &Object<'a>,
        two: &Object<'a>,
    ) -> Option<Refs> {
        use ruff_python_ast::Operator;
        if one.kind == Kind::Float || two.kind == Kind::Float || op == Operator::Div {
            return Some(self.float(range));
        }
        let size = |object: &Object<'a>| match object.kind {
            Kind::Document => Some(object.each_len()),
            Kind::Int => {
                let bits = super::sizes::most_bits(object);
                Some(Span::of(0.0, 8.0, bits / 3.0 + 1.0))
            }
            Kind::Str(_) => Some(object.each_len()),
            _ => None,
        };
        let len = match op {
            Operator::Add | Operator::Sub | Operator::FloorDiv => size(one)?.plus(&size(two)?),
            _ => return None,
        };
        let extra = Span {
            low: Poly::zero(),
            estimate: Poly::constant(32.0),
            high: len.high.scaled(PER_BYTE).shifted(200.0),
        };
        let mut elems = Refs::new();
        for object in [one, two] {
            merge(&mut elems, &object.elems);
        }
        let object = Object { extra, elems, ..Object::with_len(Kind::Document, len) };
        Some(self.create(range, 8, object))
    }

    /// `json.dumps`: the text, and the pieces that it is put together from.
    pub fn dumped(&mut self, range: TextRange, source: &Refs, arguments: &Arguments<'a>) -> Refs {
        let (len, width) = self.shown(source, true, Width::Ascii);
        let mut len = Span { low: Poly::zero(), high: len.high.scaled(2.0), ..len };
        let indent = arguments.keyword("indent").and_then(|indent| self.joined(indent));
        let is_indented = indent.as_ref().is_some_and(|indent| indent.kind != Kind::Shared);
        if let Some(indent) = indent.filter(|_| is_indented) {
            let by = match indent.kind {
                Kind::Int => indent.num.high.as_constant().unwrap_or(f64::INFINITY),
                _ => indent.each_len().high.as_constant().unwrap_or(f64::INFINITY),
            };
            // A line for every item, and every two letters may be one.
            len.estimate = len.estimate.scaled(1.0 + by / 4.0);
            len.high = len.high.scaled(1.5 + 3.0 * by);
        }
        let ascii = arguments.keyword("ensure_ascii").is_none();
        let width = if ascii { Width::Ascii } else { width };
        let text = self.create(range, 119, Object::with_len(Kind::Str(width), len.clone()));
        self.hold(&text);
        let (pieces, most) = if is_indented {
            (len.estimate.scaled(0.2), len.high.clone())
        } else {
            // They are joined a hundred thousand at a time.
            let cap = 100_000.0;
            let likely = len.estimate.as_constant().map_or(cap, |len| (len / 6.0).min(cap));
            (Poly::constant(likely), Poly::constant(cap).tighter(&len.high))
        };
        self.measure_with(&Span {
            low: Poly::zero(),
            estimate: pieces.scaled(18.0).plus(&len.estimate),
            high: most.scaled(95.0).plus(&len.high.scaled(5.0)).shifted(4000.0),
        });
        self.release()
    }

    /// The input whose document, or one line of it, a text is.
    fn input_with(&self, text: &Refs) -> Option<(std::sync::Arc<Shape>, f64)> {
        let [input] = &self.request.inputs[..] else { return None };
        let length = self.length(text).estimate.as_constant()?;
        let bytes = input.bytes as f64;
        if (length - bytes).abs() <= bytes * 0.05 {
            return input.document.clone().map(|shape| (shape, 1.0));
        }
        let mean = bytes / input.lines.max(1.0);
        let is_line = length >= mean - 3.0 && length <= mean + 1.0;
        input.records.clone().filter(|_| is_line).map(|shape| (shape, input.lines))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_counted_by_place() {
        let one = serde_json::json!([{"a": 1, "b": "xyz"}, {"a": 300, "b": "é"}]);
        let shape = Shape::of(&one);
        let items = shape.items.as_ref().expect("a list");
        assert!((items.dicts.count.all - 2.0).abs() < 0.1);
        let (_, numbers) = &items.entries[0];
        assert!((numbers.values.1 - 300.0).abs() < 0.1);
        assert_eq!(items.entries[1].1.width, Width::Latin);
    }

    #[test]
    fn the_largest_document_is_known() {
        let mut all = Shape::default();
        for text in ["[1]", "[1,2,3]", "[]"] {
            all.next(&Shape::of(&serde_json::from_str(text).expect("valid")));
        }
        assert!((all.lists.total.all - 4.0).abs() < 0.1);
        assert!((all.lists.total.most - 3.0).abs() < 0.1);
    }
}
