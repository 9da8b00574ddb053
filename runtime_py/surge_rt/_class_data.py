"""Attributes of classes that the program sets to data, `Agent.next_number += 1`: what they are by now, for workers that are not forked.

Such workers make the program's classes anew, with what the text gives them. Which names the program sets on classes the
compiler says; what those hold travels with each region, in the same pickle as all that its tasks read. Everything else that
classes hold is compared (`_sameness`).
"""

from __future__ import annotations

import sys
from types import ModuleType

from . import _sameness, _state

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    Entry = tuple[str, str, str, tuple[Any, ...]]  # module, class, attribute, what it holds or nothing

METACLASSES = ("type", "ABCMeta")  # that leave setting an attribute to `type`


def classes(namespace: dict[str, Any]) -> Iterator[tuple[str, type]]:
    """The classes of the program that are found under their own names, each with its module; `namespace` is the script's."""
    homes = [("__main__", namespace), *((module.__name__, vars(module)) for module in _sameness.sibling_modules())]
    for module, home in homes:
        for name, value in list(home.items()):
            if (
                issubclass(type(value), type)  # `isinstance` would ask an object for its class
                and type(value).__name__ in METACLASSES
                and (value.__module__, value.__qualname__) == (module, name)
            ):
                yield module, value


def held(namespace: dict[str, Any]) -> list[Entry]:
    """What the attributes hold. Raises Unknown where one is no data after all."""
    found: list[Entry] = []
    for module, kind in classes(namespace):
        own = vars(kind)
        for name in _state.class_data:
            if name in own and hasattr(type(own[name]), "__get__"):
                raise _sameness.Unknown
            found.append((module, kind.__name__, name, (own[name],) if name in own else ()))
    return found


def set_held(entries: list[Entry], namespace: dict[str, Any]) -> None:
    """Have classes hold the same here."""
    for module, name, attribute, values in entries:
        home = namespace if module == "__main__" else vars(sys.modules.get(module, ModuleType(module)))
        kind = home.get(name)
        if not issubclass(type(kind), type):
            continue  # it could not be made here: a task that needs it fails
        if values:
            type.__setattr__(kind, attribute, values[0])
        elif attribute in vars(kind):
            type.__delattr__(kind, attribute)
