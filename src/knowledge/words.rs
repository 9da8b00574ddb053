//! The words of the knowledge tables, read into signatures and types.

use std::rc::Rc;

use super::{
    AllowedKeyword, Callee, Growth, Keeps, Knowledge, ModuleTable, Passes, Signature, TypeExpr,
};
use crate::effect_words::Flags;
use crate::ids::TypeId;

pub(super) fn entries(value: Option<&toml::Value>) -> impl Iterator<Item = (&String, &str)> {
    value
        .and_then(toml::Value::as_table)
        .into_iter()
        .flatten()
        .filter_map(|(name, value)| Some((name, value.as_str()?)))
}

pub(super) struct Reader<'k> {
    pub(super) knowledge: &'k Knowledge,
    pub(super) table: &'k ModuleTable,
}

impl Reader<'_> {
    /// The signature with what `[arity]`, `[keywords]` and `[passes]` beside it say.
    pub(super) fn full_signature(&self, name: &str, text: &str, around: &toml::Value) -> Signature {
        let mut signature = self.signature(text);
        let beside = |key: &str| around.get(key).and_then(|table| table.get(name));
        let texts = |value: &toml::Value| -> Vec<String> {
            let texts = value.as_array().into_iter().flatten();
            texts.filter_map(toml::Value::as_str).map(str::to_owned).collect()
        };
        let allows = beside("keywords").map(|value| {
            Rc::new(texts(value).iter().map(|text| allowed_keyword(text)).collect::<Vec<_>>())
        });
        for (count, text) in entries(beside("arity")) {
            let (count, required) = match count.split_once('+') {
                Some((count, required)) => (count, Some(required.into())),
                None => (count.as_str(), None),
            };
            let (count, takes_none) = match count.strip_suffix('?') {
                Some(count) => (count, true),
                None => (count, false),
            };
            if let Ok(count) = count.parse() {
                let sharper = Signature {
                    requires: required,
                    takes_none,
                    allows: allows.clone(),
                    ..self.signature(text)
                };
                signature.by_arity.push((count, sharper));
            }
        }
        // Where a keyword makes a difference, the signature that asks for it comes first.
        signature.by_arity.sort_by_key(|(count, sharper)| (*count, sharper.requires.is_none()));
        if let Some(value) = beside("passes") {
            let passes = self.passes(&texts(value));
            for (_, sharper) in &mut signature.by_arity {
                sharper.passes = Some(passes.clone());
            }
            signature.passes = Some(passes);
        }
        signature
    }

    /// Types by position; `*T`, any number of these; `*args` and `*args3`, the parts of that keyword, or of that argument.
    fn passes(&self, texts: &[String]) -> Passes {
        let mut passes = Passes::default();
        for text in texts {
            match text.strip_prefix('*') {
                None => passes.types.push(self.type_expr(text)),
                Some(rest) => match rest.strip_prefix("args") {
                    Some(place) => passes.spread = Some(("args".into(), place.parse().ok())),
                    None => passes.rest = Some(self.type_expr(rest)),
                },
            }
        }
        passes
    }

    /// Reads `effect words -> type`. What does not parse counts as unknown.
    pub(super) fn signature(&self, text: &str) -> Signature {
        let Some((effects, result)) = text.split_once("->") else {
            return Signature { result: TypeExpr::Any, ..self.words(text) };
        };
        let mut signature = Signature { result: self.type_expr(result), ..self.words(effects) };
        let mut keywords = Vec::new();
        for callee in &signature.calls {
            if let Callee::Keyword(name) = callee {
                keywords.push(name.clone());
            }
        }
        for word in result.split(|c: char| !(c.is_alphanumeric() || c == '_')) {
            for prefix in ["arg", "elem", "call"] {
                if let Some(name) = word.strip_prefix(prefix)
                    && !name.is_empty()
                    && name.parse::<usize>().is_err()
                {
                    keywords.push(name.into());
                }
            }
        }
        signature.keywords = keywords;
        signature
    }

    pub(super) fn words(&self, text: &str) -> Signature {
        let mut signature = Signature {
            flags: Flags::NONE,
            mutates_self: false,
            mutates: 0,
            mutates_all: false,
            mutates_named: None,
            out: None,
            keeps: None,
            calls: Vec::new(),
            growth: Growth::Constant,
            result: TypeExpr::Any,
            by_arity: Vec::new(),
            passes: None,
            keywords: Vec::new(),
            requires: None,
            takes_none: false,
            allows: None,
        };
        let mut words = text.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
        while let Some(word) = words.next() {
            match word {
                "pure" => {}
                "linear" => signature.growth = Growth::Linear,
                "heavy" => signature.growth = Growth::Heavy,
                "mutates" => match words.next() {
                    Some("self") => signature.mutates_self = true,
                    Some("all") => signature.mutates_all = true,
                    Some(word) => match word.parse::<u32>() {
                        Ok(position) if position < 32 => signature.mutates |= 1 << position,
                        _ => signature.mutates_named = Some(word.to_owned()),
                    },
                    None => return Signature::unknown(),
                },
                "out" => match words.next().and_then(|word| word.parse().ok()) {
                    Some(position) => signature.out = Some(position),
                    None => return Signature::unknown(),
                },
                "keeps" => match words.next() {
                    Some(word) => signature.keeps = Some(self.keeps(word)),
                    None => return Signature::unknown(),
                },
                "calls" => match words.next() {
                    Some(word) => signature.calls.push(callee(word)),
                    None => return Signature::unknown(),
                },
                word => match Flags::from_word(word) {
                    Some(flag) => signature.flags = signature.flags.union(flag),
                    None => return Signature::unknown(),
                },
            }
        }
        if signature.mutates == 0 && signature.mutates_named.is_some() {
            // It may have a position that the table does not tell.
            signature.mutates_named = None;
            signature.mutates_all = true;
        }
        signature
    }

    /// `none`, a type, or the types of keys and elements: `arg0:arg1`.
    pub(super) fn keeps(&self, text: &str) -> Keeps {
        if text == "none" {
            return Keeps::default();
        }
        let (key, element) = match text.split_once(':') {
            Some((key, element)) => (Some(self.type_expr(key)), element),
            None => (None, text),
        };
        Keeps { key, element: Some(self.type_expr(element)) }
    }

    pub(super) fn type_expr(&self, text: &str) -> TypeExpr {
        let mut parts: Vec<TypeExpr> =
            split_top(text, '|').iter().map(|part| self.one_type(part.trim())).collect();
        if parts.len() == 1 { parts.remove(0) } else { TypeExpr::Union(parts) }
    }

    fn one_type(&self, text: &str) -> TypeExpr {
        if let Some((name, arguments)) = text.split_once('[') {
            let arguments = arguments.strip_suffix(']').unwrap_or(arguments);
            let arguments: Vec<TypeExpr> = split_top(arguments, ',')
                .iter()
                .map(|part| part.trim())
                .filter(|part| *part != "...")
                .map(|part| self.type_expr(part))
                .collect();
            return match self.named(name.trim()) {
                Some(id) => TypeExpr::Fresh(id, arguments),
                None => TypeExpr::Any,
            };
        }
        let number = |prefix: &str| text.strip_prefix(prefix).and_then(|rest| rest.parse().ok());
        if let Some(n) = number("arg") {
            return TypeExpr::Argument(n);
        }
        if let Some(n) = number("elem") {
            return TypeExpr::Element(n);
        }
        if let Some(n) = number("key") {
            return TypeExpr::DictKey(n);
        }
        if let Some(n) = number("val") {
            return TypeExpr::DictValue(n);
        }
        if let Some(n) = number("call") {
            return TypeExpr::CallResult(Callee::Position(n));
        }
        if let Some(n) = number("deepcopy") {
            return TypeExpr::Copy(n, true);
        }
        if let Some(n) = number("copy") {
            return TypeExpr::Copy(n, false);
        }
        if let Some(n) = number("sumof") {
            return TypeExpr::SumOf(n);
        }
        match text {
            "int" => TypeExpr::Atom("int"),
            "float" => TypeExpr::Atom("float"),
            "bool" => TypeExpr::Atom("bool"),
            "str" => TypeExpr::Atom("str"),
            "bytes" => TypeExpr::Atom("bytes"),
            "none" | "None" => TypeExpr::Atom("none"),
            "complex" => TypeExpr::Atom("complex"),
            "imm" => TypeExpr::Atom("imm"),
            "any" => TypeExpr::Any,
            "fresh" => TypeExpr::FreshAny,
            "type" => TypeExpr::Atom("imm"),
            "argall" => TypeExpr::AnyArgument,
            "argkw" => TypeExpr::AnyKeyword,
            "elemall" => TypeExpr::AnyElement,
            "num" => TypeExpr::Numeric,
            "self" => TypeExpr::SelfValue,
            "self.elem" => TypeExpr::SelfElement,
            "self.key" => TypeExpr::SelfKey,
            "self.item" => TypeExpr::SelfItem,
            _ => {
                if let Some(keyword) = text.strip_prefix("call") {
                    return TypeExpr::CallResult(Callee::Keyword(keyword.into()));
                }
                if let Some(id) = self.named(text) {
                    return TypeExpr::Fresh(id, Vec::new());
                }
                if let Some(keyword) = text.strip_prefix("elem") {
                    return TypeExpr::ElementKeyword(keyword.into());
                }
                if let Some(keyword) = text.strip_prefix("arg") {
                    return TypeExpr::ArgumentKeyword(keyword.into());
                }
                TypeExpr::Any
            }
        }
    }

    /// A type of this module, of the builtins, or a qualified one.
    fn named(&self, name: &str) -> Option<TypeId> {
        if let Some(&id) = self.table.types.get(name) {
            return Some(id);
        }
        let builtin = format!("builtins.{name}");
        if let Some(&id) = self.knowledge.type_ids.borrow().get(&builtin) {
            return Some(id);
        }
        if let Some((module, _)) = name.rsplit_once('.')
            && self.knowledge.covers(module)
        {
            // Declared now, filled in when the module's own table is read.
            if module != self.table.name && !self.knowledge.modules.borrow().contains_key(module) {
                self.knowledge.module(module);
            }
            return self.knowledge.type_ids.borrow().get(name).copied();
        }
        None
    }
}

/// `name`, or `name=one|another`.
fn allowed_keyword(text: &str) -> AllowedKeyword {
    let (text, beside_required) = match text.strip_prefix('+') {
        Some(text) => (text, true),
        None => (text, false),
    };
    let (name, choices) = match text.split_once('=') {
        Some((name, choices)) => (name, Some(choices.split('|').map(Into::into).collect())),
        None => (text, None),
    };
    AllowedKeyword { name: name.into(), choices, beside_required }
}

pub(super) fn callee(word: &str) -> Callee {
    match word.parse() {
        Ok(position) => Callee::Position(position),
        Err(_) => Callee::Keyword(word.into()),
    }
}

/// Splits at a separator that stands outside square brackets.
pub fn split_top(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0usize, 0usize);
    for (at, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            c if c == separator && depth == 0 => {
                parts.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}
