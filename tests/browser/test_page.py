"""The page in a real browser: an article goes in, its quotes are seen, chosen, counted and taken along."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Open
from tests.web.running import RunningServer

ENDPOINT = "**/v1/quotes*"
CLAIM = "“We will study the answer carefully,” Vladimir Putin said on Friday in Moscow."


def _read(page: Page, text: str) -> None:
    page.fill("#text", text)
    page.click("button.primary")
    expect(page.locator("#result")).to_be_visible()


def _example(page: Page, number: int = 0) -> None:
    page.locator("#examples button").nth(number).click()
    expect(page.locator("mark.quote").first).to_be_visible()


def _answer(page: Page) -> Any:
    return json.loads(page.locator("#json").text_content() or "")


def _marked(page: Page, index: int) -> str:
    """The words under the marks of a quote; its spans and lines are joined."""
    return "".join(page.locator(f'mark[data-quote="{index}"]').all_text_contents())


# an article goes in


@pytest.mark.parametrize("number", range(5))
def test_one_click_shows_an_example_with_its_quotes(page: Page, number: int) -> None:
    _example(page, number)
    article = page.locator("#text").input_value()
    quotes = _answer(page)["quotes"]
    assert quotes
    for index, quote in enumerate(quotes):
        spans = [article[span["start"] : span["end"]] for span in quote["spans"]]
        assert _marked(page, index) == "".join(spans)


def test_a_pasted_article_shows_its_quotes(open_page: Open) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", CLAIM)
    page.focus("#text")
    page.keyboard.press("Control+V")
    page.keyboard.press("Control+Enter")
    expect(page.locator("mark.quote")).to_have_text("We will study the answer carefully,")
    expect(page.locator(".note b")).to_have_text("Vladimir Putin")


def test_marks_stand_where_they_belong_behind_characters_of_two_units(page: Page) -> None:
    _read(page, "👩‍👩‍👧 😀\n\n😀 " + CLAIM)
    expect(page.locator("mark.quote")).to_have_text("We will study the answer carefully,")


def test_a_text_file_is_read_when_it_is_opened(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text("« Nous étudierons la réponse », a déclaré Emmanuel Macron à Paris.", encoding="cp1252")
    page.set_input_files("#file", file)
    expect(page.locator("mark.quote")).to_have_text("Nous étudierons la réponse")


def test_a_web_page_is_read_when_it_is_dropped(page: Page) -> None:
    html = f"<nav>Menu</nav><article><h1>An answer to Washington</h1><p>{CLAIM} {CLAIM}</p></article>"
    page.evaluate(
        """html => {
          const data = new DataTransfer();
          data.items.add(new File([html], "it's a page.html", {type: 'text/html'}));
          const drop = {dataTransfer: data, bubbles: true, cancelable: true};
          document.body.dispatchEvent(new DragEvent('drop', drop));
        }""",
        html,
    )
    expect(page.locator("mark.quote").first).to_have_text("We will study the answer carefully,")
    assert "Menu" not in page.locator("#article").inner_text()
    command = page.locator("#curl").text_content() or ""
    assert "'@it'\\''s a page.html'" in command


def test_the_day_of_an_article_tells_who_held_an_office(page: Page) -> None:
    _read(page, "“We will not accept a change of the border by force,” the US president said in Brussels.")
    page.locator("#entry > summary").click()
    page.get_by_label("Appeared on").fill("2014-03-18")
    expect(page.locator(".note b")).to_have_text("Barack Obama")
    assert '"date":"2014-03-18"' in (page.locator("#curl").text_content() or "")


def test_an_article_without_quotes_is_said_to_have_none(page: Page) -> None:
    _read(page, "It rained in London on Friday, and the streets were empty for most of the day.")
    expect(page.locator("#heading")).to_have_text("No quotes in this article")


def test_200_000_characters_are_shown_with_all_their_quotes(page: Page, seeds: list[dict[str, Any]]) -> None:
    article = "\n\n".join(seed["text"].strip() for seed in seeds if seed["lang"] == "en")
    text = (article + "\n\n") * (200_000 // len(article) + 1)
    page.fill("#text", text[:200_000])
    page.click("button.primary")
    page.locator("mark.quote").first.wait_for()
    quotes = _answer(page)["quotes"]
    assert len(quotes) > 100
    marks = page.locator("mark.quote.first").count()
    assert marks == len(quotes)
    page.locator("mark.quote.first").last.click()
    expect(page.locator("#card")).to_be_visible()


def test_one_character_more_is_refused_with_the_limit(page: Page) -> None:
    page.fill("#text", "a" * 200_001)
    page.click("button.primary")
    expect(page.get_by_role("alert")).to_contain_text("at most 200000 characters")


# its quotes are chosen


def test_a_chosen_quote_tells_its_speaker_and_marks_cue_and_mention(page: Page) -> None:
    _read(page, CLAIM)
    page.locator("mark.quote").click()
    card = page.get_by_role("region", name="The chosen quote")
    expect(card).to_contain_text("Vladimir Putin")
    quote = _answer(page)["quotes"][0]
    expect(card).to_contain_text(quote["source"]["name"])
    assert page.locator("#article .is-cue").all_text_contents() == [quote["cue"]["text"]]
    mention = "".join(page.locator("#article .is-speaker").all_text_contents())
    assert mention == quote["speaker"]["mention"]["text"]
    expect(page.locator("mark.quote")).to_have_attribute("aria-pressed", "true")


def test_all_is_done_by_keyboard(page: Page) -> None:
    page.locator("#examples button").nth(1).focus()
    page.keyboard.press("Enter")
    page.locator("mark.quote").first.wait_for()
    for _ in range(12):  # from the heading, past the options, to the first quote
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('mark.quote')"):
            break
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    chosen = page.locator("mark.quote.first.chosen")
    expect(chosen).to_have_attribute("data-quote", "1")
    expect(chosen).to_be_focused()
    expect(page.locator("#card")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#card")).to_be_hidden()
    expect(page.locator("mark.quote.first").nth(1)).to_be_focused()


def test_a_screen_reader_hears_a_quote_with_its_speaker(page: Page) -> None:
    _read(page, CLAIM)
    button = page.get_by_role("button", name="We will study the answer carefully,").first
    expect(button).to_have_accessible_description(re.compile("^Vladimir Putin Kremlin \\d+%$"))
    expect(page.locator("#result")).to_be_focused()


def test_a_quote_in_the_list_of_a_speaker_leads_to_its_place(page: Page) -> None:
    _example(page)
    entry = page.locator("#by-speaker details").first
    entry.locator("summary").click()
    entry.locator("button").first.click()
    expect(page.locator("mark.quote.first.chosen")).to_be_focused()


def test_the_card_of_a_phone_does_not_hide_the_quote(open_page: Open) -> None:
    page = open_page(phone=True)
    _example(page)
    page.locator("mark.quote.first").last.tap()
    page.wait_for_function(
        """() => document.querySelector('mark.first.chosen').getBoundingClientRect().top
             < document.querySelector('#card').getBoundingClientRect().top"""
    )


# they are counted


def test_bars_count_the_quotes_of_each_speaker_and_institution(page: Page) -> None:
    _example(page)
    quotes = _answer(page)["quotes"]
    for box, role in (("#by-speaker", "speaker"), ("#by-source", "source")):
        names = {quote[role] and (quote[role]["id"] or quote[role]["name"]) for quote in quotes}
        counts = page.locator(f"{box} .counts").all_text_contents()
        assert len(counts) == len(names)
        assert sum(int(count.split()[0]) for count in counts) == len(quotes)


def test_the_slider_hides_what_is_less_sure_everywhere(page: Page) -> None:
    _example(page)
    quotes = _answer(page)["quotes"]
    middle = sorted(quote["confidence"] for quote in quotes)[len(quotes) // 2]
    least = min(100, 5 * (int(middle * 20) + 1))
    page.locator("#threshold").fill(str(least))
    kept = [quote for quote in quotes if quote["confidence"] >= least / 100]
    assert len(kept) < len(quotes)
    expect(page.locator("mark.quote.first:not(.below)")).to_have_count(len(kept))
    expect(page.locator("#article [role=button]")).to_have_count(len(kept))
    counts = page.locator("#by-speaker .counts").all_text_contents()
    assert sum(int(count.split()[0]) for count in counts) == len(kept)
    expect(page.locator("#heading")).to_contain_text(f"{len(quotes) - len(kept)} less sure")


def test_indirect_quotes_come_on_demand(page: Page) -> None:
    _read(page, "Vladimir Putin said on Friday that Russia would study the American answer carefully.")
    assert _answer(page)["quotes"] == []
    page.check("#indirect")
    expect(page.locator("mark.quote").first).to_be_visible()
    assert {quote["type"] for quote in _answer(page)["quotes"]} == {"indirect"}


# they are taken along


def test_the_curl_command_gives_the_answer_that_is_shown(page: Page) -> None:
    _read(page, "It’s $HOME `id` \\ 'quoted'.\n\nEND\n\n" + CLAIM)
    command = page.locator("#curl").text_content()
    ran = subprocess.run(["bash", "-c", command or ""], capture_output=True, check=True, timeout=60)
    assert json.loads(ran.stdout) == _answer(page)


def test_json_and_csv_are_downloaded(page: Page) -> None:
    _example(page)
    saved = {}
    for name in ("json", "csv"):
        with page.expect_download() as download:
            page.click(f"#save-{name}")
        assert download.value.suggested_filename == f"quotes.{name}"
        saved[name] = Path(download.value.path()).read_text(encoding="utf-8-sig")
    answer = json.loads(saved["json"])
    assert answer == _answer(page)
    rows = list(csv.DictReader(io.StringIO(saved["csv"], newline="")))
    assert [row["text"] for row in rows] == [quote["text"] for quote in answer["quotes"]]


def test_a_command_is_copied(open_page: Open) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    _read(page, CLAIM)
    page.get_by_text("The curl command that gives this answer").click()
    page.evaluate("window.setTimeout = () => 0")  # the notice stays until it has been seen
    page.click("#copy-curl")
    expect(page.locator("#copy-curl")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.locator("#curl").text_content()


# nothing of it is markup

HOSTILE = (
    '“<script>window.hurt = 1</script><img src=x onerror="window.hurt = 1">,” '
    'said Vladimir "><img src=x onerror=window.hurt=1> Putin on Friday in Moscow.\n\n'
    "“<b>We will study</b> the answer </textarea></script><svg onload=window.hurt=1>,” Emmanuel Macron said."
)


def test_an_article_is_never_markup(page: Page) -> None:
    _read(page, HOSTILE)
    page.locator("mark.quote").last.click()
    shown = "".join(page.locator("#article p > :not(.note)").all_text_contents())
    assert shown == HOSTILE.replace("\n", "")
    assert page.locator("main :is(script, img, svg, b:not(.note b))").count() == 0
    assert page.evaluate("window.hurt") is None


def test_an_error_is_never_markup(page: Page) -> None:
    markup = "<img src=x onerror=window.hurt=1>"
    problem = {"type": "/problems/unsupported-language", "status": 422, "detected": markup}
    page.route(ENDPOINT, lambda route: route.fulfill(status=422, json=problem))
    page.locator("#examples button").first.click()
    expect(page.get_by_role("alert")).to_contain_text(f"({markup})")
    assert page.locator("#problem img").count() == 0


def test_the_browser_itself_refuses_strings_as_markup(browser: Browser, server: RunningServer) -> None:
    page = browser.new_page()
    page.goto(f"http://127.0.0.1:{server.port}/")
    refused = page.evaluate("try { document.body.innerHTML = '<p>'; 'done' } catch (error) { error.name }")
    assert refused == "TypeError"
    page.close()


# it fails


def test_a_service_out_of_reach_is_told_and_can_be_tried_again(page: Page) -> None:
    page.route(ENDPOINT, lambda route: route.abort())
    page.locator("#examples button").first.click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("The service cannot be reached.")
    page.unroute(ENDPOINT)
    alert.get_by_role("button", name="Try again").click()
    expect(page.locator("mark.quote").first).to_be_visible()
    expect(page.locator("#problem")).to_be_hidden()


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (503, '{"type": "/problems/saturated", "status": 503}', "The service is busy now."),
        (503, '{"type": "/problems/time-limit", "status": 503, "limit": 30}', "too long to read (30 s)"),
        (502, "<h1>Bad Gateway</h1>", "answered with an error (502)"),
        (500, '{"type": "/problems/internal", "status": 500}', "The service failed"),
    ],
)
def test_a_failed_request_is_told_in_words(page: Page, status: int, body: str, told: str) -> None:
    def fail(route: Route) -> None:
        route.fulfill(status=status, body=body)

    page.route(ENDPOINT, fail)
    page.locator("#examples button").first.click()
    expect(page.get_by_role("alert")).to_contain_text(told)


def test_an_article_in_another_language_is_told_which(page: Page) -> None:
    page.fill("#text", "„Wir werden die Antwort sorgfältig prüfen“, sagte der Sprecher am Freitag in Berlin.")
    page.click("button.primary")
    expect(page.get_by_role("alert")).to_contain_text("another language (de)")


# everywhere


def test_a_french_browser_gets_a_french_page(open_page: Open) -> None:
    page = open_page(locale="fr-FR")
    expect(page.get_by_role("heading", level=1)).to_have_text("Qui a dit quoi")
    _example(page)
    expect(page.locator("#heading")).to_contain_text(re.compile("citations? dans un article en anglais"))
    assert page.locator("html").get_attribute("lang") == "fr"
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who said what")
    expect(page.locator("#heading")).to_contain_text("in an article in English")


def test_each_sentence_of_the_page_is_there_in_both_languages(page: Page) -> None:
    script = """async () => {
      const words = await import('/static/words.js');
      const keys = (said, path = '') => Object.entries(said).flatMap(([key, value]) =>
        typeof value === 'object' ? keys(value, `${path}${key}.`) : [path + key]);
      return [keys(words.EN), keys(words.FR)];
    }"""
    english, french = page.evaluate(script)
    assert english == french
    assert len(english) > 50


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_a_small_phone_and_its_colours_the_choice_of_the_system(
    open_page: Open, scheme: str
) -> None:
    page = open_page(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    _example(page)
    page.locator("mark.quote.first").first.click()
    page.get_by_text("The answer as JSON").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", colour)[:3])) < 384) == (scheme == "dark")


def test_the_reference_shows_every_operation_without_asking_anybody_else(
    open_page: Open, server: RunningServer
) -> None:
    page = open_page("/docs")
    page.locator(".opblock").first.wait_for()
    described = page.request.get(f"http://127.0.0.1:{server.port}/openapi.yaml").text()
    assert page.locator(".opblock").count() == len(re.findall("operationId:", described))
    expect(page.get_by_role("heading", name="Quotes of news articles")).to_be_visible()


def test_a_request_can_be_tried_from_the_reference(open_page: Open) -> None:
    page = open_page("/docs")
    page.locator("#operations-operation-health .opblock-summary-control").click()
    page.get_by_role("button", name="Try it out").click()
    page.get_by_role("button", name="Execute").click()
    expect(page.locator("#operations-operation-health .live-responses-table")).to_contain_text("alive")
