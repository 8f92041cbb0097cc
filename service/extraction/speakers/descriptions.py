"""Whom a phrase means that names nobody: somebody in focus, something named before, a text, a stranger."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice, takewhile

from service.extraction.model import SpeakerKind
from service.extraction.reading.article import Article
from service.extraction.speakers.discourse import Discourse, Identity
from service.extraction.speakers.institutions import Institutions
from service.extraction.speakers.memory import Memory
from service.extraction.syntax.phrases import gender_of, is_acronym, is_name, is_nominal, without_determiner
from service.lexicons.catalogue_words import fold
from service.lexicons.lexicon import PersonWord

NEAR = 3.0
LATELY = 8  # people and bodies met last
KINDS: Mapping[str, SpeakerKind] = {
    "group": "group",
    "institution": "institution",
    "title": "person",
    "person": "person",
    "kin": "person",
}


def document(
    article: Article, institutions: Institutions, discourse: Discourse, words: range, head: int
) -> Identity | None:
    """A text that speaks: for its institution, for the last one that a text spoke for, or for itself."""
    if not any(article.lexicon.is_noun(article.words[i].norm, "document") for i in _core(words, head)):
        return None
    institution = institutions.within(words)
    if institution is not None:
        return institutions.identity(institution, document=True)
    if article.words[words[0]].norm in article.lexicon.determiners["definite"] and len(words) <= 3:
        earlier = discourse.last(words[0], lambda i: i.document and i.institution is not None)
        if earlier is not None:
            return earlier
    text = article.text_of(without_determiner(article, words))
    return Identity(text, "document", "description", "", "any", document=True)


def _core(words: range, head: int) -> range:
    """The phrase up to its head, without what complements it."""
    return range(words[0], head + 1) if words[0] <= head else words


def owner(article: Article, words: range, head: int) -> tuple[range, int] | None:
    """Whose words a noun of saying means, as a phrase with its head: "les propos de X", "nos confrères de X".

    A text is none: "A's report" is the report.
    """
    noun = article.words[head].norm
    saying = article.lexicon.is_noun(noun, "utterance") and not article.lexicon.is_noun(noun, "document")
    colleagues = article.lexicon.is_noun(noun, "outlet") and article.has_tag(article.words[head], "noun")
    start = head + 1
    if not (saying or colleagues) or start + 1 > words[-1]:
        return None
    if article.words[start].norm not in article.lexicon.determiners["of"]:
        return None
    inner = range(start + 1, words[-1] + 1)
    top = next(
        (i for i in inner if article.words[i].head == head and is_nominal(article, article.words[i])), None
    )
    if top is None or (colleagues and not is_name(article, article.words[top])):
        return None
    return inner, top


def in_focus(
    article: Article, discourse: Discourse, words: range, head: int, noun: tuple[str, PersonWord]
) -> Identity | None:
    """The person in focus, for a definite description of somebody: "the analyst", "l'ancien député"."""
    determiners = article.lexicon.determiners
    first = article.words[words[0]].norm
    if first not in determiners["definite"] or first in determiners["possessive"]:
        return None
    if not article.lexicon.is_noun(noun[0], "public") and not _tells_nobody_new(article, words, head):
        return None

    gender = noun[1].gender or gender_of(article, first)

    def fits(identity: Identity) -> bool:
        if identity.kind != "person" or identity.entity is None:
            return False
        return not gender or identity.gender in ("", gender)

    found = discourse.antecedent(words[0], fits, NEAR)
    return None if found is None else found._replace(basis="description")


def called_so(article: Article, memory: Memory, words: range, head: int) -> Identity | None:
    """The stranger whom the article last called by the noun of a definite description: "the adviser"."""
    if article.words[words[0]].norm not in article.lexicon.determiners["definite"]:
        return None
    noun = article.words[head].norm
    for known in islice(reversed(memory.known.values()), LATELY):
        if noun in known.nouns and known.identity.kind == "person":
            return known.identity if known.identity.entity is None else None
    return None


def _tells_nobody_new(article: Article, words: range, head: int) -> bool:
    """Is a description short, of somebody's past ("l'ancien député de …"), or told by age and looks alone?

    A complement brings in somebody whom nothing before has told: "le maire de Nice".
    """
    if len(words) <= 3:
        return True
    before = {article.words[i].norm for i in range(words[0], head)}
    if before & article.lexicon.determiners["former"]:
        return True
    after = [article.words[i] for i in range(head + 1, words[-1] + 1)]
    return all(
        article.has_tag(w, "adjective", "number")
        or w.norm in article.lexicon.determiners["of"]
        or article.lexicon.is_noun(w.norm, "time")
        for w in after
    )


def same_source(article: Article, discourse: Discourse, words: range, head: int) -> Identity | None:
    """Who spoke last, for "the same source", "cette source"."""
    before = {article.words[i].norm for i in range(max(0, words[0] - 1), head)}
    noun = article.words[head].norm
    if noun not in article.lexicon.determiners["source"] or not before & article.lexicon.determiners["same"]:
        return None
    found = discourse.last_speaker(words[0])
    return None if found is None or found.name == noun else found._replace(basis="description")


def named_before(
    article: Article, discourse: Discourse, words: range, bare: range, head: int
) -> Identity | None:
    """The institution or group named in full before: "le ministère", "the commission"."""
    if len(bare) > 2 or article.words[words[0]].norm not in article.lexicon.determiners["definite"]:
        return None
    noun = article.words[head]
    if is_acronym(noun):
        return None

    def fits(identity: Identity) -> bool:
        several = identity.kind == "group" and identity.basis == "named"
        if identity.kind not in ("institution", "group", "document") or not identity.resolved or several:
            return False
        names = fold(identity.name).split()
        core = list(takewhile(lambda w: w not in article.lexicon.determiners["of"], names))
        return len(names) > len(bare) and fold(noun.norm) in (*core[:1], *core[-1:])

    found = discourse.last(words[0], fits)
    return None if found is None else found._replace(basis="description")


def described(article: Article, words: range, bare: range, text: str, head: int) -> Identity:
    """Somebody whom the article does not name."""
    category, gender, plural = "", "", False
    for i in range(bare[0], max(head, bare[0]) + 1):
        found = article.person_nouns[i]
        if found is not None and found[1].category != "honorific" and found[0] >= head:
            category, gender, plural = found[1].category, found[1].gender, found[1].plural
            break
    determiner = article.words[words[0]].norm
    plural = plural or determiner in article.lexicon.determiners["plural"]
    if not gender and not plural:
        gender = gender_of(article, determiner)
    if article.has_tag(article.words[head], "plural"):
        plural = True
    if not category and is_name(article, article.words[head]):
        category = "institution"
    kind: SpeakerKind = "group" if plural else KINDS.get(category, "unknown")
    return Identity(text, kind, "description", gender, "plural" if plural else "singular")
