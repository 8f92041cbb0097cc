"""The words that mention a speaker: the whole noun phrase with its name, and no words of the verb's."""

from __future__ import annotations

import pytest

from service.exchange.reading import Extract
from service.extraction.model import Options, Speaker


def speaker(extract: Extract, text: str, language: str) -> Speaker:
    """Who says the last quote of a text."""
    found = extract(text, Options(language)).quotes[-1].speaker
    assert found is not None
    return found


ADJUNCTS = [
    ("fr", "« Rien n'est signé », a répété la ministre sur Europe 1.", "la ministre"),
    ("fr", "« Rien n'est signé », a répété la ministre au micro de la radio.", "la ministre"),
    ("fr", "« Rien n'est signé », a répété le porte-parole lors d'un point de presse.", "le porte-parole"),
    ("fr", "« Rien n'est signé », a répété le groupe dans ce communiqué.", "le groupe"),
    ("fr", "« Rien n'est signé », a répété Anne Forestier sur Twitter.", "Anne Forestier"),
    ("fr", "« Rien n'est signé », a répété l'adjoint au maire auprès de France 3.", "l'adjoint au maire"),
    (
        "fr",
        "« Rien n'est signé », a répété le porte-parole du groupe aux députés.",
        "le porte-parole du groupe",
    ),
    ("fr", "« Rien n'est signé », a répété le principal intéressé à ses proches.", "le principal intéressé"),
    ("fr", "« Rien n'est signé », a répété le principal intéressé au quotidien.", "le principal intéressé"),
    (
        "fr",
        "« Rien n'est signé », a répété le porte-parole du groupe depuis Berlin.",
        "le porte-parole du groupe",
    ),
    (
        "fr",
        "« Rien n'est signé », a répété le porte-parole du groupe le 12 mai.",
        "le porte-parole du groupe",
    ),
    ("fr", "« Rien n'est signé », a répété le maire de Tulle lundi.", "le maire de Tulle"),
    ("fr", "« Rien n'est signé », a répété l'avocat aux côtés de son associée, Anne Roy.", "l'avocat"),
    (
        "fr",
        "« Rien n'est signé », a répété la ministre déléguée aux personnes âgées.",
        "la ministre déléguée aux personnes âgées",
    ),
    ("fr", "« Rien n'est signé », a répété le journal Le Soir mardi.", "le journal Le Soir"),
    ("en", "“Nothing is signed,” repeated the mayor of Leeds before the Senate.", "the mayor of Leeds"),
    ("en", "“Nothing is signed,” repeated the mayor of Leeds after the vote.", "the mayor of Leeds"),
    ("en", "“Nothing is signed,” repeated the mayor of Leeds on arrival in York.", "the mayor of Leeds"),
]


@pytest.mark.parametrize(("language", "text", "mention"), ADJUNCTS)
def test_a_mention_right_of_its_verb_ends_before_where_when_and_to_whom_it_was_said(
    extract: Extract, language: str, text: str, mention: str
) -> None:
    found = speaker(extract, text, language).mention
    assert found is not None
    assert found.text == mention


def test_who_is_named_behind_an_adjunct_does_not_speak_with_the_speaker(extract: Extract) -> None:
    found = speaker(extract, "« Rien n'est signé », a répété Paul Garnier sur BFMTV et RMC.", "fr")
    assert (found.name, found.members) == ("Paul Garnier", ())


NAMED = [
    ("fr", "« C'est fini », regrette le président du comité, le Pr Paul Garnier.", "Paul Garnier"),
    (
        "fr",
        "Le ministre de l'Action et des Comptes publics, Paul Garnier, promet « un effort ».",
        "Paul Garnier",
    ),
    ("fr", "« C'est fini », regrette l'acteur et musicien Paul Garnier.", "Paul Garnier"),
    (
        "en",
        "The secretary of the union (National Union of Mine Workers), Mick Dale, said it was “over”.",
        "Mick Dale",
    ),
    ("en", "“It is over,” said study co-author Karen Dale of the institute.", "Karen Dale"),
    ("en", "Texas Senator Mick Dale said it was “over”.", "Mick Dale"),
    ("en", "“It is over,” said Defence Minister Hishammuddin Hussein.", "Hishammuddin Hussein"),
    (
        "en",
        "Another author, civil and environmental engineering professor Mick Dale, said it was “over”.",
        "Mick Dale",
    ),
    ("en", "An Irish woman called Karen, who lives in Leeds, said it was “over and done”.", "Karen"),
    ("fr", "« C'est fini », regrette une voisine prénommée Anne Forestier.", "Anne Forestier"),
    ("en", "The latest critic, River Band's Bruce Dale, says it is “over and done”.", "Bruce Dale"),
]


@pytest.mark.parametrize(("language", "text", "name"), NAMED)
def test_a_name_in_apposition_is_who_speaks(extract: Extract, language: str, text: str, name: str) -> None:
    assert speaker(extract, text, language).name == name


OTHERS = [
    (
        "fr",
        "« C'est fini », a regretté un proche de la ministre Anne Forestier.",
        "proche de la ministre Anne Forestier",
    ),
    (
        "fr",
        "« C'est fini », regrette un conseiller du ministre Paul Garnier.",
        "conseiller du ministre Paul Garnier",
    ),
    (
        "fr",
        "Paul Le Roux, ministre de la Santé, part. « Oui », a précisé le cabinet du ministre.",
        "cabinet du ministre",
    ),
    (
        "fr",
        "Paul Le Roux, ministre, part. « Oui », a précisé le cabinet de M. Le Roux.",
        "cabinet de M. Le Roux",
    ),
    (
        "en",
        "William Thornbury was a poet. The Thornbury Birthplace Trust speaks of a “crown jewel”.",
        "Thornbury Birthplace Trust",
    ),
    ("en", "An adviser to President Dale said it was “over and done”.", "adviser to President Dale"),
]


@pytest.mark.parametrize(("language", "text", "name"), OTHERS)
def test_who_works_for_somebody_is_not_that_person(
    extract: Extract, language: str, text: str, name: str
) -> None:
    assert speaker(extract, text, language).name == name


def test_who_speaks_after_an_adjunct_has_not_the_title_that_follows_it(extract: Extract) -> None:
    text = "Donald Trump est parti. Selon Garnier, le président a ajouté que c'était « bien fini »."
    assert speaker(extract, text, "fr").name == "Donald Trump"


def test_a_body_that_is_called_council_is_not_whose_advice_it_would_be(extract: Extract) -> None:
    text = "Le Conseil d’État a « enjoint au ministre de prendre des mesures »."
    assert speaker(extract, text, "fr").name == "Conseil d'État"


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        ("C'est Paul Roy, l'architecte qui part. « C'est fini », a dit Paul Roy.", "fr", "architecte"),
        ("It is Paul Roy, an architect who leaves. “It is over,” Paul Roy said.", "en", "architect"),
    ],
)
def test_a_role_ends_where_a_clause_begins(extract: Extract, text: str, language: str, role: str) -> None:
    (quote,) = extract(text, Options(language)).quotes
    assert quote.speaker is not None
    assert quote.speaker.role == role


@pytest.mark.parametrize(
    ("text", "language", "role"),
    [
        ("« C'est fini », a dit M. Roy.", "fr", None),
        ("« C'est fini », a dit M. Paul Roy, maire de Tulle.", "fr", "maire de Tulle"),
        ("“It is over,” Mrs. Roy said.", "en", None),
        ("“It is over,” said Sergeant Roy.", "en", "Sergeant"),
        ("“It is over,” said the Rev. Ann Roy, of Mayfield Memorial Church.", "en", None),
        ("« C'est fini », a dit Anne Roy, l'une des chanteuses.", "fr", "une des chanteuses"),
        ("« M. Roy, les professeurs ne sont pas là ! C'est fini », a dit M. Roy.", "fr", None),
    ],
)
def test_a_role_is_more_than_a_title_of_address(
    extract: Extract, text: str, language: str, role: str | None
) -> None:
    (quote,) = extract(text, Options(language)).quotes
    assert quote.speaker is not None
    assert quote.speaker.role == role


def test_the_next_of_an_enumeration_is_no_role_of_the_one_before(extract: Extract) -> None:
    text = "Paul Garnier, la maire Anne Forestier et Luc Ferrand étaient là. « Ce sera dur », a dit la maire."
    assert speaker(extract, text, "fr").name == "Anne Forestier"


WHOLE = [
    ("fr", "« C'est fini », regrette Éric Dupont-Morel.", "Éric Dupont-Morel"),
    ("fr", "« C'est fini », regrette Paul Garnier - retraite à 64 ans.", "Paul Garnier"),
    ("en", "“It is over,” said Kim Yung-soo.", "Kim Yung-soo"),
    ("en", "Sen. John D. (Jay) Roseford IV left. “It is over,” Roseford said.", "John D. Roseford"),
    ("en", "Sen. Robert P. Caseman, Jr. left. “It is over,” Caseman said.", "Robert P. Caseman"),
    ("en", "The Bush Presidency ended. “It is over,” President Bush told reporters.", "George W. Bush"),
    ("en", "Charlotte Church sang. “It is over,” Church said.", "Charlotte Church"),
    ("fr", "« C'est fini », a dit le préfet de Corse Paul Garnier.", "Paul Garnier"),
    ("fr", "« C'est fini », selon la ministre des droits de la Femme Anne Forestier.", "Anne Forestier"),
    ("fr", "« C'est fini », a dit la présidente de France Télévisions Delphine Garnier.", "Delphine Garnier"),
    (
        "fr",
        "« C'est fini », a dit le frère du journaliste Paul Garnier.",
        "frère du journaliste Paul Garnier",
    ),
    ("fr", "« C'est fini », raconte une voisine du couple, Julie.", "Julie"),
    ("fr", "« C'est fini », a souligné le Centre hospitalier Jura Sud.", "Centre hospitalier Jura Sud"),
]


@pytest.mark.parametrize(("language", "text", "name"), WHOLE)
def test_a_name_is_whole_and_only_the_name(extract: Extract, language: str, text: str, name: str) -> None:
    assert speaker(extract, text, language).name == name


HONORIFICS = [
    ("en", "Karen Dale and Mick Dale left. “It is over,” Mr. Dale said.", "Mick Dale"),
    ("en", "Mick Dale and Karen Dale left. “It is over,” Ms. Dale said.", "Karen Dale"),
    ("en", "Peter Dale left. “It is over,” Mrs. Dale said.", "Dale"),
    ("en", "“It is over,” Ms. Boxer said.", "Boxer"),
    ("fr", "Jean-Paul Le Roux et Anne Le Roux partent. « Oui », a dit M. Le Roux.", "Jean-Paul Le Roux"),
]


@pytest.mark.parametrize(("language", "text", "name"), HONORIFICS)
def test_an_honorific_tells_which_of_two_of_one_surname_is_meant(
    extract: Extract, language: str, text: str, name: str
) -> None:
    assert speaker(extract, text, language).name == name


def test_an_ending_that_shows_possession_is_no_part_of_a_name(extract: Extract) -> None:
    assert speaker(extract, "According to Variety's, it is “over and done”.", "en").name == "Variety"


def test_a_country_is_nobodys_surname(extract: Extract) -> None:
    text = "Mme Claire France est là. La France y voit « une victoire »."
    assert speaker(extract, text, "fr").name == "France"


def test_what_a_relative_clause_joins_is_no_second_speaker(extract: Extract) -> None:
    text = "« C'est fini », assure l'ancien homme d'affaires, qui a bâti son succès sur son goût et sa force."
    assert speaker(extract, text, "fr").name == "ancien homme d'affaires"


@pytest.mark.parametrize("kin", ["son, Ken", "daughter, Anna", "wife Anna"])
def test_a_title_and_surname_are_not_a_relatives_who_comes_in_later(extract: Extract, kin: str) -> None:
    text = f"“It is over,” said Mayor Thornbury. His {kin} Thornbury, disagreed."
    assert speaker(extract, text, "en").name == "Thornbury"


def test_a_verb_in_a_headlines_capitals_is_no_first_name(extract: Extract) -> None:
    text = "“We Will Not Sell,” Said Paula Thornbury, Mayor Of Kelder."
    assert speaker(extract, text, "en").name == "Paula Thornbury"


def test_a_surname_alone_that_is_no_bodys_is_a_persons(extract: Extract) -> None:
    assert speaker(extract, "“What we are watching is the wind,” Delorme said.", "en").kind == "person"


def test_a_participle_between_a_title_and_its_complement_is_part_of_the_title(extract: Extract) -> None:
    text = "« C'est une erreur », a déclaré le président délégué du Medef. Emmanuel Macron l'a entendu."
    found = speaker(extract, text, "fr")
    assert (found.name, found.basis) == ("président délégué du Medef", "description")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("One of her sons, Paul Moore, said “no”.", "Paul Moore"),
        ("“No,” one of the teachers said.", "one of the teachers"),
        ("“No,” one wrote. Another said: “Yes.”", "one"),
    ],
)
def test_one_of_several_speaks_under_their_name_or_as_one_of_them(
    extract: Extract, text: str, name: str
) -> None:
    found = extract("Anna Moore met the press. " + text, Options("en")).quotes[0].speaker
    assert found is not None
    assert found.name == name
