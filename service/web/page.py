"""The page that shows quotes, the API reference, and the files that they use."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import flask_swagger_ui
from flask import Blueprint, Response, redirect, request, send_from_directory
from werkzeug.wrappers import Response as AnyResponse

from service.exchange.answer import dump
from service.exchange.problems import Problem
from service.web.beside import beside
from service.web.negotiation import JSON
from service.web.proxies import WITHOUT_SLASH

_STATIC = Path(__file__).with_name("static")
_SWAGGER_UI = Path(flask_swagger_ui.__file__).with_name("dist")
_REFERENCE_FILES = ("swagger-ui.css", "swagger-ui-bundle.js", "favicon-32x32.png")
_SEEDS = beside("seeds")
_LABEL_WORDS = 5  # a line with fewer words is a date or the name of a section
_BREADCRUMB = " » "

blueprint = Blueprint("page", __name__)


def _policy(**more: str) -> Mapping[str, str]:
    """Headers that limit a page to the service's own files; `more` sets further directives."""
    allowed = dict.fromkeys(("default-src", "base-uri", "form-action", "frame-ancestors"), "'none'")
    allowed |= dict.fromkeys(("script-src", "style-src", "connect-src", "img-src"), "'self'")
    allowed |= {name.replace("_", "-"): value for name, value in more.items()}
    policy = "; ".join(f"{name} {value}" for name, value in allowed.items())
    return {"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer"}


# Trusted Types: the browser itself refuses anything that would parse a string as markup.
_PAGE_POLICY = _policy(require_trusted_types_for="'script'", trusted_types="'none'")
_REFERENCE_POLICY = _policy(img_src="'self' data:")


def _file(folder: Path, name: str, policy: Mapping[str, str] | None = None) -> Response:
    response = send_from_directory(folder, name)
    response.headers["Cache-Control"] = "no-cache"  # may be stored, but is asked for again with its ETag
    response.headers.update(policy or {})
    return response


@blueprint.get("/")
def page() -> AnyResponse:
    """The page that shows an article's quotes.

    Below a prefix it is at the address with a slash at its end, as its links need it.
    """
    if request.environ.get(WITHOUT_SLASH):
        return redirect(f"{request.root_path}/", 308)
    return _file(_STATIC, "page.html", _PAGE_POLICY)


@blueprint.get("/docs")
def reference() -> Response:
    """The API reference, from openapi.yaml, by Swagger UI."""
    return _file(_STATIC, "docs.html", _REFERENCE_POLICY)


@blueprint.get("/static/<name>")
def asset(name: str) -> Response:
    """A file of the page or of the reference."""
    if name in _REFERENCE_FILES:
        return _file(_SWAGGER_UI, name)
    if not name.endswith((".css", ".js", ".svg")):
        raise Problem("not-found", "there is no such file")
    return _file(_STATIC, name)


@blueprint.get("/examples")
def examples() -> Response:
    """The articles that the page offers: their titles and texts."""
    return Response(_examples(), content_type=JSON)


@cache
def _examples() -> str:
    texts = [path.read_text(encoding="utf-8") for path in sorted(_SEEDS.glob("*.txt"))]
    return dump({"examples": [{"title": title(text), "text": text} for text in texts]})


def title(article: str) -> str:
    """The first line that can be a title: not too few words, and no picture credit in brackets."""
    lines = [line.strip() for line in article.splitlines()]
    fitting = (line for line in lines if len(line.split()) >= _LABEL_WORDS and "(" not in line)
    return next(fitting, lines[0]).rpartition(_BREADCRUMB)[2]
