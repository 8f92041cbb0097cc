"""Which words belong to one name: capitals, hyphens and particles that continue it, and where it ends."""

from __future__ import annotations

from service.extraction.punctuation import CLOSING_BRACKETS, DASHES, HYPHENS, OPENING_BRACKETS
from service.extraction.reading.article import Article, Word, once
from service.extraction.speakers.presentations import follows_title, is_person
from service.extraction.syntax.headlines import is_headline
from service.lexicons.lexicon import PersonWord

MIN_FULL = 2  # words of a full name: "Anna Smith"
MAX_PARTICLES = 3  # in a row: "de la", "van der"
NICKNAME = 4  # words from the bracket before a nickname to the name after it


def step_of(article: Article, at: int, end: int) -> int:
    """The number of words that continue a name: with a hyphen or particles several ("Anne de Villiers")."""
    return plain_step(article, at, end) or _particles_step(article, end)


def _particles_step(article: Article, end: int) -> int:
    """The number of words of particles and the name after them: "de Villiers", "van der Berg"."""
    particles, last = article.lexicon.determiners["particles"], min(end + MAX_PARTICLES, len(article.words))
    name = next((k for k in range(end, last) if article.words[k].text not in particles), last)
    if name == end or name >= len(article.words):
        return 0
    word = article.words[name]
    return name + 1 - end if word.text[:1].isupper() and "name" in word.tags else 0


def joins_names(article: Article, at: int) -> bool:
    """Does a particle stand here that is nothing but one: "dos Santos", no "de" before a place?"""
    word = article.words[at]
    tied = "preposition" in word.tags or "determiner" in word.deps
    return word.text in article.lexicon.determiners["particles"] and not tied


def plain_step(article: Article, at: int, end: int) -> int:
    """The number of words that continue a name: 1, or 2 with a hyphen ("Dupond-Moretti", "Min-jun").

    A nickname in brackets counts with the word after it: "John (Jay) Thornbury".
    """
    if _continues_name(article, at, end) or is_elided(article, end - 1):
        return 1
    if _is_nickname(article, at, end):
        return NICKNAME
    hyphen = article.words[end].text in HYPHENS and is_glued(article, article.words[end])
    return 2 if hyphen and end + 1 < len(article.words) and is_glued(article, article.words[end + 1]) else 0


def _continues_name(article: Article, at: int, end: int) -> bool:
    """Does the name continue with a capitalised word right after it?"""
    word, last = article.words[end], article.words[end - 1]
    if word.unit != article.words[at].unit or word.quotation != last.quotation or not word.text[:1].isupper():
        return False
    if article.text[last.end : word.start] not in (" ", "", "\xa0") or word.punctuation:
        return False
    first = (
        end == at + 1 and last.norm in article.lexicon.first_names and word.norm not in article.lexicon.verbs
    )
    named = "name" in word.tags or is_person(article, word) or _is_no_verb(article, word)
    return named or first or ends_open(article, end)


def _is_no_verb(article: Article, word: Word) -> bool:
    """Does the tagger take a name for a verb: none has a capital inside a sentence, but in headlines?"""
    verb = "verb" in word.tags and word.norm not in article.lexicon.verbs
    return verb and len(word.text) > MIN_FULL and not is_headline(article, word.unit)


def is_elided(article: Article, at: int) -> bool:
    """Is the word the beginning of a name that is glued to the rest of it: "M'Hammed", "N'Golo"?

    No elided article or preposition is.
    """
    word, following = article.words[at], article.words[at + 1 : at + 2]
    if not word.text[:1].isupper() or len(word.norm) != MIN_FULL or not word.norm.endswith("'"):
        return False
    other = word.norm in article.lexicon.determiners["articles"] or "preposition" in word.tags
    return not other and any(w.start == word.end and w.text[:1].isalpha() for w in following)


def _is_nickname(article: Article, at: int, end: int) -> bool:
    """Are there brackets around one capitalised word at `end`, and the rest of the name after them?"""
    words = article.words[end : end + NICKNAME]
    if len(words) < NICKNAME or any(w.unit != article.words[at].unit for w in words):
        return False
    opens, nickname, closes, last = words
    capitals = nickname.text[:1].isupper() and last.text[:1].isupper() and "name" in last.tags
    return opens.text in OPENING_BRACKETS and closes.text in CLOSING_BRACKETS and capitals


def goes_on(article: Article, at: int, end: int) -> bool:
    """Does the entity of NER continue in the same sentence and quotation, without a new one beginning?"""
    first, word = article.words[at], article.words[end]
    genitive = word.norm in article.lexicon.determiners["genitive"]
    if word.unit != first.unit or word.quotation != first.quotation or genitive:
        return False
    if end == at:
        return True
    return not (word.entity.startswith("B-") or _ends_name(article, word))


def _ends_name(article: Article, word: Word) -> bool:
    """Is the word outside the name, whatever NER says: "Lola sur Twitter", "Petit - Sports"?"""
    if word.punctuation:
        return word.text in DASHES and not is_glued(article, word)
    if is_glued(article, word) or word.norm in article.lexicon.determiners["particles"]:
        return False
    tied = "preposition" in word.tags or "conjunction" in word.deps
    return tied and word.text.islower()


def ends_open(article: Article, end: int) -> bool:
    """Does the name before word `end` end with a particle, so that more of it follows: "Paul Van"?

    A capitalised article after a first name counts as one: "Anne Le Roy".
    """
    last, first = article.words[end - 1], article.words[end - 2].norm if end > 1 else ""
    behind_first = (
        last.norm in article.lexicon.determiners["articles"] and first in article.lexicon.first_names
    )
    return last.norm in article.lexicon.determiners["particles"] or (behind_first and last.text[:1].isupper())


def may_end_name(article: Article, word: Word) -> bool:
    """Is the word capitalised, or joined to the one before: "Min-jun", "M'bala"?"""
    joined = is_glued(article, word) or (word.i > 0 and is_elided(article, word.i - 1))
    return word.text[:1].isupper() or (joined and not word.punctuation)


def opens_name(article: Article, word: Word) -> bool:
    """Is it the first capitalised word of a name in the narration, or after a title or an acronym?"""
    if not word.text[:1].isupper() or word.punctuation or word.quotation >= 0:
        return False
    if "name" not in word.tags or word.norm in article.lexicon.determiners["articles"]:
        return False
    before = article.words[word.i - 1] if word.i else None
    if before is None or before.unit != word.unit:
        return True
    named = before.text[:1].isupper() and "name" in before.tags and not _is_full_after_title(article, word)
    return before.end < word.start and (not named or before.text.isupper())


def _is_full_after_title(article: Article, word: Word) -> bool:
    """Do two capitalised words after a title make a name: "Whip Karel Dale", no "Princess Anne"?"""
    after = article.words[word.i + 1 : word.i + 2]
    full = any(w.text[:1].isupper() and "name" in w.tags and w.unit == word.unit for w in after)
    return full and follows_title(article, word.i)


def is_glued(article: Article, word: Word) -> bool:
    """Does the word or hyphen follow the one before it without a space: "Dupond-Moretti", "Min-jun"?"""
    hyphen = word.text in HYPHENS or article.text[word.start - 1 : word.start] in HYPHENS
    return hyphen and word.i > 0 and article.words[word.i - 1].end == word.start


def ends_compound(article: Article, word: Word) -> bool:
    """Does a hyphen join the word to a capitalised one: "Clermont-Ferrand", not "anti-Macron"?"""
    return is_glued(article, word) and word.i > 1 and article.words[word.i - 2].text[:1].isupper()


def honorific_before(article: Article, at: int) -> PersonWord | None:
    """The honorific that ends right before the word `at`, a capitalised one: "Mr.", "Mme"."""
    for k in (at - 1, at - 2) if article.words[at].text[:1].isupper() else ():
        if k >= 0 and article.words[k].unit == article.words[at].unit:
            found = article.person_nouns[k]
            if found is not None and found[0] == at - 1 and found[1].category == "honorific":
                return found[1]
    return None


def told_gender(article: Article, mention: range) -> str:
    """m or f by an honorific before a mention; "" without one."""
    honorific = honorific_before(article, mention[0])
    return "" if honorific is None else honorific.gender


@once
def name_words(article: Article, span: range) -> tuple[str, ...]:
    """The words of a name, without possessive endings, nicknames in brackets and "Jr."."""
    norm = article.norm[article.words[span[0]].start : article.words[span[-1]].end]
    endings = sorted(article.lexicon.determiners["genitive"], key=len, reverse=True)
    ending = next(filter(norm.endswith, endings), "")
    words = article.text_of(span)[: len(norm) - len(ending)].split()
    name = [w.rstrip("’',") for w in words if any(c.isalpha() for c in w) and w[0] not in OPENING_BRACKETS]
    son = len(name) > MIN_FULL and name[-1].lower().rstrip(".") in article.lexicon.determiners["generation"]
    return tuple(name[:-1] if son else name)
