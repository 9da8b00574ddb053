"""Compile what is made from the script without the warnings that the script itself gets when it is compiled."""

from __future__ import annotations

import contextlib
import warnings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator


@contextlib.contextmanager
def compiling() -> Iterator[None]:
    """While this lasts, nothing is said of escapes that mean nothing, `is` with a literal and the like."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        yield
