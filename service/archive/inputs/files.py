"""The files that names and folders stand for, and the form of each."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from service.archive.inputs.forms import INPUT_FORMS, InputForm
from service.archive.inputs.opened import STANDARD_INPUT
from service.archive.packing import Packing, packing_of, without_ending


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was named, its form, and how it is compressed."""

    name: str
    form: InputForm
    packing: Packing | None


@dataclass
class Survey:
    """The total `size` of all files in bytes; None if one of them is a pipe.

    `passed_over` counts, by ending, the files of folders that are not read.
    """

    files: int = 0
    size: int | None = 0
    passed_over: Counter[str] = field(default_factory=Counter)

    def add(self, name: str) -> None:
        """Count a file that is read."""
        self.files += 1
        regular = name != STANDARD_INPUT and os.path.isfile(name)
        self.size = self.size + os.path.getsize(name) if regular and self.size is not None else None


def file_of(name: str, chosen: InputForm | None) -> File:
    """The file of this name; its form is `chosen`, else that of its ending, else JSON Lines."""
    packing = packing_of(name) if name != STANDARD_INPUT else None
    return File(name, chosen or _form(name) or INPUT_FORMS["jsonl"], packing)


def files_of(paths: Sequence[str], chosen: InputForm | None, survey: Survey | None = None) -> Iterator[File]:
    """The files that `paths` name; a folder stands for the files in it and below, sorted by name.

    Of a folder, files with known endings are read, or all of them if a form was `chosen`; hidden ones and
    links to folders are not.  `survey` counts them.
    """
    for path in paths:
        inside = path != STANDARD_INPUT and os.path.isdir(path)
        for name in _inside(path, chosen, survey) if inside else (path,):
            if survey:
                survey.add(name)
            yield file_of(name, chosen)


def _inside(folder: str, chosen: InputForm | None, survey: Survey | None) -> Iterator[str]:
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _inside(entry.path, chosen, survey)
        elif entry.is_file() and (chosen or _form(entry.name)):
            yield entry.path
        elif survey:
            survey.passed_over[_kind(entry)] += 1


def _form(name: str) -> InputForm | None:
    """The form of files of such a name; None if its ending is not known."""
    bare = without_ending(name).lower()
    return next((form for form in INPUT_FORMS.values() if bare.endswith(form.endings)), None)


def _kind(entry: os.DirEntry[str]) -> str:
    """How a file that is passed over is described."""
    if entry.is_dir():
        return "a link to a folder"
    return os.path.splitext(entry.name)[1] or "without ending"
