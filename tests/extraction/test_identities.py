"""Whom a pronoun, a title or a description means: a choice among the people and bodies of the article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from service.exchange.reading import Extract
from service.extraction.extractor import Extractor
from service.extraction.model import Options, Speaker
from service.extraction.speakers.asking import (
    MAX_KNOWN,
    MAX_TITLED,
    MAX_TO_COME,
    Asked,
    IdentityCandidate,
)
from service.extraction.speakers.choosing import load_chooser
from service.extraction.speakers.discourse import Identity
from service.extraction.speakers.features.names import IDENTITY_FEATURES, named


def speaker(extract: Extract, text: str, language: str) -> Speaker:
    """Who says the last quote of a text."""
    found = extract(text, Options(language)).quotes[-1].speaker
    assert found is not None
    return found


MEANT = [
    ("fr", "Anne Forestier était présente. « Je reste », a dit la maire de Tulle.", "Anne Forestier"),
    (
        "fr",
        "La maire de Tulle était là. « Je reste », a dit la maire.\nClaire Aubin, maire de Tulle, part.",
        "Claire Aubin",
    ),
    ("fr", "Le Parti du progrès a exclu Paul Garnier. « Je reste », a-t-il dit.", "Paul Garnier"),
    (
        "fr",
        "Le président du comité Paul Garnier a reçu le ministre Luc Ferrand. "
        "« Je reste », a dit le ministre.",
        "Luc Ferrand",
    ),
    (
        "fr",
        "Anne Forestier, procureure de Lyon, a parlé. « C'est fini », a dit la procureur.",
        "Anne Forestier",
    ),
    (
        "fr",
        "« Rien ne va », a déclaré à l'AFP Shinichi Nishikawa, professeur de droit. "
        "« C'est fini », dit cet expert.",
        "Shinichi Nishikawa",
    ),
    (
        "fr",
        "Le syndicaliste Paul Roy a écrit à Emmanuel Macron. « Non », a-t-il dit. Le dirigeant refuse la "
        "« hausse ».",
        "Paul Roy",
    ),
    (
        "fr",
        "Emmanuel Macron a été interpellé par un jeune chômeur. « Rien », a répondu le chômeur.",
        "jeune chômeur",
    ),
    ("en", "Kate Moore met the prosecutor John Dale. “It is over,” the prosecutor said.", "John Dale"),
    ("en", "The judge Anna Moore came. The three-judge court said “it is over”.", "three-judge court"),
    ("en", "Anna Moore met Princess Ubolrata. “I agree,” Princess Ubolrata said.", "Princess Ubolrata"),
    (
        "en",
        "Three men were arrested, Greater Leeds Police said. In a statement the force said: “Keep calm!”",
        "Greater Leeds Police",
    ),
    ("en", "Hasbro showed toys. Asked about it, the company said they were “just”.", "Hasbro"),
    ("en", "Joan Puig is a mechanic. “It is getting tense,” he said.", "Joan Puig"),
    ("en", "Joan Puig is a mechanic. “It is getting tense,” she said.", "Joan Puig"),
    (
        "en",
        "The researchers praised Kate Moore. She left them. “It is over,” they reported.",
        "researchers",
    ),
    (
        "fr",
        "Olivier, brigadier à Lyon, était là. Le ministre Luc Ferrand part. « Je reste », estime Olivier. "
        "« C'est dur », ajoute le brigadier.",
        "Olivier",
    ),
    ("en", "Mick Dale spoke on Monday. “It is over,” said the 31-year-old.", "Mick Dale"),
    ("fr", "Le maire Paul Garnier est parti. « C'est fini », a dit l'édile.", "Paul Garnier"),
    ("en", "Kate Moore praised the team. Acme is a company in Leeds. “It is over,” she said.", "Kate Moore"),
]


@pytest.mark.parametrize(("language", "text", "name"), MEANT)
def test_a_mention_has_the_name_of_whom_the_article_means(
    extract: Extract, language: str, text: str, name: str
) -> None:
    assert speaker(extract, text, language).name == name


STRANGERS = [
    (
        "fr",
        "Emmanuel Macron a été interpellé par un jeune jardinier. Emmanuel Macron l'a écouté. "
        "« Rien ne va », a dit le jeune homme.",
        "jeune homme",
    ),
    (
        "en",
        "Emmanuel Macron was stopped by a young gardener. Macron told him to cross the street. "
        "“It is over,” the young man said.",
        "young man",
    ),
    ("fr", "Paul Garnier était là. « C'est fini », a regretté un avocat.", "avocat"),
    ("fr", "Anne Forestier était là. « C'est fini », a-t-il dit.", "il"),
    ("en", "Kate Moore was there. Another tweeted: “It is over.”", "Another"),
    ("fr", "Paul Garnier était là. « C'est fini », a dit l'un d'entre eux.", "un d'entre eux"),
    ("en", "Acme is based in Leeds. Kate Moore runs a shop there. “It is over,” he said.", "he"),
]


@pytest.mark.parametrize(("language", "text", "name"), STRANGERS)
def test_somebody_new_or_of_another_gender_gets_no_name(
    extract: Extract, language: str, text: str, name: str
) -> None:
    assert speaker(extract, text, language).name == name


BODIES = [
    (
        "Le syndicat Terre Libre a publié un rapport mardi. Le gouvernement ne dit rien. "
        "« C'est grave », prévient le syndicat.",
        "Terre Libre",
    ),
    ("« C'est fini », écrivent nos confrères de Libération.", "Libération"),
    ("Les propos de la ministre Anne Forestier jugent la mesure « absurde ».", "Anne Forestier"),
]


@pytest.mark.parametrize(("text", "name"), BODIES)
def test_a_body_is_named_by_its_kind_and_the_words_of_somebody_are_theirs(
    extract: Extract, text: str, name: str
) -> None:
    assert speaker(extract, text, "fr").name.endswith(name)


class Listener:
    """Chooses as the fitted model does, and remembers the questions and its answers."""

    def __init__(self) -> None:
        self.features: list[Sequence[Mapping[str, float]]] = []
        self.answers: list[Identity] = []

    def choose(
        self, asked: Asked, candidates: Sequence[IdentityCandidate], features: Sequence[Mapping[str, float]]
    ) -> Identity:
        """The model's choice."""
        self.features.append([named(asked, of) for of in features])
        self.answers.append(load_chooser().choose(asked, candidates, features))
        return self.answers[-1]


@pytest.fixture(scope="module")
def listener() -> Listener:
    """A listener that has heard an article with more people than are asked about at once."""
    heard = Listener()
    letters = "abcdefghijklmnopqrst"
    people = [f"{first.upper()}ene {last.upper()}ollins" for first in letters[:8] for last in letters]
    text = "".join(f"{name} spoke to the minister. “We are going home now,” he said.\n" for name in people)
    Extractor(("en",), chooser=heard).extract(text, language="en")
    return heard


def test_the_candidates_of_a_mention_are_few_however_many_people_there_are(listener: Listener) -> None:
    most = max(len(features) for features in listener.features)
    forms = 2  # of a noun
    assert 2 < most <= 2 + MAX_KNOWN + forms * 2 * MAX_TITLED + MAX_TO_COME


def test_every_feature_that_is_computed_has_a_weight(listener: Listener) -> None:
    used = {name for features in listener.features for row in features for name in row}
    assert used
    assert used <= set(IDENTITY_FEATURES)


def test_an_answer_that_was_chosen_has_its_probability(listener: Listener) -> None:
    assert listener.answers
    assert all(0 < answer.probability <= 1 for answer in listener.answers)
    assert any(answer.probability < 1 for answer in listener.answers)
