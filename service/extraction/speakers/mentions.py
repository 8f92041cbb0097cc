"""Where the mention of a speaker ends: before the verb's adjuncts, but after a name in apposition.

A subject right of its verb is followed by the verb's own adjuncts, which the parser attaches to the noun ("a
dit la ministre sur Europe 1").  A name in apposition may stand after brackets, a comma, a relative clause and
a second title ("the coach of the A team (under 19), former striker Paul Hill").
"""

from __future__ import annotations

from collections.abc import Iterator

from service.extraction.cues.frames import Frame
from service.extraction.punctuation import COMMA
from service.extraction.reading.article import Article, Word
from service.extraction.speakers.adjuncts import Adjuncts
from service.extraction.speakers.bodies import is_body_noun
from service.extraction.speakers.institutions import Institutions
from service.extraction.speakers.people import People
from service.extraction.speakers.phrase import PEOPLE
from service.extraction.speakers.roles import person_word_in
from service.extraction.syntax.brackets import closing
from service.extraction.syntax.nouns import apposed_to, clause_begins
from service.extraction.syntax.phrases import STRESSED
from service.lexicons.catalogue_words import fold
from service.lexicons.schema import Dependency

MAX_CLAUSE = 25  # words of a relative clause between a phrase and its name
MAX_FROM_HEAD = 40  # words of a phrase after its head
MAX_TITLES = 8  # words between the comma and the name
MAX_BRACKETS_IN_MENTION = 30  # words in brackets
MAX_BODY = 5  # words of a body's name
# What may stand between a comma and the title before a name: "civil and environmental engineering professor".
TITLE_WORDS: tuple[Dependency, ...] = (
    "determiner",
    "modifier",
    "possessive",
    "name_part",
    "conjunction",
    "coordinated",
)


class Mentions:
    """The mentions of one article's speakers, as ranges of its words."""

    def __init__(self, article: Article, people: People, institutions: Institutions) -> None:
        self._article = article
        self._people = people
        self._institutions = institutions
        self.adjuncts = Adjuncts(article, institutions)

    def of(self, frame: Frame, words: range, head: int) -> range:
        """The mention of a frame's speaker; `words` is the noun phrase, `head` its head word."""
        words = self._with_proper_name(self._with_body(self._without_opening(words, head)), head)
        short = self.adjuncts.without(words, head) if frame.inverted else words
        if len(short) == len(words):
            short = self._with_others(frame, self._with_name(frame, words, head), head)
        return self._without_dangling(short, head)

    def _without_dangling(self, words: range, head: int) -> range:
        """The phrase without an article or preposition at its end: "la ministre le [30 août]"."""
        last = self._article.words[words[-1]]
        dangles = "determiner" in last.deps or "preposition" in last.tags
        cut = dangles and last.i > head and last.text.islower()
        return self._without_dangling(words[:-1], head) if cut else words

    def _with_others(self, frame: Frame, words: range, head: int) -> range:
        """The phrase extended over an enumeration of people that begins in it: "Ann Roy (R) and …".

        Not if the others do something else: "said Roy, and Hill agreed".
        """
        found = self._people.enumeration_of(words, head) if frame.kind == "verb" else None
        if found is None or found.words.stop <= words.stop:
            return words
        others = self._article.words[words.stop : found.words.stop]
        does = any("subject" in word.deps for word in others) or self._is_verb(found.words.stop)
        if frame.inverted and does:
            return words
        own = frame.inverted or found.words.stop <= frame.words[0]
        return range(words[0], found.words.stop) if own else words

    def _is_verb(self, at: int) -> bool:
        """Does a verb of the narration stand at a word?"""
        return any(w.quotation < 0 and "verb" in w.tags for w in self._article.words[at : at + 1])

    def _without_opening(self, words: range, head: int) -> range:
        """The phrase without what stands before a comma or its own article: "Convoqué mardi, l'ancien maire".

        After a verb the parser takes "Europe 1 l'artiste" for one phrase.
        """
        article = self._article
        for at in range(head - 1, max(words[0], head - MAX_FROM_HEAD) - 1, -1):
            word = article.words[at]
            if word.text == COMMA:
                return range(at + 1, words.stop)
            definite = word.head == head and word.norm in article.lexicon.determiners["definite"]
            own = definite and self._people.at(at) is None  # no "Bruno Le Maire"
            before = article.words[words[0] : at]
            if own and any(article.has_tag(other, "noun", "name", "number") for other in before):
                return range(at, words.stop)
        return words

    def _with_body(self, words: range) -> range:
        """The phrase extended to the end of the body's name that it begins: "Le Canard" + "enchaîné"."""
        article = self._article
        capitals = (i for i in words if article.words[i].text[:1].isupper())
        first = next((i for i in capitals if "determiner" not in article.words[i].deps), None)
        if first is None or words.stop - first > MAX_BODY:
            return words
        end, limit = words.stop, min(first + MAX_BODY, len(article.words))
        while end < limit and article.words[end].unit == article.words[first].unit:
            if article.words[end].punctuation or article.words[end].quotation >= 0:
                break
            end += 1
        known = self._institutions.known(range(first, end), reaching=words.stop)
        if known is None or known[1].institution is None:
            return words
        names = (name for names in known[1].institution.names.values() for name in names)
        own = {word for name in names for word in fold(name).split()}
        own -= article.lexicon.determiners["articles"]
        at = known[0].stop  # the catalogue ignores small words, and finds "Le Canard a", too
        while at > words.stop and fold(article.words[at - 1].text) not in own:
            at -= 1
        return range(words[0], max(at, words.stop))

    def _with_proper_name(self, words: range, head: int) -> range:
        """The phrase for a body extended over the name right after it: "le groupe" + "Paris Nord"."""
        article = self._article
        end, limit = words.stop, min(words.stop + MAX_BODY, len(article.words))
        if head > words[-1] or not is_body_noun(article, article.words[head]):
            return words
        while end < limit and self._is_name_of(article.words[end], article.words[words[-1]]):
            end += 1
        return range(words[0], end)

    def _is_name_of(self, word: Word, last: Word) -> bool:
        """Is it a capitalised name in the sentence of the phrase that ends with `last`?"""
        same = word.unit == last.unit and word.quotation == last.quotation
        return same and word.text[:1].isupper() and "name" in word.tags and not word.punctuation

    def _with_name(self, frame: Frame, words: range, head: int) -> range:
        """The phrase extended over the name of a person in apposition to it."""
        if self._people.named_in(words, head) is not None:
            return words
        name = self._after_second_title(words[-1] + 1)
        if name is not None and self._means_one_person(words, head):
            return range(words[0], name[-1] + 1)
        for at in self._places_of_name(words[-1] + 1, head):
            comma = at < len(self._article.words) and self._article.words[at].text == COMMA
            name = self._name_from(at + comma)
            if name is None or not self._is_closed(frame, name[-1] + 1, comma=comma):
                continue
            if self._means_one_person(words, head) or head in apposed_to(self._article, name):
                return range(words[0], name[-1] + 1)
        return words

    def _after_second_title(self, at: int) -> range | None:
        """The name after a second title without an article, which a conjunction at `at` joins to the phrase.

        Titles that share an article are one person's: "le député et candidat à la mairie Paul Petit".
        """
        words = self._article.words
        if at + 1 >= len(words) or "conjunction" not in words[at].deps:
            return None
        noun = self._article.person_nouns[at + 1]
        if noun is None or noun[1].plural or noun[1].category not in PEOPLE:
            return None
        for k in range(noun[0] + 1, min(at + MAX_CLAUSE, len(words))):
            word = words[k]
            same = word.unit == words[at].unit and word.quotation == words[at].quotation
            if not same or word.punctuation or "verb" in word.tags:
                return None
            name = self._people.starting_at(k)
            if name is not None:
                return None if "preposition" in words[k - 1].tags else name
        return None

    def _places_of_name(self, at: int, head: int) -> Iterator[int]:
        """Where the name may begin: right after the phrase or its brackets, or at a comma of its clause."""
        words = self._article.words
        closed = closing(self._article, at, MAX_BRACKETS_IN_MENTION)
        at = at if closed is None else closed + 1
        yield at + 1 if self._is_called(at) else at
        if clause_begins(self._article, head, at):
            for k in range(at + 1, min(at + MAX_CLAUSE, len(words))):
                if words[k].unit != words[at].unit or words[k].quotation != words[at].quotation:
                    return
                if words[k].text == COMMA and self._people.starting_at(k + 1) is not None:
                    yield k

    def _is_called(self, at: int) -> bool:
        """Does a participle of naming stand at a word: "a woman called Anna Smith"?"""
        words = self._article.words
        if at >= len(words) or words[at].form != "past" or words[at].quotation >= 0:
            return False
        return self._article.lexicon.is_noun(words[at].norm, "term")

    def _means_one_person(self, words: range, head: int) -> bool:
        """Is it a phrase for one person: a noun for a person, "one of …", "celui qui …"?"""
        article = self._article
        pronoun = article.lexicon.pronouns.get(article.words[head].norm)
        if pronoun is not None:
            sure = pronoun.gender in ("m", "f") or pronoun.role == "indefinite"
            return pronoun.role in STRESSED and pronoun.number == "singular" and sure
        noun = person_word_in(article, words, head)
        return noun is not None and not noun[1].plural and noun[1].category != "honorific"

    def _name_from(self, at: int) -> range | None:
        """The name of a person that begins at a word or after titles, in the same sentence and quotation."""
        words = self._article.words
        end, genitive = min(at + MAX_TITLES, len(words)), self._article.lexicon.determiners["genitive"]
        first = at
        while at < end:
            word = words[at]
            if word.unit != words[first - 1].unit or word.quotation != words[first - 1].quotation:
                return None
            if (name := self._people.starting_at(at)) is not None:
                owner = name[-1] + 1 < end and words[name[-1] + 1].norm in genitive
                if not owner:
                    joined = "conjunction" in words[at - 1].deps  # somebody else: "the mayor and Paul Roy"
                    return (
                        name if at == first or not (joined or "preposition" in words[at - 1].tags) else None
                    )
                at = name[-1] + 2
                continue
            title = self._article.person_nouns[word.i]
            if title is not None:
                at = title[0] + 1
            elif at > first and "determiner" in word.deps and "conjunction" in words[at - 1].deps:
                return None  # somebody else: "a lawyer and the mayor Paul Roy"
            elif self._article.has_dep(word, *TITLE_WORDS):
                at += 1
            else:
                return None
        return None

    def _is_closed(self, frame: Frame, at: int, *, comma: bool) -> bool:
        """Does the apposition end before a word, without another clause or name that continues it?"""
        words = self._article.words
        if at >= len(words) or words[at].unit != words[at - 1].unit:
            return True
        word = words[at]
        if "conjunction" in word.deps:
            return False
        pronoun = self._article.lexicon.pronouns.get(word.norm)
        if pronoun is not None and pronoun.role == "relative":
            return True
        own = frame.kind == "verb" and not frame.inverted and at <= frame.words[-1]
        return own or not comma or word.punctuation or word.quotation != words[at - 1].quotation
