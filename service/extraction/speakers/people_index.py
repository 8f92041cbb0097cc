"""The catalogue's people by the words of their names, in any spelling."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import date

from service.extraction.speakers.names import is_transliterated, name_key, same_first_name
from service.lexicons.catalogue import Catalogue
from service.lexicons.catalogue_values import Person
from service.lexicons.catalogue_words import fold


class PeopleIndex:
    """The catalogue's people by the keys of their family names, and by that of each name's last word."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._day: date | None = None
        self._by_last: dict[str, list[tuple[tuple[str, ...], Person]]] = {}
        self._families: dict[tuple[str, ...], list[tuple[str, Person]]] = {}
        for person in catalogue.people:
            forms = {form for forms in person.names.values() for form in forms} | set(person.spellings)
            for form in forms:
                words = tuple(form.split())
                self._by_last.setdefault(name_key(words[-1]), []).append((words, person))
            for form in {form for forms in person.family.values() for form in forms}:
                self._families.setdefault(_keys(form.split()), []).append((fold(form), person))
        self._begin = {keys[0] for keys in self._families}

    def on(self, day: date | None) -> PeopleIndex:
        """The same index for an article of `day`: it prefers people who held office then."""
        other = copy(self)
        other._day = day
        return other

    def find(self, name: Sequence[str], gender: str = "", *, spelled: bool = False) -> Person | None:
        """The only person of that name; the best known of several, and for a family name alone.

        `gender`, if the article shows it ("Mme Macron"), excludes people of the other one; the name may then
        mean somebody whom the family name alone never means.  `spelled` accepts only people whom the
        catalogue has under this very spelling: "Martine" is another name than "Martin".
        """
        family = [p for p in self._family(name) if not spelled or _is_spelled(p, name)]
        bearers = [person for person in family if gender in ("", person.gender)]
        if bearers:
            return self._catalogue.best_known(bearers, self._day)
        last = fold(name[-1])
        entries = [
            (words, person)
            for words, person in self._by_last.get(name_key(name[-1]), ())
            if fold(words[-1]) == last or is_transliterated(person.country)
        ]
        if len(name) > 1:
            found = {p.key: p for words, p in entries if same_first_name(words[:-1], name[:-1])}
        elif family:
            found = {p.key: p for _, p in entries if p.gender == gender and p.surname_alone is not False}
        else:
            alone = (p for words, p in entries if len(words) == 1)
            found = {p.key: p for p in alone if not spelled or _is_spelled(p, name)}
        namesakes = list(found.values())
        return namesakes[0] if len(namesakes) == 1 else self._catalogue.best_known(namesakes, self._day)

    def may_begin(self, word: str) -> bool:
        """May a family name begin with the word?"""
        return name_key(word) in self._begin

    def knows_alone(self, name: Sequence[str]) -> bool:
        """Is `name` a family name that alone identifies somebody who speaks for an institution?"""
        family = self._family(name)
        best = self._catalogue.best_known(family, self._day) if family else None
        return best is not None and bool(best.offices)

    def _family(self, name: Sequence[str]) -> list[Person]:
        """Everybody of a family name: those spelled so, or else transliterated ones with the same key."""
        entries = self._families.get(_keys(name), [])
        spelled = fold(" ".join(name))
        bearers = [person for form, person in entries if form == spelled] or [
            person for _, person in entries if is_transliterated(person.country)
        ]
        return list({person.key: person for person in bearers}.values())


def _is_spelled(person: Person, name: Sequence[str]) -> bool:
    """Does the catalogue have this form of a person's name or family name?"""
    listed = (*person.names.values(), *person.family.values(), person.spellings)
    return fold(" ".join(name)) in {fold(form) for forms in listed for form in forms}


def _keys(name: Sequence[str]) -> tuple[str, ...]:
    """The keys of the words of a name, which all spellings share."""
    return tuple(name_key(word) for word in name)
