"""The wheel: the package that is `service` in the source tree, and `quotes` where it is installed.

A top-level package named `service` would hide another project's own, or be hidden by it.  So the modules are
copied to `quotes`, and the copies import each other by that name.  pyproject.toml says all else.
"""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

from setuptools import find_namespace_packages, setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
SOURCE, INSTALLED = "service", "quotes"
BESIDE = (
    "openapi.yaml",
    "seeds",
)  # read when the service runs, and kept beside the package in the source tree
NAMES = re.compile(
    rf"""^(?P<import>\s*(?:from|import)\s){SOURCE}\b  # a statement, also one that a docstring shows
    | (?P<quote>["']){SOURCE}(?=\.\w)                 # a module's name that gunicorn is given
    | (?P<command>python\ -m\ {SOURCE})\b             # what help and messages call the command
    """,
    re.MULTILINE | re.VERBOSE,
)


def renamed(text: str) -> str:
    """A module of the package under the name it is installed by; ValueError where the old one is left."""
    text = NAMES.sub(lambda at: f"{at['import'] or at['quote'] or ''}{INSTALLED}", text)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [n.name for n in node.names]
            if any(name.partition(".")[0] == SOURCE for name in names):
                raise ValueError(f"line {node.lineno} imports {names}")
    return text


class Renaming(build_py):
    """Copies the modules under their new name, and with them the files that stand beside the package."""

    def run(self) -> None:
        """Build into a folder that is empty, so that no module that is gone is left in it."""
        target = Path(self.build_lib, INSTALLED)
        shutil.rmtree(target, ignore_errors=True)
        super().run()
        if self.editable_mode:
            raise SystemExit("not to be installed for editing: the source tree runs as it is (make serve)")
        for path in target.rglob("*.py"):
            path.write_text(renamed(path.read_text("utf-8")), "utf-8")
        for name in BESIDE:
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
            copy(ROOT / name, target / name)


packages = find_namespace_packages(include=[SOURCE, f"{SOURCE}.*"], exclude=["*.__pycache__"])
setup(
    packages=[INSTALLED + name.removeprefix(SOURCE) for name in packages],
    package_dir={INSTALLED: SOURCE},
    package_data={
        INSTALLED: [f"**/*.{kind}" for kind in ("toml", "txt", "typed", "css", "html", "js", "svg")]
    },
    cmdclass={"build_py": Renaming},
)
