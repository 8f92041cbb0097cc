"""Who may speak, and what is known of each: candidates and features of small texts, really read."""

from __future__ import annotations

import pytest

from service.extraction.attribution.candidates import MAX_CANDIDATES, Candidate, candidates
from service.extraction.attribution.features.names import SPEAKER_FEATURES
from service.extraction.attribution.features.words import SPEAKER_WORDS
from service.extraction.attribution.scoring import features
from service.extraction.attribution.setting import Setting
from service.extraction.cues.cues import find_frames
from service.extraction.marks.narration import split_narration
from service.extraction.marks.quotations import find_quotations
from service.extraction.ranking import MODELS, load_model
from service.extraction.reading.analysis import analyse
from service.extraction.reading.selection import all_parts
from service.lexicons.lexicon import load_lexicon
from service.reader.pipelines import load_pipeline

PIPELINES = {}


def setting_of(text: str, language: str) -> Setting:
    """A text as the choice of its speakers sees it."""
    lexicon = load_lexicon(language)
    if language not in PIPELINES:
        PIPELINES[language] = load_pipeline(lexicon.pipeline)
    quotations = split_narration(text, find_quotations(text, lexicon), lexicon)
    article = analyse(text, quotations, lexicon, PIPELINES[language], all_parts(text))
    return Setting(article, tuple(find_frames(article)))


def told(setting: Setting, found: list[Candidate]) -> set[tuple[str, str]]:
    """The kind and mention of each candidate."""
    return {
        (c.kind, "" if c.frame is None or c.frame.speaker is None
         else setting.article.span(c.frame.speaker).text(setting.article.text))
        for c in found
    }  # fmt: skip


CASES = {
    "a cue of its sentence": ("“We are ready,” Angela Merkel said.", "en", 0, ("frame", "Angela Merkel")),
    "a label": ("Angela Merkel : « Nous sommes prêts. »", "fr", 0, ("label", "Angela Merkel")),
    "a subject without a cue": (
        "Angela Merkel s'est levée, « prête à tout », hier.", "fr", 0, ("subject", "Angela Merkel")),
    "a name of its sentence": (
        "Pour la presse, avec Angela Merkel, « tout va bien ».", "fr", 0, ("name", "Angela Merkel")),
    "the cue of the quotation after": (
        "“We are ready.” “It is time,” Angela Merkel said.", "en", 0, ("next", "Angela Merkel")),
    "the report of the sentence before": (
        "Angela Merkel said it was time. “We are ready.”", "en", 0, ("report", "Angela Merkel")),
    "the last report": (
        "Angela Merkel said it was time. It was raining in Berlin. “We are ready.”", "en", 0,
        ("last", "Angela Merkel")),
    "the subject of the sentence before": (
        "Angela Merkel stood up. “We are ready.”", "en", 0, ("subject_before", "Angela Merkel")),
    "the subject of the sentence after": (
        "“We are ready.” Angela Merkel sat down.", "en", 0, ("subject_after", "Angela Merkel")),
    "nobody": ("“We are ready.”", "en", 0, ("nobody", "")),
    "no speech": ("“We are ready.”", "en", 0, ("no_speech", "")),
}  # fmt: skip


@pytest.mark.parametrize(("text", "language", "quotation", "wanted"), CASES.values(), ids=CASES.keys())
def test_whoever_may_speak_is_a_candidate(
    text: str, language: str, quotation: int, wanted: tuple[str, str]
) -> None:
    setting = setting_of(text, language)
    assert wanted in told(setting, candidates(setting, quotation, None))


def test_a_mention_that_holds_the_quotation_does_not_say_it() -> None:
    setting = setting_of("The authors of “We Are Ready” said so.", "en")
    kinds = {candidate.kind for candidate in candidates(setting, 0, None)}
    assert "no_speech" in kinds
    assert "frame" not in kinds


def test_a_quotation_has_no_more_candidates_in_a_longer_sentence() -> None:
    cues = ", and Angela Merkel said, and Emmanuel Macron wrote" * 30
    setting = setting_of(f"“We are ready,” Angela Merkel said{cues} that “it is time”.", "en")
    for quotation in range(2):
        assert 1 < len(candidates(setting, quotation, None)) <= MAX_CANDIDATES


KNOWN = {
    "words>3": ("“We are all ready,” Angela Merkel said.", "en"),
    "title-case": ("She read “Of Mice and Men” in Berlin.", "en"),
    "before-determiner": ("Le ministre parle d'une « ingérence » russe.", "fr"),
    "near-work": ("Il a lu le livre « La Peste » hier.", "fr"),
    "line-of-its-own": ("It rained.\n\n“We are ready.”\n\nIt rained.", "en"),
    "first-person": ("“We are all ready,” Angela Merkel said.", "en"),
    "has-incise": ("“We are all ready,” Angela Merkel said.", "en"),
    "free": ("Angela Merkel stood up. “We are ready for it now.”", "en"),
    "repeated": ("The “system” works, and the “system” stays.", "en"),
    "nobody-spoke": ("“We are all ready,” Angela Merkel said.", "en"),
}


@pytest.mark.parametrize("name", KNOWN)
def test_what_is_known_of_a_quotation_counts_for_and_against_no_speech(name: str) -> None:
    text, language = KNOWN[name]
    setting = setting_of(text, language)
    found = candidates(setting, 0, None)
    assert f"no_speech:{name}" in features(setting, 0, found, None)[-1]
    plain = setting_of("It rained, and a “flood” came.", "en")
    other = features(plain, 0, candidates(plain, 0, None), None)[-1]
    assert name in ("before-determiner", "nobody-spoke") or f"no_speech:{name}" not in other


TERMS = {
    "term-behind-determiner-one": ("Le ministre parle d'une « ingérence » russe.", "fr"),
    "term-behind-noun-capital": ("Il a lu le livre « La Peste » hier.", "fr"),
    "term-behind-comma-finite": ("Oui, « nous sommes tous prêts », hier.", "fr"),
    "term-told": ("Les « gilets jaunes » défilent. Il y a cent gilets jaunes.", "fr"),
    "term-within": ("“Ready for it.” She said: “We are all ready for it now.”", "en"),
}


@pytest.mark.parametrize("name", TERMS)
def test_how_a_term_stands_counts_for_and_against_no_speech_alone(name: str) -> None:
    text, language = TERMS[name]
    setting = setting_of(text, language)
    *others, silent = features(setting, 0, candidates(setting, 0, None), None)
    assert name in silent
    assert not any(name in other for other in others)


def test_words_of_each_language_count_by_themselves() -> None:
    setting = setting_of("Le maire accuse ses amis d'une « trahison ».", "fr")
    found = features(setting, 0, candidates(setting, 0, None), None)
    assert "before=une/fr" in found[-1]
    assert any("verb=accuser/fr" in one for one in found[:-1])


def test_nobody_else_of_the_sentence_says_what_an_incise_reports() -> None:
    setting = setting_of("“We are ready,” Angela Merkel said in Berlin with Emmanuel Macron.", "en")
    assert told(setting, candidates(setting, 0, None)) == {
        ("frame", "Angela Merkel"), ("nobody", ""), ("no_speech", "")
    }  # fmt: skip


OF_CUES = {
    "incise-right-beside": ("“We are ready,” said Angela Merkel.", "en"),
    "preposition-left-strength-3": ("According to Angela Merkel, they are “ready for it”.", "en"),
    "serves-after-before": ("“It is time,” Angela Merkel said, “and we are ready.”", "en"),
    "how-incise": ("“We are ready,” Angela Merkel said.", "en"),
    "how-colon": ("Angela Merkel said: “We are ready.”", "en"),
    "how-governs": ("Angela Merkel said that they were “ready for it”.", "en"),
    "how-preposition": ("According to Angela Merkel, they are “ready for it”.", "en"),
    "source-person": ("“We are ready,” Angela Merkel said.", "en"),
    "source-pronoun": ("“We are ready,” she said.", "en"),
    "own-subject": ("Angela Merkel said that they were “ready for it”.", "en"),
    "negated": ("Angela Merkel did not say that they were “ready for it”.", "en"),
}


@pytest.mark.parametrize("name", OF_CUES)
def test_what_is_known_of_a_cue_counts_for_and_against_it(name: str) -> None:
    text, language = OF_CUES[name]
    setting = setting_of(text, language)
    found = candidates(setting, 0, None)
    name = "source-own-subject" if name == "own-subject" else name
    assert any(name in of for c, of in zip(found, features(setting, 0, found, None), strict=True) if c.place)


def test_the_model_of_the_project_has_the_features_of_the_code() -> None:
    assert set(load_model(MODELS / "speakers.txt", SPEAKER_FEATURES, SPEAKER_WORDS).weights) >= set(
        SPEAKER_FEATURES
    )


def test_every_feature_that_is_found_is_one_of_the_listed(seeds: list[dict[str, str]]) -> None:
    names: set[str] = set()
    for seed in seeds:
        setting = setting_of(seed["text"], seed["lang"])
        for quotation, words in enumerate(setting.article.quoted):
            if words:
                found = candidates(setting, quotation, None)
                names.update(*features(setting, quotation, found, None))
    listed = {name for name in names if not name.startswith(SPEAKER_WORDS)}
    assert {"between", "below", "source-name"} <= listed
    assert listed <= set(SPEAKER_FEATURES)


@pytest.mark.parametrize("source", ["Selon elle", "D'après le maire"])
def test_whom_a_sentence_names_as_its_source_says_it_and_not_what_it_is_about(source: str) -> None:
    setting = setting_of(f"{source}, l'absence de Marc Vidal est « une erreur » du parti.", "fr")
    kinds = {candidate.kind for candidate in candidates(setting, 0, None)}
    assert "frame" in kinds
    assert kinds.isdisjoint({"subject", "name", "noun"})
