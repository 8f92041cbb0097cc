"""Named rules, tried in order: the first that has an answer decides, and its name is kept with the answer.

A question with many cases ("who is the subject of this verb?") is a tuple of rules, the surest first, like
the sieves of Stanford's quote annotator (Muzny et al., 2017).  A rule carries its reason and examples.  The
examples are its tests: each is answered by this rule and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, ParamSpec, TypeVar

Question = ParamSpec("Question")
Answer = TypeVar("Answer")


class Example(NamedTuple):
    """A text that a rule answers, its language (ISO 639-1), and the words of the answer: "" for none."""

    language: str
    text: str
    answer: str


@dataclass(frozen=True, slots=True)
class Rule(Generic[Question, Answer]):
    """One case of a question.  `find` gives the answer, or None where the rule does not apply.

    `name` is in lower case and snake case, and no other rule of the project has it.
    """

    name: str
    find: Callable[Question, Answer | None]
    reason: str
    examples: tuple[Example, ...]


def first_answer(
    rules: Sequence[Rule[Question, Answer]], *asked: Question.args, **named: Question.kwargs
) -> tuple[str, Answer] | None:
    """The name and the answer of the first rule that has an answer for these arguments; None if none has."""
    for rule in rules:
        answer = rule.find(*asked, **named)
        if answer is not None:
            return rule.name, answer
    return None


def every_answer(
    rules: Sequence[Rule[Question, Answer]], *asked: Question.args, **named: Question.kwargs
) -> Iterator[tuple[str, Answer]]:
    """The name and the answer of each rule that has an answer, in the order of the rules."""
    for rule in rules:
        answer = rule.find(*asked, **named)
        if answer is not None:
            yield rule.name, answer
