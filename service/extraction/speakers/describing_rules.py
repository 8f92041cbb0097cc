"""Rules for whom a title or a description means, the surest first; a learned choice may overrule them."""

from __future__ import annotations

from itertools import takewhile

from service.extraction.reading.article import Article
from service.extraction.rules import Example, Rule
from service.extraction.speakers.called_together import acted_together, listed, of_one_family
from service.extraction.speakers.discourse import BODIES, Identity
from service.extraction.speakers.phrase import (
    PEOPLE,
    Identifying,
    Phrase,
    Told,
    is_definite,
    person_noun,
)
from service.extraction.syntax.phrases import gender_of, is_acronym, is_restricted
from service.lexicons.catalogue_words import fold
from service.lexicons.lexicon import PersonWord

SENTENCES_TO_DESCRIBED = 3.0  # roughly, sentences from a description back to the person meant
SHORT_DESCRIPTION_WORDS = 3  # words of a description that introduces nobody
OFFICE_HELD = "office_held"


def _title_given(told: Told, mention: Phrase) -> Identity | None:
    noun = person_noun(told.article, mention)
    return None if noun is None else told.titles.by_role(mention.words, noun)


def _office_held(told: Told, mention: Phrase) -> Identity | None:
    """None for one of several: "a White House official" is not its head.

    "The leader" alone is the ruler of a state only if nobody else is in focus.
    """
    article = told.article
    if article.words[mention.words[0]].norm in article.lexicon.determiners["indefinite"]:
        return None
    holder = told.titles.by_office(mention.bare, mention.text)
    if holder is None or not told.titles.may_be_any_ruler(mention.text):
        return holder
    focus = _in_focus(told, mention)
    return holder if focus is None or focus.entity is holder.entity else None


def _person_described(told: Told, mention: Phrase) -> tuple[str, PersonWord] | None:
    """The noun for one person in a definite phrase; None if there is none."""
    if not is_definite(told.article, mention):
        return None
    noun = person_noun(told.article, mention)
    return noun if noun is not None and not noun[1].plural and noun[1].category in PEOPLE else None


def _stranger_again(told: Told, mention: Phrase) -> Identity | None:
    """The unnamed person last called by the noun; None if a named person was called so since."""
    if _person_described(told, mention) is None:
        return None
    noun = told.article.words[mention.head].norm
    lately = told.memory.lately()
    called = (k.identity for k in lately if noun in k.nouns and k.identity.kind == "person")
    last = next(called, None)
    return last if last is not None and last.entity is None else None


def _in_focus(told: Told, mention: Phrase) -> Identity | None:
    """The person in focus, for a description that introduces nobody: "the analyst", "l'ancien député"."""
    article = told.article
    noun = _person_described(told, mention)
    first = article.words[mention.words[0]].norm
    if noun is None or first in article.lexicon.determiners["possessive"]:
        return None
    if not article.lexicon.is_noun(noun[0], "public") and not _tells_nobody_new(article, mention):
        return None
    gender = noun[1].gender or gender_of(article, first)

    def fits(identity: Identity) -> bool:
        person = identity.kind == "person" and identity.entity is not None
        return person and (not gender or identity.gender in ("", gender))

    found = told.discourse.antecedent(mention.words[0], fits, SENTENCES_TO_DESCRIBED)
    return None if found is None else found._replace(basis="description")


def _tells_nobody_new(article: Article, mention: Phrase) -> bool:
    """Is a description short, about a past role ("l'ancien député de …"), or only about age and looks?

    Any other complement introduces somebody: "le maire de Nice".
    """
    determiners, words = article.lexicon.determiners, mention.words
    if is_restricted(article, mention.head):
        return False
    before = {article.words[i].norm for i in range(words[0], mention.head)}
    if len(words) <= SHORT_DESCRIPTION_WORDS or before & determiners["former"]:
        return True
    return all(
        article.has_tag(word, "adjective", "number")
        or word.norm in determiners["of"]
        or article.lexicon.is_noun(word.norm, "time")
        for word in article.words[mention.head + 1 : words.stop]
    )


def _body_in_short(told: Told, mention: Phrase) -> Identity | None:
    """The body, group or text named in full before: "le ministère", "the commission"."""
    article = told.article
    noun = article.words[mention.head]
    if len(mention.bare) > 2 or not is_definite(article, mention) or is_acronym(noun):
        return None

    def fits(identity: Identity) -> bool:
        several = identity.kind == "group" and identity.number == "plural" and identity.basis == "named"
        if identity.kind not in BODIES or not identity.resolved or several:
            return False
        names = fold(identity.name).split()
        core = list(takewhile(lambda w: w not in article.lexicon.determiners["of"], names))
        return len(names) > len(mention.bare) and fold(noun.norm) in (*core[:1], *core[-1:])

    named = (k.identity for k in told.memory.lately() if noun.norm in k.nouns and k.identity.basis == "named")
    called = next((one for one in named if one.kind in BODIES), None)
    found = told.discourse.last(mention.words[0], fits) or called
    return None if found is None else found._replace(basis="description")


DESCRIBING_RULES: tuple[Identifying, ...] = (
    Rule(
        "listed",
        listed,
        "A plural noun means all whom the article named in one enumeration and called so.",
        (
            Example(
                "en",
                "Sens. Anna Smith (R-ME) and Paul Jones (D-MI) met. “We agree,” the senators wrote.",
                "Anna Smith and Paul Jones",
            ),
            Example(
                "fr",
                "Les avocats Anne Roy et Paul Petit sont venus. « C'est fini », ont dit les deux avocats.",
                "Anne Roy et Paul Petit",
            ),
        ),
    ),
    Rule(
        "of_one_family",
        of_one_family,
        "A couple, brothers or twins are the last two named together who have one family name.",
        (
            Example("en", "Anna and Paul Smith won. “We cried,” the couple said.", "Anna and Paul Smith"),
            Example("fr", "Anne et Paul Roy ont gagné. « C'est fou », a dit le couple.", "Anne et Paul Roy"),
        ),
    ),
    Rule(
        "acted_together",
        acted_together,
        "A noun for several means those who were named last as doing something together.",
        (
            Example(
                "en",
                "Anna Smith and Paul Jones wrote a letter. “We agree,” the group wrote.",
                "Anna Smith and Paul Jones",
            ),
            Example(
                "fr", "Anne Roy et Paul Petit ont écrit. « Oui », a dit le duo.", "Anne Roy et Paul Petit"
            ),
        ),
    ),
    Rule(
        "title_given",
        _title_given,
        "A title is the person whom the article gave it last.",
        (
            Example("en", "Anna Smith, the mayor of Leeds, left. “I agree,” the mayor said.", "Anna Smith"),
            Example("fr", "La maire de Tulle, Anne Roy, part. « D'accord », a dit la maire.", "Anne Roy"),
        ),
    ),
    Rule(
        OFFICE_HELD,
        _office_held,
        "An office is the person of the article who holds or held it.",
        (
            Example("en", "Vladimir Putin left. “I agree,” the Russian president said.", "Vladimir Putin"),
            Example("fr", "Vladimir Poutine part. « Oui », a dit le président russe.", "Vladimir Poutine"),
        ),
    ),
    Rule(
        "stranger_again",
        _stranger_again,
        "Who was called by a noun before is called by it again.",
        (
            Example(
                "en",
                "A lawyer from Leeds came to the court. “It is over,” the lawyer said.",
                "lawyer from Leeds",
            ),
            Example("fr", "Un jeune avocat est arrivé. « C'est fini », a dit l'avocat.", "jeune avocat"),
        ),
    ),
    Rule(
        "in_focus",
        _in_focus,
        "A description that tells of nobody new is of the person in focus.",
        (
            Example("en", "Anna Smith left. “I agree,” the analyst said.", "Anna Smith"),
            Example("fr", "Anne Roy est partie. « D'accord », a dit l'avocate.", "Anne Roy"),
        ),
    ),
    Rule(
        "body_in_short",
        _body_in_short,
        "The head of a name is the body that was named in full: “the commission”.",
        (
            Example(
                "en",
                "The Leeds Housing Foundation met on Monday. “It is over,” the foundation said.",
                "Leeds Housing Foundation",
            ),
            Example(
                "fr",
                "La Fondation des loyers a publié ses chiffres. « C'est fini », a indiqué la fondation.",
                "Fondation des loyers",
            ),
        ),
    ),
)
