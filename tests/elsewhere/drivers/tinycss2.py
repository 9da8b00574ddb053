"""Style sheets, parsed and written."""

import tinycss2
from tinycss2 import color3, nth

sheets = ["a { color: red; width: 1px }", "/* c */ b{x:y}", "p::before { content: '\\201C' }"]
for sheet in sheets:
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    print([rule.type for rule in rules], tinycss2.serialize(rules))
print([color3.parse_color(text) for text in ("red", "#abc", "hsl(120, 50%, 50%)", "no")])
print([nth.parse_nth(text) for text in ("odd", "2n+1", "-n+3", "x")])
