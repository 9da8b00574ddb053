"""Selectors to XPath."""

from cssselect import GenericTranslator, HTMLTranslator, SelectorError, parse

selectors = ["a", "a > b", "a ~ b.c#d", "li:nth-child(2n+1)", "*[x^='y']", "a:not(.b), c::before", ":checked", "a:bad(", "e:has(f)"]
for translator in (GenericTranslator(), HTMLTranslator()):
    for selector in selectors:
        try:
            print(selector, translator.css_to_xpath(selector))
        except SelectorError as error:
            print(selector, type(error).__name__, error)
print([[s.specificity() for s in parse(selector)] for selector in selectors[:5]])
