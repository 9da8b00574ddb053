//! What the columns of a file of separated values hold: numbers, truth values, or text and how much of it.

use rustc_hash::FxHashSet;

/// What the values of a column are, as pandas tells it from their text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Values {
    /// Nothing was seen.
    Nothing,
    Truth,
    Whole,
    Number,
    Text,
}

/// One column.
#[derive(Clone, Debug)]
pub struct Column {
    pub name: String,
    pub values: Values,
    /// How many different texts there are, and their letters, added up.
    pub different: f64,
    pub letters: f64,
    pub ascii: bool,
}

/// All columns, in order, and how many rows there are.
#[derive(Clone, Debug)]
pub struct Table {
    pub separator: char,
    pub rows: f64,
    pub columns: Vec<Column>,
}

/// What stands for a value that is not there.
const MISSING: [&str; 18] = [
    "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
    "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan",
];

impl Table {
    /// A whole file, whose first line has the names; none where its rows are not all as long as that, or it is no text.
    pub fn of(text: &[u8]) -> Option<Table> {
        let text = std::str::from_utf8(text).ok()?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let first = text.lines().next()?;
        let separator = [',', '\t', ';', '|']
            .into_iter()
            .max_by_key(|&separator| (first.matches(separator).count(), separator == ','))?;
        let mut rows = 0.0;
        let mut columns: Vec<(Column, FxHashSet<String>)> = Vec::new();
        let mut rest = text;
        while !rest.is_empty() {
            let (fields, after) = record(rest, separator);
            rest = after;
            if fields.len() == 1 && fields[0].is_empty() {
                continue;
            }
            if columns.is_empty() {
                columns = named(fields);
                continue;
            }
            if fields.len() != columns.len() {
                return None;
            }
            rows += 1.0;
            for ((column, seen), field) in columns.iter_mut().zip(fields) {
                column.add(&field, seen);
            }
        }
        let columns: Vec<Column> = columns.into_iter().map(|(column, _)| column).collect();
        (!columns.is_empty()).then_some(Table { separator, rows, columns })
    }

    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// The columns of a header; names that are there before, and those that are empty, become others.
fn named(fields: Vec<String>) -> Vec<(Column, FxHashSet<String>)> {
    let mut columns: Vec<(Column, FxHashSet<String>)> = Vec::new();
    for (at, field) in fields.into_iter().enumerate() {
        let plain = if field.is_empty() { format!("Unnamed: {at}") } else { field };
        let mut name = plain.clone();
        let mut number = 0;
        while columns.iter().any(|(column, _)| column.name == name) {
            number += 1;
            name = format!("{plain}.{number}");
        }
        columns.push((Column::new(name), FxHashSet::default()));
    }
    columns
}

impl Column {
    fn new(name: String) -> Self {
        Column { name, values: Values::Nothing, different: 0.0, letters: 0.0, ascii: true }
    }

    fn add(&mut self, field: &str, seen: &mut FxHashSet<String>) {
        let values = kind_of(field, self.values);
        // Truth values and numbers together are text.
        let mixes = |one: Values, two: Values| one == Values::Truth && two > Values::Truth;
        self.values = if mixes(self.values, values) || mixes(values, self.values) {
            Values::Text
        } else {
            self.values.max(values)
        };
        if !seen.contains(field) {
            seen.insert(field.to_owned());
            self.different += 1.0;
            self.letters += field.len() as f64;
            self.ascii &= field.is_ascii();
        }
    }
}

fn kind_of(field: &str, before: Values) -> Values {
    if MISSING.contains(&field) || field == "null" {
        // A number that is missing is a float; a truth value that is missing makes objects of all.
        return if before == Values::Truth { Values::Text } else { Values::Number };
    }
    let trimmed = field.trim();
    if trimmed.parse::<i64>().is_ok() {
        return Values::Whole;
    }
    let is_number =
        trimmed.starts_with(|letter: char| letter.is_ascii_digit() || "+-.".contains(letter));
    if is_number && trimmed.parse::<f64>().is_ok() && trimmed.contains(['.', 'e', 'E']) {
        return Values::Number;
    }
    match field {
        "True" | "TRUE" | "true" | "False" | "FALSE" | "false" => Values::Truth,
        _ => Values::Text,
    }
}

/// The fields of the first record, and what is behind it.
fn record(text: &str, separator: char) -> (Vec<String>, &str) {
    let mut fields = Vec::new();
    let mut field = String::new();
    let mut quoted = false;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' if quoted && letters.peek().is_some_and(|next| next.1 == '"') => {
                letters.next();
                field.push('"');
            }
            '"' if quoted || field.is_empty() => quoted = !quoted,
            _ if quoted => field.push(letter),
            '\r' if letters.peek().is_some_and(|next| next.1 == '\n') => {}
            '\n' | '\r' => {
                fields.push(field);
                return (fields, &text[at + 1..]);
            }
            _ if letter == separator => fields.push(std::mem::take(&mut field)),
            _ => field.push(letter),
        }
    }
    fields.push(field);
    (fields, "")
}

#[cfg(test)]
mod tests {
    use super::{Table, Values};

    fn kinds(text: &str) -> Vec<Values> {
        let table = Table::of(text.as_bytes());
        table.iter().flat_map(|table| &table.columns).map(|column| column.values).collect()
    }

    #[test]
    fn columns_are_told_from_their_text() {
        use Values::{Number, Text, Truth, Whole};
        assert_eq!(kinds("a,b,c,d\n1,0.5,True,x\n2,1e3,False,\n"), [Whole, Number, Truth, Text]);
        assert_eq!(kinds("a,b\n1,True\n,\n"), [Number, Text]);
        assert_eq!(kinds("a;b\n\"x;\"\"y\";2\n"), [Text, Whole]);
        assert_eq!(kinds("a\n99999999999999999999\n"), [Text]);
    }

    #[test]
    fn rows_of_other_lengths_are_no_table() {
        assert!(Table::of(b"a,b\n1,2,3\n").is_none());
        let rows = Table::of(b"a,b\n1,2\n\n3,4\n").map(|table| table.rows as u32);
        assert_eq!(rows, Some(2));
    }
}
