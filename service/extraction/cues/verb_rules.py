"""Which forms of the lexicon's verbs are cues: those that are verbs in their place, and not excluded.

The tagger confuses verbs and nouns, mostly beside quotations, as it saw the sentence without its marks.
There the words around the form decide.
"""

from __future__ import annotations

from service.extraction.cues.clause import Clause
from service.extraction.rules import Example, Rule, first_answer
from service.extraction.syntax.incises import is_missing_verb, is_only_verb
from service.extraction.syntax.nouns import opens_subject
from service.extraction.syntax.phrases import is_pronoun, role_of
from service.extraction.syntax.subjects import means_somebody
from service.extraction.syntax.tree import has_subject
from service.extraction.syntax.verb_groups import cue_start, follows_quotation, has_determiner, is_passive
from service.lexicons.schema import REPORTING

MAX_REFLEXIVE = 3  # words from a verb back to its reflexive pronoun


def is_cue(clause: Clause) -> str | None:
    """The name of the rule by which the form is a verb here; None if it is no verb."""
    found = first_answer(VERB_RULES, clause)
    return found[0] if found is not None and found[1] else None


def _after_hyphen(clause: Clause) -> bool | None:
    start = clause.verb.start
    return False if clause.article.text[max(0, start - 1) : start] == "-" else None


def _with_determiner(clause: Clause) -> bool | None:
    article, verb = clause.article, clause.verb
    may_be_noun = verb.form == "past" if _is_tagged(clause) else article.has_tag(verb, "noun", "name")
    return False if may_be_noun and has_determiner(article, verb) else None


def _tagged(clause: Clause) -> bool | None:
    article, verb = clause.article, clause.verb
    return True if _is_tagged(clause) and not article.has_dep(verb, "modifier", "name_part") else None


def _modifier_after_quotation(clause: Clause) -> bool | None:
    return True if _is_tagged(clause) and follows_quotation(clause.article, clause.verb.i) else None


def _modifier_opens_sentence(clause: Clause) -> bool | None:
    opens = clause.opens_sentence and clause.verb.form == "" and clause.strong
    return True if opens and _is_tagged(clause) else None


def _modifier(clause: Clause) -> bool | None:
    return False if _is_tagged(clause) else None


def _before_that(clause: Clause) -> bool | None:
    article, verb = clause.article, clause.verb
    after = verb.i + 1
    while after in article.asides:
        after += 1
    if after >= len(article.words) or article.lexicon.is_noun(verb.norm, "utterance"):
        return None
    following = article.words[after]
    opens = following.norm in article.lexicon.adverbials["that"] and "marker" in following.deps
    return True if opens and clause.strong else None


def _after_auxiliary(clause: Clause) -> bool | None:
    return True if clause.perfect_after_quotation else None


def _has_subject(clause: Clause) -> bool | None:
    article, verb = clause.article, clause.verb
    if has_subject(article, verb.i):
        return article.has_tag(verb, "noun", "name", "adjective")
    return None


def _only_verb(clause: Clause) -> bool | None:
    return True if clause.strong and is_only_verb(clause.article, clause.verb) else None


def _sentence_without(clause: Clause) -> bool | None:
    said = clause.sense.strength >= REPORTING and clause.verb.text.islower() and clause.verb.form == ""
    return True if said and is_missing_verb(clause.article, clause.verb) else None


def _beside_quotation(clause: Clause) -> bool | None:
    article, verb = clause.article, clause.verb
    beside = follows_quotation(article, cue_start(article, verb)) and not opens_subject(article, verb)
    return True if beside and (clause.strong or not verb.text[:1].isupper()) else None


def _is_tagged(clause: Clause) -> bool:
    return "verb" in clause.verb.tags


VERB_RULES: tuple[Rule[[Clause], bool], ...] = (
    Rule(
        "after_hyphen",
        _after_hyphen,
        "A part of a word is no verb.",
        (Example("en", "The plan was well-publicised.", "publicised"),),
    ),
    Rule(
        "with_determiner",
        _with_determiner,
        "What has an article is a noun, or an adjective that is made of a participle.",
        (
            Example("en", "“We are ready,” the report said.", "report"),
            Example("fr", "« Tout va bien », selon un livre.", "livre"),
        ),
    ),
    Rule(
        "tagged",
        _tagged,
        "What the tagger takes for a verb is one where the parser agrees.",
        (
            Example("en", "Angela Merkel said she was ready.", "said"),
            Example("fr", "Le préfet souligne que tout va bien.", "souligne"),
        ),
    ),
    Rule(
        "after_auxiliary",
        _after_auxiliary,
        "After a quotation and an auxiliary stands a participle, whatever tagger and parser take it for.",
        (
            Example("fr", "« Nous sommes prêts », a tweeté mardi la préfecture.", "tweeté"),
            Example("fr", "« Ça suffit », a cinglé l'élu.", "cinglé"),
            Example("fr", "« Ça suffit », a de son côté tweeté l'élu.", "tweeté"),
            Example("fr", "« Ils ont eu tort », s'est de son côté indigné le maire.", "indigné"),
        ),
    ),
    Rule(
        "modifier_after_quotation",
        _modifier_after_quotation,
        "Right after a quotation, the parser takes the verb of an incise for a part of the name behind it.",
        (
            Example("en", "“We are ready” tweeted Boris Johnson.", "tweeted"),
            Example("fr", "« Nous sommes prêts », insiste-t-il.", "insiste"),
        ),
    ),
    Rule(
        "modifier_opens_sentence",
        _modifier_opens_sentence,
        "A verb of saying that opens a sentence stands before its subject, and modifies nothing.",
        (Example("en", "Said Ellis: “I do not get the sense that she cares for reform.”", "Said"),),
    ),
    Rule(
        "modifier",
        _modifier,
        "A verb that modifies a noun says what the noun is like.",
        (Example("en", "The widely reported plan was dropped.", "reported"),),
    ),
    Rule(
        "before_that",
        _before_that,
        "Before “that”, what looks like a noun is the verb of the clause: nouns of saying apart.",
        (
            Example("en", "The press release further specifies that the two men will meet.", "specifies"),
            Example("fr", "Il juge que « la consultation doit venir ».", "juge"),
        ),
    ),
    Rule(
        "has_subject",
        _has_subject,
        "What has a subject is a verb, if it is not of a kind that the tagger never mistakes for one.",
        (
            Example("fr", "Le clan de Rugy livre sa vérité.", "livre"),
            Example("fr", "Jean-Luc Mélenchon s'attaque au préfet.", "attaque"),
        ),
    ),
    Rule(
        "only_verb",
        _only_verb,
        "A sentence needs a verb: the only one that may be it, after a quotation and a noun phrase, is it.",
        (Example("en", "“We are ready,” the ad states.", "states"),),
    ),
    Rule(
        "sentence_without",
        _sentence_without,
        "A sentence without a verb has one in the form of a verb of saying behind a noun phrase, before what "
        "is said or an article.",
        (
            Example("fr", "La mairie riposte : « Nous sommes prêts. »", "riposte"),
            Example("fr", "Interrogé par Le Monde, le tribunal juge la mesure « absurde ».", "juge"),
        ),
    ),
    Rule(
        "beside_quotation",
        _beside_quotation,
        "Right after a quotation a verb of saying is expected, and hardly ever a noun.",
        (
            Example("en", "“It is the sun!” grins Ingrid.", "grins"),
            Example("fr", "« Nous sommes prêts », plaisante un diplomate européen.", "plaisante"),
        ),
    ),
)


def _auxiliary_of_other(clause: Clause, speaker: int | None) -> bool | None:
    return True if "auxiliary" in clause.verb.deps and clause.incise is None else None


def _pronoun_for_thing(clause: Clause, speaker: int | None) -> bool | None:
    if speaker is None:
        return None
    head = clause.article.words[speaker]
    pronoun = clause.article.lexicon.pronouns.get(head.norm)
    thing = pronoun is not None and is_pronoun(clause.article, head) and not means_somebody(pronoun)
    return True if thing else None


def _passive(clause: Clause, speaker: int | None) -> bool | None:
    return True if is_passive(clause.article, clause.verb) and clause.agent is None else None


def _bare_participle(clause: Clause, speaker: int | None) -> bool | None:
    return True if clause.bare_participle and clause.agent is None else None


def _reciprocal(clause: Clause, speaker: int | None) -> bool | None:
    if not any(sense.reflexive and not sense.takes for sense in clause.senses):
        return None
    article, verb = clause.article, clause.verb
    before = article.words[max(0, verb.i - MAX_REFLEXIVE) : verb.i]
    return True if any(w.unit == verb.unit and role_of(article, w) == "reflexive" for w in before) else None


def _named_by_nobody(clause: Clause, speaker: int | None) -> bool | None:
    article, verb, sense = clause.article, clause.verb, clause.sense
    if verb.form != "past" or "clause" in sense.takes or clause.has_auxiliary or sense.strength != REPORTING:
        return None
    joined = clause.before is not None and "coordinated" in verb.deps
    return True if not joined and clause.agent is None and not follows_quotation(article, verb.i) else None


EXCLUSIONS: tuple[Rule[[Clause, int | None], bool], ...] = (
    Rule(
        "auxiliary_of_other",
        _auxiliary_of_other,
        "An auxiliary says nothing: its verb does.",
        (
            Example("en", "He has left doubts.", "has"),
            Example("fr", "Les maires se sentiront trompés.", "sentiront"),
        ),
    ),
    Rule(
        "pronoun_for_thing",
        _pronoun_for_thing,
        "A relative pronoun without antecedent and a demonstrative without gender stand for no speaker.",
        (
            Example("en", "This suggests that she will go.", "suggests"),
            Example("en", "She came with a plan that said nothing.", "said"),
        ),
    ),
    Rule(
        "passive",
        _passive,
        "The subject of a passive does not say it.",
        (
            Example("en", "Peskov was quoted on Monday.", "quoted"),
            Example("fr", "Le ministre a été accusé de mentir.", "accusé"),
        ),
    ),
    Rule(
        "bare_participle",
        _bare_participle,
        "A participle that hangs on a noun says what was done to it, and by nobody where no agent stands.",
        (
            Example("fr", "Le plan annoncé lundi est prêt.", "annoncé"),
            Example("fr", "La cargaison envoyée lundi est arrivée.", "envoyée"),
        ),
    ),
    Rule(
        "reciprocal",
        _reciprocal,
        "That people spoke with each other tells nothing of what they said.",
        (Example("fr", "Les deux hommes se sont parlé lundi.", "parlé"),),
    ),
    Rule(
        "named_by_nobody",
        _named_by_nobody,
        "A participle of naming before or after its clause tells who is named, and not by whom.",
        (
            Example("fr", "Tantôt surnommé « le sage » ou encore « le lion », Paul Petit mange.", "surnommé"),
            Example(
                "en", "Anna Smith, reportedly nicknamed the “queen of steel”, was chairwoman.", "nicknamed"
            ),
        ),
    ),
)
