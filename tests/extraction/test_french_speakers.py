"""Who is the speaker of French quotes: subjects right of the cue, descriptions, institutions, captions."""

from __future__ import annotations

import pytest

from service.exchange.reading import Extract
from service.extraction.model import Options, Quote

SURE = 0.9  # the confidence from which on callers are told to rely on an answer


def quoted(extract: Extract, text: str) -> list[Quote]:
    """The direct and mixed quotes of a French text."""
    return list(extract(text, Options("fr")).quotes)


INVERTED = [
    ("« Rien n'est signé », a indiqué à l'AFP M. Dupré, évoquant un retard.", "M. Dupré"),
    ("« Rien n'est signé », a indiqué à l'AFP un des négociateurs.", "un des négociateurs"),
    ("« Rien n'est signé », a indiqué une des candidates.", "une des candidates"),
    ("« Rien n'est signé », ont indiqué deux des candidats.", "deux des candidats"),
    ("« Rien n'est signé », a tweeté mardi la préfecture.", "la préfecture"),
    ("« Rien n'est signé », lui a répondu un responsable du syndicat.", "un responsable du syndicat"),
    ("« Merci à vous tous », a réagi dans un message vidéo en direct M. Dupré.", "M. Dupré"),
    ("« Ce sera dur », a commenté sur France Inter le médecin Paul Roy.", "le médecin Paul Roy"),
    ("« Ce sera dur », a critiqué sur BFMTV et RMC la députée des Yvelines.", "la députée des Yvelines"),
    ("« Ce sera dur », écrit dans un communiqué le syndicat.", "le syndicat"),
    ("« Ce sera dur », déplore dans L'Opinion Marc Vidal.", "Marc Vidal"),
    ("« Ce sera dur », note pour Le Figaro Bénédicte Vidal.", "Bénédicte Vidal"),
    ("« Ce sera dur », a déclaré à l'AFP Steve, 37 ans.", "Steve"),
    ("« Ce sera dur », a elle écrit Amélie Roy.", "Amélie Roy"),
    ("« Ce sera dur », s'est de son côté indigné le maire de Tulle.", "le maire de Tulle"),
    ("« Ce sera dur », a ajouté cet élu, proche d'Amélie Roy et ami de Marc Vidal.", "cet élu"),
    ("Auprès de BFMTV, la première confie avoir été « complètement perdue ».", "première"),
    ("« Ce sera dur », a dit la ministre Amélie de Villiers.", "la ministre Amélie de Villiers"),
    ("« Qui paiera ? », s'interroge la maire, Claire Aubin.", "la maire, Claire Aubin"),
    ("Les loyers « ont doublé » en dix ans, rappelle dans un communiqué Logéo.", "Logéo"),
    ("« Rien n'est signé », a affirmé Bruno Le Maire lundi.", "Bruno Le Maire"),
    ("Ce rapport « ne dit rien de neuf » (cent pages), a commenté Marc Vidal.", "Marc Vidal"),
    ("Grève : « On ne lâche rien », raconte un cheminot qui occupe la gare.", "un cheminot"),
]


def test_a_capital_without_its_accent_is_no_subject(extract: Extract) -> None:
    text = "A Moscou, un haut responsable du Kremlin tient un discours « posé »."
    (quote,) = quoted(extract, text)
    assert quote.speaker is not None
    assert quote.speaker.name == "haut responsable du Kremlin"


@pytest.mark.parametrize(("text", "mention"), INVERTED)
def test_an_incise_finds_its_subject_right_of_the_verb(extract: Extract, text: str, mention: str) -> None:
    (quote,) = quoted(extract, text)
    assert quote.speaker is not None
    assert quote.speaker.mention is not None
    assert quote.speaker.mention.text == mention


DESCRIBED = [
    "La députée Anne Forestier a démissionné. « C'est fini », a dit l'ancienne élue de la Creuse.",
    "Anne Forestier, romancière, vit à Nantes. « J'écris la nuit », confie la femme de 54 ans.",
    "Anne Forestier, maire de Tulle, était présente. « Je reste », a dit la maire de la ville.",
    "Anne Forestier était pessimiste. « Ce sera dur », a déclaré la tête de liste de Demain à gauche.",
    "« Il dort peu », raconte Anne Forestier, maman de 30 ans. « Je l'aime », ajoute la maman du bébé.",
]


@pytest.mark.parametrize("text", DESCRIBED)
def test_a_description_of_somebody_in_focus_has_their_name(extract: Extract, text: str) -> None:
    speaker = quoted(extract, text)[-1].speaker
    assert speaker is not None
    assert speaker.name == "Anne Forestier"


def test_a_description_that_may_be_of_two_people_is_given_to_neither_for_sure(extract: Extract) -> None:
    text = "Anne Forestier et Claire Aubin étaient présentes. « Je reste », a dit la maire de Tulle."
    quote = quoted(extract, text)[-1]
    assert quote.speaker is not None
    assert quote.speaker.name == "maire de Tulle" or quote.confidence < SURE


def test_a_minister_is_not_taken_for_the_prime_minister(extract: Extract) -> None:
    text = (
        "Le ministre de la Santé Paul Garnier a reçu le Premier ministre Luc Ferrand. "
        "« Les lits sont prêts », a assuré le ministre."
    )
    speaker = quoted(extract, text)[-1].speaker
    assert speaker is not None
    assert speaker.name == "Paul Garnier"


def test_a_pronoun_in_an_incise_may_stand_for_the_body_that_its_sentence_speaks_of(extract: Extract) -> None:
    text = (
        "La grève continue et se durcit. "
        "Le SNPA appelle les pilotes à rester « tous unis » lundi, a-t-il annoncé dans un communiqué."
    )
    speaker = quoted(extract, text)[-1].speaker
    assert speaker is not None
    assert speaker.name == "SNPA"


NO_SPEECH = [
    "Un mois après le lancement du « Grand Débat », Luc Ferrand a promis un bilan.",
    "Dans un document intitulé « Préparer la rentrée sans attendre », le comité prévoit trois scénarios.",
    "Deux hommes ont été mis en examen pour « violences aggravées » à Lyon.",
    "L'animateur fait sa rentrée avec « Demain nous appartient » sur la chaîne.",
    "Surnommé aussi « le roi lézard », Paul Garnier ne laisse personne indifférent.",
]


@pytest.mark.parametrize("text", NO_SPEECH)
def test_titles_charges_and_terms_are_no_quotes(extract: Extract, text: str) -> None:
    (quote,) = quoted(extract, f"{text}\n« Le pont est fermé », a dit Jonas Weber.")
    assert quote.text == "Le pont est fermé"


def test_a_sentence_after_an_exclamation_is_no_incise(extract: Extract) -> None:
    text = "Luc Ferrand s'emporte : « Assez de ce cirque ! » La bataille s'annonce longue."
    (quote,) = quoted(extract, text)
    assert quote.speaker is not None
    assert quote.speaker.name == "Luc Ferrand"


SAME_SOURCE = [
    (
        "Un agent a été « légèrement blessé », selon le Kremlin. Tout est « calme », selon la même source.",
        "Kremlin",
    ),
    (
        "« Un agent est blessé », a indiqué une source policière. « Tout est calme », a ajouté cette source.",
        "source policière",
    ),
    ("« Un agent est blessé », a-t-on appris de source policière.", "source policière"),
    ("« Un agent est blessé », a-t-on appris auprès de la préfecture.", "préfecture"),
]


BEARERS = [
    ("« Rien n'est encore fait pour les maires », assure-t-on à l'AMF.", "AMF"),
    ("« Nous voulons la paix tout de suite », pouvait-on lire sur les pancartes.", "pancartes"),
    ("Sur les pancartes, on pouvait lire : « Nous voulons la paix tout de suite ».", "pancartes"),
]


@pytest.mark.parametrize(("text", "name"), BEARERS)
def test_on_is_who_says_the_words_or_what_bears_them(extract: Extract, text: str, name: str) -> None:
    (quote,) = quoted(extract, text)
    assert quote.speaker is not None
    assert quote.speaker.name == name


def test_on_alone_is_nobody(extract: Extract) -> None:
    (quote,) = quoted(extract, "La ville dort. « Il ne se passera plus rien cette nuit », a-t-on dit.")
    assert quote.speaker is None


@pytest.mark.parametrize(("text", "name"), SAME_SOURCE)
def test_the_same_source_is_who_was_named_before(extract: Extract, text: str, name: str) -> None:
    speaker = quoted(extract, text)[-1].speaker
    assert speaker is not None
    assert speaker.name == name


def test_the_same_source_keeps_its_institution(extract: Extract) -> None:
    text = "Un agent a été « légèrement blessé », selon le Kremlin. Tout est « calme », selon la même source."
    source = quoted(extract, text)[-1].source
    assert source is not None
    assert (source.id, source.basis) == ("kremlin", "stated")


def test_the_credit_of_a_caption_is_no_source(extract: Extract) -> None:
    text = 'Anne Forestier à la foule: "Nous tiendrons bon jusqu\'au bout"par BFMTV\nLa suite demain.'
    (quote,) = quoted(extract, text)
    assert quote.speaker is not None
    assert quote.speaker.name == "Anne Forestier"
    assert quote.source is None


def test_the_credit_glued_to_a_name_is_no_part_of_it(extract: Extract) -> None:
    text = "Vitesse : « Je tiendrai bon », regrette Paul Garnierpar Public Sénat\nLa suite demain."
    (quote,) = quoted(extract, text)
    assert quote.speaker is not None
    assert quote.speaker.name == "Paul Garnier"


def test_an_infinitive_of_narration_has_the_noun_before_it_as_speaker(extract: Extract) -> None:
    text = "Anne Forestier a parlé longtemps. Et le maire de conclure : « Nous verrons bien »."
    speaker = quoted(extract, text)[-1].speaker
    assert speaker is not None
    assert speaker.name == "maire"


def test_the_label_of_an_answer_in_an_interview_is_no_speaker(extract: Extract) -> None:
    text = "Question : Que faites-vous le matin ?\nRéponse : « Je cours dans le jardin avec mon fils »."
    (quote,) = quoted(extract, text)
    assert quote.speaker is None


@pytest.mark.parametrize(
    "text",
    [
        "Anne Forestier a déjeuné avec Marc Lemoine, qui lui a répondu : « Je ne viendrai pas ».",
        "« Venez », a lancé Anne Forestier à Marc Lemoine, qui a répondu : « Je ne viendrai pas ».",
    ],
)
def test_who_is_told_of_in_a_relative_clause_says_what_it_quotes(extract: Extract, text: str) -> None:
    speaker = quoted(extract, text)[-1].speaker
    assert speaker is not None
    assert speaker.name == "Marc Lemoine"


@pytest.mark.parametrize(
    ("who", "kind"),
    [("une des candidates", "person"), ("l'un de ses amis", "person"), ("deux des candidats", "group")],
)
def test_one_of_several_is_a_person_and_two_are_a_group(extract: Extract, who: str, kind: str) -> None:
    (quote,) = quoted(extract, f"« Rien n'est signé », ont dit {who}.")
    assert quote.speaker is not None
    assert quote.speaker.kind == kind
