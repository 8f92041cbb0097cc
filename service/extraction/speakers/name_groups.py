"""Which names of an article are one person's.

Names with the same last name word (see names.py) and compatible first names are one person, and so is any
later occurrence of a known last name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.extraction.reading.article import Article
from service.extraction.speakers.name_spans import name_words
from service.extraction.speakers.names import name_key, same_first_name


@dataclass(slots=True)
class Group:
    """The names of one person, as words, and the ranges of words where they stand."""

    names: list[tuple[str, ...]] = field(default_factory=list)
    mentions: list[range] = field(default_factory=list)

    def first_names(self) -> tuple[str, ...]:
        """Those of the name that has most of them."""
        return max((n[:-1] for n in self.names), key=len)


def group_names(article: Article, spans: Sequence[range]) -> list[Group]:
    """Put the names of one person together: full names first, then those of one word."""
    groups: list[Group] = []
    by_last: dict[str, list[Group]] = {}
    by_first: dict[str, list[Group]] = {}
    named = [(span, name_words(article, span)) for span in spans]
    for span, name in sorted(named, key=lambda n: (len(n[1]) < 2, n[0][0])):
        if not name:
            continue
        same = [g for g in by_last.get(name_key(name[-1]), []) if same_first_name(g.first_names(), name[:-1])]
        if not same and len(name) == 1:
            same = by_first.get(name_key(name[0]), [])[:1]
        if same:
            group = _nearest(same, span)
        else:
            group = Group()
            groups.append(group)
            by_last.setdefault(name_key(name[-1]), []).append(group)
            if len(name) > 1:
                by_first.setdefault(name_key(name[0]), []).append(group)
        group.names.append(name)
        group.mentions.append(span)
    return groups


def _nearest(groups: Sequence[Group], span: range) -> Group:
    """The group last named before `span`, those named in full more often first among equals."""

    def distance(group: Group) -> int:
        before = [m[0] for m in group.mentions if m[0] < span[0]]
        return span[0] - max(before) if before else 10**6

    return min(groups, key=lambda g: (distance(g) >= 10**6, -sum(len(n) > 1 for n in g.names), distance(g)))


def add_known_last_names(article: Article, groups: Sequence[Group], taken: set[int]) -> None:
    """Later mentions that NER missed: a capitalised word that is somebody's last name."""
    by_last: dict[str, list[Group]] = {}
    for group in groups:
        if any(len(name) > 1 for name in group.names):
            for name in group.names:
                if len(name) > 1 and group not in by_last.setdefault(name_key(name[-1]), []):
                    by_last[name_key(name[-1])].append(group)
    for word in article.words:
        if word.i in taken or len(word.text) < 3 or not word.text[0].isupper():
            continue
        found = by_last.get(name_key(word.text))
        if found:
            span = range(word.i, word.i + 1)
            group = _nearest(found, span)
            group.names.append((word.text,))
            group.mentions.append(span)
