"""Who is the speaker of a verb of saying in the narration: rules for its subject, away from quotations.

The subject is that of the parse, if it has one; gerunds and participles share that of the verb they belong
to (Huddleston and Pullum, ch. 14); a subject that the parse misses stands beside the verb.
"""

from __future__ import annotations

from service.extraction.cues.clause import Clause
from service.extraction.punctuation import COMMA
from service.extraction.rules import Example, Rule
from service.extraction.syntax.incises import follows_statement
from service.extraction.syntax.inversion import inverted_subject, nominal_after
from service.extraction.syntax.subjects import (
    before_apposition,
    is_cut_off,
    main_subject,
    nominal_before,
    person_before,
)
from service.extraction.syntax.tree import subtree
from service.extraction.syntax.verb_groups import cue_start


def _person_before_gerund(clause: Clause) -> int | None:
    return person_before(clause.article, clause.verb) if clause.verb.form == "present" else None


def _gerund_of_document(clause: Clause) -> int | None:
    """For a gerund that says what a document says: the publisher of the document."""
    document, before = clause.article.words[clause.verb.head], clause.before
    if clause.verb.form != "present" or before is None or before.group != "publishing":
        return None
    published = document.head == before.head and clause.article.lexicon.is_noun(document.norm, "document")
    return before.speaker_head if published else None


def _gerund_of_sentence(clause: Clause) -> int | None:
    """For a gerund after a comma the subject of the sentence, else that of the parse."""
    if not _is_sharing_gerund(clause):
        return None
    first = clause.article.words[max(0, cue_start(clause.article, clause.verb) - 1)]
    comma = subtree(clause.article, clause.verb.i).start > 0 and first.text == COMMA
    return main_subject(clause.article, clause.verb) if comma else clause.parsed


def _gerund_shared(clause: Clause) -> int | None:
    return clause.before.speaker_head if clause.before is not None and _is_sharing_gerund(clause) else None


def _is_sharing_gerund(clause: Clause) -> bool:
    return clause.verb.form == "present" and clause.before is not None and not clause.own_subject


def _inverted(clause: Clause) -> int | None:
    """The subject right of an incise, or of a verb without a subject of its own on its left by the parse."""
    form = clause.verb.form
    open_place = clause.parsed is None or (form == "" and not clause.own_subject)
    if form == "present" or not (open_place or _is_incise(clause)):
        return None
    return inverted_subject(clause.article, clause.verb, clause.sense)


def _is_incise(clause: Clause) -> bool:
    """Is it a finite verb of saying behind a whole statement: "Le pont est fermé, a annoncé la mairie"?"""
    left = clause.parsed is not None and clause.parsed < clause.verb.i
    finite = clause.form == "" or clause.has_auxiliary
    return left and finite and clause.strong and follows_statement(clause.article, clause.verb)


def _gerund_main(clause: Clause) -> int | None:
    if clause.verb.form != "present" or clause.parsed is not None:
        return None
    return main_subject(clause.article, clause.verb)


def _opening(clause: Clause) -> int | None:
    opens = clause.opens_sentence and clause.verb.form != "present" and clause.parsed is None
    return nominal_after(clause.article, clause.verb, clause.sense) if opens else None


def _noun_beside(clause: Clause) -> int | None:
    if clause.verb.form not in ("", "past"):
        return None
    beside, told = nominal_before(clause.article, clause.verb), clause.parsed
    if beside is None or (told is not None and not is_cut_off(clause.article, told, beside)):
        return None
    return beside


def _parsed(clause: Clause) -> int | None:
    return clause.parsed


def _before_apposition(clause: Clause) -> int | None:
    return before_apposition(clause.article, clause.verb) if clause.verb.form in ("", "past") else None


IN_NARRATION: tuple[Rule[[Clause], int], ...] = (
    Rule(
        "person_before_gerund",
        _person_before_gerund,
        "A person right before a gerund is its subject.",
        (
            Example("en", "The film shows Angela Merkel calling the plan “bold”.", "Angela Merkel"),
            Example("fr", "Les deux hommes se sont vus, M. Poutine félicitant M. Le Maire.", "Poutine"),
        ),
    ),
    Rule(
        "gerund_of_document",
        _gerund_of_document,
        "Who publishes a document says what it says.",
        (Example("en", "The White House sent out a letter saying it was “alarmed”.", "The White House"),),
    ),
    Rule(
        "gerund_of_sentence",
        _gerund_of_sentence,
        "A gerund after a verb of saying shares the sentence's subject after a comma, "
        "else that of the verb it hangs on.",
        (
            Example("en", "Angela Merkel said it was time, adding that she was ready.", "Angela Merkel"),
            Example("fr", "« Ce ne serait pas bien », a-t-il lancé, soulevant quelques rires.", "-il"),
        ),
    ),
    Rule(
        "gerund_shared",
        _gerund_shared,
        "Where the parse has none, it shares the speaker of the verb before it.",
        (Example("fr", "« Nous sommes prêts », clame le candidat, invitant la presse.", "le candidat"),),
    ),
    Rule(
        "inverted",
        _inverted,
        "After a comma the subject may stand right of a verb without one of its own.",
        (
            Example(
                "fr",
                "Les maires des communes qui le souhaitent vont se réunir et devraient "
                "« faire des propositions » qui comptent, a précisé le préfet.",
                "le préfet",
            ),
            Example("fr", "Il pleut, précise le maire.", "le maire"),
            Example("fr", "La France est prête, assure le ministre.", "le ministre"),
            Example("fr", "Les habitants seront logés, a précisé jeudi la préfecture.", "la préfecture"),
        ),
    ),
    Rule(
        "gerund_main",
        _gerund_main,
        "A gerund without subject has that of the sentence.",
        (Example("en", "Following the vote, Angela Merkel sat down.", "Angela Merkel"),),
    ),
    Rule(
        "opening",
        _opening,
        "Right of a verb that opens the sentence stands its subject.",
        (Example("fr", "Explique le maire : « Nous sommes prêts. »", "le maire"),),
    ),
    Rule(
        "noun_beside",
        _noun_beside,
        "The noun right before the verb, where the parse has no subject, or one that a comma cuts off.",
        (
            Example("fr", "Chaque fois Moscou a rejeté toute responsabilité.", "Moscou"),
            Example("fr", "Pernod-Ricard réfute ces allégations.", "Pernod-Ricard"),
        ),
    ),
    Rule(
        "subject",
        _parsed,
        "The subject by the parse.",
        (
            Example("en", "Angela Merkel said she was ready.", "Angela Merkel"),
            Example("fr", "Le maire a annoncé la fermeture du pont.", "Le maire"),
        ),
    ),
    Rule(
        "before_apposition",
        _before_apposition,
        "The parse loses a subject whose apposition a comma closes right before the verb.",
        (Example("fr", "Après le discours Robert, 70 ans, approuve : « Il nous manque. »", "Robert"),),
    ),
)
