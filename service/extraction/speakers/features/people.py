"""Evidence that a name is a person's, and not a thing's or a place's: "le Carnegie Hall"."""

from __future__ import annotations

from collections.abc import Mapping

from service.extraction.reading.article import Article
from service.extraction.speakers.entities import Entity
from service.extraction.speakers.features.names import Row, log_of
from service.extraction.speakers.presentations import is_person

MAX_MENTIONS_OF_ONE = 40  # of one person that are looked at


class Persons:
    """Says how certain it is that each of an article's people is a person."""

    def __init__(self, article: Article, quoted: Mapping[int, int]) -> None:
        """`quoted` is how often speakers of quotations name each person, by the person's index."""
        self._article = article
        self._quoted = quoted
        self._known: dict[int, Row] = {}  # by their indices

    def of(self, entity: Entity) -> Row:
        """The features of somebody named, regardless of the mention to be resolved."""
        if entity.index not in self._known:
            self._known[entity.index] = self._features(entity)
        return self._known[entity.index]

    def _features(self, entity: Entity) -> Row:
        """How often the article mentions and quotes somebody, and shares of the mentions.

        The shares are of those that NER takes for a person's, and of those after an article ("le").
        """
        words, articles = self._article.words, self._article.lexicon.determiners["articles"]
        mentions = entity.mentions[:MAX_MENTIONS_OF_ONE]
        told = [any(is_person(self._article, words[i]) for i in mention) for mention in mentions]
        behind = [mention[0] > 0 and words[mention[0] - 1].norm in articles for mention in mentions]
        subjects = [any("subject" in words[i].deps for i in mention) for mention in mentions]
        return {
            "named": 1,
            "article-mentions": log_of(len(entity.mentions)),
            "article-quoted": log_of(self._quoted.get(entity.index, 0)),
            "told-person": sum(told) / len(mentions),
            "behind-article": sum(behind) / len(mentions),
            "named-subject": log_of(sum(subjects)),
            "titled": bool(entity.roles),
        }
