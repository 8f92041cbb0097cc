"""From the noun that the parser calls the subject to the head of the whole phrase that speaks.

"le directeur du Fonds de Navalny": the director, not Navalny; "With days to the election, Moore said": Moore.
"""

from __future__ import annotations

from service.extraction.punctuation import COMMA
from service.extraction.reading.article import Article
from service.extraction.syntax.inversion import head_to_the_right, person_after_place
from service.extraction.syntax.phrases import is_nominal, is_person_word, phrase_of, role_of
from service.extraction.syntax.verb_groups import can_speak, is_preposition, is_time, verb_group

MAX_NOUNS_UP = 6


def whole_head(article: Article, speaker: int, verb: int) -> int:
    """The head of the phrase of which a speaker is only a complement.

    In a phrase that opens the sentence ("With days to the election, Moore …") it is the noun after the comma
    instead.
    """
    for _ in range(MAX_NOUNS_UP):
        first = phrase_of(article, speaker)[0]
        if person_after_place(article, first, speaker) is not None:
            return speaker
        opener = next((k for k in (first, first - 1) if is_preposition(article, k)), None)
        if opener is None or _is_antecedent(article, speaker, verb, opener):
            return speaker
        if opener == 0 or article.words[opener - 1].unit != article.words[opener].unit:
            return _after_opening(article, speaker, verb)
        noun = article.words[opener - 1]
        if noun.form in ("present", "past") and not verb_group(article, noun, "auxiliary") and opener > 1:
            noun = article.words[opener - 2]
        if is_time(article, noun) and noun.head < noun.i:
            speaker = noun.i
            continue
        somebody = is_person_word(article, article.words[speaker]) and not is_person_word(article, noun)
        speaks = is_nominal(article, noun) and can_speak(article, noun.i)
        if noun.i == verb or noun.quotation >= 0 or noun.punctuation or somebody or not speaks:
            return speaker
        speaker = noun.i
    return speaker


def _is_antecedent(article: Article, speaker: int, verb: int, opener: int) -> bool:
    """Is it a complement and the antecedent of the verb's relative clause: "a parlé à X, qui a répondu"?"""
    clause = article.words[verb]
    of = article.words[opener].norm in article.lexicon.determiners["of"]
    return "relative_clause" in clause.deps and clause.head == speaker and not of


def _after_opening(article: Article, speaker: int, verb: int) -> int:
    """The noun phrase after the comma that ends an opening phrase, if it stands before the verb."""
    comma = phrase_of(article, speaker)[-1] + 1
    while comma < verb and article.words[comma].text != COMMA and "verb" not in article.words[comma].tags:
        comma += 1
    if speaker > verb or comma >= verb or article.words[comma].text != COMMA:
        return speaker
    for word in article.words[comma + 1 : verb]:
        if word.quotation >= 0 or word.punctuation or role_of(article, word) == "relative":
            return speaker
        if is_nominal(article, word) and can_speak(article, word.i):
            return head_to_the_right(article, word.i)
    return speaker
