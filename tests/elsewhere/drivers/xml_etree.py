"""An XML tree, built, walked and written."""

import xml.etree.ElementTree as etree

import run_benchmark as bench

root = bench.build_xml_tree(etree)
text = etree.tostring(root)
print(len(text))
print(bench.process(etree, root))
counts = {}
for element in root.iter():
    counts[element.tag] = counts.get(element.tag, 0) + 1
print(sorted(counts.items())[:10])
