"""Who a mention is: a name, an institution, the holder of an office, the antecedent of a pronoun.

All subjects and sources of the narration are read in text order, so that "he" finds who was last spoken of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from service.extraction.analysis import Article, Word, phrase_at
from service.extraction.discourse import Discourse, Identity, Referent, agreement
from service.extraction.entities import Entity, PeopleIndex, find_entities, person_word_in
from service.extraction.frames import Frame
from service.extraction.names import fold
from service.extraction.phrases import is_nominal, is_pronoun, is_punctuation, phrase_of
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.catalogue_values import Institution, Office, Person
from service.lexicons.lexicon import PersonWord, Pronoun

NEAR = 3.0
FIRST, SECOND = 1, 2
WE = (FIRST, "plural")


class Resolver:
    """Reads one article's mentions; `identities` maps a source's head word to who it is."""

    def __init__(
        self, article: Article, frames: Sequence[Frame], people: PeopleIndex, catalogue: ArticleCatalogue
    ) -> None:
        self._article = article
        self._catalogue = catalogue
        self._language = article.lexicon.language
        self.entities = find_entities(article, people, catalogue)
        self._entity_at: dict[int, tuple[Entity, range]] = {
            i: (entity, mention) for entity in self.entities for mention in entity.mentions for i in mention
        }
        self._discourse = Discourse(article)
        self._former: set[int] = set()
        self.identities: Mapping[int, Identity] = self._read(frames)

    def _read(self, frames: Sequence[Frame]) -> dict[int, Identity]:
        """Resolve every subject and source in text order."""
        article = self._article
        sources = {f.source_head: f for f in frames if f.source_head is not None and f.source is not None}
        found: dict[int, Identity] = {}
        for word in article.words:
            frame = sources.get(word.i)
            subject = article.has_dep(word, "subject") or frame is not None
            if frame is not None and frame.source is not None:
                found[word.i] = self._place_of(frame, word) or self.identify(frame.source, word.i)
                noun = frame.kind == "noun" and frame.group == "noun"
                self._remember(
                    word, found[word.i], subject=not noun, speaker=frame.strength >= 2 and not noun
                )
            elif subject and word.quotation < 0 and is_nominal(article, word):
                identity = self.identify(phrase_of(article, word.i), word.i)
                if identity.kind != "unknown":
                    self._remember(word, identity, subject=True, speaker=False)
            elif word.i in self._entity_at and self._entity_at[word.i][1][-1] == word.i:
                self._remember(
                    word, self._person(self._entity_at[word.i][0], "named"), subject=False, speaker=False
                )
        return found

    def _place_of(self, frame: Frame, head: Word) -> Identity | None:
        """The institution that "one" or "we" speaks for: "dit-on à l'Élysée", "we see in Paris"."""
        pronoun = self._article.lexicon.pronouns.get(head.norm)
        if pronoun is None or not (pronoun.role == "impersonal" or (pronoun.person, pronoun.number) == WE):
            return None
        words = self._article.words
        for at in range(frame.end + 1, min(frame.end + 5, len(words))):
            address = phrase_at(self._article, self._article.lexicon.prepositions["address"], words[at])
            if words[at].unit != head.unit or address is None or address[0] + 1 >= len(words):
                continue
            for end in range(min(address[0] + 5, len(words)), address[0] + 1, -1):
                place = range(address[0] + 1, end)
                if is_punctuation(words[end - 1]):
                    continue
                found = self._institution_named(self._article.span(place).text(self._article.text), place)
                if found is not None:
                    return found
        return None

    def _remember(self, word: Word, identity: Identity, *, subject: bool, speaker: bool) -> None:
        self._discourse.add(Referent(word.i, identity, subject, speaker, word.quotation >= 0))

    def identify(self, words: range, head: int) -> Identity:
        """Who the phrase `words` with its head word is, as far as the article up to there tells."""
        if len(words) <= 2 and is_pronoun(self._article, self._article.words[head]):
            return self._pronoun(words, head)
        latter = self._article.lexicon.pronouns.get(
            self._article.norm[self._article.span(words).start : self._article.span(words).end]
        )
        if latter is not None:
            return self._latter(words, latter)
        several = self._coordinated(words, head)
        if several is not None:
            return several
        entity = self._named_in(words, head)
        if entity is not None:
            return self._person(entity, "named")
        bare = self._without_determiner(words)
        text = self._article.span(bare).text(self._article.text)
        return (
            self._institution_named(text, bare)
            or self._document(words, head)
            or self._titled(words, bare, text, head)
            or self._named_before(words, bare)
            or self._described(words, bare, text, head)
        )

    def _coordinated(self, words: range, head: int) -> Identity | None:
        """Several speakers at once: "Macron and Merkel"."""
        article = self._article
        joined = [
            c
            for c in article.children[head]
            if article.has_dep(article.words[c], "coordinated")
            and is_nominal(article, article.words[c])
            and article.words[c].quotation == article.words[head].quotation
        ]
        linked = any(
            article.has_dep(article.words[k], "conjunction")
            for c in (head, *joined)
            for k in article.children[c]
        )
        if not joined or not linked:
            return None
        span = self._without_determiner(
            range(words[0], max(words[-1], phrase_of(article, joined[-1])[-1]) + 1)
        )
        return Identity(article.span(span).text(article.text), "group", "named", "", "plural")

    def _latter(self, words: range, pronoun: Pronoun) -> Identity:
        """Whom "the latter", "ce dernier" means: who was mentioned last."""
        found = self._discourse.last(words[0], agreement(pronoun))
        text = self._article.span(words).text(self._article.text)
        if found is None:
            return Identity(text, "unknown", "pronoun", "", "any", resolved=False)
        return replace(found, basis="pronoun")

    def _person(self, entity: Entity, basis: str) -> Identity:
        name = entity.name if entity.person is None else self._catalogued(entity, entity.person)
        return Identity(
            name, "person", "named" if basis == "named" else "title", entity.gender, "singular", entity
        )

    def _catalogued(self, entity: Entity, person: Person) -> str:
        """The fullest form in the article, unless it is another language's or only a part of the name."""
        last = fold(entity.name.split()[-1])
        own = {fold(form.split()[-1]) for form in person.names.get(self._language, ())}
        foreign = {fold(form.split()[-1]) for forms in person.names.values() for form in forms} - own
        whole = " " in entity.name and last not in foreign
        return entity.name if whole else person.name(self._language)

    def _named_in(self, words: range, head: int) -> Entity | None:
        """The person that a phrase names: its head, a name after a title, an apposition; no complement."""
        article = self._article
        if head in self._entity_at and not self._is_complement(self._entity_at[head][1], words):
            return self._entity_at[head][0]
        for i in words:
            if i in self._entity_at and not self._is_complement(self._entity_at[i][1], words):
                between = article.words[words[0] : i]
                if any(article.has_dep(w, "conjunction") for w in between):
                    return None
                return self._entity_at[i][0]
        return None

    def _is_complement(self, mention: range, words: range) -> bool:
        """Does the name only qualify another noun: "Trump's lawyer", "la mère de Paul"?"""
        article = self._article
        following = mention[-1] + 1
        if following <= words[-1] and article.words[following].norm in ("'s", "'"):
            return True
        if article.words[mention[-1]].norm.endswith("'s"):
            return True
        if mention[0] == words[0]:
            return mention[-1] < words[-1] and any(
                article.has_dep(article.words[i], "name_part", "possessive")
                and article.words[i].head not in mention
                and article.words[article.words[i].head].i in words
                and not is_punctuation(article.words[mention[-1] + 1])
                for i in mention
            )
        before = article.words[mention[0] - 1]
        prepositional = article.has_tag(before, "preposition")
        return before.i in words and prepositional

    def _without_determiner(self, words: range) -> range:
        articles = self._article.lexicon.determiners["articles"]
        start = words[0]
        while start < words[-1] and self._article.words[start].norm in articles:
            start += 1
        return range(start, words[-1] + 1)

    def _institution_named(self, text: str, words: range) -> Identity | None:
        if f"({text})" in self._article.text:
            return None
        found = self._catalogue.find_institution(text, self._language)
        if found is None:
            found = self._catalogue.compose_ministry(text, self._language, None)
        if found is None:
            found = self._catalogue.find_government(text, self._language)
        if found is not None:
            own = fold(found.name(self._language)) == fold(text)
            determiner = self._article.words[words[0] - 1].norm if words[0] else ""
            return replace(
                self._institution(found),
                name=found.name(self._language) if own else text,
                gender=self._gender_of(determiner),
            )
        if found is None:
            named = [
                (place, candidate)
                for candidate in self._catalogue.find_anaphor(text, self._language)
                if (place := self._last_naming(candidate, words[0])) >= 0
            ]
            found = max(named, key=lambda n: n[0])[1] if named else None
        return None if found is None else self._institution(found)

    def _last_naming(self, institution: Institution, before: int) -> int:
        """Where the article last names the institution before word `before`; -1 if it does not."""
        text = fold(self._article.text[: self._article.words[before].start])
        aliases = (*institution.aliases.get(self._language, ()), *institution.names.get(self._language, ()))
        return max((text.rfind(fold(alias)) for alias in aliases), default=-1)

    def _institution(self, institution: Institution, *, document: bool = False) -> Identity:
        return Identity(
            institution.name(self._language), "institution", "named", "", "any", None, institution, document
        )

    def _document(self, words: range, head: int) -> Identity | None:
        """A text that speaks: for its institution, for the last one that a text spoke for, or for itself."""
        article = self._article
        if not any(
            article.lexicon.is_noun(article.words[i].norm, "document") for i in self._core(words, head)
        ):
            return None
        institution = self.institution_in(words)
        if institution is not None:
            return self._institution(institution, document=True)
        if article.words[words[0]].norm in article.lexicon.determiners["definite"] and len(words) <= 3:
            earlier = self._discourse.last(words[0], lambda i: i.document and i.institution is not None)
            if earlier is not None:
                return earlier
        text = article.span(self._without_determiner(words)).text(article.text)
        return Identity(text, "document", "description", "", "any", document=True)

    def _core(self, words: range, head: int) -> range:
        return range(words[0], head + 1) if words[0] <= head else words

    def institution_in(self, words: range) -> Institution | None:
        """The institution that a part of the phrase names, the longest first."""
        article = self._article
        for size in range(len(words), 0, -1):
            for start in range(words[0], words[-1] + 2 - size):
                part = range(start, start + size)
                if size == 1 and not article.words[start].text[:1].isupper():
                    continue
                text = article.span(part).text(article.text)
                found = self._catalogue.find_institution(text, self._language)
                if found is not None:
                    return found
        return None

    def _titled(self, words: range, bare: range, text: str, head: int) -> Identity | None:
        """The person whose title or office the phrase is, if the article names them."""
        noun = person_word_in(self._article, words)
        by_role = self._by_role(words, noun) if noun is not None else None
        if by_role is not None:
            return by_role
        by_office = self._by_office(bare, text)
        if by_office is not None:
            return by_office
        if noun is None or noun[1].plural or noun[1].category not in ("title", "person"):
            return None
        return self._in_focus(words, noun)

    def _by_role(self, words: range, noun: tuple[str, PersonWord]) -> Identity | None:
        """The person whom the article last gave this title."""
        article = self._article
        if article.words[words[0]].norm not in article.lexicon.determiners["definite"] and len(words) < 3:
            return None
        if noun[1].plural:
            return None
        content = {article.words[i].norm for i in words if article.words[i].norm not in noun[0].split()}
        content -= article.lexicon.determiners["definite"] | article.lexicon.determiners["articles"]
        content = {w for w in content if len(w) > 2}
        former = self._catalogue.is_former(article.span(words).text(article.text), self._language)
        best: tuple[int, int] | None = None
        chosen: Entity | None = None
        for entity in self.entities:
            for role in entity.roles:
                if not _same_title(role.head, noun[0]) or role.at > words[0]:
                    continue
                if self._catalogue.is_former(role.text, self._language) is not former:
                    continue
                shared = len(content & role.words)
                if content and not shared:
                    continue
                if best is None or (shared, role.at) > best:
                    best, chosen = (shared, role.at), entity
        return None if chosen is None else self._person(chosen, "title")

    def _by_office(self, bare: range, text: str) -> Identity | None:
        """The person of the article who holds or held the office that the phrase names."""
        countries = dict.fromkeys(e.person.country for e in self.entities if e.person and e.person.country)
        home = self._article.lexicon.home
        hints: list[str | None] = [None, *home, *(c for c in countries if c not in home)]
        former = self._catalogue.is_former(text, self._language)
        holders: list[Entity] = []
        for hint in hints:
            holders = self._holders(self._catalogue.office_of(text, self._language, hint))
            if holders:
                break
        if not holders:
            return None
        holder = max(holders, key=lambda e: self._nearness(e, bare[0], former))
        if former:
            self._former.add(holder.index)
        return self._person(holder, "title")

    def is_former(self, entity: Entity) -> bool:
        """Does the text say that a person's office is past, or give it to somebody who came later?"""
        if entity.index in self._former or any(
            self._catalogue.is_former(role.text, self._language) for role in entity.roles
        ):
            return True
        return any(self._succeeds(other, entity) for other in self.entities if other is not entity)

    def _succeeds(self, other: Entity, entity: Entity) -> bool:
        """Did `other` hold the latest office of `entity` after them?"""
        if other.person is None or entity.person is None or not entity.person.offices:
            return False
        latest = entity.person.offices[0]
        return any(
            held.office == latest.office and (held.since or 0) > (latest.since or 0)
            for held in other.person.offices
        )

    def _nearness(self, entity: Entity, before: int, former: bool) -> tuple[bool, int]:
        """Rank of a holder of an office: past or present as the title says, then the last mentioned."""
        is_former = self.is_former(entity)
        places = [m[0] for m in entity.mentions if m[0] < before]
        return is_former is former, max(places) if places else -entity.mentions[0][0]

    def _holders(self, office: Office | None) -> list[Entity]:
        if office is None:
            return []
        keys = {holding.person for holding in office.holders}
        return [e for e in self.entities if e.person is not None and e.person.key in keys]

    def _in_focus(self, words: range, noun: tuple[str, PersonWord]) -> Identity | None:
        """The person in focus, for a definite description of somebody: "the analyst", "l'artiste"."""
        article = self._article
        if article.words[words[0]].norm not in article.lexicon.determiners["definite"] or len(words) > 3:
            return None
        if article.words[words[0]].norm in article.lexicon.determiners["possessive"]:
            return None

        def fits(identity: Identity) -> bool:
            if identity.kind != "person" or identity.entity is None:
                return False
            return not noun[1].gender or identity.gender in ("", noun[1].gender)

        found = self._discourse.antecedent(words[0], fits, NEAR)
        return None if found is None else replace(found, basis="description")

    def _gender_of(self, determiner: str) -> str:
        forms = self._article.lexicon.determiners
        return "f" if determiner in forms["feminine"] else "m" if determiner in forms["masculine"] else ""

    def _named_before(self, words: range, bare: range) -> Identity | None:
        """The institution or group named in full before: "le ministère", "the commission"."""
        article = self._article
        if len(bare) > 2 or article.words[words[0]].norm not in article.lexicon.determiners["definite"]:
            return None
        noun = article.words[bare[0]].norm

        def fits(identity: Identity) -> bool:
            if identity.kind not in ("institution", "group", "document") or not identity.resolved:
                return False
            names = fold(identity.name).split()
            return len(names) > len(bare) and fold(noun) in names

        found = self._discourse.last(words[0], fits)
        return None if found is None else replace(found, basis="description")

    def _described(self, words: range, bare: range, text: str, head: int) -> Identity:
        """Somebody whom the article does not name."""
        article = self._article
        category, gender, plural = "", "", False
        for i in range(bare[0], max(head, bare[0]) + 1):
            found = phrase_at(article, article.lexicon.persons, article.words[i])
            if found is not None and found[1].category != "honorific" and found[0] >= head:
                category, gender, plural = found[1].category, found[1].gender, found[1].plural
                break
        determiner = article.words[words[0]].norm
        plural = plural or determiner in article.lexicon.determiners["plural"]
        if not gender and not plural:
            gender = self._gender_of(determiner)
        if article.has_tag(article.words[head], "plural"):
            plural = True
        kinds = {
            "group": "group",
            "institution": "institution",
            "title": "person",
            "person": "person",
            "kin": "person",
        }
        kind = "group" if plural else kinds.get(category, "unknown")
        return Identity(text, kind, "description", gender, "plural" if plural else "singular")  # type: ignore[arg-type]

    def _pronoun(self, words: range, head: int) -> Identity:
        pronoun = self._article.lexicon.pronouns[self._article.words[head].norm]
        text = self._article.span(words).text(self._article.text).lstrip("-")
        unknown = Identity(text, "unknown", "pronoun", "", "any", resolved=False)
        if pronoun.role == "impersonal" or pronoun.person in (FIRST, SECOND):
            return unknown
        found = self._discourse.antecedent(head, agreement(pronoun))
        return unknown if found is None else replace(found, basis="pronoun")


def _same_title(role: str, title: str) -> bool:
    """Is `title` the one of `role`, or the short form of it ("foreign minister", "minister")?"""
    return role == title or role.endswith(f" {title}") or role.startswith(f"{title} ")
