//! `surgec.toml`: settings, and what a user knows about functions that surgec cannot look into.
//!
//! The page docs/user-knowledge.md describes the file. Its text is read here, without touching the file system; unlike a
//! table of our own, a word that is not understood is an error that points at it.

use std::ops::Range;
use std::sync::Arc;

use ruff_text_size::{TextRange, TextSize};
use rustc_hash::FxHashMap;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use crate::diagnostics::{Diagnostic, SourceText};
use crate::effect_words::Flags;
use crate::knowledge::Knowledge;
use crate::knowledge::words::split_top;
use crate::passes::space::Settings;
use crate::sizes::{MOST_ITEMS, Sizes};

/// The name of the file.
pub const FILE_NAME: &str = "surgec.toml";

/// What a `surgec.toml` says.
#[derive(Debug, Default)]
pub struct UserConfig {
    /// The file as it is; empty where there is none.
    pub text: String,
    /// `[settings]`, for where the command line does not say.
    pub sizes: Sizes,
    /// `[space]`: what is asked of a rewrite that saves memory.
    pub space: Settings,
    pub modules: Vec<UserModule>,
    /// Entries that have no effect.
    pub warnings: Vec<Diagnostic>,
}

/// `[modules.NAME]`: a table in the schema of `src/knowledge`.
#[derive(Clone, Debug)]
pub struct UserModule {
    pub name: String,
    pub document: toml::Table,
    /// The file as messages name it.
    label: String,
    /// The line of each entry, by the path of its table and its key.
    lines: FxHashMap<(String, String), usize>,
}

impl UserModule {
    /// Where an entry stands: `surgec.toml:4`.
    pub fn place(&self, table: &str, key: &str) -> String {
        match self.lines.get(&(table.to_owned(), key.to_owned())) {
            Some(line) => format!("{}:{line}", self.label),
            None => self.label.clone(),
        }
    }
}

type Key<'i> = Spanned<DeString<'i>>;
type Entry<'i> = Spanned<DeValue<'i>>;

/// Reads the file.
///
/// # Errors
/// Where it is not TOML, has a key that surgec does not know, or a word that no table may use; the message points at it.
pub fn read(label: &str, text: &str) -> Result<UserConfig, Diagnostic> {
    let file = SourceText::new(label, text);
    let whole: toml::Table = text.parse().map_err(|error| not_toml(&file, &error))?;
    let spanned = DeTable::parse(text).map_err(|error| not_toml(&file, &error))?;
    let mut reader = Reader {
        file: &file,
        knowledge: Knowledge::new(),
        config: UserConfig { text: text.to_owned(), ..UserConfig::default() },
        types: Vec::new(),
        lines: FxHashMap::default(),
    };
    for (key, value) in spanned.get_ref() {
        match key.get_ref().as_ref() {
            "settings" => reader.settings(reader.table(value)?)?,
            "space" => reader.space(reader.table(value)?)?,
            "modules" => reader.modules(reader.table(value)?, &whole)?,
            _ => return Err(reader.unknown_key(key, "settings, space, modules")),
        }
    }
    Ok(reader.config)
}

fn not_toml(file: &Arc<SourceText>, error: &toml::de::Error) -> Diagnostic {
    let message = format!("{} is not valid TOML: {}", file.name, error.message());
    let range = text_range(error.span().unwrap_or_default());
    Diagnostic::error(message).code("surgec-toml").label(file, range, "")
}

fn text_range(span: Range<usize>) -> TextRange {
    TextRange::new(TextSize::new(span.start as u32), TextSize::new(span.end as u32))
}

/// An integer or a float.
fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number as f64)
        }
        DeValue::Float(number) => number.as_str().parse().ok(),
        _ => None,
    }
}

struct Reader<'f> {
    file: &'f Arc<SourceText>,
    knowledge: Knowledge,
    config: UserConfig,
    /// The types that the module under way defines.
    types: Vec<String>,
    lines: FxHashMap<(String, String), usize>,
}

impl Reader<'_> {
    fn error(&self, span: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(message)
            .code("surgec-toml")
            .label(self.file, text_range(span), "")
            .note("docs/user-knowledge.md describes the file")
    }

    fn unknown_key(&self, key: &Key<'_>, known: &str) -> Diagnostic {
        let message = format!("surgec does not know the key `{}`", key.get_ref());
        self.error(key.span(), message).note(format!("known here: {known}"))
    }

    fn table<'v, 'i>(&self, value: &'v Entry<'i>) -> Result<&'v DeTable<'i>, Diagnostic> {
        match value.get_ref() {
            DeValue::Table(table) => Ok(table),
            _ => Err(self.error(value.span(), "this must be a table")),
        }
    }

    fn text<'v>(&self, value: &'v Entry<'_>) -> Result<&'v str, Diagnostic> {
        value.get_ref().as_str().ok_or_else(|| self.error(value.span(), "this must be a string"))
    }

    fn settings(&mut self, table: &DeTable<'_>) -> Result<(), Diagnostic> {
        for (key, value) in table {
            let number = match value.get_ref() {
                DeValue::Integer(number) => {
                    u32::from_str_radix(number.as_str(), number.radix()).ok()
                }
                _ => None,
            };
            let (most, place) = match key.get_ref().as_ref() {
                "workers" => (4096, &mut self.config.sizes.workers),
                "chunk-size" => (MOST_ITEMS, &mut self.config.sizes.chunk_size),
                _ => return Err(self.unknown_key(key, "workers or chunk-size")),
            };
            *place = number.filter(|&number| number > 0 && i64::from(number) <= most);
            if place.is_none() {
                let message = format!("{} is a number from 1 to {most}", key.get_ref());
                return Err(self.error(value.span(), message));
            }
        }
        Ok(())
    }

    /// `enabled`, the weights of the criteria, and the bounds.
    fn space(&mut self, table: &DeTable<'_>) -> Result<(), Diagnostic> {
        const KEYS: &str = "enabled, memory, time, confidence, clarity, minimum-confidence, minimum-saving, \
                            maximum-overhead, minimum-bytes";
        for (key, value) in table {
            let name = key.get_ref().to_string();
            let settings = &mut self.config.space;
            let (place, most) = match &*name {
                "enabled" => {
                    let DeValue::Boolean(enabled) = value.get_ref() else {
                        return Err(self.error(value.span(), "enabled is true or false"));
                    };
                    settings.enabled = *enabled;
                    continue;
                }
                "memory" => (&mut settings.weights[0], 100.0),
                "time" => (&mut settings.weights[1], 100.0),
                "confidence" => (&mut settings.weights[2], 100.0),
                "clarity" => (&mut settings.weights[3], 100.0),
                "minimum-confidence" => (&mut settings.minimum_confidence, 1.0),
                "minimum-saving" => (&mut settings.minimum_saving, 100.0),
                "maximum-overhead" => (&mut settings.maximum_overhead, 1e6),
                "minimum-bytes" => (&mut settings.minimum_bytes, 1e15),
                _ => return Err(self.unknown_key(key, KEYS)),
            };
            match number(value.get_ref()) {
                Some(number) if (0.0..=most).contains(&number) => *place = number,
                _ => {
                    let message = format!("{name} is a number from 0 to {most}");
                    return Err(self.error(value.span(), message));
                }
            }
        }
        Ok(())
    }

    fn modules(&mut self, table: &DeTable<'_>, whole: &toml::Table) -> Result<(), Diagnostic> {
        for (key, value) in table {
            let name = key.get_ref().to_string();
            self.lines.clear();
            self.module(&name, self.table(value)?)?;
            let document = whole.get("modules").and_then(|modules| modules.get(&name));
            let document = document.and_then(toml::Value::as_table).cloned().unwrap_or_default();
            let lines = std::mem::take(&mut self.lines);
            let label = self.file.name.clone();
            self.config.modules.push(UserModule { name, document, label, lines });
        }
        Ok(())
    }

    fn module(&mut self, name: &str, table: &DeTable<'_>) -> Result<(), Diagnostic> {
        self.types = match table.get("types").map(Spanned::get_ref) {
            Some(DeValue::Table(types)) => {
                types.keys().map(|key| key.get_ref().to_string()).collect()
            }
            _ => Vec::new(),
        };
        let own = self.knowledge.module(name);
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "functions" => {
                    self.signatures("functions", value)?;
                    for (function, _) in self.table(value)? {
                        let known = own.as_ref().is_some_and(|own| {
                            own.functions.contains_key(function.get_ref().as_ref())
                        });
                        if known {
                            self.warn_known(name, function);
                        }
                    }
                }
                "values" => self.types_of(value)?,
                "types" => {
                    for (type_name, entry) in self.table(value)? {
                        self.one_type(type_name.get_ref(), self.table(entry)?)?;
                        if own
                            .as_ref()
                            .is_some_and(|own| own.types.contains_key(type_name.get_ref().as_ref()))
                        {
                            self.warn_known(name, type_name);
                        }
                    }
                }
                "arity" => self.arity(value)?,
                "passes" => self.passes(value)?,
                "exceptions" => {
                    for (key, names) in self.table(value)? {
                        if key.get_ref().as_ref() != "names" {
                            return Err(self.unknown_key(key, "names"));
                        }
                        self.strings(names)?;
                    }
                }
                "default" => self.effects(value, self.text(value)?)?,
                _ => {
                    let known = "functions, values, types, arity, passes, exceptions, default";
                    return Err(self.unknown_key(key, known));
                }
            }
        }
        Ok(())
    }

    fn warn_known(&mut self, module: &str, key: &Key<'_>) {
        let message = format!("surgec has a table of its own for `{module}.{}`", key.get_ref());
        let warning = Diagnostic::warning(message).code("surgec-toml");
        let warning = warning.label(self.file, text_range(key.span()), "this entry is not used");
        self.config.warnings.push(warning);
    }

    fn one_type(&mut self, name: &str, table: &DeTable<'_>) -> Result<(), Diagnostic> {
        for (key, value) in table {
            match key.get_ref().as_ref() {
                "mutable" | "sealed" | "view" | "plain" | "own" => {
                    if !matches!(value.get_ref(), DeValue::Boolean(_)) {
                        return Err(self.error(value.span(), "this must be true or false"));
                    }
                }
                "iterates" | "item" | "slice" | "operators" => {
                    self.type_word(value, self.text(value)?)?;
                }
                "static" => self.strings(value)?,
                "methods" => self.signatures(&format!("types.{name}.methods"), value)?,
                "attributes" => self.types_of(value)?,
                "arity" => self.arity(value)?,
                "passes" => self.passes(value)?,
                _ => {
                    let known = "mutable, sealed, view, plain, own, iterates, item, slice, operators, static, methods, attributes, arity, passes";
                    return Err(self.unknown_key(key, known));
                }
            }
        }
        Ok(())
    }

    fn signatures(&mut self, path: &str, value: &Entry<'_>) -> Result<(), Diagnostic> {
        for (key, words) in self.table(value)? {
            self.signature(words)?;
            let line = self.file.lines.line(text_range(key.span()).start());
            self.lines.insert((path.to_owned(), key.get_ref().to_string()), line);
        }
        Ok(())
    }

    fn arity(&mut self, value: &Entry<'_>) -> Result<(), Diagnostic> {
        for (_, counts) in self.table(value)? {
            for (count, words) in self.table(counts)? {
                if count.get_ref().parse::<usize>().is_err() {
                    return Err(self.error(count.span(), "this must be a number of arguments"));
                }
                self.signature(words)?;
            }
        }
        Ok(())
    }

    fn passes(&mut self, value: &Entry<'_>) -> Result<(), Diagnostic> {
        for (_, types) in self.table(value)? {
            let DeValue::Array(types) = types.get_ref() else {
                return Err(self.error(types.span(), "this must be a list of types"));
            };
            for one in types {
                self.type_word(one, self.text(one)?)?;
            }
        }
        Ok(())
    }

    fn types_of(&self, value: &Entry<'_>) -> Result<(), Diagnostic> {
        self.table(value)?.values().try_for_each(|one| self.type_word(one, self.text(one)?))
    }

    fn strings(&self, value: &Entry<'_>) -> Result<(), Diagnostic> {
        let DeValue::Array(values) = value.get_ref() else {
            return Err(self.error(value.span(), "this must be a list of strings"));
        };
        values.iter().try_for_each(|one| self.text(one).map(|_| ()))
    }

    fn signature(&self, value: &Entry<'_>) -> Result<(), Diagnostic> {
        let own = |name: &str| self.types.iter().any(|known| known == name);
        check_signature(&self.knowledge, &own, self.text(value)?)
            .map_err(|message| self.error(value.span(), message))
    }

    fn effects(&self, value: &Entry<'_>, words: &str) -> Result<(), Diagnostic> {
        check_effects(words).map_err(|message| self.error(value.span(), message))
    }

    fn type_word(&self, value: &Entry<'_>, text: &str) -> Result<(), Diagnostic> {
        let own = |name: &str| self.types.iter().any(|known| known == name);
        check_type(&self.knowledge, &own, text).map_err(|message| self.error(value.span(), message))
    }
}

/// Whether a signature consists of words that the tables know; `is_own` says which type names stand beside it.
///
/// # Errors
/// A sentence that names the first word that is not known.
pub fn check_signature(
    knowledge: &Knowledge,
    is_own: &dyn Fn(&str) -> bool,
    text: &str,
) -> Result<(), String> {
    let Some((effects, result)) = text.split_once("->") else { return check_effects(text) };
    check_effects(effects)?;
    check_type(knowledge, is_own, result)
}

fn check_effects(text: &str) -> Result<(), String> {
    let mut words = text.split([' ', ',']).filter(|word| !word.is_empty());
    let mut any = false;
    while let Some(word) = words.next() {
        any = true;
        match word {
            "pure" | "linear" | "heavy" => {}
            "mutates" | "calls" | "keeps" | "out" => {
                if words.next().is_none() {
                    return Err(format!("`{word}` needs an argument: `{word} 0`"));
                }
            }
            word if Flags::from_word(word).is_some() => {}
            word => {
                return Err(format!("`{word}` is not an effect word; most functions are `pure`"));
            }
        }
    }
    if any {
        Ok(())
    } else {
        Err("an effect word is missing; most functions are `pure`".to_owned())
    }
}

fn check_type(
    knowledge: &Knowledge,
    is_own: &dyn Fn(&str) -> bool,
    text: &str,
) -> Result<(), String> {
    split_top(text, '|').iter().try_for_each(|part| check_one_type(knowledge, is_own, part.trim()))
}

/// Words that mean the same in every table; `arg0`, `elemkey` and the like are made of a word and an argument.
const PLAIN_TYPES: &str = "int float bool str bytes none None complex imm any fresh type argall argkw elemall num self self.elem \
                           self.key self.item";

fn check_one_type(
    knowledge: &Knowledge,
    is_own: &dyn Fn(&str) -> bool,
    text: &str,
) -> Result<(), String> {
    let is_type = |name: &str| {
        is_own(name)
            || knowledge.type_id(&format!("builtins.{name}")).is_some()
            || knowledge.type_id(name).is_some()
    };
    if let Some((name, arguments)) = text.split_once('[') {
        let Some(arguments) = arguments.strip_suffix(']') else {
            return Err(format!("a bracket is missing in `{text}`"));
        };
        if !is_type(name.trim()) {
            return Err(format!("`{}` is not a type that surgec knows", name.trim()));
        }
        let parts = split_top(arguments, ',');
        let parts = parts.iter().map(|part| part.trim()).filter(|part| *part != "...");
        return parts.into_iter().try_for_each(|part| check_type(knowledge, is_own, part));
    }
    let of_argument = ["arg", "elem", "key", "val", "call", "sumof"]
        .iter()
        .any(|prefix| text.strip_prefix(prefix).is_some_and(|rest| rest.parse::<usize>().is_ok()));
    let of_keyword = ["arg", "elem", "call"].iter().any(|prefix| {
        text.strip_prefix(prefix).is_some_and(|rest| {
            !rest.is_empty() && rest.chars().all(|c| c.is_alphanumeric() || c == '_')
        })
    });
    let plain = PLAIN_TYPES.split_whitespace().any(|word| word == text);
    if plain || of_argument || of_keyword || is_type(text) {
        return Ok(());
    }
    Err(if text.is_empty() {
        "a type is missing behind `->`".to_owned()
    } else {
        format!("`{text}` is not a type that surgec knows; `any` stands for every type")
    })
}
