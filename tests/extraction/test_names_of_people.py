"""Who bears a name: first names alone, names of bodies and places, two names in a row."""

from __future__ import annotations

import pytest

from service.exchange.reading import Extract
from service.extraction.model import Options, Speaker


def speaker(extract: Extract, text: str, language: str) -> Speaker:
    """Who says the last quote of a text."""
    found = extract(text, Options(language)).quotes[-1].speaker
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("« On tient bon », dit Martine, militante du quartier.", "fr", "Martine"),
        ("« On tient bon », dit Philippe, 54 ans.", "fr", "Philippe"),
        ("“We hold on,” said Ellen, who lives in Leeds.", "en", "Ellen"),
    ],
)
def test_a_first_name_alone_is_nobody_known_whose_family_name_sounds_alike(
    extract: Extract, text: str, language: str, name: str
) -> None:
    found = speaker(extract, text, language)
    assert (found.name, found.id) == (name, None)


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Brad Dale left early. “We hold on,” said Brad, a burly man with a hat.", "en", "Brad"),
        ("Paul Garnier est parti. « On tient bon », dit Paul, un voisin.", "fr", "Paul"),
        ("Brad Dale left early. “We hold on,” said Brad.", "en", "Brad Dale"),
    ],
)
def test_a_first_name_is_somebody_elses_where_it_brings_somebody_in(
    extract: Extract, text: str, language: str, name: str
) -> None:
    assert speaker(extract, text, language).name == name


def test_a_first_name_alone_tells_whom_a_pronoun_means(extract: Extract) -> None:
    text = "Ambre est venue avec Paul Garnier. « On tient bon », a-t-elle dit."
    assert speaker(extract, text, "fr").name == "Ambre"


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        (
            "Donald Trump part. « Non », a indiqué un responsable de la Maison Blanche.",
            "fr",
            "responsable de la Maison Blanche",
        ),
        ("Donald Trump left. “It is over,” a White House leader said.", "en", "White House leader"),
    ],
)
def test_one_of_several_at_an_institution_is_not_its_head(
    extract: Extract, text: str, language: str, name: str
) -> None:
    assert speaker(extract, text, language).name == name


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        (
            "« Non », a dit l'ex-Premier ministre de Jacques Chirac Dominique de Villepin.",
            "fr",
            "Dominique de Villepin",
        ),
        ("« Non », a dit le chef du Sdis 95 Marc Garnier.", "fr", "Marc Garnier"),
    ],
)
def test_a_name_begins_behind_the_name_or_number_that_its_title_ends_with(
    extract: Extract, text: str, language: str, name: str
) -> None:
    assert speaker(extract, text, language).name == name


def test_the_name_of_a_town_names_nobody(extract: Extract) -> None:
    found = speaker(extract, "« Non », a indiqué le rectorat de l'académie de Clermont-Ferrand.", "fr")
    assert found.id != "richard-ferrand"
    assert found.kind == "institution"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Le Parti pirate est là. « Non », a indiqué l'association de riverains Arbrevert.", "Arbrevert"),
        ("Le Parti pirate est là. « Non », écrit le quotidien régional La Vigie.", "La Vigie"),
        ("« Non », a dit la ministre de la Ville Anne Forestier.", "Anne Forestier"),
        ("« Non », a indiqué le ministère de la Justice.", "ministère de la Justice"),
    ],
)
def test_a_noun_for_a_body_with_a_name_behind_it_is_the_body_of_that_name(
    extract: Extract, text: str, name: str
) -> None:
    assert speaker(extract, text, "fr").name == name


def test_whose_manager_somebody_is_does_not_speak_in_the_managers_place(extract: Extract) -> None:
    text = "Paul Garnier a annulé son concert, selon son manager. « Rien de grave », a dit son manager."
    assert speaker(extract, text, "fr").name == "son manager"


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        (
            "« Non », s'est interrogé le député et candidat à la mairie Paul Garnier.",
            "le député et candidat à la mairie Paul Garnier",
        ),
        ("« Non », a raconté sur Europe 1 l'artiste de 62 ans.", "l'artiste de 62 ans"),
    ],
)
def test_titles_that_share_an_article_are_one_mention_that_begins_with_it(
    extract: Extract, text: str, mention: str
) -> None:
    found = speaker(extract, text, "fr").mention
    assert found is not None
    assert found.text == mention


def test_a_title_is_a_persons_across_brackets(extract: Extract) -> None:
    text = "Le patron des élus (LR), Paul Garnier, a reçu Marc Vidal. « Non », a répondu le patron des élus."
    assert speaker(extract, text, "fr").name == "Paul Garnier"
    text = "Paul Garnier (LR), maire de Tulle, a reçu Marc Vidal. « Non », a répondu le maire de Tulle."
    assert speaker(extract, text, "fr").name == "Paul Garnier"


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        (
            "« Non », a dit une porte-parole de la marque Karl Vidal.",
            "fr",
            "porte-parole de la marque Karl Vidal",
        ),
        ("« Non », dit le proviseur du lycée Jean Vidal.", "fr", "proviseur du lycée Jean Vidal"),
        ("“No,” said a passenger of the ship Anna Dale.", "en", "passenger of the ship Anna Dale"),
    ],
)
def test_the_name_of_a_thing_is_nobody_who_speaks(
    extract: Extract, text: str, language: str, name: str
) -> None:
    assert speaker(extract, text, language).name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("« Non », a dit le ministre de la Justice Bekir Bozdal.", "Bekir Bozdal"),
        ("« Non », a dit le porte-parole du parquet fédéral, Eric Van de Vidal.", "Eric Van de Vidal"),
        (
            "« Non », a affirmé le secrétaire d'Etat auprès du ministre des Affaires étrangères, Luc Vidal.",
            "Luc Vidal",
        ),
        ("« Non », a dit le journaliste de BFMTV et RMC, Paul Vidal.", "Paul Vidal"),
        ("Anne Roy est là. « Non », a répondu le président Paul Vidal devant des élus.", "Paul Vidal"),
        ("« Non », rapporte Le Canard enchaîné.", "Le Canard enchaîné"),
    ],
)
def test_a_name_is_read_to_its_end_whatever_stands_between_it_and_its_title(
    extract: Extract, text: str, name: str
) -> None:
    assert speaker(extract, text, "fr").name == name


def test_a_title_that_the_article_gives_somebody_is_them_and_no_body(extract: Extract) -> None:
    said = "« Non », a conclu le procureur de Paris."
    assert speaker(extract, said, "fr").kind == "institution"
    text = "Le procureur de Paris Rémy Heitz est venu. Une enquête est ouverte. " + said
    assert speaker(extract, text, "fr").name == "Rémy Heitz"


def test_an_incise_inside_the_marks_holds_the_name_behind_its_title(extract: Extract) -> None:
    text = "« Il faut négocier, a expliqué le maire de Tulle, Paul Vidal, mercredi. Rien n'est fait. »"
    assert speaker(extract, text, "fr").name == "Paul Vidal"


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        (
            "Senator Paul Hill (R-Ore.) and Rep. Adam Hill (D-Wash.) met. “We hold on,” said Sen. Hill.",
            "en",
            "Paul Hill",
        ),
        (
            "Senator Paul Hill (R-Ore.) and Rep. Adam Hill (D-Wash.) met. “We hold on,” said Rep. Hill.",
            "en",
            "Adam Hill",
        ),
        (
            "Senator Jane Hill met former Senator Paul Hill. “We hold on,” Senator Hill said.",
            "en",
            "Jane Hill",
        ),
        (
            "Le sénateur Paul Garnier a vu le député Luc Garnier. « Tenons bon », dit le sénateur Garnier.",
            "fr",
            "Paul Garnier",
        ),
    ],
)
def test_of_two_with_one_family_name_the_title_before_it_tells(
    extract: Extract, text: str, language: str, name: str
) -> None:
    assert speaker(extract, text, language).name == name


def test_a_word_for_a_text_in_the_name_of_a_body_makes_no_text_of_it(extract: Extract) -> None:
    text = "US Public Interest Research Group said, “This new bill must be strengthened.”"
    assert speaker(extract, text, "en").name == "US Public Interest Research Group"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Le ministre de l'Économie Bruno Le Maire, qui part, a parlé. « Oui », a-t-il dit.",
            "Bruno Le Maire",
        ),
        ("« C'est fini », a dit la ministre Anne La Roy.", "Anne La Roy"),
    ],
)
def test_a_capital_article_in_a_name_is_of_it(extract: Extract, text: str, name: str) -> None:
    assert speaker(extract, text, "fr").name == name


@pytest.mark.parametrize(
    "place",
    ["la région Auvergne-Rhône-Alpes", "la région Provence-Alpes-Côte d'Azur", "l'hôpital Georges-Pompidou"],
)
def test_a_place_behind_a_title_is_nobody(extract: Extract, place: str) -> None:
    assert (
        speaker(extract, f"« C'est fini », a déclaré le directeur de {place}.", "fr").name
        == f"directeur de {place}"
    )


def test_the_date_behind_a_title_is_no_part_of_it(extract: Extract) -> None:
    assert (
        speaker(extract, "« C'est fini », a déclaré la ministre le jeudi 30 août.", "fr").name == "ministre"
    )


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        ("Voici Paul Roy, ancien conseiller de Jean Petit et Luc Ferrand.", "Paul Roy"),
        ("Paul Roy a vu le conseiller de Jean Petit, Luc Ferrand.", "Luc Ferrand"),
        ("Paul Roy a vu Jean Petit.", "Jean Petit"),
    ],
)
def test_the_latter_is_nobody_who_only_tells_who_another_is(extract: Extract, lead: str, name: str) -> None:
    assert speaker(extract, f"{lead} « C'est fini », a dit ce dernier.", "fr").name == name


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("fr", "M'Hammed Sajid"),
        ("fr", "N'Golo Bakayoko"),
        ("fr", "Rachida Ben Ali"),
        ("fr", "Lina Abu Hassan"),
        ("fr", "Nana Akufo-Bah"),
        ("fr", "Hanene Tiouiri Benaissa"),
        ("en", "Moon Jae-woo"),
        ("en", "Guy van der Velde"),
        ("en", "Manuel dos Anjos"),
        ("en", "Ana de la Riva"),
    ],
)
def test_a_name_has_all_its_particles_prefixes_and_parts(extract: Extract, language: str, name: str) -> None:
    texts = {
        "fr": f"Selon {name}, « tout va bien » dans la région.",
        "en": f"According to {name}, “all is well” in the region.",
    }
    assert speaker(extract, texts[language], language).name == name


def test_the_name_behind_a_body_and_its_adjective_is_the_bodys(extract: Extract) -> None:
    text = "« C'est fini », a dit le président de l'association belge Odra."
    assert speaker(extract, text, "fr").name == "président de l'association belge Odra"


def test_a_name_that_ner_overlooks_begins_behind_its_title(extract: Extract) -> None:
    text = "“It is over,” said House Democratic Whip Steny Kelder (D-MD)."
    assert speaker(extract, text, "en").name == "Steny Kelder"
