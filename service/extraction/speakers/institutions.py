"""Which institution of the catalogue a phrase names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from itertools import accumulate, pairwise

from service.extraction.reading.article import Article
from service.extraction.speakers.discourse import Identity
from service.extraction.syntax.phrases import gender_of, parts_of
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.catalogue_values import MEDIA, Institution
from service.lexicons.catalogue_words import fold

LONGEST_INSTITUTION = 15  # most words of a phrase that name an institution


def is_medium(identity: Identity) -> bool:
    """Is the speaker a medium, which mostly publishes what others say?"""
    return identity.institution is not None and identity.institution.type in MEDIA


BRACKETED = re.compile(r"\(([^()\n]{1,200})\)")


def _places_of(name: str, text: str) -> Iterator[int]:
    """Every place where a name occurs in a text."""
    at = text.find(name)
    while at >= 0:
        yield at
        at = text.find(name, at + 1)


class Institutions:
    """The catalogue's institutions, as one article names them; phrases are ranges of its words."""

    def __init__(self, article: Article, catalogue: ArticleCatalogue) -> None:
        self._article = article
        self._catalogue = catalogue
        self._language = article.lexicon.language
        self._places: dict[str, list[int]] = {}

    def named(self, text: str, words: range) -> Identity | None:
        """The institution that a phrase names in any way; `text` is the text of its words."""
        ways = (self.listed, self.of_country, self.named_before)
        return next(filter(None, (way(text, words) for way in ways)), None)

    def listed(self, text: str, words: range) -> Identity | None:
        """The institution that the catalogue has by this name, or a state's body named with its country."""
        return self._as_named(self._find(text), text, words)

    def of_country(self, text: str, words: range) -> Identity | None:
        """The government that the name of a country or of its capital stands for."""
        return self._as_named(self._catalogue.find_government(text, self._language), text, words)

    def of_side(self, text: str, words: range) -> Identity | None:
        """The institution of that name, or the government of the country whose adjective it is."""
        found = self.named(text, words)
        if found is not None:
            return found
        country = self._catalogue.demonym(text, self._language)
        return None if country is None else self.identity(self._catalogue.government(country))

    def named_before(self, text: str, words: range) -> Identity | None:
        """The institution that a short name may mean and that the article named last."""
        if text in self._bracketed:
            return None
        named = [
            (place, candidate)
            for candidate in self._catalogue.find_anaphor(text, self._language)
            if (place := self._last_naming(candidate, words[0])) >= 0
        ]
        return self.identity(max(named, key=lambda n: n[0])[1]) if named else None

    def of_countries(self, text: str, countries: Collection[str | None]) -> Identity | None:
        """The only institution of `countries` (ISO 3166) among those that a short name may mean."""
        if text in self._bracketed:
            return None
        anaphors = self._catalogue.find_anaphor(text, self._language)
        found = [one for one in anaphors if one.country is not None and one.country in countries]
        return self.identity(found[0]) if len(found) == 1 else None

    def _as_named(self, found: Institution | None, text: str, words: range) -> Identity | None:
        """An institution under the name that a phrase gives it; None for an acronym in brackets."""
        if found is None or text in self._bracketed:
            return None
        own = (name for name in found.names.get(self._language, ()) if self._is_name(name, text))
        name = next(own, None) or self._with_article(text, words)
        determiner = self._article.words[words[0] - 1].norm if words[0] else ""
        return self.identity(found)._replace(name=name, gender=gender_of(self._article, determiner))

    def _with_article(self, text: str, words: range) -> str:
        """A name with the article that belongs to it, by its capital inside a sentence: "La Poste"."""
        first = words[0] - 1
        if first < 0 or not self._article.words[first].text[:1].isupper():
            return text
        opens = first == self._article.units[self._article.words[first].unit][0]
        article = self._article.words[first].norm in self._article.lexicon.determiners["articles"]
        return self._article.text_of(range(first, words.stop)) if article and not opens else text

    def _is_name(self, name: str, text: str) -> bool:
        """Is a text a name, perhaps without the article that it begins with: "Monde" for "Le Monde"?"""
        first, _, rest = name.partition(" ")
        articles = self._article.lexicon.determiners["articles"]
        return fold(text) == fold(name) or (first.lower() in articles and fold(text) == fold(rest))

    def _find(self, text: str) -> Institution | None:
        """The institution of a name; words in small letters are no medium's ("le quotidien du soir")."""
        found = self._catalogue.find_institution(text, self._language)
        if found is None or found.type not in MEDIA or not text.islower() or " " not in text:
            return found
        names = (name for names in found.names.values() for name in names)
        return found if any(fold(name) == fold(text) for name in names) else None

    def known(self, words: range, reaching: int | None = None) -> tuple[range, Identity] | None:
        """The catalogue's institution named by the first words of a stretch, the longest name first.

        If `reaching` is given, the name must end at that word or later.
        """
        shortest = words.start if reaching is None else max(words.start, reaching)
        if words.stop <= shortest or not self._may_name(words):
            return None
        for end in range(words.stop, shortest, -1):
            part = range(words.start, end)
            text = self._article.text_of(part)
            if (found := self._find(text)) is not None:
                return part, self.identity(found)
        return None

    def _last_naming(self, institution: Institution, before: int) -> int:
        """Where the article last names the institution before word `before`; -1 if it does not."""
        _, ends = self._folded
        aliases = (*institution.aliases.get(self._language, ()), *institution.names.get(self._language, ()))
        return max((self._last_before(fold(alias), ends[before]) for alias in aliases), default=-1)

    def _last_before(self, name: str, end: int) -> int:
        """Where the folded text last has a name that ends by character `end`; -1 if it does not."""
        if name not in self._places:
            self._places[name] = list(_places_of(name, self._folded[0]))
        places = self._places[name]
        at = bisect_right(places, end - len(name))
        return places[at - 1] if at else -1

    @cached_property
    def _bracketed(self) -> frozenset[str]:
        """What the article has in brackets, such as an acronym after what it stands for."""
        return frozenset(BRACKETED.findall(self._article.text))

    @cached_property
    def _folded(self) -> tuple[str, list[int]]:
        """The folded text, and where each word begins in it: folding may turn one letter into two."""
        text = self._article.text
        starts = [0, *(word.start for word in self._article.words)]
        pieces = [fold(text[a:b]) for a, b in pairwise(starts)]
        return "".join(pieces) + fold(text[starts[-1] :]), list(accumulate(map(len, pieces)))

    def identity(self, institution: Institution, *, document: bool = False) -> Identity:
        """An institution as a speaker; `document` says that a text speaks for it."""
        return Identity(
            institution.name(self._language), "institution", "named", "", "any", None, institution, document
        )

    def within(self, words: range) -> Institution | None:
        """The institution that a part of the phrase names, the longest first."""
        return self._in_parts(words, self._article.text_of) if words and self._may_name(words) else None

    def in_title(self, title: str) -> Institution | None:
        """The institution that a part of a title names, the longest first."""
        if not self._catalogue.may_name(title, self._language):
            return None
        words = title.split()
        return self._in_parts(range(len(words)), lambda part: " ".join(words[part.start : part.stop]))

    def _may_name(self, words: range) -> bool:
        """May a part of a phrase name an institution?"""
        return self._catalogue.may_name(self._article.text_of(words), self._language)

    def _in_parts(self, words: range, text_of: Callable[[range], str]) -> Institution | None:
        """The institution that a part of the words names, the longest first; one word needs a capital."""
        texts = ((text_of(part), len(part) == 1) for part in parts_of(words, LONGEST_INSTITUTION))
        named = (text for text, alone in texts if not alone or text[:1].isupper())
        found = (self._find(text) for text in named)
        return next(filter(None, found), None)
