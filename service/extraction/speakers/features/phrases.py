"""Features for titles and descriptions only: how a phrase agrees with what the article calls somebody."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from service.extraction.reading.article import Article
from service.extraction.speakers.asking import MAX_PHRASE_WORDS, PERSON_NOUNS, Asked, IdentityCandidate
from service.extraction.speakers.entities import Entity
from service.extraction.speakers.features.names import Row, log_of
from service.extraction.speakers.institutions import is_medium
from service.extraction.speakers.memory import NEVER
from service.extraction.syntax.phrases import is_restricted
from service.lexicons.catalogue_values import Institution
from service.lexicons.catalogue_words import fold

MAX_CALLS = 20  # roles of a person that are looked at


class PhraseEvidence:
    """Says how the words of an article's titles and descriptions agree with their candidates."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._names: dict[str, frozenset[str]] = {}  # their words
        self._calls: dict[int, Sequence[_Call]] = {}  # of people, by their indices

    def add(self, asked: Asked, candidates: Sequence[IdentityCandidate], rows: Sequence[Row]) -> None:
        """Add to the rows of the candidates, nobody first, the features of a phrase."""
        said = frozenset(map(fold, (*asked.content, *asked.forms)))
        outlet, human = self._is_outlet(asked.forms), self._is_human(asked)
        bodies = self._article.lexicon.bodies
        types = {kind for form in asked.forms for kind in bodies.get(form, ())}
        for candidate, row in zip(candidates, rows, strict=True):
            if not candidate.nobody:
                self._called(asked, candidate, row, said, outlet=outlet)
                self._roles(asked, candidate.identity.entity, row)
                _add_kind(asked, candidate, row)
                if human:
                    _add_human(candidate, row)
                if types and "body" in row:
                    _add_type(candidate.identity.institution, row, types)
        _compare_roles(rows)
        if not asked.forms.isdisjoint(self._article.lexicon.determiners["enterprise"]):
            _add_enterprises(candidates, rows)
        self._determined(asked, rows)
        self._nobody(asked, rows[0])
        rows[0]["nobody-met-before"] = candidates[0].known is not None
        _add_nobody_against(rows[0], rows)

    def _determined(self, asked: Asked, rows: Sequence[Row]) -> None:
        """How a determiner or a complement points to somebody."""
        first = self._article.words[asked.words[0]].norm
        determiners = self._article.lexicon.determiners
        demonstrative = first in determiners["demonstrative"]
        possessive = first in determiners["possessive"]
        complement = asked.words[-1] > asked.head
        for row in rows[1:]:
            if complement:
                row["complement-role"] = row.get("role", 0)
                row["complement-no-role"] = not (row.get("role") or row.get("role-to-come"))
            if demonstrative:
                row["demonstrative-sentence-before"] = row.get("sentence-before", 0)
            if possessive:
                row["possessor"] = row.get("latest-subject", 0) or row.get("latest-speaker", 0)
            if "described" in row:
                row["described-near"] = row.get("same-paragraph", 0)

    def _nobody(self, asked: Asked, row: Row) -> None:
        """Whether a phrase introduces somebody new."""
        article, determiners = self._article, self._article.lexicon.determiners
        first = article.words[asked.words[0]].norm
        demonstrative, possessive = first in determiners["demonstrative"], first in determiners["possessive"]
        definite = first in determiners["definite"] and not possessive
        row["nobody-demonstrative"] = demonstrative
        row["nobody-definite"] = definite and not demonstrative
        row["nobody-possessive"] = possessive
        row["nobody-bare"] = asked.words[0] == asked.head
        row["nobody-indefinite"] = not (definite or demonstrative or possessive)
        row["nobody-complement"] = asked.words[-1] > asked.head
        row["nobody-relative"] = is_restricted(article, asked.head)
        row["nobody-words"] = log_of(len(asked.words))
        former = determiners["former"]
        row["nobody-former"] = any(article.words[i].norm in former for i in asked.words[:MAX_PHRASE_WORDS])
        for category in ("title", "person", "kin", "body"):
            row["nobody-" + category] = asked.category == category
        row["nobody-no-noun"] = not asked.category
        row["nobody-public"] = any(article.lexicon.is_noun(form, "public") for form in asked.forms)
        row["nobody-human"] = self._is_human(asked)

    def _called(
        self, asked: Asked, candidate: IdentityCandidate, row: Row, said: frozenset[str], *, outlet: bool
    ) -> None:
        """How a phrase, whose words are `said`, agrees with somebody's name and the nouns used for them."""
        identity, known = candidate.identity, candidate.known
        if known is not None:
            row["called-so"] = not known.nouns.isdisjoint(asked.forms)
        name = self._words_of(identity.name)
        row["name-words"] = min(len(name & said), 3)
        row["name-part"] = bool(said) and said <= name
        if outlet:
            row["medium"] = is_medium(identity) or (known is not None and self._is_outlet(known.nouns))

    def _roles(self, asked: Asked, entity: Entity | None, row: Row) -> None:
        """How a phrase agrees with the roles that the article gives a person."""
        if entity is None:
            return
        calls = self._calls_of(entity)
        row["role-missing-words"] = bool(asked.content)
        row["role-none"] = not calls
        if not calls:
            return
        before = [call for call in calls if call.places[0] <= asked.head]
        after = [call for call in calls if call.places[-1] > asked.head]
        same = [call for call in before if call.head in asked.forms]
        row["role"] = bool(same)
        row["role-to-come"] = any(call.head in asked.forms for call in after)
        row["role-other"] = bool(before) and not same and asked.category in PERSON_NOUNS
        if before and not same:
            parts = {word for form in asked.forms for word in form.split()}
            row["role-part"] = any(not parts.isdisjoint(call.head.split()) for call in before)
        if same:
            row["role-agrees"] = any(not asked.content.isdisjoint(call.words) for call in same)
            row["role-at"] = max(c.places[bisect_right(c.places, asked.head) - 1] for c in same)
        if asked.content:
            own = set().union(*(call.words for call in before))
            later = set().union(*(call.words for call in after))
            row["role-words"] = min(len(asked.content & own), 3)
            row["role-words-to-come"] = min(len(asked.content & later), 3)
            row["role-missing-words"] = asked.content.isdisjoint(own | later)

    def _words_of(self, name: str) -> frozenset[str]:
        """The words of a name by which a phrase may call its bearer."""
        if name not in self._names:
            words = fold(name).replace("'", " ").split()
            self._names[name] = frozenset(word for word in words if len(word) > 2)
        return self._names[name]

    def _is_outlet(self, forms: Iterable[str]) -> bool:
        """Is one of the forms a noun for a medium?"""
        return any(self._article.lexicon.is_noun(form, "outlet") for form in forms)

    def _is_human(self, asked: Asked) -> bool:
        """Does a phrase give only sex and age: "le jeune homme", not "homme d'affaires"?"""
        return any(self._article.lexicon.is_noun(form, "human") for form in asked.forms)

    def _calls_of(self, entity: Entity) -> Sequence[_Call]:
        """The different roles that the article gives a person."""
        if entity.index not in self._calls:
            places: dict[tuple[str, frozenset[str]], list[int]] = {}
            for role in entity.roles:
                if (role.head, role.words) in places or len(places) < MAX_CALLS:
                    places.setdefault((role.head, role.words), []).append(role.at)
            self._calls[entity.index] = [_Call(*call, sorted(at)) for call, at in places.items()]
        return self._calls[entity.index]


def _add_type(institution: Institution | None, row: Row, types: Collection[str]) -> None:
    """Whether a noun for bodies of some types ("le quotidien") fits a body's type, if that is known."""
    row["type-open"] = institution is None
    row["type-agrees"] = institution is not None and institution.type in types
    row["type-disagrees"] = institution is not None and institution.type not in types


def _add_kind(asked: Asked, candidate: IdentityCandidate, row: Row) -> None:
    """How a candidate's kind agrees with that of a phrase's noun."""
    entity = candidate.identity.entity
    row["gender-agrees"] = bool(asked.gender) and candidate.identity.gender == asked.gender
    row["famous"] = entity is not None and entity.person is not None
    row["famous-person"] = asked.category == "person" and row["famous"]
    if asked.category == "body":
        row["body-latest-quoting"] = row.get("latest-quoting", 0)
        row["body-mentions"] = row.get("mentions", 0)


def _add_human(candidate: IdentityCandidate, row: Row) -> None:
    """Whether a phrase for sex and age can mean a candidate: seldom somebody with an office."""
    entity = candidate.identity.entity
    row["human-famous"] = entity is not None and entity.person is not None
    row["human-titled"] = entity is not None and bool(entity.roles)
    row["human-described"] = entity is None


def _compare_roles(rows: Sequence[Row]) -> None:
    """Which candidate alone has a role or a noun of the phrase, and which had it last."""
    with_role = [row for row in rows if row.get("role") or row.get("role-to-come")]
    called = [row for row in rows if row.get("called-so")]
    if len(with_role) == 1:
        with_role[0]["role-only-one"] = 1
    if len(called) == 1:
        called[0]["called-so-only-one"] = 1
    latest = max(row.get("role-at", NEVER) for row in rows)
    for row in rows:
        row["role-latest"] = row.pop("role-at", NEVER) == latest != NEVER


def _add_enterprises(candidates: Sequence[IdentityCandidate], rows: Sequence[Row]) -> None:
    """For a noun for named bodies ("the company"): which are named, the latest, and the most frequent."""
    rows[0]["nobody-enterprise"] = 1
    named = [
        (candidate.known, row)
        for candidate, row in zip(candidates, rows, strict=True)
        if candidate.known is not None and "body" in row and candidate.identity.basis == "named"
    ]
    latest = max((known.at for known, _ in named), default=NEVER)
    most = max((known.mentions for known, _ in named), default=0)
    for known, row in named:
        row["enterprise"] = 1
        row["enterprise-latest"] = known.at == latest
        row["enterprise-most"] = known.mentions == most


def _add_nobody_against(nobody: Row, rows: Sequence[Row]) -> None:
    """Features of the other candidates that count against nobody."""
    nobody["nobody-role-exists"] = any(row.get("role") for row in rows)
    nobody["nobody-role-to-come"] = any(row.get("role-to-come") for row in rows)
    nobody["nobody-called-so"] = any(row.get("called-so") for row in rows)
    nobody["nobody-somebody-near"] = any(row.get("same-paragraph") for row in rows[1:])


@dataclass(frozen=True, slots=True)
class _Call:
    """A role of a person, and the mentions beside which it stands, in text order."""

    head: str
    words: frozenset[str]
    places: Sequence[int]
