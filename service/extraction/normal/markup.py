"""Takes out markup that was left in a plain text: HTML, BBCode, Markdown, the numbers of footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from service.extraction.normal.tracked import Edit, each, nothing

# Tags that end a line, <br>, those of a quotation, and those that show nothing; anything else between
# < and > may be text.
BLOCK_TAG = re.compile(
    r"<(/?)(?:(p|div|h[1-6]|ul|ol|li|dl|dt|dd|blockquote|figure|figcaption|section|article|hea"
    r"der|footer|aside|table|tr|hr|pre)|(br)|(q)|a|abbr|b|big|cite|code|del|em|font|i|img|ins|"
    r"mark|s|small|span|strike|strong|sub|sup|time|td|th|tt|u|wbr)(?:\s[^<>]{0,2000})?/?>|<!--"
    r"[^<>]{0,2000}-->",
    re.IGNORECASE,
)
# "[i]t" is an editor's change: only what is closed somewhere is a tag.
BBCODE = re.compile(
    r"\[(/?)(b|i|u|s|url|img|quote|code|color|size|font|center|list|email)(?:=[^\]\n]{0,300})?"
    r"\]",
    re.IGNORECASE,
)
LINK = re.compile(
    r"!?\[([^\[\]\n]{1,300})\]\((?:https?://|mailto:|/|#)[^()\s]{0,1000}(?:\s\"[^\"\n]{0,200}\")?\)"
)
EMPHASIS = re.compile(r"(\*(?<![\w*]\*)\*{0,2})(?=[^\s*])[^*\n]{1,500}(?<=[^\s*])\1(?![\w*])")
UNDERLINED = re.compile(r"(_(?<!\w_)_{0,2})(?=[^\s_])[^_\n]{1,500}(?<=[^\s_])\1(?!\w)")
AT_LINE = re.compile(r"[#>](?:(?<=^#)#{0,5}[^\S\n]+|(?<=^>)[^\S\n]?(?:>[^\S\n]?)*)", re.MULTILINE)
FOOTNOTE = re.compile(r"\[(?<=\S\[)\d{1,3}\]")


def tags(text: str) -> Iterator[Edit]:
    """Take tags out; those of a block become the end of a line, those of a quotation its marks."""
    for match in BLOCK_TAG.finditer(text):
        closing, block, line, quoted = match.groups()
        new = ""
        if block or line:
            beside = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
            new = "" if "" in beside or "\n" in beside else "\n"
        elif quoted:
            new = "”" if closing else "“"
        yield Edit(*match.span(), new)


def bbcode(text: str) -> Iterator[Edit]:
    """Take out the tags of forums, of the kinds that are closed somewhere."""
    found = list(BBCODE.finditer(text))
    closed = {match.group(2).lower() for match in found if match.group(1)}
    for match in found:
        if match.group(2).lower() in closed:
            yield Edit(*match.span(), "")


def links(text: str) -> Iterator[Edit]:
    """Keep only the words of Markdown links."""
    for match in LINK.finditer(text) if "](" in text else ():
        yield Edit(match.start(), match.start(1), "")
        yield Edit(match.end(1), match.end(), "")


def _around(pattern: re.Pattern[str], text: str) -> Iterator[Edit]:
    for match in pattern.finditer(text):
        size = len(match.group(1))
        yield Edit(match.start(), match.start() + size, "")
        yield Edit(match.end() - size, match.end(), "")


# Of Markdown's emphasis only the words stay, with either sign: "**Neil Marsh**", "_never_".
emphasis = partial(_around, EMPHASIS)
underlined = partial(_around, UNDERLINED)
# What marks a line as a heading, or as taken from another message ("> "), is taken out.
lines = each(AT_LINE, nothing)
# The numbers of footnotes: "said Neil Marsh.[12]".
footnotes = each(FOOTNOTE, nothing)
