//! The pages of `docs/reasons` about the reasons that the report names, inside of it.

use super::prose;
use crate::explain;
use crate::markup::Markup;
use crate::plan::Plan;
use crate::reasons::Reason;

pub fn section(page: &mut Markup, plan: &Plan) {
    page.raw("<section id=\"reasons\" aria-labelledby=\"reasons-title\"><h2 id=\"reasons-title\">Reasons</h2>\n");
    let refusals = plan
        .checkpoints
        .iter()
        .flatten()
        .filter_map(|checkpoint| checkpoint.decision.as_ref().err());
    let mut used: Vec<Reason> = plan
        .sequential()
        .map(|(_, refusal)| refusal)
        .chain(refusals)
        .map(|refusal| refusal.reason)
        .collect();
    used.sort_unstable();
    used.dedup();
    if used.is_empty() {
        page.raw("<p>Nothing was refused, so there is nothing to explain.</p>\n");
    }
    for reason in used {
        page.raw("<details class=\"reason-page\" id=\"why-")
            .raw(reason.name())
            .raw("\"><summary><h3>")
            .raw(reason.name());
        page.raw("</h3> <span class=\"soft\">");
        prose(page, reason.summary());
        page.raw("</span></summary>\n");
        markdown(page, explain::page(reason.name()).unwrap_or_default());
        page.raw("</details>\n");
    }
    page.raw("</section>\n");
}

/// The few forms that the pages use: headings, paragraphs, lists, blocks of code. The first heading is the reason's name.
fn markdown(page: &mut Markup, text: &str) {
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim().is_empty() || line.starts_with("# ") {
            continue;
        }
        if let Some(heading) = line.strip_prefix("## ") {
            page.raw("<h4>");
            inline(page, heading);
            page.raw("</h4>\n");
        } else if line.starts_with("```") {
            page.raw("<pre>");
            let mut is_first = true;
            for line in lines.by_ref().take_while(|line| !line.starts_with("```")) {
                page.raw(if is_first { "" } else { "\n" }).text(line);
                is_first = false;
            }
            page.raw("</pre>\n");
        } else {
            let is_item = line.starts_with("- ");
            let mut paragraph = line.trim_start_matches("- ").to_owned();
            while let Some(next) = lines.next_if(|next| {
                !next.trim().is_empty() && !next.starts_with(['#', '`']) && !next.starts_with("- ")
            }) {
                paragraph = format!("{paragraph} {}", next.trim());
            }
            page.raw(if is_item { "<p class=\"item\">" } else { "<p>" });
            inline(page, &paragraph);
            page.raw("</p>\n");
        }
    }
}

/// Strong words, and code.
fn inline(page: &mut Markup, text: &str) {
    for (index, part) in text.split("**").enumerate() {
        page.raw(if index % 2 == 1 { "<strong>" } else { "" });
        prose(page, part);
        page.raw(if index % 2 == 1 { "</strong>" } else { "" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_reasons_use_only_what_is_understood() {
        for name in explain::pages() {
            let text = explain::page(name).unwrap_or_default();
            let mut is_code = false;
            for line in text.lines() {
                is_code ^= line.starts_with("```");
                let odd = ["### ", "* ", "1. ", "|", "> ", "  - ", "!["];
                assert!(is_code || !odd.iter().any(|odd| line.starts_with(odd)), "{name}: {line}");
                assert!(is_code || !line.contains("]("), "{name} has a link: {line}");
            }
        }
    }

    #[test]
    fn markdown_becomes_markup() {
        let mut page = Markup::default();
        markdown(
            &mut page,
            "# x\n\n**Strong\nwords.**\n\n## What `a<b` is\n\n```python\nif a < b:\n\n    f`x`\n```\n",
        );
        assert_eq!(
            page.into_string(),
            "<p><strong>Strong words.</strong></p>\n<h4>What <code>a&lt;b</code> is</h4>\n<pre>if a &lt; b:\n\n    f`x`</pre>\n"
        );
    }
}
