"""Fit the learned models on the annotated articles: python -m benchmarks.fit [MODEL ...] [--write]

Fits each MODEL (all of them if none is named), prints how right it is on articles that it has not seen, and
fails unless the result equals the file in service/lexicons/models; --write replaces that file.  PolNeAR
never enters a fit: no licence of its texts allows it.
"""

from __future__ import annotations

import argparse
import os

# Sums by several threads differ from run to run; numpy reads this when it is first imported.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

from benchmarks.fit.tasks import TASKS, Task, fitted, report
from benchmarks.fit.writing import model_text
from service.extraction.ranking import MODELS


def run(task: Task, write: bool) -> bool:
    """Fit one model and write it if asked; does the result equal its file?"""
    choices = task.choices()
    print(f"# {task.name}: {report(task, choices)}\n")
    text = model_text(fitted(task, choices))
    if text != model_text(fitted(task, choices)):
        raise SystemExit(f"{task.name}: two fits on the same articles differ")
    files = {f"{task.name}.txt": text, **task.tables()}
    same = [keep(name, content, write) for name, content in files.items()]
    return all(same)


def keep(name: str, content: str, write: bool) -> bool:
    """Write a file if asked; does it have this content?"""
    path = MODELS / name
    if write:
        path.write_text(content, encoding="utf-8")
    same = path.is_file() and path.read_text(encoding="utf-8") == content
    print(f"{name}: {'as fitted' if same else 'NOT what comes out; --write puts that there'}\n")
    return same


def main() -> None:
    """Fit, print, write or compare."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.fit",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("models", nargs="*", metavar="MODEL", help=", ".join(TASKS))
    parser.add_argument("--write", action="store_true", help="write the models")
    options = parser.parse_args()
    if unknown := set(options.models) - set(TASKS):
        parser.error(f"no such model: {', '.join(sorted(unknown))}")
    same = [run(TASKS[name], options.write) for name in options.models or TASKS]
    raise SystemExit(not all(same))


if __name__ == "__main__":
    main()
