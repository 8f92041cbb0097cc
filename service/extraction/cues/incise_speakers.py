"""Who is the speaker of a verb of saying in an incise or a parenthesis: rules for its subject.

The parser saw the sentence without its marks, so position counts as much as the parse.  Both French and
English may put the subject of an incise right of the verb (Grevisse, Le Bon usage, "l'incise"; Huddleston and
Pullum, 17).
"""

from __future__ import annotations

from collections.abc import Callable

from service.extraction.cues.clause import Clause
from service.extraction.punctuation import COMMA
from service.extraction.reading.article import Article, Word
from service.extraction.rules import Example, Rule
from service.extraction.syntax.incises import parted_by_comma, subject_between
from service.extraction.syntax.inversion import infinitive_teller, informant, inverted_subject, nominal_after
from service.extraction.syntax.tree import subtree
from service.extraction.syntax.verb_groups import cue_start, quoted_sayer

SpeakerRule = Rule[[Clause], int]


def _agent(clause: Clause) -> int | None:
    return clause.agent if clause.bare_participle else None


def _of_verb(find: Callable[[Article, Word], int | None]) -> Callable[[Clause], int | None]:
    """A rule that asks `find` about the verb, whatever else is in its clause."""
    return lambda clause: find(clause.article, clause.verb)


def _clitic(clause: Clause) -> int | None:
    return clause.clitic


FOR_NOBODY: tuple[SpeakerRule, ...] = (
    Rule(
        "informant",
        _of_verb(informant),
        "“On” names nobody; who told it does.",
        (
            Example("fr", "« Le pont est fermé », a-t-on appris auprès de la préfecture.", "la préfecture"),
            Example("fr", "« Le pont est fermé », a-t-on précisé de source policière.", "source policière"),
        ),
    ),
)

ANYWHERE: tuple[SpeakerRule, ...] = (
    Rule(
        "quoted_sayer",
        _of_verb(quoted_sayer),
        "Who is quoted as saying something says it, not who quotes.",
        (
            Example("en", "Interfax quoted Angela Merkel as saying that she was ready.", "Angela Merkel"),
            Example("en", "The mayor was quoted by the BBC as saying that it was “bold”.", "The mayor"),
            Example("fr", "Le Kremlin a cité le maire comme disant que tout est « calme ».", "le maire"),
        ),
    ),
    Rule(
        "agent",
        _agent,
        "A participle that hangs on a noun has said it by the agent.",
        (
            Example("en", "The plan, announced by the White House, is “bold”.", "the White House"),
            Example("fr", "C'est ce que montre un rapport diffusé par le ministère.", "le ministère"),
        ),
    ),
    Rule(
        "clitic",
        _clitic,
        "The pronoun that a hyphen joins to the verb is its subject.",
        (
            Example("fr", "« Nous irons jusqu'au bout », a-t-elle ajouté.", "-elle"),
            Example("fr", "« Tout est calme », estime-t-il.", "-il"),
        ),
    ),
    Rule(
        "infinitive",
        _of_verb(infinitive_teller),
        "The infinitive of narration has its subject before “de” (Grevisse, Le Bon usage).",
        (Example("fr", "Et le maire de conclure : « Nous irons jusqu'au bout. »", "le maire"),),
    ),
)


def _parenthesis_subject(clause: Clause) -> int | None:
    opened, parsed = clause.parenthesis, clause.parsed
    own = opened is not None and parsed is not None and opened < parsed < clause.verb.i
    return parsed if own else None


def _right_of_verb(clause: Clause) -> int | None:
    return nominal_after(clause.article, clause.verb, clause.sense)


IN_PARENTHESIS: tuple[SpeakerRule, ...] = (
    Rule(
        "parenthesis_subject",
        _parenthesis_subject,
        "In “as X put it” the subject stands between the two.",
        (Example("en", "As Angela Merkel put it, the plan is “bold”.", "Angela Merkel"),),
    ),
    Rule(
        "parenthesis_inverted",
        _right_of_verb,
        "In “comme l'a dit X” the subject stands right of the verb.",
        (
            Example("fr", "Comme l'a dit le ministre, le pont est « fermé ».", "le ministre"),
            Example("fr", "Le pont est « fermé », comme l'indiquait la préfecture.", "la préfecture"),
        ),
    ),
)


def _incise_emphatic(clause: Clause) -> int | None:
    """In "a, elle, dit Ann Roy", "a lui écrit Paul Roy": the noun phrase right of the verb."""
    article, verb = clause.article, clause.verb
    auxiliary = article.words[cue_start(article, verb)]
    if article.lexicon.subject_first or auxiliary.norm not in article.lexicon.perfect:
        return None
    between = article.words[auxiliary.i + 1 : verb.i]
    emphatic = any(w.norm in article.lexicon.pronouns for w in between if w.i not in article.asides)
    return _incise_inverted(clause) if emphatic else None


def _incise_subject(clause: Clause) -> int | None:
    """The subject by the parse, unless it stands before the quotation without holding it.

    In French it does not count either if it stands right of the verb behind another noun phrase and a comma:
    it is an apposition then.
    """
    incise, parsed = clause.incise, clause.parsed
    if incise is None or parsed is None:
        return None
    if parsed > clause.verb.i and not clause.article.lexicon.subject_first:
        first = _incise_inverted(clause)
        if first is not None and any(w.text == COMMA for w in clause.article.words[first:parsed]):
            return None
    holds = parsed < incise <= subtree(clause.article, parsed)[-1]
    holds = holds and not parted_by_comma(clause.article, parsed, incise)
    return parsed if parsed > incise or holds else None


def _between(clause: Clause) -> int | None:
    return None if clause.incise is None else subject_between(clause.article, clause.verb, clause.incise)


def _incise_inverted(clause: Clause) -> int | None:
    if clause.verb.form in ("present", "infinitive"):
        return None
    return inverted_subject(clause.article, clause.verb, clause.sense, after_quotation=True)


def _incise_shared(clause: Clause) -> int | None:
    return clause.before.speaker_head if clause.before is not None and clause.verb.form == "present" else None


IN_INCISE: tuple[SpeakerRule, ...] = (
    Rule(
        "incise_emphatic",
        _incise_emphatic,
        "A pronoun between auxiliary and participle takes up the subject that stands behind them.",
        (Example("fr", "« Nous sommes prêts », a elle écrit Angela Merkel.", "Angela Merkel"),),
    ),
    Rule(
        "incise_subject",
        _incise_subject,
        "The subject by the parse: what stands before the quotation is that of another clause.",
        (
            Example("en", "“We are ready,” Angela Merkel said.", "Angela Merkel"),
            Example("fr", "« Nous sommes prêts », le ministre a répondu.", "le ministre"),
        ),
    ),
    Rule(
        "incise_between",
        _between,
        "A noun phrase between quotation and verb is the subject, whatever the parse.",
        (
            Example("en", "“We are ready,” the ad promises.", "ad"),
            Example("fr", "« La peur est dangereuse », estime-t-il, ajoutant : « Il faut tenir. »", "-il"),
        ),
    ),
    Rule(
        "incise_inverted",
        _incise_inverted,
        "Else the first noun phrase right of the verb that no preposition introduces.",
        (
            Example("fr", "« Nous sommes prêts », a déclaré à l'AFP la ministre.", "la ministre"),
            Example("en", "“It is the sun!” grins Ingrid.", "Ingrid"),
            Example(
                "fr", "« Tout est prêt », a clamé mardi à Tourcoing (Nord) le président.", "le président"
            ),
            Example("fr", "La situation « inquiète pour l'hiver », prévient le syndicat.", "le syndicat"),
            Example("fr", "« Ça suffit », a de son côté tweeté l'élu.", "l'élu"),
            Example("fr", "« Ça suffit », a dit cet élu, allié d'Angela Merkel et ami d'Ann Roy.", "cet élu"),
            Example("fr", "« Ça suffit », note pour Le Figaro Bénédicte Roy.", "Bénédicte Roy"),
            Example("fr", "« Ça suffit », dit à l'AFP cette riveraine.", "cette riveraine"),
            Example("fr", "« Ça suffit », a critiqué sur BFMTV et RMC la députée.", "la députée"),
            Example("fr", "« Ça suffit », déplore dans L'Opinion Francis Roy.", "Francis Roy"),
            Example("fr", "« Ça suffit », a déclaré à l'AFP Karim, 40 ans.", "Karim"),
        ),
    ),
    Rule(
        "incise_shared",
        _incise_shared,
        "A gerund after the quotation has the speaker of the verb before it.",
        (
            Example("en", "Merkel described it as “a wonderful decision,” adding: “We are ready.”", "Merkel"),
            Example("fr", "Le ministre promet « des moyens », estimant le risque « grave ».", "Le ministre"),
        ),
    ),
)
