"""Which words of an article name a person.

A name is what NER finds, what follows a title or an honorific, what begins with a known first name, what a
title beside it shows to be one (presentations.py), and the family name of a well-known person.
"""

from __future__ import annotations

from service.extraction.punctuation import OPENING_BRACKETS
from service.extraction.reading.article import Article, Word
from service.extraction.speakers.lone_names import (
    MAX_SURNAME,
    known_surname_at,
    lone_first_name,
    possible_names,
)
from service.extraction.speakers.name_parts import (
    MIN_FULL,
    ends_open,
    goes_on,
    honorific_before,
    is_elided,
    is_glued,
    joins_names,
    may_end_name,
    name_words,
    opens_name,
    plain_step,
    step_of,
)
from service.extraction.speakers.people_index import PeopleIndex
from service.extraction.speakers.presentations import (
    follows_title,
    is_of_thing,
    is_part_of_address,
    is_person,
    is_presented,
)
from service.extraction.syntax.headlines import is_headline
from service.lexicons.article_catalogue import ArticleCatalogue
from service.lexicons.lexicon import PersonWord

MAX_PERSON_NAME = 6
INNER_TITLES = frozenset({"honorific", "title"})
MAX_STRETCH = 20  # words looked at for one name, including titles


def name_spans(article: Article, catalogue: ArticleCatalogue, people: PeopleIndex) -> list[range]:
    """Stretches of words that name a person, disjoint, in order."""
    found: list[range] = []
    begins = _may_begin_names(article)
    at = begins.find(1)
    while at >= 0:
        span = (
            _without_body(article, _name_at(article, at), catalogue)
            or known_surname_at(article, at, people)
            or _presented_at(article, at, catalogue)
            or lone_first_name(article, at)
        )
        if span is not None and not _is_other_name(article, span, catalogue):
            found.append(span)
            at = span[-1]
        at = begins.find(1, at + 1)
    return found


def _without_body(article: Article, name: range | None, catalogue: ArticleCatalogue) -> range | None:
    """A name without the body that NER joins to it: "France Télévisions Delphine Roy"."""
    if name is None:
        return None
    for k in range(1, len(name) - 1):
        first = article.words[name[k]]
        if first.norm in article.lexicon.first_names and first.text[:1].isupper():
            body = article.text_of(name[:k])
            return name[k:] if catalogue.find_institution(body, article.lexicon.language) else name
    return name


def _may_begin_names(article: Article) -> bytes:
    """For each word 1 if a name may begin there: at a capital, or shortly before a family name."""
    begins = bytearray(len(article.words))
    for word in article.capitals:
        begins[word.i] = 1
    names = possible_names(article)
    for back in range(MAX_SURNAME):
        at = names.find(1, back)
        while at >= 0:
            begins[at - back] = 1
            at = names.find(1, at + 1)
    return bytes(begins)


def _name_at(article: Article, at: int) -> range | None:
    """The name that begins at word `at`: by NER, or by a first name or honorific before capitals."""
    word = article.words[at]
    if not word.text[:1].isupper() or word.punctuation or _is_cue(article, word):
        return None
    title = _title_at(article, at)
    titled = title is not None and not is_person(article, article.words[title])
    if titled and honorific_before(article, at) is None:
        return None
    end = _end_by_ner(article, at) if is_person(article, word) else _end_by_form(article, at)
    return _trimmed(article, at, end) if end > at else None


def _is_cue(article: Article, word: Word) -> bool:
    """Is it a verb of saying in a headline's capitals: "“Yes,” Said Anna Smith"?"""
    return "verb" in word.tags and word.norm in article.lexicon.verbs


def _end_by_ner(article: Article, at: int) -> int:
    """The end of the name that NER finds at word `at`, with the capitalised words that continue it."""
    end, limit = at, min(len(article.words), at + MAX_STRETCH)
    while end < limit and is_person(article, article.words[end]) and goes_on(article, at, end):
        end += 1
    while end < limit and (step := _step(article, at, end)):
        end += step
    return _end_of_first(article, at, end)


def _step(article: Article, at: int, end: int) -> int:
    """The number of words that continue a name of NER's: behind it "de" most often tells a place."""
    open_ = ends_open(article, end) or joins_names(article, end)
    return (step_of if open_ else plain_step)(article, at, end)


def _end_of_first(article: Article, at: int, end: int) -> int:
    """The end of the first name if NER takes two for one: "Paul Petit Anne Roy"."""
    names, words = article.lexicon.first_names, article.words
    whole = end - at > MIN_FULL + 1 and words[at].norm in names and words[at + 1].norm not in names
    for k in range(at + MIN_FULL, end - 1) if whole else ():
        word = words[k]
        joined = is_glued(article, word) or words[k - 1].text in OPENING_BRACKETS or ends_open(article, k)
        if word.norm in names and word.text[:1].isupper() and not joined:
            return k
    return end


def _end_by_form(article: Article, at: int) -> int:
    """The end of the name at `at`, if an honorific or a first name marks it; else `at`."""
    word, titled = article.words[at], honorific_before(article, at) is not None
    if not titled and (word.norm not in article.lexicon.first_names or is_glued(article, word)):
        return at
    end, limit = at + 1, min(len(article.words), at + MAX_STRETCH)
    while end < limit and (step := step_of(article, at, end)):
        end += step
    return end if titled or end > at + 1 else at


def _trimmed(article: Article, begin: int, end: int) -> range | None:
    """The name in a stretch, without titles and places before it or other words after it, if any is left."""
    begin = _after_titles(article, begin, end)
    while end > begin and not may_end_name(article, article.words[end - 1]):
        end -= 1
    end -= end - begin == MIN_FULL and _is_of_body(article, begin)
    while _opens_otherwise(article, begin, end) and honorific_before(article, begin) is None:
        begin += 1
    name = range(begin, end)
    return name if name and len(name_words(article, name)) <= MAX_PERSON_NAME else None


def _is_of_body(article: Article, at: int) -> bool:
    """Is a surname followed by a noun for a body named after it: "the Bush Administration"?"""
    noun = article.person_nouns[at + 1]
    body = noun is not None and noun[1].category == "institution"
    return body and article.words[at].norm not in article.lexicon.first_names


def _after_titles(article: Article, begin: int, end: int) -> int:
    """Where the name begins in what NER takes for one: after titles ("Texas Senator Ted Cruz")."""
    while begin < end and _title_at(article, begin) is not None:
        if begin + 1 == end and honorific_before(article, begin) is not None:
            break  # "Ms. Baker"
        begin += 1
    first = begin > 0 and article.person_nouns[begin - 1] is not None  # "Rep. Earl Roy"
    for k in range(begin + first, end):
        title = None if is_elided(article, k) else article.person_nouns[k]
        if title is not None and title[1].category in INNER_TITLES and title[0] + 1 < end:
            begin = title[0] + 1
        elif article.words[k].text.isdigit() and k + 1 < end:
            begin = k + 1  # "Brigade 95 Marc Vidal"
    return begin


def _presented_at(article: Article, at: int, catalogue: ArticleCatalogue) -> range | None:
    """The name that begins at word `at` and is a person's by what stands beside it."""
    word = article.words[at]
    if not opens_name(article, word) or word.text.isupper() or _title_at(article, at) is not None:
        return None
    end, limit = at + 1, min(len(article.words), at + MAX_PERSON_NAME)
    while end < limit and (step := step_of(article, at, end)):
        end += step
    while end - at > MIN_FULL and _is_place_or_body(article, at):
        at += 1
    name = range(at, end)
    presented = is_presented(article, name) if len(name) >= MIN_FULL else _is_surname(article, word)
    if not presented or is_part_of_address(article, at):
        return name if presented else None
    return None if catalogue.find_institution(word.text, article.lexicon.language) else name


def _is_surname(article: Article, word: Word) -> bool:
    """Is a single capitalised word after a title the name of its bearer: "la directrice Morvan"?"""
    described = article.has_tag(word, "adjective", "verb", "adverb") or is_headline(article, word.unit)
    return not described and follows_title(article, word.i)


def _title_at(article: Article, at: int) -> int | None:
    """The last word of the title or noun that begins at `at`, unless it is a first name before a capital."""
    found = article.person_nouns[at]
    return None if found is None or (found[0] == at and _is_first_name(article, at, found[1])) else found[0]


def _is_first_name(article: Article, at: int, noun: PersonWord) -> bool:
    """Is a noun for a person a name here: "Guy van der Berg", "selon Nana Akufo"?

    It begins one as "M'" does, is a first name before the rest of one, or is no title and has a capital that
    NER takes for a name's.
    """
    word = article.words[at]
    if is_elided(article, at):
        return True  # "M'Hammed" is no "M."
    if word.norm in article.lexicon.first_names:
        particles = article.lexicon.determiners["particles"]
        return any(w.text[:1].isupper() or w.text in particles for w in article.words[at + 1 : at + 2])
    opens = at == article.units[word.unit][0] or not word.text[:1].isupper()
    return not opens and noun.category == "person" and is_person(article, word)


def _is_place_or_body(article: Article, at: int) -> bool:
    """Is the word before a first name, but none itself: "Kremlin Dmitri Peskov"?"""
    names = article.lexicon.first_names
    return article.words[at].norm not in names and article.words[at + 1].norm in names


def _opens_otherwise(article: Article, at: int, end: int) -> bool:
    """Does the first of several words not belong to the name: "Across Spain", "His father"?"""
    if end - at <= 1 or is_elided(article, at):
        return False
    if len(name_words(article, range(at, end))) > MIN_FULL and _is_place_or_body(article, at):
        return True
    word = article.words[at]  # capitalised only because it begins the sentence
    return "preposition" in word.tags or article.has_dep(word, "determiner", "possessive")


def _is_other_name(article: Article, span: range, catalogue: ArticleCatalogue) -> bool:
    """Is it the name of an institution, a country, a paper, a day?"""
    language, text, alone = article.lexicon.language, article.text_of(span), len(span) == 1
    before = article.words[span[0] - 1] if span[0] and alone else None
    articles = article.lexicon.determiners["articles"]
    if before is not None and (before.norm in articles or _heads_institution(article, before)):
        return True
    days = all(article.lexicon.is_noun(article.words[i].norm, "time") for i in span)
    if days or is_of_thing(article, span[0]) or _is_place(article, span):
        return True
    titled = alone and (
        honorific_before(article, span[0]) is not None or is_part_of_address(article, span[0])
    )
    if titled or (alone and catalogue.means_person(text, language)):
        return False  # "Mr. Hill" is no paper
    return bool(
        catalogue.find_institution(text, language)
        or catalogue.find_government(text, language)
        or catalogue.find_network(text, language)
        or (alone and catalogue.demonym(text, language))
    )


def _is_place(article: Article, span: range) -> bool:
    """Does NER take words with hyphens for a place: "Auvergne-Rhône-Alpes", "l'hôpital Georges-Pompidou"?

    A first name of two parts makes it a person: "Jean-Pierre Roy".
    """
    words = [article.words[i] for i in span]
    places = article.lexicon.entities["place"]
    if len(words) < MIN_FULL or not is_glued(article, words[1]):
        return False
    first = all(word.norm in article.lexicon.first_names for word in words[:3:2])
    return not first and all(word.entity[2:] in places for word in words)


def _heads_institution(article: Article, word: Word) -> bool:
    """Is the word before a name a noun for a body or a work: "le centre Carnegie", "the newspaper Bild"?"""
    if "adjective" in word.tags and word.i:
        word = article.words[word.i - 1]  # "l'association belge Odra"
    found = article.person_nouns[word.i]
    body = found is not None and found[0] == word.i and found[1].category == "institution"
    return body or any(article.lexicon.is_noun(word.norm, kind) for kind in ("outlet", "work"))
