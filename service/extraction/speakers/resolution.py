"""Who a mention is: a name, an institution, the holder of an office, the antecedent of a pronoun.

All subjects and speakers of the narration are read in text order, so that "he" finds whoever was mentioned
last.  Rules decide: naming_rules.py for names, turn_rules.py and pronoun_rules.py for pronouns,
describing_rules.py for titles and descriptions.  A learned choice may overrule the last two (choosing.py).
nobody_rules.py gives what the words say of somebody whom the article does not name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from weakref import proxy

from service.extraction.cues.frames import Frame
from service.extraction.reading.article import Article, Word
from service.extraction.rules import first_answer
from service.extraction.speakers.affiliations import Affiliations
from service.extraction.speakers.asking import Candidates, ask
from service.extraction.speakers.bodies import find_bodies
from service.extraction.speakers.choosing import Choosing
from service.extraction.speakers.describing_rules import DESCRIBING_RULES, OFFICE_HELD
from service.extraction.speakers.discourse import Discourse, Identity, Referent
from service.extraction.speakers.entities import Entity, find_entities
from service.extraction.speakers.features.evidence import Evidence
from service.extraction.speakers.impersonal import IMPERSONAL_RULES
from service.extraction.speakers.institutions import Institutions, is_medium
from service.extraction.speakers.memory import Memory, MentionStanding
from service.extraction.speakers.mentions import Mentions
from service.extraction.speakers.naming_rules import NAMING_RULES
from service.extraction.speakers.nobody_rules import NOBODY_RULES, PRONOUN_ALONE
from service.extraction.speakers.office_holders import OfficeHolders
from service.extraction.speakers.people import People
from service.extraction.speakers.people_index import PeopleIndex
from service.extraction.speakers.phrase import Identifying, Phrase, Told, is_human, phrase
from service.extraction.speakers.principals import STATE, Principals
from service.extraction.speakers.pronoun_rules import PRONOUN_RULES
from service.extraction.speakers.titles import Titles
from service.extraction.speakers.turn_rules import TURN_RULES
from service.extraction.syntax.clauses import reported_subjects
from service.extraction.syntax.phrases import is_name, is_nominal, phrase_of
from service.extraction.syntax.verb_groups import agent_noun
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.schema import REPORTING, Pronoun

RIVALS = STATE | {"ministry"}  # types of institutions; nobody speaks for two of these at a time
# Types of institutions; nobody who speaks for a state speaks for one of these.
PRIVATE_BODIES = frozenset({"company", "bank", "union", "ngo", "sports-club", "pollster", "hospital"})


class Resolver:
    """Resolves one article's mentions; `identities` maps the index of a speaker's head word to its identity.

    `institutions` and `titles` answer further questions about a phrase or a person.
    """

    def __init__(
        self,
        article: Article,
        frames: Sequence[Frame],
        people: PeopleIndex,
        catalogue: ArticleCatalogue,
        chooser: Choosing | None = None,
        quoting: Collection[int] = (),
    ) -> None:
        """Resolve the speakers of `frames`; `quoting` are the heads of speakers of quotations.

        `chooser` has the last word on pronouns, titles and descriptions; without one the rules decide.
        """
        self._article = article
        self._chooser = chooser
        self._quoting = quoting
        self._people = People(article, find_entities(article, people, catalogue))
        self.titles = Titles(article, self._people, catalogue)
        self._holders = OfficeHolders(article, self._people, catalogue)
        self.institutions = Institutions(article, catalogue)
        self._mentions = Mentions(article, self._people, self.institutions)
        self._discourse = Discourse(article)
        self._mention_at: dict[int, range] = {}
        self._memory = Memory(article)
        self._bodies = find_bodies(article, self._people, self.institutions)
        self._candidates = Candidates(article, self._people, self.titles, self._memory)
        self._evidence = Evidence(article, self._memory, self._quoted_by_name(frames))
        self.affiliations = Affiliations(article, catalogue, self.institutions, self.titles)
        self._principals = Principals(
            article, catalogue, self.institutions, self.affiliations, self._discourse, self._memory
        )
        resolver = proxy(self)  # a reference cycle would keep the article until the next garbage collection
        self._told = Told(
            *(article, self._people, self.titles, self.institutions, self._discourse, self._memory),
            affiliations=self.affiliations,
            identify=lambda words, head: resolver.identify(words, head),
        )
        self.identities: Mapping[int, Identity] = self._read(frames)

    def mention_of(self, frame: Frame) -> range | None:
        """The words that mention the speaker of a frame, if it has one."""
        head = frame.speaker_head
        return None if head is None else self._mention_at.get(head, frame.speaker)

    def _quoted_by_name(self, frames: Sequence[Frame]) -> Counter[int]:
        """How many speakers of quotations name each person, by the person's index."""
        speakers = {f.speaker_head: f.speaker for f in frames if f.speaker_head in self._quoting}
        found: Counter[int] = Counter()
        for head, speaker in speakers.items():
            if head is not None and speaker is not None:
                entity = self._people.named_in(speaker, head)
                if entity is not None:
                    found[entity.index] += 1
        return found

    def _read(self, frames: Sequence[Frame]) -> dict[int, Identity]:
        """Resolve every subject and speaker in text order."""
        article = self._article
        speakers = {f.speaker_head: f for f in frames if f.speaker_head is not None and f.speaker is not None}
        found: dict[int, Identity] = {}
        narrated = [word for word in article.words if word.quotation < 0]
        agents = {agent_noun(article, word.i) for word in narrated if "agent" in word.deps}
        told = agents.union(word.i for word in narrated if "subject" in word.deps)
        for at in sorted({*speakers, *told, *self._people.ends, *self._bodies}):
            word, frame = article.words[at], speakers.get(at)
            if frame is not None and frame.speaker is not None:
                mention = self._mentions.of(frame, frame.speaker, at)
                self._mention_at[at] = mention
                found[at] = self._speaker(frame, mention, word)
                noun = frame.kind == "noun" and frame.group == "noun"
                speaker = frame.strength >= REPORTING and not noun and not is_medium(found[at])
                self._remember(word, found[at], subject=not noun, speaker=speaker)
            elif at in told and is_nominal(article, word):
                mention = phrase_of(article, at)
                own = self._mentions.adjuncts.without(mention, at) if at in agents else mention
                identity = self.identify(own, at, inverted=False)
                if identity.kind != "unknown":
                    self._remember(word, identity, subject=True, speaker=False)
            elif (entity := self._people.ending_at(at)) is not None:
                self._remember(word, self._people.identity(entity, "named"), subject=False, speaker=False)
            elif (body := self._bodies.get(at)) is not None:
                self._memory.add(word, body.identity, MentionStanding(nested=True), body.nouns)
        return {at: self._holders.named(identity) for at, identity in found.items()}

    def _speaker(self, frame: Frame, mention: range, head: Word) -> Identity:
        """The identity of a frame's speaker."""
        found = first_answer(IMPERSONAL_RULES, self._told, frame, head)
        if found is not None:
            return found[1]._replace(rule=found[0])
        return self.identify(mention, head.i, inverted=frame.inverted)

    def _remember(self, word: Word, identity: Identity, *, subject: bool, speaker: bool) -> None:
        """Let later pronouns and descriptions find the mention."""
        top = self._people.top_of(word)
        nested = not subject and self._article.has_dep(top, "prepositional", "possessive", "apposition")
        verb = self._article.words[word.head]
        main = subject and (verb.head == verb.i or verb.i == word.i)
        quoted, inner = word.quotation >= 0, self._people.is_inner(word)
        self._discourse.add(Referent(word.i, identity, subject, speaker, quoted, main, inner))
        standing = MentionStanding(subject, main, speaker, word.i in self._quoting, nested)
        self._memory.add(word, identity, standing, self._nouns(word))

    def _nouns(self, word: Word) -> frozenset[str]:
        """The noun by which a mention calls somebody, and the nouns beside a body's name."""
        if is_name(self._article, word):
            body = self._bodies.get(word.i)
            return frozenset() if body is None else body.nouns
        return frozenset({word.norm})

    def identify(self, words: range, head: int, *, inverted: bool | None = None) -> Identity:
        """The identity of the phrase `words` with its head word, by the article up to there.

        `inverted` is given only for speakers: do they stand right of their cue?
        """
        mention = phrase(self._article, words, head)
        pronoun = mention.pronoun
        named = self._answer(NAMING_RULES if pronoun is None else TURN_RULES, mention)
        if named is not None:
            return named
        nobody = self._nobody(mention, spoken=inverted is not None)
        apart = self._apart(mention, pronoun)
        rules = self._answer(DESCRIBING_RULES if pronoun is None else PRONOUN_RULES, mention)
        if rules is not None and rules.entity is not None and rules.rule == OFFICE_HELD:
            self.titles.met(rules.entity, mention.text)
        private = pronoun is None and is_human(self._article, mention)
        if rules is None or self._is_refuted(rules, nobody, apart, private=private):
            rules = nobody
        asked = None if inverted is None else ask(self._article, mention)
        if self._chooser is None or asked is None or rules.members:
            return rules
        candidates = self._candidates.of(asked, rules, nobody)
        candidates = [
            c for c in candidates if not self._is_refuted(c.identity, nobody, apart, private=private)
        ]
        features = self._evidence.features(asked, candidates, inverted=bool(inverted))
        return self._chooser.choose(asked, candidates, features)

    def _answer(self, rules: Sequence[Identifying], mention: Phrase) -> Identity | None:
        """The identity of a mention by the first rule that has an answer."""
        found = first_answer(rules, self._told, mention)
        if found is None:
            return None
        rule, identity = found
        return identity if identity.rule == rule else identity._replace(rule=rule)

    def _nobody(self, mention: Phrase, *, spoken: bool) -> Identity:
        """The identity of somebody unnamed, with the institution and office in the words."""
        found = self._answer(NOBODY_RULES, mention)
        assert found is not None, "a phrase is at least a stranger"
        words, head = mention.words, mention.head
        if found.rule == PRONOUN_ALONE or not (spoken or self._principals.has_role(words, head)):
            return found
        institution = self._principals.of(words, head, self.identify)
        office = self._holders.office(words, found)
        if institution is None and office is not None:
            institution = self.titles.speaks_in(office)
        return found._replace(speaks_for=institution, office=office)

    def _apart(self, mention: Phrase, pronoun: Pronoun | None) -> list[Entity]:
        """The people named where a mention cannot mean them (binding theory's condition C: Chomsky, 1981)."""
        apart = self._in_fronted_clause(mention)
        if pronoun is not None:
            return [*apart, *self._reported(mention.head)]
        owner = self._principals.owner(mention.words, mention.head)
        return apart if owner is None or owner.entity is None else [*apart, owner.entity]

    def _reported(self, pronoun: int) -> list[Entity]:
        """The people who are subjects of what a pronoun says: "he said that Biden …"."""
        subjects = reported_subjects(self._article, pronoun)
        named = (self._people.at(word.i) for word in subjects if word.quotation < 0)
        return [entity for entity in named if entity is not None]

    def _in_fronted_clause(self, mention: Phrase) -> list[Entity]:
        """The people named in a participle's clause before the subject: "Asked about Biden, the mayor …"."""
        article, words = self._article, self._article.words
        first = article.units[words[mention.head].unit][0]
        verb = words[mention.head].head
        if (
            first >= mention.words[0]
            or words[first].form != "past"
            or words[first].head not in (verb, mention.head)
        ):
            return []
        named = (self._people.at(i) for i in range(first + 1, mention.words[0]))
        return [entity for entity in named if entity is not None]

    def _is_refuted(
        self, identity: Identity, nobody: Identity, apart: Sequence[Entity], *, private: bool
    ) -> bool:
        """Does what is known of somebody rule out that a phrase means them?

        `nobody` is what the phrase says by itself; `apart` are people whom the syntax rules out; `private`:
        the phrase gives only sex and age, by which nobody known for an office is called.  "Le porte-parole de
        X" is not X.  "The US president" is nobody who never held that office.  Whoever speaks for the Élysée
        is no Kremlin adviser, and does not preside over a union.
        """
        if identity.entity is None:
            return False
        person = identity.entity.person
        if any(one is identity.entity for one in apart) or self.titles.refute(nobody.office, identity.entity):
            return True
        if private and person is not None and person.offices:
            return True
        if nobody.speaks_for is None or nobody.speaks_for.type not in RIVALS | PRIVATE_BODIES:
            return False
        own = self.affiliations.of(identity.entity)
        return own is not None and own.type in RIVALS and own.id != nobody.speaks_for.id
