"""The institution that an unnamed speaker speaks for: "an adviser to the French president".

The phrase names the institution or somebody who speaks for it, or refers to them by a possessive ("his
entourage").  Somebody close to an institution, a former adviser or a critic speaks for nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from service.extraction.reading.article import Article
from service.extraction.speakers.affiliations import Affiliations
from service.extraction.speakers.discourse import Discourse, Identity
from service.extraction.speakers.institutions import Institutions
from service.extraction.speakers.memory import Memory
from service.extraction.syntax.nouns import possessives, top_noun
from service.extraction.syntax.phrases import is_nominal, phrase_of, without_determiner
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.catalogue_values import MEDIA, Institution

Identify = Callable[[range, int], Identity]
STATE = frozenset({"presidency", "government", "royal-court"})  # that phrases for outsiders often mention
MAX_AFTER_HEAD = 30  # words of a phrase after its head that are looked at
SENTENCES_TO_BODY = 2  # sentences from a spokesman back to the body


class Principals:
    """Finds the institutions of unnamed speakers in one article; phrases are ranges of words with heads."""

    def __init__(
        self,
        article: Article,
        catalogue: ArticleCatalogue,
        institutions: Institutions,
        affiliations: Affiliations,
        discourse: Discourse,
        memory: Memory,
    ) -> None:
        self._article = article
        self._language = article.lexicon.language
        self._catalogue = catalogue
        self._institutions = institutions
        self._affiliations = affiliations
        self._discourse = discourse
        self._memory = memory

    def of(self, words: range, head: int, identify: Identify) -> Institution | None:
        """The institution that an unnamed speaker speaks for; `identify` resolves mentions in the phrase."""
        words = range(words[0], min(words[-1] + 1, head + MAX_AFTER_HEAD))
        text = self._article.text_of(words)
        if self._catalogue.stands_apart(text, self._language):
            return None
        if not self.has_role(words, head):
            found = self._institutions.within(words)
            # Without a noun for people the phrase is about a text, whose owner speaks in it.
            person = self._article.person_nouns[head] is not None
            outsider = found is not None and found.type in STATE and person
            return self._by_office(words) if outsider else found
        owners, home = list(self._owners(words, head)), self._article.lexicon.home
        people = (self._institution_of(identify(*phrase)) for phrase in owners)
        at_home = (self._by_office(phrase, country) for phrase, _ in owners for country in home)
        return (
            next(filter(None, people), None)
            or self._by_office(words)
            or self._institutions.within(words)
            or next(filter(None, at_home), None)
            or self._institution_of(self.owner(words, head))
            or self._of_another(words, head)
            or self._of_last_speaker(words, head)
        )

    def owner(self, words: range, head: int) -> Identity | None:
        """The antecedent of a possessive before a role, whom the phrase cannot mean: "his spokesman".

        Nouns for relatives are left out, as a relative may well be whoever was mentioned last.
        """
        article = self._article
        noun, found = article.words[head].norm, article.person_nouns[head]
        tied = found is not None and found[1].category == "title"
        if tied or noun in article.lexicon.determiners["converse"] or self.has_role(words, head):
            return self._discourse.owner(words[0], noun)
        return None

    def has_role(self, words: range, head: int) -> bool:
        """Is the head of a phrase a role by which one speaks for an institution: "aide", "spokesman"?"""
        core = range(words[0], head + 1) if words[0] <= head else words
        return self._catalogue.names_role(self._article.text_of(core), self._language)

    def _by_office(self, words: range, country: str | None = None) -> Institution | None:
        """The institution of the office that the phrase names, in `country` if the phrase names none."""
        text = self._article.text_of(without_determiner(self._article, words))
        return self._affiliations.office_institution(text, country)

    def _owners(self, words: range, head: int) -> Iterator[tuple[range, int]]:
        """The phrases for the owner of the head, with their heads: "of the president", "Putin's"."""
        article = self._article
        for owner in possessives(article, head):
            if is_nominal(article, owner):
                yield phrase_of(article, owner.i, words[0], head), owner.i
        after = (i for i in words if i > head and "preposition" in article.words[i].tags)
        inner = range(next(after, words[-1]) + 1, words[-1] + 1)
        top = top_noun(article, inner)
        if top is not None:
            yield inner, top

    def _institution_of(self, identity: Identity | None) -> Institution | None:
        """The institution that somebody is or speaks for."""
        if identity is None:
            return None
        if identity.entity is not None:
            return self._affiliations.of(identity.entity)
        return identity.institution or identity.speaks_for

    def _of_last_speaker(self, words: range, head: int) -> Institution | None:
        """The body that spoke last, for a spokesman without one: "a spokesman added"."""
        text = self._article.text_of(without_determiner(self._article, words))
        last = self._memory.last_speaker
        if last is None or not self._catalogue.is_spokesperson(text, self._language):
            return None
        near = self._article.words[head].unit - last.speaker_unit <= SENTENCES_TO_BODY
        found = last.identity.institution
        return found if near and found is not None and found.type not in MEDIA else None

    def _of_another(self, words: range, head: int) -> Institution | None:
        """The institution of the last one called by the same noun: "another adviser"."""
        article = self._article
        others = article.lexicon.determiners["other"]
        if not any(article.words[i].norm in others for i in range(words[0], head)):
            return None
        noun = article.words[head].norm
        lately = self._memory.lately()
        found = (known.identity.speaks_for for known in lately if noun in known.nouns)
        return next(filter(None, found), None)
