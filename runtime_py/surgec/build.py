"""A step of setuptools: when a distribution is built, packages of its scripts are written into it.

    # setup.py
    from setuptools import setup
    from surgec.build import build_py

    setup(py_modules=["crunch"], cmdclass={"build_py": build_py("crunch.py")})

The wheel then holds `crunch.py` and, beside it, the folder `crunch_surge`: `python …/crunch_surge ARGS` does what
`python …/crunch.py ARGS` does, on all cores.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from setuptools.command.build_py import build_py as _build_py

import surgec

if TYPE_CHECKING:
    from collections.abc import Iterable


def build_py(*scripts: str, options: Iterable[str] = (), refuse: bool = False) -> type[_build_py]:
    """The command `build_py` of setuptools with packages of these scripts, for `cmdclass`.

    scripts: paths as in the distribution; each has to be one of its modules. options: of the `surgec` command. With `refuse`, the
    build fails where a loop stays sequential that could be changed. It always fails where a script has a syntax error or is no
    part of the distribution, and where surgec is not installed.
    """
    names, given = tuple(scripts), tuple(options)

    class BuildWithPackages(_build_py):  # type: ignore[misc] # setuptools has no types here
        """Copies modules, and writes packages of scripts beside them."""

        def run(self) -> None:
            super().run()
            if getattr(self, "editable_mode", False):
                return  # nothing is copied: the scripts run where they are
            for name in names:
                _write(Path(self.build_lib) / name, given, refuse)

        def get_outputs(self, include_bytecode: Any = 1) -> list[str]:
            folders = [_folder(Path(self.build_lib) / name) for name in names]
            written = [str(path) for folder in folders for path in sorted(folder.rglob("*.py"))]
            return [*super().get_outputs(include_bytecode), *written]

    return BuildWithPackages


def _folder(script: Path) -> Path:
    return script.with_name(f"{script.stem}_surge")


def _write(script: Path, options: tuple[str, ...], refuse: bool) -> None:
    if not script.is_file():
        raise surgec.SurgecError(f"{script} is not there: is the script among the modules of the distribution?")
    if refuse:
        surgec.check(script, options=options)
    surgec.transform(script, _folder(script), options=options)
