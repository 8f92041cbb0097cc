"""The application: `create_app` for any extractor, `served` for the server."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path

from flask import Flask

from service import Extractor
from service.extraction.model import Extraction, QuoteType
from service.extraction.reading.language import detect_language
from service.lexicons.catalogue import CatalogueError
from service.settings import Settings
from service.web import observation, page, problems
from service.web.admission import Admission, LoadBoard
from service.web.page_text import article_of
from service.web.pool import Extract, ExtractionPool, FindArticle
from service.web.routes import blueprint
from service.web.service import Service

POOL = "extraction-pool"  # the key of the pool among the extensions


def create_app(
    settings: Settings,
    extract: Extract,
    admission: Admission | None = None,
    find_article: FindArticle = article_of,
) -> Flask:
    """The application that answers with what `extract` finds, in web pages in what `find_article` does.

    `admission` as one process by default.
    """
    app = Flask(__name__, static_folder=None)
    service = Service(settings, extract, find_article, admission or Admission(settings.capacity))
    app.extensions["service"] = service
    problems.register(app)
    observation.register(app, service)
    app.register_blueprint(blueprint)
    app.register_blueprint(page.blueprint)
    return app


def load(institutions: Path | None = None) -> Extract:
    """Load the models and the catalogue, to which the file of `institutions` adds.

    The function that reads one article in this process.  CatalogueError, OSError, ValueError, ImportError.
    """
    extractor = Extractor(institutions=institutions)
    detect_language("")  # its model is loaded at the first use, which should be no caller's

    def extract(text: str, language: str | None, types: Collection[QuoteType]) -> Extraction:
        return extractor.extract(text, language=language, types=types)

    return extract


def served() -> Flask:
    """The application as the server runs it, its models loaded before the workers fork.

    Ends the process with a message where a model or the operator's catalogue is missing or wrong.
    """
    settings = Settings.from_environment()
    try:
        extract = load(Path(settings.institutions) if settings.institutions else None)
    except CatalogueError as error:
        sys.exit(f"the institutions cannot be loaded: {error}")
    except (OSError, ValueError, ImportError) as error:
        sys.exit(f"the models cannot be loaded: {error}")
    patience = settings.time_limit * (1 + settings.capacity / settings.workers) + 5
    pool = ExtractionPool(extract, article_of, settings.time_limit, patience)
    admission = Admission(settings.capacity, LoadBoard(settings.workers * 4 + 16))
    app = create_app(settings, pool.extract, admission, pool.find_article)
    app.extensions[POOL] = pool
    return app
