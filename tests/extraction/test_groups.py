"""Groups that speak: the speaker is the people whom an article named together, not "lawmakers"."""

from __future__ import annotations

from functools import cache

import pytest

from service.extraction.extractor import Extractor

SENATORS = "Senators Jane Roe (R-ME) and Paul Hill (D-MI) today sent a letter to Secretary John Dale."
BOTH_HOUSES = (
    "Sens. Jane Roe, R-Ore., and Paul Hill, D-Ore., and Reps. Ann Moor, R-Ore., and John Dale, D-Ore., wrote "
    "to the president."
)
JOINED = (
    "U.S. Sens. Jane Roe (D-SD) and Paul Hill (R-SD), along with Rep. Ann Moor (D-SD), today asked Secretary "
    "John Dale for relief."
)
PAIR = "Jane Roe and Paul Hill"
DEPUTIES = "La sénatrice Anne Roy et le député Paul Petit ont signé une tribune."
ENGLISH = "“It is late,” {} wrote."
FRENCH = "« Il est tard », ont écrit {}."
ONE_OF_FRENCH = "« Il est tard », a écrit {}."


@cache
def extractor() -> Extractor:
    """The extractor of English and French."""
    return Extractor()


def speaker(text: str, language: str) -> tuple[str | None, int]:
    """The name of the last quote's speaker, and the number of members in the answer."""
    found = extractor().extract(text, language=language).quotes[-1].speaker
    return (None, 0) if found is None else (found.name, len(found.members))


def said(lead: str, group: str, language: str = "en") -> tuple[str | None, int]:
    """The speaker of what a group says after a lead that names its members."""
    frame = ENGLISH if language == "en" else ONE_OF_FRENCH if group.startswith("le ") else FRENCH
    return speaker(f"{lead} {frame.format(group)}", language)


@pytest.mark.parametrize(
    "group",
    [
        "the lawmakers",
        "the legislators",
        "the Members of Congress",
        "the members of Congress",
        "the Members",
        "both Senators",
        "the two Senators",
        "the two lawmakers",
    ],
)
def test_a_wider_noun_means_those_who_were_enumerated_under_a_narrower_one(group: str) -> None:
    assert said(SENATORS, group) == ("Jane Roe and Paul Hill", 2)


@pytest.mark.parametrize("group", ["les élus", "les parlementaires", "les deux élus"])
def test_a_french_wider_noun_means_those_who_were_enumerated(group: str) -> None:
    assert said(DEPUTIES, group, "fr") == ("Anne Roy et Paul Petit", 2)


@pytest.mark.parametrize(
    ("lead", "group", "name"),
    [
        ("President Jane Roe and Chancellor Paul Hill met.", "the leaders", "Jane Roe and Paul Hill"),
        ("Professors Jane Roe and Paul Hill met.", "the researchers", "Jane Roe and Paul Hill"),
        ("Attorneys Jane Roe and Paul Hill met.", "the lawyers", "Jane Roe and Paul Hill"),
    ],
)
def test_a_wider_noun_of_any_trade_means_those_who_were_enumerated(lead: str, group: str, name: str) -> None:
    assert said(lead, group) == (name, 2)


def test_ministers_with_their_offices_in_full_are_the_ministers() -> None:
    lead = "Le ministre de l'Intérieur Paul Petit et la ministre de la Justice Anne Roy sont venus."
    assert said(lead, "les ministres", "fr") == ("Paul Petit et Anne Roy", 2)


@pytest.mark.parametrize("group", ["the doctors", "the ministers", "the three senators", "both ministers"])
def test_a_noun_of_another_kind_or_number_stays_a_description(group: str) -> None:
    assert said(SENATORS, group)[0] == group.removeprefix("the ")


@pytest.mark.parametrize(
    "group", ["the group", "the delegation", "the bipartisan group", "the pair", "the duo", "the two", "they"]
)
def test_a_noun_for_several_means_those_who_acted_together(group: str) -> None:
    assert said(SENATORS, group) == ("Jane Roe and Paul Hill", 2)


@pytest.mark.parametrize("group", ["le duo", "le tandem"])
def test_a_french_noun_for_several_means_those_who_acted_together(group: str) -> None:
    assert said(DEPUTIES, group, "fr") == ("Anne Roy et Paul Petit", 2)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Jane Roe and Paul Hill met a group of farmers. “It is late,” the group wrote.",
            "group",
        ),
        (
            "Jane Roe and Paul Hill met the Hollis Group. “It is late,” the group wrote.",
            "Hollis Group",
        ),
        ("Jane Roe and Paul Hill met. “Yes,” Greenpeace said. “It is late,” the group wrote.", "Greenpeace"),
        ("Jane Roe, Ann Moor and Paul Hill met. “It is late,” the pair wrote.", "pair"),
    ],
)
def test_a_noun_for_several_does_not_mean_people_where_something_else_is_called_so(
    text: str, name: str
) -> None:
    found, members = speaker(text, "en")
    assert (found, members) in ((name, 0), ("group", 0))


@pytest.mark.parametrize("group", ["les signataires", "les auteurs", "les cosignataires"])
def test_who_signed_a_text_are_its_signers(group: str) -> None:
    assert said(DEPUTIES, group, "fr") == ("Anne Roy et Paul Petit", 2)


@pytest.mark.parametrize("group", ["the signers", "the authors", "the signatories"])
def test_who_wrote_a_letter_are_its_authors(group: str) -> None:
    assert said(SENATORS, group) == ("Jane Roe and Paul Hill", 2)


def test_nobody_is_an_author_without_a_text() -> None:
    assert said("Jane Roe and Paul Hill met in Leeds.", "the authors") == ("authors", 0)


@pytest.mark.parametrize(
    ("lead", "name"),
    [
        (
            "Sen. Jane Roe of Iowa, chairman of the Committee on Finance, and Sen. Paul Hill of Montana, "
            "ranking member, asked John Dale for answers.",
            "Jane Roe and Paul Hill",
        ),
        (
            "Senator Jane Roe, D-Mich., chairman of the Senate Armed Services Committee, and Senator Paul "
            "Hill, R-Ariz., the ranking member, sent the following letter to Secretary John Dale.",
            "Jane Roe and Paul Hill",
        ),
        (
            "Senate Finance Committee Chairman Jane Roe (D-Mont.) and Ranking Member Paul Hill (R-Iowa) "
            "today wrote to Secretary John Dale.",
            "Jane Roe and Paul Hill",
        ),
        (
            "WASHINGTON – U.S. Senators Jane Roe and Paul Hill (both D-Calif.) today urged "
            "President Dale to act.",
            "Jane Roe and Paul Hill",
        ),
    ],
)
@pytest.mark.parametrize("group", ["the Senators", "both Senators", "the lawmakers", "they"])
def test_offices_states_and_parties_do_not_part_an_enumeration(lead: str, name: str, group: str) -> None:
    assert said(lead, group) == (name, 2)


def test_french_offices_do_not_part_an_enumeration() -> None:
    lead = (
        "Anne Roy, présidente du groupe écologiste au Sénat, et Paul Petit, député de la Creuse, ont écrit "
        "une lettre."
    )
    assert said(lead, "les auteurs", "fr") == ("Anne Roy et Paul Petit", 2)


@pytest.mark.parametrize(
    ("lead", "group", "name"),
    [
        (BOTH_HOUSES, "the senators", "Jane Roe and Paul Hill"),
        (BOTH_HOUSES, "the representatives", "Ann Moor and John Dale"),
        (BOTH_HOUSES, "the lawmakers", "Jane Roe, Paul Hill, Ann Moor and John Dale"),
        (JOINED, "the senators", "Jane Roe and Paul Hill"),
        (JOINED, "the lawmakers", "Jane Roe, Paul Hill and Ann Moor"),
        (JOINED, "the delegation", "Jane Roe, Paul Hill and Ann Moor"),
        ("Senator Jane Roe joined Senator Paul Hill in asking for help.", "the senators", PAIR),
        ("Rep. Jane Roe was joined by Rep. Paul Hill in asking for help.", "the two", PAIR),
        ("Joined by Senator Jane Roe, Senator Paul Hill met farmers.", "the lawmakers", PAIR),
        ("Chairman Jane Roe and Ranking Member Paul Hill wrote to him.", "the committee leaders", PAIR),
        ("Attorneys General Jane Roe and Paul Hill sued the company.", "the attorneys general", PAIR),
        ("Maine's senators, Jane Roe and Paul Hill, met farmers.", "the lawmakers", PAIR),
    ],
)
def test_each_title_in_an_enumeration_means_those_who_have_it(lead: str, group: str, name: str) -> None:
    assert said(lead, group)[0] == name


def test_the_two_are_no_two_of_three() -> None:
    lead = "Jane Roe, Paul Hill and Ann Moor met in Leeds."
    assert said(lead, "the two") == ("two", 0)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "fr",
            "Paul Petit et Jean Roy sont venus. « Oui », ont dit les deux hommes.",
            "Paul Petit et Jean Roy",
        ),
        (
            "fr",
            "Paul Petit et Jean Roy sont venus. Tous deux ont promis « un effort ».",
            "Paul Petit et Jean Roy",
        ),
        ("en", "Paul Hill and John Dale came. “Yes,” the two men said.", "Paul Hill and John Dale"),
    ],
)
def test_the_two_men_are_the_two_who_were_named_together(language: str, text: str, name: str) -> None:
    assert speaker(text, language) == (name, 2)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "Thierry et Véronique Roy ont écrit. « Oui », a dit le couple.", "Thierry et Véronique Roy"),
        ("fr", "Jenna et Barbara Roy ont écrit. « Oui », ont dit les jumelles.", "Jenna et Barbara Roy"),
        ("en", "Paul Hill and John Hill won. “Yes,” the brothers said.", "Paul Hill and John Hill"),
    ],
)
def test_a_couple_brothers_and_twins_are_two_of_one_name(language: str, text: str, name: str) -> None:
    assert speaker(text, language) == (name, 2)


def test_a_couple_is_no_two_of_two_names() -> None:
    text = "Ministers Paul Hill and John Dale visited. “It is late,” the couple said."
    assert speaker(text, "en") == ("couple", 0)


def test_a_couple_may_have_two_names() -> None:
    lead = "Paul Hill and his wife, Jane Roe, bought a farm."
    assert said(lead, "the couple") == ("Paul Hill and Jane Roe", 2)


def test_of_two_enumerations_the_last_that_fits_is_meant() -> None:
    lead = "Senators Jane Roe and Paul Hill met Ministers Ann Moor and John Dale."
    assert said(lead, "the senators")[0] == "Jane Roe and Paul Hill"
    assert said(f"{lead} Senators Amy Low and Tom Day left.", "the senators")[0] == "Amy Low and Tom Day"


def test_who_is_only_accompanied_speaks_alone() -> None:
    text = "“It is late,” said Jane Roe, accompanied by Paul Hill."
    assert speaker(text, "en") == ("Jane Roe", 0)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        (
            "en",
            "Lawmakers, including Jane Roe and Paul Hill, wrote a letter. “It is late,” the signers wrote.",
            "signers",
        ),
        (
            "fr",
            "Des élus, dont Anne Roy et Paul Petit, ont écrit. « Oui », écrivent les signataires.",
            "signataires",
        ),
        ("fr", "Il a cité Anne Roy et Paul Petit dans une lettre. « Oui », écrivent les auteurs.", "auteurs"),
    ],
)
def test_who_are_only_some_of_them_or_only_spoken_of_are_not_the_signers(
    language: str, text: str, name: str
) -> None:
    assert speaker(text, language) == (name, 0)


def test_an_apposition_with_two_nouns_is_no_second_person() -> None:
    text = (
        "“It is late,” said Jane Roe, director of business development at defence and business contractor "
        "Moor Hollis."
    )
    assert speaker(text, "en") == ("Jane Roe", 0)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Co-chairs Amy Low and Tom Day came. “Yes,” the co-chairs said.", "Amy Low and Tom Day"),
        ("en", "Amy Low and Tom Day, both lawyers, came. “Yes,” the lawyers said.", "Amy Low and Tom Day"),
        (
            "fr",
            "Les avocats de la famille, Me Anne Roy et Me Paul Petit, sont là. « Oui », ont dit les avocats.",
            "Anne Roy et Paul Petit",
        ),
        (
            "fr",
            "Les deux coprésidentes, Anne Roy et Jeanne Petit, sont là. « Oui », disent les coprésidentes.",
            "Anne Roy et Jeanne Petit",
        ),
    ],
)
def test_a_noun_beside_all_of_an_enumeration_means_them(language: str, text: str, name: str) -> None:
    assert speaker(text, language) == (name, 2)


def test_a_wider_noun_that_the_article_gave_others_since_does_not_mean_those_enumerated() -> None:
    text = (
        "Professors Amy Low and Tom Day found water. Scientists disagree. “It is dust,” the scientists said."
    )
    assert speaker(text, "en") == ("scientists", 0)


def test_a_party_is_not_those_of_its_members_who_were_enumerated() -> None:
    text = "Democrats Amy Low and Tom Day came. “It is late,” Democrats said."
    assert speaker(text, "en") == ("Democrats", 0)


def test_an_office_with_its_capital_needs_no_article() -> None:
    text = "Senators Amy Low and Tom Day came. “It is late,” Senators said."
    assert speaker(text, "en") == ("Amy Low and Tom Day", 2)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "The co-chairs of the caucus, Jane Roe and Paul Hill, wrote that it was “late”.", PAIR),
        ("en", "House leaders Jane Roe and Paul Hill said that it was “too late for us”.", PAIR),
        ("en", "House Leader Jane Roe and Speaker Paul Hill released a statement: “It is late.”", PAIR),
        (
            "fr",
            "Les co-présidents du groupe, Anne Roy et Paul Petit, ont crié « honte ».",
            "Anne Roy et Paul Petit",
        ),
        (
            "fr",
            "Les deux rapporteurs, Anne Roy et Paul Petit, y voient « une faute ».",
            "Anne Roy et Paul Petit",
        ),
    ],
)
def test_a_group_speaks_under_the_names_in_apposition_to_it(language: str, text: str, name: str) -> None:
    assert speaker(text, language) == (name, 2)


def test_no_group_is_those_who_do_something_else_in_the_next_clause() -> None:
    text = "According to the senators, Jane Roe and Paul Hill left because it was “late at night”."
    assert speaker(text, "en")[1] == 0


def test_a_group_is_later_those_who_were_apposed_to_it() -> None:
    lead = "A bipartisan group of senators – Jane Roe, Paul Hill and Ann Moor – called on the agency to act."
    names = ("Jane Roe, Paul Hill and Ann Moor", 3)
    assert said(lead, "the group") == said(lead, "the senators") == names


def test_a_pair_of_lawmakers_is_two_who_were_enumerated() -> None:
    lead = "U.S. Sen. Jane Roe and U.S. Rep. Paul Hill have written to the agency."
    assert said(lead, "the pair of lawmakers") == (PAIR, 2)
    assert said(lead, "the trio of lawmakers")[1] == 0


@pytest.mark.parametrize(
    ("language", "lead", "group", "name"),
    [
        (
            "en",
            "Chairman Jane Roe and Ranking Member Paul Hill met.",
            "the Chairman and Ranking Member",
            PAIR,
        ),
        ("en", "President Jane Roe met Chancellor Paul Hill.", "the president and the chancellor", PAIR),
        (
            "fr",
            "Le maire Paul Petit a vu la préfète Anne Roy.",
            "le maire et la préfète",
            "Paul Petit et Anne Roy",
        ),
    ],
)
def test_coordinated_titles_are_the_people_who_have_them(
    language: str, lead: str, group: str, name: str
) -> None:
    assert said(lead, group, language) == (name, 2)


def test_coordinated_nouns_for_one_person_stay_one() -> None:
    text = "Jane Roe, an actor and singer, left. “It is late,” the actor and singer said."
    assert speaker(text, "en") == ("Jane Roe", 0)


@pytest.mark.parametrize("group", ["les frères Petit", "la famille Petit", "les époux Petit"])
def test_several_of_one_name_are_not_the_one_who_was_named(group: str) -> None:
    assert said("Paul Petit tient un bar.", group, "fr") == (group.split(maxsplit=1)[1], 0)


def test_they_are_those_who_were_named_with_appositions() -> None:
    text = (
        "Le chef de l'Etat, Paul Petit, et la chancelière, Anne Roy, se sont vus. « Oui », ont-ils déclaré."
    )
    assert speaker(text, "fr") == ("Paul Petit et Anne Roy", 2)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Neither Jane Roe nor Paul Hill said that it was “too late for us”.", PAIR),
        ("fr", "Ni Anne Roy ni Paul Petit n'ont dit que c'était « trop tard ».", "Anne Roy et Paul Petit"),
    ],
)
def test_those_who_say_nothing_of_it_have_both_names(language: str, text: str, name: str) -> None:
    assert speaker(text, language) == (name, 2)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "“It is late,” the duo wrote.", "duo"),
        ("en", "“It is late,” the two said.", "two"),
        ("fr", "« Il est tard », ont dit les deux.", "deux"),
    ],
)
def test_several_whom_nobody_names_are_a_group_without_article(language: str, text: str, name: str) -> None:
    found = extractor().extract(text, language=language).quotes[-1].speaker
    assert found is not None
    assert (found.name, found.kind) == (name, "group")
