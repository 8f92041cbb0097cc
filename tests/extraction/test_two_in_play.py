"""Two people are possible: which of them a phrase or a pronoun means, and nobody if that is not clear."""

from __future__ import annotations

import pytest

from service.exchange.reading import Extract
from service.extraction.model import Options, Quote

MACRON, PUTIN = "emmanuel-macron", "vladimir-putin"


def quotes(extract: Extract, text: str, language: str) -> tuple[Quote, ...]:
    return extract(text, Options(language)).quotes


def speakers(found: tuple[Quote, ...]) -> list[str | None]:
    return [quote.speaker.id if quote.speaker is not None else None for quote in found]


@pytest.mark.parametrize(
    ("text", "language", "ids"),
    [
        (
            "Emmanuel Macron flew to Moscow. “We came to listen,” the French president told Vladimir Putin. "
            "His host nodded. “Listening is free,” he replied.",
            "en",
            [MACRON, PUTIN],
        ),
        (
            "Putin received Macron in the Kremlin. “The coffee is hot,” Putin told his guest. "
            "His guest smiled. “And strong,” he said.",
            "en",
            [PUTIN, MACRON],
        ),
        (
            "Emmanuel Macron s'est rendu à Moscou. « Nous venons écouter », a dit le président français à "
            "Vladimir Poutine. Son hôte a souri. « Écouter ne coûte rien », a-t-il répondu.",
            "fr",
            [MACRON, PUTIN],
        ),
        (
            "Vladimir Poutine a écouté Emmanuel Macron pendant une heure. "
            "Son interlocuteur a insisté : « Il faut un cessez-le-feu. »",
            "fr",
            [MACRON],
        ),
        (
            "Le président biélorusse répondait à son homologue ukrainien, pour qui Minsk est "
            "« une base arrière ». « C'est faux », a dit Volodymyr Zelensky.",
            "fr",
            ["volodymyr-zelensky", "volodymyr-zelensky"],
        ),
    ],
)
def test_a_host_a_guest_a_counterpart_is_the_other_of_the_two(
    extract: Extract, text: str, language: str, ids: list[str]
) -> None:
    assert speakers(quotes(extract, text, language)) == ids


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Putin said he was ready for talks. “So are we,” his French counterpart answered.", "en"),
        ("Vladimir Poutine veut discuter. « Nous aussi », a répondu son homologue français.", "fr"),
    ],
)
def test_a_counterpart_whom_the_article_does_not_name_has_no_name_but_speaks_for_the_same_house(
    extract: Extract, text: str, language: str
) -> None:
    found = quotes(extract, text, language)[-1]
    assert speakers((found,)) == [None]
    assert found.source is not None
    assert (found.source.id, found.source.basis) == ("elysee", "affiliation")


@pytest.mark.parametrize(
    ("text", "language", "ids"),
    [
        (
            "Emmanuel Macron and Vladimir Putin spoke on Sunday. The former asked for “a gesture”; "
            "the latter promised “to think about it”.",
            "en",
            [MACRON, PUTIN],
        ),
        (
            "Emmanuel Macron et Vladimir Poutine se sont parlé dimanche. Le premier a demandé « un geste », "
            "le second a promis « d'y réfléchir ».",
            "fr",
            [MACRON, PUTIN],
        ),
        ("Macron called Putin. “We will see,” the Russian said.", "en", [PUTIN]),
        ("Macron called Putin. “It was long,” the Frenchman said.", "en", [MACRON]),
        ("Joe Biden a appelé Vladimir Poutine. « C'est long », a confié l'Américain.", "fr", ["joe-biden"]),
    ],
)
def test_the_former_the_latter_and_a_nationality_tell_the_two_apart(
    extract: Extract, text: str, language: str, ids: list[str]
) -> None:
    assert speakers(quotes(extract, text, language)) == ids


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Emmanuel Macron met Vladimir Putin. “It is over,” the French said.", "en"),
        ("Emmanuel Macron a vu Vladimir Poutine. « C'est fini », disent les Français.", "fr"),
        ("Anna Smith left. “It is over,” the former said.", "en"),
    ],
)
def test_a_people_and_a_former_of_no_two_are_nobody_of_the_article(
    extract: Extract, text: str, language: str
) -> None:
    assert speakers(quotes(extract, text, language)) == [None]


@pytest.mark.parametrize(
    ("text", "language", "ids"),
    [
        (
            "Macron called Putin on Sunday. The Russian leader listened. “We will see,” he said.",
            "en",
            [PUTIN],
        ),
        (
            "Maria Zakharova a répondu à Catherine Colonna, qui avait parlé d'un « mensonge ». "
            "« Madame la ministre se trompe », a-t-elle ironisé.",
            "fr",
            ["catherine-colonna", "maria-zakharova"],
        ),
        (
            "Maria Zakharova answered Catherine Colonna, who had spoken of “a lie”. "
            "“The minister is mistaken,” she quipped.",
            "en",
            ["catherine-colonna", "maria-zakharova"],
        ),
        ("Asked about Biden, he replied: “I like him.”", "en", [None]),
        ("Asked about Biden and Putin, the mayor replied: “I like them.”", "en", [None]),
        ("Interrogé sur Emmanuel Macron, le mathématicien a répondu : « Non. »", "fr", [None]),
    ],
)
def test_a_pronoun_is_whose_turn_it_is(
    extract: Extract, text: str, language: str, ids: list[str | None]
) -> None:
    assert speakers(quotes(extract, text, language)) == ids


@pytest.mark.parametrize(
    ("text", "language", "ids"),
    [
        (
            "Selon un conseiller du Kremlin, les deux hommes se sont parlé « sans interprète » et se sont "
            "quittés « bons amis ».",
            "fr",
            ["kremlin", "kremlin"],
        ),
        ("Emmanuel Macron, lit-on dans le communiqué russe, a « haussé le ton ».", "fr", ["russia"]),
        (
            "Le Kremlin a publié deux pages. Emmanuel Macron, lit-on dans le communiqué russe, a « haussé "
            "le ton ».",
            "fr",
            ["kremlin"],
        ),
        (
            "Vladimir Poutine a reçu Viktor Orban, pour qui c'est « un voisin ».",
            "fr",
            ["hungarian-prime-ministers-office"],
        ),
        (
            "Côté français, on parle d'un échange « utile ». Côté russe, d'une « perte de temps ».",
            "fr",
            ["france", "russia"],
        ),
        (
            "“Nothing was agreed,” Downing Street said. “Nothing at all,” a spokesman added.",
            "en",
            ["downing-street"] * 2,
        ),
        (
            "Emmanuel Macron will receive Vladimir Putin in Paris. The Palace promises “a sober dinner”.",
            "en",
            ["elysee"],
        ),
        ("Emmanuel Macron rentre de Moscou. « Rien n'est acquis », dit-on au Château.", "fr", ["elysee"]),
        ("“We take note“, replied the Quai d'Orsay.", "en", ["french-foreign-ministry"]),
    ],
)
def test_words_are_of_the_house_that_tells_of_them(
    extract: Extract, text: str, language: str, ids: list[str]
) -> None:
    sources = [q.source.id if q.source is not None else None for q in quotes(extract, text, language)]
    assert sources == ids


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("“We need the keys“, estimated Tuesday in Moscow Jean-Yves Le Drian.", "en", "Jean-Yves Le Drian"),
        ("“We need the keys“, launched Thursday in Paris Emmanuel Macron.", "en", "Emmanuel Macron"),
        ("Emmanuel Macron smiled. Then, after a pause: “We will see.”", "en", "Emmanuel Macron"),
        ("Emmanuel Macron sourit. Puis, après un silence : « On verra bien. »", "fr", "Emmanuel Macron"),
        (
            "Vladimir Putin came. To the question of whether Macron would call back, Peskov was brief: “No.”",
            "en",
            "Dmitry Peskov",
        ),
        (
            "« La ligne, explique un ancien conseiller de l'Elysée, n'a pas bougé. »",
            "fr",
            "ancien conseiller de l'Elysée",
        ),
        ("« La ligne, s'amuse un conseiller de l'Elysée, n'a pas bougé. »", "fr", "conseiller de l'Elysée"),
    ],
)
def test_days_pauses_and_questions_do_not_speak(
    extract: Extract, text: str, language: str, name: str
) -> None:
    found = {q.speaker.name if q.speaker is not None else None for q in quotes(extract, text, language)}
    assert found == {name}
