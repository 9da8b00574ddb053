"""Documents in reStructuredText to HTML, pseudo-XML and LaTeX."""

from docutils.core import publish_string

texts = [
    "Title\n=====\n\nText with *emphasis*, ``code`` and a link_.\n\n.. _link: http://example.org\n\n* one\n* two\n",
    "Table\n-----\n\n=====  =====\n  A      B\n=====  =====\n1      2\n3      4\n=====  =====\n\n.. note:: careful\n",
]
settings = {"output_encoding": "unicode", "report_level": 5, "file_insertion_enabled": False, "_disable_config": True, "datestamp": None, "generator": None}
for writer in ("pseudoxml", "html5", "latex"):
    pages = [publish_string(text, writer=writer, settings_overrides=settings) for text in texts]
    print(writer, [len(page) for page in pages])
    if writer == "pseudoxml":
        print("\n".join(pages))
