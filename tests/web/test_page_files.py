"""The files of the page and the reference: the service alone serves them, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

STATIC = Path(__file__).parents[2] / "service" / "web" / "static"


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_a_page_allows_its_own_files_and_nothing_else(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    policy = dict(rule.split(" ", 1) for rule in answer.headers["Content-Security-Policy"].split("; "))
    for kind in ("default-src", "base-uri", "form-action", "frame-ancestors"):
        assert policy[kind] == "'none'"
    for kind in ("script-src", "style-src", "connect-src"):
        assert policy[kind] == "'self'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_the_page_has_the_browser_refuse_strings_as_markup(client: FlaskClient) -> None:
    assert "require-trusted-types-for 'script'" in client.get("/").headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_each_file_that_a_page_names_is_served_beside_it(client: FlaskClient, path: str) -> None:
    markup = client.get(path).get_data(as_text=True)
    named = re.findall(r'(?:src|href)="([^"#]+)"', markup)
    assert len(named) > 3
    for name in named:
        assert ":" not in name
        assert not name.startswith("/")  # a proxy may serve the service below a path of its own
        assert client.get("/" + name.removeprefix("./")).status_code == 200


def test_each_module_that_a_script_imports_is_served(client: FlaskClient) -> None:
    for script in STATIC.glob("*.js"):
        for name in re.findall(r"from '\./([^']+)'", script.read_text(encoding="utf-8")):
            answer = client.get(f"/static/{name}")
            assert (answer.status_code, answer.mimetype) == (200, "text/javascript")


def test_no_script_of_the_page_can_make_markup_of_a_text() -> None:
    for script in STATIC.glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|eval\(", text)


def test_a_file_that_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/static/page.js")
    again = client.get("/static/page.js", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "name", ["no.js", "../page.py", "..%2fpage.py", "%2e%2e/page.py", "page.html", "index.css/..", "page.js/"]
)
def test_nothing_else_is_served(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/static/{name}")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_the_examples_are_the_seed_articles_each_with_a_title_of_its_own(
    client: FlaskClient, seeds: list[dict[str, Any]]
) -> None:
    examples = client.get("/examples").get_json()["examples"]
    assert [example["text"] for example in examples] == [seed["text"] for seed in seeds]
    titles = {example["title"] for example in examples}
    assert len(titles) == len(seeds)
    for example in examples:
        assert example["title"] in example["text"]
        assert "»" not in example["title"]
