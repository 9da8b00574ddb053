//! Messages as one SARIF 2.1.0 log, the format that code hosts and editors read.
//!
//! Every reason that occurs is a rule with its page as help text; every message is a result. Files are named relative to
//! the working folder, as they were on the command line, so the log is the same on every machine.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::diagnostics::{Diagnostic, Label, Severity};
use crate::explain;
use crate::reasons::Reason;

/// The log as indented JSON, with a line end behind it.
pub fn write(diagnostics: &[Diagnostic]) -> String {
    let names: BTreeSet<&str> = diagnostics.iter().map(rule_id).collect();
    let rules: Vec<Value> = names.iter().map(|name| rule(name)).collect();
    let results: Vec<Value> = diagnostics
        .iter()
        .map(|diagnostic| {
            let index = names.iter().position(|name| *name == rule_id(diagnostic));
            result(diagnostic, index.unwrap_or_default())
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "surgec",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    // A value made of strings, numbers and lists has a JSON form.
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

/// Messages without a name of their own are about the input.
fn rule_id(diagnostic: &Diagnostic) -> &str {
    diagnostic.code.as_deref().unwrap_or("bad-input")
}

fn rule(name: &str) -> Value {
    match Reason::from_name(name) {
        Some(reason) => json!({
            "id": name,
            "shortDescription": {"text": reason.summary()},
            "help": {
                "text": reason.advice(),
                "markdown": explain::page(name).unwrap_or_default(),
            },
        }),
        None => json!({"id": name}),
    }
}

fn result(diagnostic: &Diagnostic, rule_index: usize) -> Value {
    let level = match diagnostic.severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error | Severity::Bug => "error",
    };
    let mut text = diagnostic.message.clone();
    for note in &diagnostic.notes {
        text.push('\n');
        text.push_str(note);
    }
    let places = |primary: bool| -> Vec<Value> {
        let labels = diagnostic.labels.iter().filter(|label| label.primary == primary);
        labels.map(location).collect()
    };
    json!({
        "ruleId": rule_id(diagnostic),
        "ruleIndex": rule_index,
        "level": level,
        "message": {"text": text},
        "locations": places(true),
        "relatedLocations": places(false),
    })
}

fn location(label: &Label) -> Value {
    let lines = &label.file.lines;
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri(&label.file.name)},
            "region": {
                "startLine": lines.line(label.range.start()),
                "startColumn": lines.column(label.range.start()),
                "endLine": lines.line(label.range.end()),
                "endColumn": lines.column(label.range.end()),
            },
        },
    });
    if !label.message.is_empty() {
        location["message"] = json!({"text": label.message});
    }
    location
}

/// A path as a relative URI: everything but letters, digits and the marks of paths is escaped.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                uri.push(char::from(byte));
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}
