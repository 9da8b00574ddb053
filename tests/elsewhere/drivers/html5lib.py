"""Pages that are broken in several ways."""

import html5lib
from html5lib.serializer import serialize

pages = ["<p>one<p>two", "<table><tr><td>x</table>y", "<b><i>mis</b>nested</i>", "<!doctype html><title>t</title><ul><li>a<li>b</ul>", "&lt;&copy;&unknown;<script>x<y</script>"]
for page in pages:
    tree = html5lib.parse(page)
    print([element.tag.rpartition("}")[2] for element in tree.iter()], serialize(tree, omit_optional_tags=False))
fragments = [len(list(html5lib.parseFragment(page * n).iter())) for page in pages for n in range(1, 4)]
print(fragments)
