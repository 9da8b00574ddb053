//! `surgec explain REASON`: the pages of `docs/reasons`, which are part of the program.

use crate::diagnostics::{Colour, Diagnostic, render};
use crate::messages::{BAD_INPUT, FINE, print_err, print_out};
use crate::reasons::Reason;

/// The pages as `(name, text)`, in the order of their names.
const PAGES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/reason_pages.rs"));

/// Prints the page of a reason, or the list of all; the exit code.
pub fn show(name: Option<&str>) -> u8 {
    let Some(name) = name else {
        print_out(list().as_bytes());
        return FINE;
    };
    if let Some(page) = page(name) {
        print_out(page.as_bytes());
        return FINE;
    }
    let mut diagnostic = Diagnostic::error(format!("there is no reason named {name:?}"));
    if let Some(close) = closest(name) {
        diagnostic = diagnostic.note(format!("did you mean {close}?"));
    }
    diagnostic = diagnostic.note("all names: surgec explain");
    print_err(render(&diagnostic, Colour::Never).as_bytes());
    BAD_INPUT
}

/// The page of a reason.
pub fn page(name: &str) -> Option<&'static str> {
    PAGES.iter().find(|(page, _)| *page == name).map(|(_, text)| *text)
}

/// The names of all pages.
pub fn pages() -> impl Iterator<Item = &'static str> {
    PAGES.iter().map(|(name, _)| *name)
}

/// All reasons with their summaries.
pub fn list() -> String {
    let width = Reason::ALL.iter().map(|reason| reason.name().len()).max().unwrap_or_default();
    let line = |reason: &Reason| format!("{:width$}  {}\n", reason.name(), reason.summary());
    Reason::ALL.iter().map(line).collect()
}

/// The name that comes closest to a wrong one, if one comes close.
pub fn closest(name: &str) -> Option<&'static str> {
    let close = |reason: &Reason| {
        let ratio = similar::TextDiff::from_chars(name, reason.name()).ratio();
        (ratio > 0.6).then_some((ratio, reason.name()))
    };
    let best = Reason::ALL.iter().filter_map(close).max_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, name)| name)
}
