"""An article's quotes for people, on a terminal."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from service.exchange.answer import Json

_BOLD, _DIM, _PLAIN = "1", "2", "0"
_COLOURS = ("36", "33", "35", "32", "34", "31")  # ANSI: cyan, yellow, magenta, green, blue, red
_NOBODY = "nobody is named"
_INDENT = "    "


@dataclass(frozen=True, slots=True)
class View:
    """Makes the text, `width` columns wide, with or without `colour`."""

    width: int
    colour: bool

    def __call__(self, found: Json) -> str:
        """The quotes of the answer `found`, who said them and how that is known."""
        quotes = found["quotes"]
        count = f"{len(quotes)} quote{'' if len(quotes) == 1 else 's'}"
        head = f"{_shown(str(found['id']))}  {found['language']}, {count}"
        lines = [self._styled(head, _BOLD), ""]
        names = [_name(quote) for quote in quotes]
        colours = dict(zip(dict.fromkeys(names), _COLOURS * len(names), strict=False))
        for quote, name in zip(quotes, names, strict=True):
            lines += [*self._quote(quote, name, colours[name]), ""]
        return "\n".join(lines) + "\n"

    def _quote(self, quote: Json, name: str, colour: str) -> Iterator[str]:
        speaker = quote["speaker"] or {}
        role = f", {_shown(speaker['role'])}" if speaker.get("role") else ""
        yield self._styled(name, _BOLD, colour) + role + self._styled(_how(quote), _DIM)
        wrapped = textwrap.wrap(
            _shown(quote["text"]), max(self.width - len(_INDENT), 20), break_on_hyphens=False
        )
        yield from (_INDENT + self._styled(line, colour) for line in wrapped)
        if quote["source"]:
            source = quote["source"]
            country = f" ({source['country']})" if source["country"] else ""
            via = f", via {_shown(source['via']['name'])}" if source["via"] else ""
            told = f"for {_shown(source['name'])}{country}, {source['basis']}{via}"
            yield _INDENT + self._styled(told, _DIM)

    def _styled(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[{_PLAIN}m" if self.colour and text else text


def _name(quote: Json) -> str:
    return _shown(quote["speaker"]["name"]) if quote["speaker"] else _NOBODY


def _how(quote: Json) -> str:
    """The words that name the speaker, the cue, the type and the confidence."""
    speaker, told = quote["speaker"] or {}, []
    mention = speaker.get("mention")
    if mention and mention["text"] != speaker["name"]:
        told.append(f"“{_shown(mention['text'])}”")
    if quote["cue"]:
        told.append(_shown(quote["cue"]["text"]))
    told += [quote["type"], f"{quote['confidence']:.0%}"]
    return "  " + " · ".join(told)


def _shown(text: str) -> str:
    """The text in one line, without characters that would control the terminal."""
    spaced = " ".join(text.split())
    return "".join("\ufffd" if unicodedata.category(letter) in ("Cc", "Cf") else letter for letter in spaced)
