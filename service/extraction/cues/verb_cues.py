"""Verbs of saying as cues: which words are used as one here, and who is their speaker.

The speaker is the subject: by the parse where it has one, else by the place in an incise, where French and
English put it right of the verb (Grevisse, Le Bon usage, "l'incise"; Huddleston and Pullum, ch. 17).
"""

from __future__ import annotations

from collections.abc import Iterator

from service.extraction.cues.frames import Frame
from service.extraction.reading.article import Article, Word, verb_senses
from service.extraction.syntax.headlines import is_headline_verb
from service.extraction.syntax.incises import (
    clitic_subject,
    in_incise,
    is_only_verb,
    parenthesis_start,
    subject_between,
)
from service.extraction.syntax.inversion import infinitive_teller, informant, inverted_subject, nominal_after
from service.extraction.syntax.phrases import is_pronoun, phrase_of
from service.extraction.syntax.subjects import (
    before_apposition,
    is_cut_off,
    main_subject,
    means_somebody,
    nominal_before,
    own_subject,
    person_before,
    subject_of,
    subject_of_auxiliary,
)
from service.extraction.syntax.verb_groups import (
    agent,
    can_speak,
    cue_start,
    follows_quotation,
    has_auxiliary,
    has_determiner,
    is_finite_after_all,
    is_passive,
    is_quoted_saying,
)
from service.extraction.syntax.whole_phrases import whole_head
from service.lexicons.lexicon import VerbSense


def verb_frame(article: Article, word: Word, before: Frame | None) -> Iterator[Frame]:
    """The frame whose cue the verb is, if it is one; `before` is the verb frame before it in its sentence."""
    senses = verb_senses(article, word)
    if not senses or not _is_verb_here(article, word):
        return
    incise = in_incise(article, word)
    if article.has_dep(word, "auxiliary") and word.head != word.i and not incise:
        return
    sense = senses[0]
    speaker = _speaker_head(article, word, sense, incise, before)
    if speaker is not None:
        head = article.words[speaker]
        pronoun = article.lexicon.pronouns.get(head.norm)
        if pronoun is not None and is_pronoun(article, head) and not means_somebody(pronoun):
            return
        if pronoun is not None and pronoun.role == "impersonal":
            speaker = informant(article, word)
        elif word.form != "present" or speaker != word.i - 1:
            speaker = whole_head(article, speaker, word.i)
    if is_passive(article, word) and agent(article, word) is None:
        return
    clitic = speaker is not None and article.text[article.words[speaker].start] == "-"
    begins = word.i == 0 or article.words[word.i - 1].unit != word.unit
    form = "" if is_quoted_saying(article, word) or is_finite_after_all(article, word) else word.form
    participle = form == "past" and article.has_dep(word, "participle") and not clitic and not begins
    bare = participle and not has_auxiliary(article, word) and subject_of_auxiliary(article, word) is None
    if bare and (speaker := agent(article, word)) is None:
        return
    if _names_nobody(article, word, sense, before):
        return
    cue = _cue_words(article, word, sense)
    if clitic and speaker is not None and speaker < word.i:
        cue = range(min(cue[0], cue_start(article, word)), cue[-1] + 1)
    yield Frame(
        kind="verb",
        head=word.i,
        words=cue,
        speaker_head=speaker,
        speaker=_speaker_words(article, word, cue, speaker),
        strength=sense.strength,
        takes=frozenset().union(*(s.takes for s in senses)),
        speech=sense.speech,
        group=sense.group,
        inverted=speaker is not None and speaker > word.i,
        parenthetical=parenthesis_start(article, word) is not None,
        form=form,
    )


def _names_nobody(article: Article, word: Word, sense: VerbSense, before: Frame | None) -> bool:
    """Is it a bare participle of naming ("surnommé"), which tells who is named and not by whom?"""
    if word.form != "past" or "clause" in sense.takes or has_auxiliary(article, word) or sense.strength != 2:
        return False
    joined = before is not None and article.has_dep(word, "coordinated")
    return not joined and agent(article, word) is None and not follows_quotation(article, word.i)


def _speaker_head(
    article: Article, word: Word, sense: VerbSense, incise: int | None, before: Frame | None
) -> int | None:
    """The head of a verb's speaker: a clitic, the subject right of an incise, or the one of the parse.

    `incise` is the last word of the quotation that the verb's incise follows, `before` the frame before the
    verb in its sentence, whose speaker a participle shares ("a-t-il dit, ajoutant que").
    """
    clitic = clitic_subject(article, word)
    if clitic is not None:
        return clitic
    if (teller := infinitive_teller(article, word)) is not None:
        return teller
    speaker = subject_of_auxiliary(article, word) if not own_subject(article, word) else None
    if speaker is None:
        speaker = subject_of(article, word)
    if speaker is not None and not can_speak(article, speaker):
        speaker = None
    opened = parenthesis_start(article, word)
    if opened is not None:
        own = speaker is not None and opened < speaker < word.i
        return speaker if own else nominal_after(article, word, sense)
    if incise is not None:
        holds = speaker is not None and speaker < incise <= article.words[speaker].right
        if speaker is None or (speaker <= incise and not holds) or speaker in article.asides:
            speaker = subject_between(article, word, incise)
        if speaker is None and word.form not in ("present", "infinitive"):
            speaker = inverted_subject(article, word, sense, after_quotation=True)
        if speaker is None and before is not None and word.form == "present":
            return before.speaker_head
        return speaker
    coordinated = word.form == "past" and article.has_dep(word, "coordinated")
    alone = coordinated and not has_auxiliary(article, word) and not own_subject(article, word)
    if before is not None and alone:
        return before.speaker_head
    if word.form == "present" and (person := person_before(article, word)) is not None:
        return person
    if word.form == "present" and before is not None and not own_subject(article, word):
        comma = word.left > 0 and article.words[max(0, cue_start(article, word) - 1)].text == ","
        main = main_subject(article, word) if comma else speaker
        return before.speaker_head if main is None else main
    if speaker is not None and speaker in article.asides:
        speaker = None
    if word.form != "present" and (speaker is None or (word.form == "" and not own_subject(article, word))):
        right = inverted_subject(article, word, sense)
        speaker = speaker if right is None else right
    if speaker is None and word.form == "present":
        return main_subject(article, word)
    begins = word.i == 0 or article.words[word.i - 1].unit != word.unit
    if speaker is None and begins:
        return nominal_after(article, word, sense)
    beside = nominal_before(article, word) if word.form in ("", "past") else None
    if beside is not None and (speaker is None or is_cut_off(article, speaker, beside)):
        speaker = beside
    if speaker is None and word.form in ("", "past"):
        return before_apposition(article, word)
    return speaker


def _speaker_words(article: Article, word: Word, cue: range, speaker: int | None) -> range | None:
    """The mention of the speaker: its noun phrase, on its side of the cue."""
    if speaker is None:
        return None
    if speaker in cue:
        return range(speaker, speaker + 1)
    if speaker > cue[-1]:
        return phrase_of(article, speaker, cue[-1] + 1)
    return phrase_of(article, speaker, 0, word.i)


def _is_verb_here(article: Article, word: Word) -> bool:
    """Is a form of the lexicon a verb here, by its tag or, where the tagger errs, by what is around it?"""
    if article.text[max(0, word.start - 1) : word.start] == "-":
        return False
    if article.has_tag(word, "verb"):
        if word.form == "past" and has_determiner(article, word):
            return False
        opens = word.i == 0 or article.words[word.i - 1].unit != word.unit
        return (
            not article.has_dep(word, "modifier", "name_part")
            or follows_quotation(article, word.i)
            or (opens and word.form == "" and verb_senses(article, word)[0].strength == 3)
        )
    if article.has_tag(word, "noun", "name") and has_determiner(article, word):
        return False
    if _opens_report(article, word) or _is_perfect(article, word):
        return True
    if any(article.has_dep(article.words[c], "subject") for c in article.children[word.i]):
        return article.has_tag(word, "noun", "name", "adjective")
    strong = verb_senses(article, word)[0].strength == 3
    if strong and (is_only_verb(article, word) or is_headline_verb(article, word)):
        return True
    beside = follows_quotation(article, cue_start(article, word))
    return beside and (strong or not word.text[:1].isupper())


def _opens_report(article: Article, word: Word) -> bool:
    """Is what the tagger took for a noun a verb of saying before "that": "the release specifies that"?"""
    after = word.i + 1
    while after in article.asides:
        after += 1
    if after >= len(article.words) or article.lexicon.is_noun(word.norm, "utterance"):
        return False
    following = article.words[after]
    opens = following.norm in article.lexicon.adverbials["that"] and article.has_dep(following, "marker")
    return opens and verb_senses(article, word)[0].strength == 3


def _is_perfect(article: Article, word: Word) -> bool:
    """Is it a participle after a quotation and an auxiliary that the tagger did not know: "a tweeté"?"""
    auxiliary = article.words[word.i - 1] if word.i else word
    return auxiliary.norm in article.lexicon.perfect and follows_quotation(article, auxiliary.i)


def _cue_words(article: Article, word: Word, sense: VerbSense) -> range:
    """The verb with its auxiliaries on the left and its particles on the right."""
    start = word.i
    for child in article.children[word.i]:
        other = article.words[child]
        if child < word.i and article.has_dep(other, "auxiliary") and other.quotation < 0:
            start = min(start, child)
    if start < word.i - 6 or any(article.words[k].quotation >= 0 for k in range(start, word.i)):
        start = word.i
    end = word.i + 1
    for particle in sense.particles:
        for k in range(end, min(end + 4, len(article.words))):
            if article.words[k].norm == particle:
                end = k + 1
                break
    return range(start, end)
