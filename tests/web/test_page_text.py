"""Content-Type text/html: a page as it was fetched; the offsets refer to its article."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from service.exchange.page_text import MAX_ATTRIBUTES, MAX_ELEMENTS, MAX_TEXT
from service.exchange.pool import TimeLimitPassed
from service.exchange.reading import Extract, reader
from service.exchange.schemas import ArticleRequest
from service.settings import Settings
from tests.web.running import RunningServer

ENDPOINT = "/v1/quotes"
PARAGRAPH = (
    "<p>« Nous étudierons la réponse à Genève, l’été prochain », a déclaré vendredi Emmanuel Macron à Paris,"
    " après un entretien avec le président russe &amp; ses conseillers.</p>"
)
PAGE = f"""<!doctype html><html><head><title>Journal</title>{{meta}}
<script>var x = "« Non », a dit X.";</script></head>
<body><nav><a href="/">Accueil</a> <a href="/une">À la une</a></nav>
<article><h1>Le président étudiera la réponse</h1>
{PARAGRAPH}<p>Les deux présidents se sont parlé pendant une heure, sans résultat.</p></article>
<footer>Tous droits réservés — mentions légales</footer></body></html>"""


def _post(client: FlaskClient, page: bytes, content_type: str = "text/html", **headers: str) -> Any:
    return client.post(ENDPOINT, data=page, headers={"Content-Type": content_type, **headers})


def _page(meta: str = "") -> str:
    return PAGE.replace("{meta}", meta)


def test_the_article_of_a_page_comes_with_its_quotes_whose_offsets_refer_to_it(client: FlaskClient) -> None:
    answer = _post(client, _page().encode()).get_json()
    article = answer["article"]
    assert "Nous étudierons la réponse" in article
    assert "Accueil" not in article
    assert "var x" not in article
    assert len(answer["quotes"]) == 1
    for quote in answer["quotes"]:
        (span,) = quote["spans"]
        assert article[span["start"] : span["end"]] == quote["text"]
        assert quote["speaker"]["name"] == "Emmanuel Macron"


def test_the_article_alone_gets_the_same_answer(client: FlaskClient) -> None:
    answer = _post(client, _page().encode()).get_json()
    article = answer.pop("article")
    assert client.post(ENDPOINT, json={"text": article}).get_json() == answer


@pytest.mark.parametrize(
    ("encoding", "content_type", "meta"),
    [
        ("utf-8", "text/html", ""),
        ("utf-8", "text/html; charset=utf-8", '<meta charset="iso-8859-1">'),
        ("utf-8-sig", "text/html; charset=iso-8859-1", ""),
        ("utf-16", "text/html", ""),
        ("iso-8859-15", "text/html; charset=ISO-8859-15", ""),
        ("cp1252", "text/html; charset=iso-8859-1", ""),
        ("cp1252", "text/html", "<meta charset=windows-1252>"),
        ("cp1252", "text/html", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("cp1252", "text/html", ""),
    ],
)
def test_a_page_is_read_in_its_own_encoding(
    client: FlaskClient, encoding: str, content_type: str, meta: str
) -> None:
    page = _page(meta).replace("’", "'").replace("—", "-").encode(encoding)
    assert "à Genève, l'été prochain" in _post(client, page, content_type).get_json()["article"]


def test_only_pages_have_their_article_in_the_answer(client: FlaskClient) -> None:
    plain = client.post(ENDPOINT, json={"text": "Il pleut.", "language": "fr"}).get_json()
    assert "quotes" in plain
    assert "article" not in plain


def test_the_article_is_in_the_annotations_too(client: FlaskClient) -> None:
    found = json.loads(_post(client, _page().encode(), Accept="application/ld+json").data)
    (_, place) = found["first"]["items"][0]["target"]["selector"]
    assert found["articleBody"][place["start"] : place["end"]].startswith("Nous étudierons")


OFFICE = (
    "<p>“We will study the answer,” the US president said on Friday in Washington, after a long talk with"
    " the ministers of both countries, which nobody had expected.</p><p>Nobody knew more about it.</p>"
)
SAID = (
    '<meta property="article:published_time" content="2014-03-18T10:00:00Z">',
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2014-03-18"}</script>',
)


@pytest.mark.parametrize("said", SAID)
def test_the_day_that_a_page_gives_is_that_of_its_article(client: FlaskClient, said: str) -> None:
    page = PAGE.replace(PARAGRAPH, OFFICE).replace("{meta}", said).encode()

    def speaker(address: str) -> str:
        answer = client.post(address, data=page, headers={"Content-Type": "text/html"}).get_json()
        return str(answer["quotes"][0]["speaker"]["name"])

    assert speaker(f"{ENDPOINT}?language=en") == "Barack Obama"
    assert speaker(f"{ENDPOINT}?language=en&date=2019-03-18") == "Donald Trump"


def test_what_a_page_shows_in_marks_is_quoted(client: FlaskClient) -> None:
    page = _page().replace("« ", '<q class="said">').replace(" »", "</q>").encode()
    answer = _post(client, page).get_json()
    assert [quote["text"] for quote in answer["quotes"]] == [
        "Nous étudierons la réponse à Genève, l’été prochain"
    ]
    assert "“Nous étudierons" in answer["article"]


def test_a_line_broken_by_br_and_a_soft_hyphen_do_not_part_a_sentence(client: FlaskClient) -> None:
    page = _page().replace(", a déclaré", ",<br>a dé&shy;claré").encode()
    (quote,) = _post(client, page).get_json()["quotes"]
    assert quote["speaker"]["name"] == "Emmanuel Macron"


@pytest.mark.parametrize("page", [b"", b" ", b"<p>", b"\x00", b"<script>1</script>", b"<" * 50_000])
def test_a_page_without_an_article_is_422(client: FlaskClient, page: bytes) -> None:
    answer = _post(client, page)
    assert (answer.status_code, answer.get_json(force=True)["type"]) == (422, "/problems/no-article")


def test_what_is_no_page_never_gives_a_500(client: FlaskClient) -> None:
    nested = b"<div>" * 30_000 + _page().encode()
    for page in (nested, bytes(range(256)) * 200, _page().encode()[:700], b"<![CDATA[" + _page().encode()):
        assert _post(client, page).status_code in (200, 413, 422)


def test_an_article_in_a_page_has_the_limits_of_an_article(extract: Extract) -> None:
    client = create_app(Settings(max_characters=50), reader(extract)).test_client()
    answer = _post(client, _page().encode())
    assert (answer.status_code, answer.get_json(force=True)["unit"]) == (413, "characters")


def test_a_page_that_takes_too_long_is_503_and_gives_its_place_back() -> None:
    def late(_article: ArticleRequest) -> Any:
        raise TimeLimitPassed

    client = create_app(Settings(workers=1, queue=0), late).test_client()
    for _ in range(3):
        answer = _post(client, _page().encode())
        assert answer.get_json(force=True)["type"] == "/problems/time-limit"
    assert client.get("/ready").status_code == 200


def test_the_server_reads_pages_and_writes_no_word_of_them_to_its_log(server: RunningServer) -> None:
    answer = server.request("POST", ENDPOINT, _page().encode(), {"Content-Type": "text/html"})
    assert len(answer.json()["quotes"]) == 1
    server.request("POST", ENDPOINT, b"<p>zirkonium", {"Content-Type": "text/html"})
    assert "étudierons" not in server.log()
    assert "zirkonium" not in server.log()


@pytest.mark.parametrize(
    ("page", "limit", "unit"),
    [
        ("<p>We go.</p>" * (MAX_ELEMENTS + 1), MAX_ELEMENTS, "elements"),
        ("<p>" + "<br>" * MAX_ELEMENTS, MAX_ELEMENTS, "elements"),
        (f"<p{''.join(f' a{n}=1' for n in range(MAX_ATTRIBUTES + 1))}>", MAX_ATTRIBUTES, "attributes"),
        ("<p " + "a=\"1\"b='2'" * MAX_ATTRIBUTES + ">", MAX_ATTRIBUTES, "attributes"),
        ("<p" + "/a" * (MAX_ATTRIBUTES + 1), MAX_ATTRIBUTES, "attributes"),
        ("<p>" + "We go. " * (MAX_TEXT // 7 + 1), MAX_TEXT, "characters"),
    ],
    ids=["elements", "empty ones", "attributes", "without blanks", "after slashes", "text"],
)
def test_a_page_of_more_parts_than_pages_have_is_413(
    client: FlaskClient, page: str, limit: int, unit: str
) -> None:
    answer = _post(client, page.encode())
    problem = answer.get_json(force=True)
    assert (answer.status_code, problem["limit"]) == (413, limit)
    assert problem["unit"].startswith(unit)


def test_large_scripts_values_of_attributes_and_blanks_are_no_parts_of_a_page(client: FlaskClient) -> None:
    script = "if (a<b) x = '<p>' + \"<b c d>\";\n" * (MAX_ELEMENTS // 2 + 1)
    data = "&quot;words&quot; : of JSON/with slashes, " * (2 * MAX_ATTRIBUTES)
    parts = f'<script>{script}</script><nav data-of="{data}"><!-- {script} -->' + "\n" * MAX_TEXT
    large = _page().replace("<nav>", parts)
    assert _post(client, large.encode()).get_json() == _post(client, _page().encode()).get_json()
