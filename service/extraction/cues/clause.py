"""A verb that may be a cue, in its clause: the facts that the rules for verbs and speakers ask for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from service.extraction.cues.frames import Frame
from service.extraction.reading.article import Article, Word
from service.extraction.syntax.incises import clitic_subject, in_incise, parenthesis_start
from service.extraction.syntax.subjects import own_subject, subject_of, subject_of_auxiliary
from service.extraction.syntax.verb_groups import (
    agent,
    can_speak,
    cue_start,
    follows_quotation,
    hangs_on_quoted_clause,
    is_finite_after_all,
    is_quoted_saying,
    verb_group,
)
from service.lexicons.lexicon import VerbSense
from service.lexicons.schema import SAYING


@dataclass(frozen=True)
class Clause:
    """A form of a verb in the lexicon; `before` is the last frame with a speaker before it, if any."""

    article: Article
    verb: Word
    senses: tuple[VerbSense, ...]
    before: Frame | None

    @property
    def sense(self) -> VerbSense:
        """The main one of the lexicon's verbs that the form may belong to."""
        return self.senses[0]

    @property
    def strong(self) -> bool:
        """Does the verb hardly ever mean anything but saying?"""
        return self.sense.strength == SAYING

    @property
    def opens_sentence(self) -> bool:
        """Is it the first word of its sentence?"""
        return self.verb.i == 0 or self.article.words[self.verb.i - 1].unit != self.verb.unit

    @cached_property
    def incise(self) -> int | None:
        """The last word of the quotation that the verb's incise follows."""
        return in_incise(self.article, self.verb)

    @cached_property
    def parenthesis(self) -> int | None:
        """The word that makes the clause a parenthesis: "as", "comme"."""
        return parenthesis_start(self.article, self.verb)

    @cached_property
    def clitic(self) -> int | None:
        """The subject pronoun that a hyphen joins to the verb or its auxiliary."""
        return clitic_subject(self.article, self.verb)

    @cached_property
    def own_subject(self) -> bool:
        """Did the parser give the verb itself a subject?"""
        return own_subject(self.article, self.verb)

    @cached_property
    def parsed(self) -> int | None:
        """The subject by the parse, if it may speak."""
        found = None if self.own_subject else subject_of_auxiliary(self.article, self.verb)
        if found is None:
            found = subject_of(self.article, self.verb)
        return found if found is not None and can_speak(self.article, found) else None

    @cached_property
    def agent(self) -> int | None:
        """The noun after "by"."""
        return agent(self.article, self.verb)

    @cached_property
    def has_auxiliary(self) -> bool:
        """Has the verb an auxiliary?"""
        return bool(verb_group(self.article, self.verb, "auxiliary"))

    @cached_property
    def form(self) -> str:
        """The form of the verb; "" (finite) if what looks like a participle is the verb of the sentence."""
        finite = is_quoted_saying(self.article, self.verb) or is_finite_after_all(self.article, self.verb)
        return "" if finite else self.verb.form

    @cached_property
    def perfect_after_quotation(self) -> bool:
        """Does its auxiliary stand right after a quotation, with no more than a fixed phrase between them?"""
        before = self.verb.i - 1
        while before in self.article.asides:
            before -= 1
        perfect = before >= 0 and self.article.words[before].norm in self.article.lexicon.perfect
        return perfect and follows_quotation(
            self.article, cue_start(self.article, self.article.words[before])
        )

    @cached_property
    def bare_participle(self) -> bool:
        """Is it a participle without auxiliary that the parser attached to a noun?"""
        return (
            self.form == "past"
            and "participle" in self.verb.deps
            and self.clitic is None
            and not self.opens_sentence
            and not self.has_auxiliary
            and not self.perfect_after_quotation
            and subject_of_auxiliary(self.article, self.verb) is None
            and not hangs_on_quoted_clause(self.article, self.verb)
        )
