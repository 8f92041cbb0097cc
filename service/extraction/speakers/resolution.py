"""Who a mention is: a name, an institution, the holder of an office, the antecedent of a pronoun.

All subjects and speakers of the narration are read in text order, so that "he" finds who was last spoken of.
A phrase is asked in turn whether it is a pronoun, several speakers, a person's name (people.py), an
institution's (institutions.py), a title (titles.py) or a description (descriptions.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from service.extraction.cues.frames import Frame
from service.extraction.reading.article import Article, Word
from service.extraction.speakers import descriptions
from service.extraction.speakers.affiliations import Affiliations
from service.extraction.speakers.asking import Candidates, ask
from service.extraction.speakers.bodies import find_bodies
from service.extraction.speakers.choosing import Choosing
from service.extraction.speakers.discourse import Discourse, Identity, Referent, agreement
from service.extraction.speakers.entities import find_entities
from service.extraction.speakers.identity_features import Evidence
from service.extraction.speakers.impersonal import Impersonal
from service.extraction.speakers.institutions import Institutions, is_medium
from service.extraction.speakers.memory import Memory, Standing
from service.extraction.speakers.mentions import Mentions
from service.extraction.speakers.office_holders import OfficeHolders
from service.extraction.speakers.people import People, is_second_noun
from service.extraction.speakers.people_index import PeopleIndex
from service.extraction.speakers.principals import STATE, Principals
from service.extraction.speakers.roles import person_word_in
from service.extraction.speakers.titles import Titles
from service.extraction.syntax.phrases import (
    is_name,
    is_nominal,
    is_pronoun,
    phrase_of,
    without_determiner,
)
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.schema import Pronoun

FIRST, SECOND = 1, 2
RIVALS = STATE | {"ministry"}  # types of institutions of which nobody speaks for two at a time


class Resolver:
    """Reads one article's mentions; `identities` maps the index of a speaker's head word to who it is.

    `institutions` and `titles` answer what else there is to know of a phrase or a person.
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
        """Resolve the speakers of `frames`; `quoting` are the heads of those that quotations were given to.

        `chooser` has the last word on pronouns, titles and descriptions; without one the rules have it.
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
        self._impersonal = Impersonal(article, catalogue, self.institutions, self._memory)
        self.identities: Mapping[int, Identity] = self._read(frames)

    def mention_of(self, frame: Frame) -> range | None:
        """The words that mention the speaker of a frame, if it has one."""
        head = frame.speaker_head
        return None if head is None else self._mention_at.get(head, frame.speaker)

    def _quoted_by_name(self, frames: Sequence[Frame]) -> Counter[int]:
        """How often quotations are given to each person by name, by their indices."""
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
        told = {word.i for word in article.words if "subject" in word.deps and word.quotation < 0}
        for at in sorted({*speakers, *told, *self._people.ends, *self._bodies}):
            word, frame = article.words[at], speakers.get(at)
            if frame is not None and frame.speaker is not None:
                mention = self._mentions.of(frame, frame.speaker, at)
                self._mention_at[at] = mention
                found[at] = self._impersonal.speaker(frame, word) or self.identify(
                    mention, at, inverted=frame.inverted
                )
                noun = frame.kind == "noun" and frame.group == "noun"
                speaker = frame.strength >= 2 and not noun and not is_medium(found[at])
                self._remember(word, found[at], subject=not noun, speaker=speaker)
            elif at in told and is_nominal(article, word):
                identity = self.identify(phrase_of(article, at), at, inverted=False)
                if identity.kind != "unknown":
                    self._remember(word, identity, subject=True, speaker=False)
            elif (entity := self._people.ending_at(at)) is not None:
                self._remember(word, self._people.identity(entity, "named"), subject=False, speaker=False)
            elif (body := self._bodies.get(at)) is not None:
                self._memory.add(word, body.identity, Standing(nested=True), body.nouns)
        return {at: self._holders.named(identity) for at, identity in found.items()}

    def _remember(self, word: Word, identity: Identity, *, subject: bool, speaker: bool) -> None:
        """Let later pronouns and descriptions find the mention."""
        self._discourse.add(Referent(word.i, identity, subject, speaker, word.quotation >= 0))
        nested = not subject and self._article.has_dep(word, "prepositional", "possessive", "apposition")
        verb = self._article.words[word.head]
        main = subject and (verb.head == verb.i or verb.i == word.i)
        standing = Standing(subject, main, speaker, word.i in self._quoting, nested)
        self._memory.add(word, identity, standing, self._nouns(word))

    def _nouns(self, word: Word) -> frozenset[str]:
        """The noun by which a mention calls somebody, and the nouns beside a body's name."""
        if is_name(self._article, word):
            body = self._bodies.get(word.i)
            return frozenset() if body is None else body.nouns
        return frozenset({word.norm})

    def identify(self, words: range, head: int, *, inverted: bool | None = None) -> Identity:
        """Who the phrase `words` with its head word is, as far as the article up to there tells.

        `inverted` is given for speakers: do they stand right of their cue?
        """
        pronoun = self._pronoun_of(words, head)
        sure = self._sure(words, head) if pronoun is None else None
        if sure is not None:
            return sure
        bare = without_determiner(self._article, words)
        text = self._article.text_of(bare)
        if pronoun is not None:
            nobody, owner = _nobody(text.lstrip("-")), None
            rules = self._antecedent(head, pronoun) or nobody
        else:
            nobody = descriptions.described(self._article, words, bare, text, head)
            if inverted is not None or self._principals.has_role(words, head):
                institution = self._principals.of(words, head, self.identify)
                office = self._holders.office(words, nobody)
                nobody = nobody._replace(speaks_for=institution, office=office)
            rules = self._described(words, bare, text, head) or nobody
            owner = self._principals.owner(words, head)
            if self._is_refuted(rules, nobody, owner):
                rules = nobody
        asked = None if inverted is None else ask(self._article, words, head, pronoun)
        if self._chooser is None or asked is None:
            return rules
        candidates = self._candidates.of(asked, rules, nobody)
        candidates = [c for c in candidates if not self._is_refuted(c.identity, nobody, owner)]
        features = self._evidence.features(asked, candidates, inverted=bool(inverted))
        return self._chooser.choose(asked, candidates, features)

    def _is_refuted(self, identity: Identity, nobody: Identity, owner: Identity | None) -> bool:
        """Can a phrase, which means `nobody` else, not mean somebody by what is known of them?

        "Le porte-parole de X" is not X; who never was president of the US is not meant by it; who speaks for
        the Élysée is no Kremlin adviser.
        """
        if identity.entity is None:
            return False
        own_phrase = owner is not None and owner.entity is identity.entity
        if own_phrase or self.titles.refute(nobody.office, identity.entity):
            return True
        if nobody.speaks_for is None or nobody.speaks_for.type not in RIVALS:
            return False
        own = self.affiliations.of(identity.entity)
        return own is not None and own.type in RIVALS and own.id != nobody.speaks_for.id

    def _pronoun_of(self, words: range, head: int) -> Pronoun | None:
        """The pronoun that a mention is, if it is one."""
        alone = len(words) <= 2 and is_pronoun(self._article, self._article.words[head])
        return self._article.lexicon.pronouns[self._article.words[head].norm] if alone else None

    def _sure(self, words: range, head: int) -> Identity | None:
        """Who a phrase is that names somebody, or whose words leave no choice."""
        span = self._article.span(words)
        latter = self._article.lexicon.pronouns.get(self._article.norm[span.start : span.end])
        if latter is not None:
            return self._latter(words, latter)
        several = self._coordinated(words, head)
        if several is not None:
            return several
        entity = self._people.named_in(words, head)
        if entity is not None:
            return self._people.identity(entity, "named")
        owner = descriptions.owner(self._article, words, head)
        if owner is not None:
            return self.identify(*owner)
        bare = without_determiner(self._article, words)
        text = self._article.text_of(bare)
        return (
            descriptions.same_source(self._article, self._discourse, words, head)
            or self.institutions.named(text, bare)
            or descriptions.document(self._article, self.institutions, self._discourse, words, head)
        )

    def _described(self, words: range, bare: range, text: str, head: int) -> Identity | None:
        """Whom a title or description means, by the rules."""
        return self._titled(words, bare, text, head) or descriptions.named_before(
            self._article, self._discourse, words, bare, head
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
        names = {is_name(article, article.words[i]) for i in (head, *joined)}
        if not joined or not linked or len(names) > 1:
            return None
        if all(is_second_noun(article, article.words[c], article.words[head]) for c in joined):
            return None
        span = without_determiner(
            article, range(words[0], max(words[-1], phrase_of(article, joined[-1])[-1]) + 1)
        )
        return Identity(article.text_of(span), "group", "named", "", "plural")

    def _latter(self, words: range, pronoun: Pronoun) -> Identity:
        """Whom "the latter", "ce dernier" means: who was mentioned last."""
        found = self._discourse.last(words[0], agreement(pronoun, neuter=self._article.lexicon.neuter))
        text = self._article.text_of(words)
        return _nobody(text) if found is None else found._replace(basis="pronoun")

    def _titled(self, words: range, bare: range, text: str, head: int) -> Identity | None:
        """The person whose title or office the phrase is, if the article names them."""
        noun = person_word_in(self._article, words, head)
        by_role = self.titles.by_role(words, noun) if noun is not None else None
        if by_role is not None:
            return by_role
        by_office = self.titles.by_office(bare, text)
        if by_office is not None:
            return by_office
        if noun is None or noun[1].plural or noun[1].category not in ("title", "person"):
            return None
        stranger = descriptions.called_so(self._article, self._memory, words, head)
        return stranger or descriptions.in_focus(self._article, self._discourse, words, head, noun)

    def _antecedent(self, head: int, pronoun: Pronoun) -> Identity | None:
        """Whom a pronoun stands for, by the rules; nobody for "one", "I", "we", "you"."""
        if pronoun.role == "impersonal" or pronoun.person in (FIRST, SECOND):
            return None
        found = self._discourse.antecedent(head, agreement(pronoun, neuter=self._article.lexicon.neuter))
        return None if found is None else found._replace(basis="pronoun")


def _nobody(pronoun: str) -> Identity:
    """Whom a pronoun without antecedent stands for."""
    return Identity(pronoun, "unknown", "pronoun", "", "any", resolved=False)
