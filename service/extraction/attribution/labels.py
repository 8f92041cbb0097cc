"""Speakers without a verb of saying: "Name: “…”", "“…” – Name", a colon at the end of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from service.extraction.attribution.attribution import How
from service.extraction.attribution.standing import Sentence
from service.extraction.cues.frames import Frame
from service.extraction.reading.article import Article, Word
from service.extraction.syntax.phrases import is_name, is_nominal, phrase_of
from service.extraction.syntax.subjects import subject_of

MAX_LABEL = 5
MAX_LINE = 12  # words of a line that only names somebody
LONGEST_SIGNATURE = 1_000  # characters looked at: more than so many words have

Label = tuple[Frame, How]  # who speaks, and how that is told


def labels(article: Article, words: range, sentences: Mapping[int, Sentence]) -> Iterator[Label]:
    """The speakers that the quotation of `words` may have without a cue in its sentence.

    `sentences` are those with frames, by their numbers.
    """
    first = article.words[words[0]]
    k = words[0] - 1
    if k >= 0 and article.words[k].text == ":" and article.words[k].quotation < 0:
        unit = article.words[k].unit
        if unit != first.unit and unit in sentences:
            for standing in reversed(sentences[unit].near(words)):
                yield standing.frame, "colon"
        label = _label_before(article, k)
        if label is not None:
            yield label
    headline = _headline_label(article, first)
    if headline is not None:
        yield headline
    signature = _signature(article, words)
    if signature is not None:
        yield signature


def _label_before(article: Article, colon: int) -> Label | None:
    """The speaker before a colon: the subject of the sentence's verb, or a name alone."""
    unit = article.words[colon].unit
    start = colon
    while start > 0 and article.words[start - 1].unit == unit and article.words[start - 1].quotation < 0:
        if _begins_line(article, article.words[start]):
            break
        start -= 1
    sentence = article.words[start:colon]
    verbs = [w for w in sentence if article.has_tag(w, "verb")]
    if verbs:
        for verb in sorted(verbs, key=lambda w: len(list(article.ancestors(w)))):
            subject = subject_of(article, verb)
            if subject is not None and subject < colon:
                return bare_frame(article, verb.i, subject), "colon"
        return None
    names = [w for w in sentence if is_nominal(article, w)]
    if len(names) == 1 and (len(names[0].text) == 1 or article.lexicon.is_noun(names[0].norm, "utterance")):
        return None
    if names and _begins_line(article, sentence[0]):
        return bare_frame(article, colon, names[0].i), "label"
    if names and len(sentence) <= MAX_LINE:
        return bare_frame(article, colon, names[0].i), "label"
    return None


def _begins_line(article: Article, word: Word) -> bool:
    """Is it the first word of a line, marks aside?"""
    before = article.words[word.i - 1].end if word.i else 0
    return "\n" in article.text[before : word.start]


def _headline_label(article: Article, word: Word) -> Label | None:
    """The name before a colon that opens a headline: "Sanders: Clinton needs to “…”"."""
    unit = article.units[word.unit]
    for k in unit[:MAX_LABEL]:
        other = article.words[k]
        if other.text == ":" and k > unit[0] and k + 1 < word.i:
            return bare_frame(article, k, k - 1), "label"
        if other.quotation >= 0 or not other.text[:1].isupper() or not article.has_tag(other, "name", "noun"):
            return None
    return None


def _signature(article: Article, words: range) -> Label | None:
    """“…” – Name, at the end of a paragraph."""
    at = words[-1] + 1
    if at + 1 >= len(article.words) or article.words[at].text not in "-–—―":
        return None
    name = article.words[at + 1]
    line = article.text[name.start : name.start + LONGEST_SIGNATURE].partition("\n")[0]
    intertitle = line.rstrip().endswith(tuple("-–—"))
    if intertitle or not is_name(article, name) or len(line.split()) > MAX_LINE:
        return None
    return bare_frame(article, at, at + 1), "signature"


def bare_frame(article: Article, at: int, speaker: int) -> Frame:
    """A frame whose cue is no verb of saying."""
    return Frame(
        "noun", at, range(at, at + 1), speaker, phrase_of(article, speaker), 1, frozenset(), True, "label"
    )
