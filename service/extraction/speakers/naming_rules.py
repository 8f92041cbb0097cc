"""Rules for mentions that name somebody, or whose words leave no choice, the surest first."""

from __future__ import annotations

from service.extraction.reading.article import Article
from service.extraction.rules import Example, Rule
from service.extraction.speakers.bodies import is_body_noun
from service.extraction.speakers.body_rules import BODY_RULES
from service.extraction.speakers.called_together import named_together, number_of, so_many
from service.extraction.speakers.discourse import Identity, agreement, nobody
from service.extraction.speakers.groups import enumerated, joined_members, names_of
from service.extraction.speakers.people import PERSON_NAMED, is_second_noun
from service.extraction.speakers.phrase import (
    Identifying,
    Phrase,
    Told,
    is_definite,
)
from service.extraction.speakers.two_rules import FIRST_OF_TWO, FORMER, TWO_RULES
from service.extraction.syntax.nouns import conjunctions, governed_noun, joined_nouns, possessives
from service.extraction.syntax.phrases import is_name, phrase_of, without_determiner
from service.lexicons.catalogue_values import Institution

STATE_BODIES = frozenset({"presidency", "government", "royal-court", "ministry"})  # that publish for a state
SHORT_DEFINITE_WORDS = 3  # words of a definite phrase for a text that was named before


def _latter(told: Told, mention: Phrase) -> Identity | None:
    """Whoever was mentioned last; an unresolved identity if nobody fits."""
    article, pronoun = told.article, mention.fixed
    if pronoun is None or pronoun.role == "indefinite":
        return None
    agrees = agreement(pronoun, neuter=article.lexicon.neuter)
    found = told.discourse.last(mention.words[0], lambda one: one.rule != FORMER and agrees(one), inner=False)
    found = so_many(told, mention, found)
    if found is not None:
        return found._replace(basis="pronoun")
    unknown = nobody(article.text_of(mention.bare))
    return unknown._replace(kind="group", number="plural") if number_of(article, mention) else unknown


def _joined(article: Article, mention: Phrase) -> list[int]:
    """The nouns joined to the head of a mention.

    What follows an adjunct is joined to its object: "a dit Paul Petit | sur BFMTV et RMC".
    """
    after = article.words[mention.words.stop : mention.words.stop + 1]
    stop = min((word.i for word in after if "preposition" in word.tags), default=len(article.words))
    return [k for k in joined_nouns(article, mention.head) if k < stop]


def _several(told: Told, mention: Phrase) -> Identity | None:
    """The group that a conjunction joins, people by full names; None if they are one ("actor and singer")."""
    article = told.article
    joined = _joined(article, mention)
    head = article.words[mention.head]
    listed = enumerated(told, mention)  # brackets and titles keep the parser from joining all of them
    if listed is not None and len(listed.members) > len(joined):
        return listed
    members = joined_members(told, mention, joined) if joined else ()
    one = all(is_second_noun(article, article.words[c], head) for c in joined)
    if not joined or (one and (not members or named_together(told, mention, members) is None)):
        return None
    last = max(mention.words[-1], phrase_of(article, joined[-1])[-1])
    span = without_determiner(article, range(mention.words[0], last + 1))
    people = bool(members) and all(member.kind == "person" for member in members)
    conjunction = article.lexicon.groups.joining(conjunctions(article, (head.i, *joined))[-1].text)
    name = names_of(members, conjunction) if people else article.text_of(span)
    return Identity(name, "group", "named", "", "plural", members=members)


def _person(told: Told, mention: Phrase) -> Identity | None:
    entity = told.people.named_in(mention.words, mention.head)
    return None if entity is None else told.people.identity(entity, "named")


def _owner(told: Told, mention: Phrase) -> Identity | None:
    """X for "les propos de X" and "nos confrères de X"; "A's report" stays the report."""
    article, head, start = told.article, mention.head, mention.head + 1
    noun = article.words[head].norm
    if head > mention.words[0] and article.words[head].text[:1].isupper():
        return None  # "le Conseil d'État" is a body
    saying = article.lexicon.is_noun(noun, "utterance") and not article.lexicon.is_noun(noun, "document")
    colleagues = article.lexicon.is_noun(noun, "outlet") and "noun" in article.words[head].tags
    if not (saying or colleagues) or start >= mention.words[-1]:
        return None
    if article.words[start].norm not in article.lexicon.determiners["of"]:
        return None
    inner = range(start + 1, mention.words.stop)
    top = governed_noun(article, head, inner)
    if top is None or (colleagues and not is_name(article, top)):
        return None
    return told.identify(inner, top.i)


def _author(told: Told, mention: Phrase) -> Identity | None:
    """The person whose statement or remarks a mention is: "X's statement", "comments from Senator X"."""
    article, head = told.article, mention.head
    if not article.lexicon.is_noun(article.words[head].norm, "utterance"):
        return None
    owners = (owner.i for owner in possessives(article, head))
    entity = next(filter(None, map(told.people.at, owners)), None)
    start = head + 1
    if entity is None and start < mention.words[-1]:
        by = article.words[start].norm in article.lexicon.determiners["author"]
        first = next((i for i in range(start + 1, mention.words.stop) if not _is_of_title(article, i)), None)
        entity = told.people.at(first) if by and first is not None else None
    return None if entity is None else told.people.identity(entity, "named")


def _is_of_title(article: Article, at: int) -> bool:
    """Is a word an article or a title, as before a name: "from the Senator"?"""
    return article.person_nouns[at] is not None or "determiner" in article.words[at].deps


def _same_source(told: Told, mention: Phrase) -> Identity | None:
    article, determiners = told.article, told.article.lexicon.determiners
    noun, first = article.words[mention.head].norm, mention.words[0]
    if noun not in determiners["source"]:
        return None
    if not any(w.norm in determiners["same"] for w in article.words[max(0, first - 1) : mention.head]):
        return None
    found = told.discourse.last_speaker(first)
    return None if found is None or found.name == noun else found._replace(basis="description")


def _document(told: Told, mention: Phrase) -> Identity | None:
    """A text speaks for the body in the phrase, for the last body that a text spoke for, or for itself."""
    article, first, head = told.article, mention.words[0], mention.head
    core = range(first, head + 1) if first <= head else mention.words
    if not any(article.lexicon.is_noun(article.words[i].norm, "document") for i in core):
        return None
    if is_name(article, article.words[head]) and is_body_noun(article, article.words[head]):
        return None  # "the Public Interest Research Group"
    institution = told.institutions.within(mention.words) or _of_nation(told, mention)
    if institution is not None:
        return told.institutions.identity(institution, document=True)
    earlier = None
    if len(mention.words) <= SHORT_DEFINITE_WORDS and is_definite(article, mention):
        earlier = told.discourse.last(first, lambda one: one.document and one.institution is not None)
    return earlier or Identity(mention.text, "document", "description", "", "any", document=True)


def _of_nation(told: Told, mention: Phrase) -> Institution | None:
    """The institution of a text with a country's adjective: the last one mentioned, or its government."""
    codes = (told.titles.country_of(told.article.words[i].text) for i in mention.words)
    country = next(filter(None, codes), None)
    if country is None:
        return None

    def speaks(one: Identity) -> Institution | None:
        return one.institution if one.entity is None else told.affiliations.of(one.entity)

    def fits(one: Identity) -> bool:
        found = speaks(one)
        return found is not None and found.country == country and found.type in STATE_BODIES

    last = told.discourse.last(mention.words[0], fits)
    return told.titles.government_of(country) if last is None else speaks(last)


NAMING_RULES: tuple[Identifying, ...] = (
    FIRST_OF_TWO,
    Rule(
        "latter",
        _latter,
        "“The latter” is who was mentioned last.",
        (
            Example("en", "Anna Smith met Paul Jones. “I agree,” the latter said.", "Paul Jones"),
            Example("fr", "Anne Roy a reçu Paul Petit. « D'accord », a répondu ce dernier.", "Paul Petit"),
        ),
    ),
    Rule(
        "several",
        _several,
        "Names or nouns that a conjunction joins are several speakers.",
        (
            Example("en", "“We agree,” Anna Smith and Paul Jones said.", "Anna Smith and Paul Jones"),
            Example("fr", "« Nous partons », écrivent Anne Roy et Paul Petit.", "Anne Roy et Paul Petit"),
        ),
    ),
    Rule(
        PERSON_NAMED,
        _person,
        "A name is its bearer, whatever titles stand beside it; one in a complement is not.",
        (
            Example("en", "“I agree,” said the minister, Anna Smith.", "Anna Smith"),
            Example("fr", "« D'accord », a répondu la ministre Anne Roy.", "Anne Roy"),
        ),
    ),
    Rule(
        "owner",
        _owner,
        "Words are those of who says them: “les propos de X” are X.",
        (
            Example("fr", "Les propos de la ministre Anne Roy jugent la mesure « absurde ».", "Anne Roy"),
            Example("fr", "« C'est fini », écrivent nos confrères de Libération.", "Libération"),
        ),
    ),
    Rule(
        "author",
        _author,
        "Somebody's statement or remarks are theirs, as a text may be named by its author.",
        (Example("en", "Comments from Senator Anna Smith are below: “It is over.”", "Anna Smith"),),
    ),
    Rule(
        "same_source",
        _same_source,
        "“The same source” is who spoke last.",
        (
            Example(
                "fr",
                "« C'est fini », a dit Anne Roy. « Nous partons », a ajouté la même source.",
                "Anne Roy",
            ),
        ),
    ),
    *BODY_RULES,
    *TWO_RULES,
    Rule(
        "document",
        _document,
        "A text speaks for the body that it names or that a text spoke for before; else for itself.",
        (
            Example("en", "“It is over,” a report said.", "report"),
            Example("fr", "« C'est fini », selon un communiqué de l'Élysée.", "Élysée"),
            Example(
                "fr",
                "« C'est fini », selon un communiqué du Kremlin. Le communiqué parle de « succès ».",
                "Kremlin",
            ),
        ),
    ),
)
