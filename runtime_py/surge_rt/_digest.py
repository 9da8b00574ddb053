"""SHA-256 from the interpreter itself: loading OpenSSL, as `hashlib` does, takes milliseconds that a short program notices."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hashlib import sha256
else:
    try:
        from _sha2 import sha256
    except ImportError:  # before Python 3.12
        try:
            from _sha256 import sha256
        except ImportError:  # an interpreter that was built without it
            from hashlib import sha256

__all__ = ["sha256"]
