"""What tells that a name is a person's at all, no thing's and no place's: "le Carnegie Hall"."""

from __future__ import annotations

from collections.abc import Mapping

from service.extraction.reading.article import Article
from service.extraction.speakers.entities import Entity
from service.extraction.speakers.features.names import Row, log_of
from service.extraction.speakers.presentations import is_person

MAX_MENTIONS_OF_ONE = 40  # of one person, looked at


class Persons:
    """Tells of the people of one article how surely each is one."""

    def __init__(self, article: Article, quoted: Mapping[int, int]) -> None:
        """`quoted` is how often quotations are given to each person by name, by their indices."""
        self._article = article
        self._quoted = quoted
        self._known: dict[int, Row] = {}  # by their indices

    def of(self, entity: Entity) -> Row:
        """The features of somebody named, whatever the mention that they are asked for."""
        if entity.index not in self._known:
            self._known[entity.index] = self._features(entity)
        return self._known[entity.index]

    def _features(self, entity: Entity) -> Row:
        """How much the article speaks of somebody, and shares of the mentions.

        These are those that NER takes for a person's, and those behind an article.
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
