"""What a request may say, and the values that it becomes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, validate

from service.exchange.offsets import OFFSET_UNITS, OffsetUnit
from service.exchange.problems import not_valid, too_long
from service.extraction.model import DEFAULT_TYPES, QUOTE_TYPES, Options

IGNORE, REFUSE = "ignore", "refuse"
_MOST_TYPES = 100
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


# Without slots, like Options: it passes between processes, and slots are pickled by a loop in Python.
@dataclass(frozen=True)
class ArticleRequest:
    """An article and what the caller wants of it; `id` is the caller's own, given in a `batch`."""

    text: str
    options: Options
    offsets: OffsetUnit = "codepoint"
    id: str | int | None = None
    batch: bool = False


def _no_surrogates(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise ValidationError(f"character {error.start} is half of a surrogate pair") from None


class _Identifier(fields.Field[str | int]):
    """The caller's own mark for an article of a batch."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str | int:
        if isinstance(value, str) and len(value) <= 200:
            _no_surrogates(value)
            return value
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53:
            return value
        raise ValidationError("must be a string of at most 200 characters or an integer below 2**53")


class _Types(fields.List[str]):
    """Types of quotes; their number is limited, because each of them is validated."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> list[str | None]:
        if isinstance(value, list) and len(value) > _MOST_TYPES:
            raise ValidationError(f"must be at most {_MOST_TYPES}")
        return super()._deserialize(value, attr, data, **kwargs)


class _Day(fields.Field[date]):
    """A calendar day.  A timestamp is refused, because its day would depend on a time zone."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        if isinstance(value, str) and _DAY.fullmatch(value):
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass  # the 30th of February
        raise ValidationError("must be a day as in ISO 8601, such as 2014-03-18")


class OptionsSchema(Schema):
    """The options: members of a request object, or query parameters."""

    class Meta:
        unknown = RAISE

    language = fields.String(
        allow_none=True, validate=validate.Regexp(r"[a-z]{2}\Z", error="must be a code of ISO 639-1")
    )
    types = _Types(fields.String(validate=validate.OneOf(QUOTE_TYPES)), validate=validate.Length(min=1))
    offsets = fields.String(validate=validate.OneOf(OFFSET_UNITS))
    date = _Day(allow_none=True)


class QuerySchema(OptionsSchema):
    """Query parameters: the options, and what to do with members of a batch's lines that no request has."""

    extra = fields.String(validate=validate.OneOf((IGNORE, REFUSE)))


class ArticleSchema(OptionsSchema):
    """A request object."""

    text = fields.String(required=True, validate=_no_surrogates)


class BatchLineSchema(ArticleSchema):
    """A request object of a batch."""

    id = _Identifier()


_QUERY, _ARTICLE, _BATCH_LINE = QuerySchema(), ArticleSchema(), BatchLineSchema()
_BATCH_LINES = {IGNORE: BatchLineSchema(unknown=EXCLUDE), REFUSE: _BATCH_LINE}  # by `extra`
_KNOWN = frozenset(_BATCH_LINE.fields) | frozenset(_QUERY.fields)


def query_options(query: Mapping[str, list[str]]) -> dict[str, Any]:
    """The options among the query parameters, with `types` separated by commas; raises Problem not-valid."""
    if not query:
        return {}
    doubled = [name for name, values in query.items() if len(values) > 1 and name != "types"]
    if doubled:
        raise not_valid([_told(doubled[0], "is given twice")])
    given: dict[str, Any] = {name: values[0] for name, values in query.items()}
    if "types" in given:
        given["types"] = ",".join(query["types"]).split(",")
    return _load(_QUERY, given)


def identified(value: Any) -> dict[str, str | int]:
    """The `id` of a line of a batch, as a dictionary; empty if the line has no valid one."""
    try:
        return {"id": _BATCH_LINE.fields["id"].deserialize(value["id"])}
    except (KeyError, TypeError, ValidationError):
        return {}


def article_request(
    value: Any, defaults: Mapping[str, Any], max_characters: int, *, batch: bool = False
) -> ArticleRequest:
    """The request in a JSON `value`, on top of the query's options (`defaults`).

    Members that no request has are refused, because they are probably misspelt.  In a `batch`, which may be
    an archive with columns of its own, they are ignored, unless `extra` in `defaults` is `refuse`.

    Raises Problem not-valid or too-long (more than `max_characters` code points).
    """
    if not isinstance(value, dict):
        raise not_valid([{"field": None, "detail": "a request is an object"}])
    schema = _BATCH_LINES[defaults.get("extra", IGNORE)] if batch else _ARTICLE
    loaded = {**defaults, **(value if _only_text(value) else _load(schema, value))}
    text: str = loaded["text"]
    if len(text) > max_characters:
        raise too_long(max_characters, len(text), "characters")
    return ArticleRequest(text, _options(loaded), offsets_of(loaded), loaded.get("id"), batch)


def offsets_of(options: Mapping[str, Any]) -> OffsetUnit:
    """The unit of offsets in valid `options`."""
    return cast(OffsetUnit, options.get("offsets", "codepoint"))


def _only_text(value: dict[str, Any]) -> bool:
    """Is it a valid text and nothing else?  Most requests are, and a schema would go through all fields."""
    text = value.get("text")
    if len(value) > 1 or not isinstance(text, str):
        return False
    try:
        _no_surrogates(text)
    except ValidationError:
        return False
    return True


def _options(loaded: Mapping[str, Any]) -> Options:
    wanted = loaded.get("types", DEFAULT_TYPES)
    types = tuple(kind for kind in QUOTE_TYPES if kind in wanted)
    return Options(loaded.get("language"), types, loaded.get("date"))


def _load(schema: Schema, value: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return cast(dict[str, Any], schema.load(value))
    except ValidationError as error:
        messages = cast(dict[str, Any], error.messages)
        raise not_valid(_errors(messages, schema)) from None


def _errors(messages: Mapping[str, Any], schema: Schema) -> list[dict[str, str | None]]:
    """One error per field, and a single one for all unknown members, however many there are."""
    errors = [_told(name, _sentence(found)) for name, found in messages.items() if name in _KNOWN]
    unknown = len(messages) - len(errors)
    if unknown:
        told = "Unknown field" if unknown == 1 else f"{unknown} unknown fields"
        errors.append(_told(None, f"{told}; there are {', '.join(schema.fields)}"))
    return errors


def _told(name: object, detail: str) -> dict[str, str | None]:
    """One error.  The name of an unknown member is not repeated, because it may be a piece of an article."""
    return {"field": name if isinstance(name, str) and name in _KNOWN else None, "detail": detail}


def _sentence(messages: Any) -> str:
    """The first message of marshmallow's list, or of its dict of lists for the items of a list."""
    while not isinstance(messages, str):
        messages = next(iter(messages.values() if isinstance(messages, dict) else messages))
    return messages.rstrip(".")
