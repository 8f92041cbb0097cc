"""Score quotation extraction and attribution against a gold corpus.

    python3 score.py GOLD.jsonl PRED.jsonl [--json] [--bootstrap N] [--seed S]

GOLD: one document a line, in either of two forms:
  {"id", "lang", "text", "attributions": [{"source", "cue", "content": [[start, end],
  ...], "type"}], "discard"?: [[start, end], ...]}  (PolNeAR), or
  {"id", "lang", "text", "quotes": [{"spans", "type", "speaker": [names that are right],
  "mention", "cue": [start, end] or null, "source": id or [ids] or null, "optional"}]}
  (the rules of ../ANNOTATION.md; optional quotes count neither way).
PRED: {"id", "quotes": [{"spans": [[start, end], ...], "speaker": [[start, end],
...], "speaker_name": str or null, "source": id or null, "type"?: str}]}.  A document
without a line in PRED counts as one without quotes.  Offsets are code points, half-open.

Definitions (body = the characters that are neither space nor quotation mark)

unit         the part of one quoted segment (see quotemarks.py) that lies in one
             gold content, if it has at least 2 words.  In gold of the second form the
             segments are those of its direct and mixed quotes, of any length, and
             what quotemarks.py finds beside them.  What the predicted quotes
             cover of the segment is the predicted unit facing it; what they cover
             of a segment without any gold content, if 2 words or more, is a false
             predicted unit.  Segments mostly in a `discard` region do not count.
detected     the predicted unit covers half of the unit's body or more.  (An IoU
             of 0.5 or more implies that, so no separate test is made.)
speaker      correct by span: a predicted speaker span shares a character with a
             word of the gold source that is no stopword (any word, if it has only
             stopwords); else correct by name: the last name word of speaker_name
             (or, if there is none, of the predicted speaker span's text) is a word
             of the gold source, or of a name that the gold gives; possessives that
             modify another word do not count.
named        detected, and speaker_name itself is right: its last name word is that of
             a name in the gold, or, for descriptions ("a hospital spokesman"), it has the
             same head and as many or more words; a person's aide is not the person.
             Only gold with names (the second form).
institution  detected, and the source is a right one.  Gold: units whose source is kremlin
             or elysee (or, as the gold may say, another one as well: then either is right);
             predicted: units given one of those.
attributed   detected and speaker correct.  Gold: units with a source.  Predicted:
             predicted units with a speaker, less those that face a unit without a
             source.  Three rows: strict (as just said); nominal (units with a
             pronoun for a source left out on both sides); lenient (such units are
             right once detected with any speaker, as the pronoun may have been
             resolved to a name elsewhere).
contents     chars: body characters in any gold content against those in any
             predicted quote.  relaxed: predicted quote and whole gold content with
             IoU 0.5 or more, paired one to one, best first.  exact: both have the
             same letters and digits.
per type     relaxed and exact recall over gold contents of one type; attributed
             recall: relaxed match and speaker correct, over those with a source.
"""
# ruff: noqa (kept as it was given)
from __future__ import annotations

import argparse
import collections
import json
import random
import re
import sys
import unicodedata
from pathlib import Path
from typing import Iterable

from benchmarks.scorer.quotemarks import quoted_segments, word_spans

MIN_WORDS = 2
HALF = 0.5
TYPES = ("direct", "mixed", "indirect")
QUOTE_MARKS = set("“”„«»\"‘’'`‹›")
RATES = ("detected", "attributed strict", "attributed nominal", "attributed lenient")
NAMED, INSTITUTION = "named", "institution"
INSTITUTIONS = {"kremlin", "elysee"}

PRONOUNS = {
    "en": """i me my mine myself we us our ours ourselves you your yours yourself he him his
        himself she her hers herself it its itself they them their theirs themselves who whom
        whose which that this these those one""",
    "fr": """je j me m moi nous notre nos tu te toi vous votre vos il elle on lui ils elles eux
        leur leurs se s soi son sa ses qui que qu dont lequel laquelle lesquels lesquelles
        celui celle ceux celles celui-ci celle-ci ceux-ci celles-ci celui-là celle-là ce c cela
        ça ceci lui-même elle-même eux-mêmes elles-mêmes l'un l'une""",
    "es": """yo me mí conmigo nosotros nosotras nos tú te ti usted ustedes vosotros vosotras él ella ello
        ellos ellas lo la le los las les se sí su sus suyo que quien quienes cual cuales cuyo este esta
        esto estos estas ese esa eso esos esas aquel aquella aquello aquellos aquellas uno una""",
}
STOPWORDS = {
    "en": """a an the some any many most several few all both each every other others another
        no of in on at by for from to with and or as about than also not is are was were be
        been has have had s mr mrs ms dr""",
    "fr": """le la les l un une des du de d au aux à en dans par pour sur avec et ou ainsi comme
        selon chez tout tous toute toutes plusieurs certains certaines d'autres autres quelques
        est sont été a ont m mm mme mmes mlle""",
    "es": """el la lo los las un una unos unas de del a al en con por para sobre y e o u así como según
        ante todo toda todos todas varios varias algunos algunas otros otras es son fue ha han era no
        sr sra srta dr dra don doña""",
}
NAME_SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
ELISION = re.compile(r"^(?:l|d|j|qu|n|s|m|t|c)['’](?=\w)", re.I)
ELISION_ANYWHERE = re.compile(r"\b[dl]['’](?=\w)", re.I)
PARTICLES = set("de du des d la le les l von van der den ter ten da di del dos al el bin ben ibn of".split())
PREPOSITIONS = set("""of for at in from to with by on who near de du des d au aux a pour chez en dans sur
    del al con por para""".split())
POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.I)

Spans = list[list[int]]


def lexicon(table: dict[str, str], lang: str) -> set[str]:
    """The words of a table for a language (English if it has none)."""
    return set(table.get(lang, table["en"]).replace("’", "'").split())


def fold(word: str) -> str:
    """Lower case without accents, with typewriter apostrophes."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


class Document:
    """A text with what scoring asks of it again and again."""

    def __init__(self, record: dict) -> None:
        self.id: str = record["id"]
        self.text: str = record["text"]
        self.words = word_spans(self.text)
        lang = record.get("lang", "en")
        self.pronouns = {fold(w) for w in lexicon(PRONOUNS, lang)}
        self.stopwords = {fold(w) for w in lexicon(STOPWORDS, lang)} | self.pronouns
        self.is_body = [not c.isspace() and c not in QUOTE_MARKS for c in self.text]
        self.discard = discard = self.body(record.get("discard", []))
        self.segments = []
        quoted = [self.body(spans) for spans in record.get("quoted", [])]
        self.min_words = 1 if quoted else MIN_WORDS
        known = set().union(*quoted)
        found = [self.body(segment) for segment in quoted_segments(self.text)]
        for chars in quoted + [chars for chars in found if not chars & known]:
            if chars and len(chars & discard) < HALF * len(chars):
                self.segments.append(chars)

    def body(self, spans: Iterable) -> set[int]:
        """Positions of the body characters in `spans`."""
        size = len(self.text)
        return {i for start, end in spans for i in range(max(0, start), min(end, size))
                if self.is_body[i]}

    def count_words(self, chars: set[int]) -> int:
        """How many words have a character in `chars`."""
        if not chars:
            return 0
        low, high = min(chars), max(chars)
        return sum(1 for a, b in self.words
                   if b > low and a <= high and any(i in chars for i in range(a, b)))

    def clipped_words(self, spans: Spans) -> list[tuple[int, int]]:
        """The words in `spans`, cut where the spans cut them (dit-il: il)."""
        clipped = []
        for start, end in sorted(spans):
            for a, b in self.words:
                if a < end and b > start:
                    clipped.append((max(a, start), min(b, end)))
        return clipped

    def is_pronoun(self, spans: Spans) -> bool:
        """Does a source consist of pronouns only?"""
        words = [fold(self.text[a:b].strip("'’-")) for a, b in self.clipped_words(spans)]
        return bool(words) and all(w in self.pronouns for w in words)

    def source_words(self, spans: Spans) -> list[tuple[int, int]]:
        """Words of a source that count for overlap: no stopwords, if any are left."""
        words = self.clipped_words(spans)
        strong = [(a, b) for a, b in words if fold(self.text[a:b]) not in self.stopwords]
        return strong or words


def name_words(text: str, stopwords: set[str]) -> list[str]:
    """Folded words of a name, without stopwords, suffixes and modifying possessives."""
    words = [text[a:b] for a, b in word_spans(text)]
    kept = []
    for i, word in enumerate(words):
        if POSSESSIVE.search(word):
            if i < len(words) - 1:
                continue
            word = POSSESSIVE.sub("", word)
        word = fold(ELISION.sub("", word))
        if word not in stopwords and word not in NAME_SUFFIXES and len(word) > 1:
            kept.append(word)
    return kept


def has_speaker(quote: dict) -> bool:
    """Does a predicted quote name any speaker?"""
    return bool(quote.get("speaker") or quote.get("speaker_name"))


def is_description(name: str) -> bool:
    """Does it describe somebody ("porte-parole de X", "Kremlin aide"): a common word first or last?

    The common noun counts, not a particle of a name (von der Leyen).
    """
    words = [w for w in re.findall(r"[^\W\d_][\w'’-]*", name) if fold(w) not in PARTICLES]
    return bool(words) and (words[0][0].islower() or words[-1][0].islower())


def head_words(name: str, stopwords: set[str]) -> set[str]:
    """The words of a description up to its first preposition: who it is, without whose or where."""
    words = ELISION_ANYWHERE.sub(lambda m: m.group(0)[0] + " ", name).split()
    for i, word in enumerate(words):
        if i and fold(word) in PREPOSITIONS:
            words = words[:i]
            break
    return set(name_words(" ".join(words), stopwords))


def right_name(doc: Document, quote: dict, names: list[str]) -> bool:
    """Is speaker_name one of the gold's names?

    Names of people and bodies agree by their last word.  A description is never a name ("aide to Senator X"
    is not X); two of them agree by a common head word, if one has all words of the other or both end alike.
    """
    answer = quote.get("speaker_name") or ""
    given = name_words(answer, doc.stopwords)
    for name in names if answer else ():
        gold = name_words(name, doc.stopwords)
        if gold == given and (given or fold(name) == fold(answer)):  # "tous", "U.S.": no word is left of them
            return True
        if not gold or not given:
            continue
        if is_description(name) != is_description(answer):
            continue
        alike = gold[-1:] == given[-1:]
        if not is_description(name):
            if alike:
                return True
        elif head_words(name, doc.stopwords) & head_words(answer, doc.stopwords) and (
            alike or set(gold) <= set(given) or set(given) <= set(gold)
        ):
            return True
    return False


def speaker_match(doc: Document, quote: dict, attribution: dict) -> str | None:
    """'span' or 'name' if the predicted speaker is the gold source, else None."""
    source = attribution["source"]
    if right_name(doc, quote, attribution.get("names", [])):
        return "name"
    spans = quote.get("speaker") or []
    for a, b in doc.source_words(source):
        if any(start < b and a < end for start, end in spans):
            return "span"
    name = quote.get("speaker_name") or " ".join(doc.text[a:b] for a, b in spans)
    last = name_words(name, doc.stopwords)[-1:]
    surface = " ".join(doc.text[a:b] for a, b in source)
    return "name" if last and last[0] in name_words(surface, doc.stopwords) else None


def same_span(doc: Document, spans: Spans, source: Spans) -> bool:
    """Is one of the predicted speaker spans exactly the source?"""
    gold = doc.body(source)
    return bool(gold) and any(doc.body([span]) == gold for span in spans)


def score_units(doc: Document, gold: list[dict], quotes: list[dict],
                tally: collections.Counter) -> None:
    """Count the quoted units of one document."""
    contents = [doc.body(a["content"]) for a in gold]
    all_content = set().union(*contents)
    covers = [doc.body(q["spans"]) for q in quotes]
    for segment in doc.segments:
        fragments = [(q, cover & segment) for q, cover in zip(quotes, covers) if cover & segment]
        used: set[int] = set()
        for attribution, content in zip(gold, contents):
            unit = content & segment
            if doc.count_words(unit) < doc.min_words:
                continue
            facing = [i for i, (_, chars) in enumerate(fragments) if chars & unit]
            used.update(facing)
            best = max(facing, key=lambda i: len(fragments[i][1] & unit), default=None)
            union = set().union(*(fragments[i][1] for i in facing))
            quote = None if best is None else fragments[best][0]
            if doc.count_words(union) < doc.min_words:
                quote = None
            detected = quote is not None and len(union & unit) >= HALF * len(unit)
            count_unit(doc, attribution, quote, detected, tally)
        rest = [f for i, f in enumerate(fragments) if i not in used]
        union = set().union(*(chars for _, chars in rest))
        if doc.count_words(union) >= doc.min_words and not union & all_content:
            tally["detected pred"] += 1
            tally["units false, no gold content"] += 1
            if any(has_speaker(q) for q, _ in rest):
                for row in RATES[1:]:
                    tally[f"{row} pred"] += 1
                tally["units false, with speaker"] += 1
                tally[f"{NAMED} pred"] += any(q.get("speaker_name") for q, _ in rest)
                tally[f"{INSTITUTION} pred"] += any(
                    q.get("source") in INSTITUTIONS for q, _ in rest)


def count_unit(doc: Document, attribution: dict, quote: dict | None, detected: bool,
               tally: collections.Counter) -> None:
    """Count one gold unit and the predicted unit that faces it (if any)."""
    source = attribution["source"]
    spoken = quote is not None and has_speaker(quote)
    if names := attribution.get("names"):
        given = quote is not None and bool(quote.get("speaker_name"))
        tally[f"{NAMED} gold"] += 1
        tally[f"{NAMED} pred"] += given
        tally[f"{NAMED} tp"] += detected and given and right_name(doc, quote, names)
    right = set(attribution.get("institutions", ()))
    given = quote.get("source") if quote is not None else None
    asked = bool(right & INSTITUTIONS)
    right = right if asked else set()  # the gold may accept another beside the Kremlin or the Élysée: either is right
    tally[f"{INSTITUTION} gold"] += asked
    tally[f"{INSTITUTION} pred"] += given in INSTITUTIONS | right
    tally[f"{INSTITUTION} tp"] += detected and given in right
    tally["detected gold"] += 1
    tally["detected pred"] += quote is not None
    tally["detected tp"] += detected
    if not source:
        tally["no source units"] += 1
        tally["no source detected"] += detected
        tally["no source without speaker"] += detected and not spoken
        return
    how = speaker_match(doc, quote, attribution) if detected and spoken else None
    pronoun = doc.is_pronoun(source)
    rows = {"attributed strict": how, "attributed lenient": how}
    if pronoun:
        rows["attributed lenient"] = detected and spoken
        tally["pronoun units"] += 1
        tally["pronoun detected"] += detected
        tally["pronoun with speaker"] += detected and spoken
        tally["pronoun by span"] += how == "span"
        tally["pronoun exact span"] += bool(
            detected and same_span(doc, quote.get("speaker") or [], source))
    else:
        rows["attributed nominal"] = how
        tally["nominal detected"] += detected
    for row, right in rows.items():
        tally[f"{row} gold"] += 1
        tally[f"{row} pred"] += spoken
        tally[f"{row} tp"] += bool(right)
    tally["sourced detected"] += detected
    tally[f"attributed by {how}"] += how is not None


def score_contents(doc: Document, gold: list[dict], quotes: list[dict],
                   tally: collections.Counter) -> None:
    """Count characters and whole contents of one document."""
    contents = [doc.body(a["content"]) for a in gold]
    covers = [doc.body(q["spans"]) for q in quotes]
    gold_chars, pred_chars = set().union(*contents), set().union(*covers)
    tally["content chars gold"] += len(gold_chars)
    tally["content chars pred"] += len(pred_chars)
    tally["content chars tp"] += len(gold_chars & pred_chars)

    pairs = []
    owners: dict[int, list[int]] = collections.defaultdict(list)
    for j, cover in enumerate(covers):
        for i in cover:
            owners[i].append(j)
    for g, content in enumerate(contents):
        overlap = collections.Counter(j for i in content for j in owners.get(i, ()))
        for j, shared in overlap.items():
            iou = shared / (len(content) + len(covers[j]) - shared)
            if iou >= HALF:
                pairs.append((-iou, g, j))
    match: dict[int, int] = {}
    for _, g, j in sorted(pairs):
        if g not in match and j not in match.values():
            match[g] = j
    letters = [frozenset(i for i in c if doc.text[i].isalnum()) for c in covers]
    left = collections.Counter(letters)
    tally["content relaxed pred"] += len(quotes)
    tally["content exact pred"] += len(quotes)
    for g, attribution in enumerate(gold):
        kind, source = attribution["type"], attribution["source"]
        key = frozenset(i for i in contents[g] if doc.text[i].isalnum())
        exact = left[key] > 0
        left[key] -= exact
        relaxed = g in match
        for row, right in (("content relaxed", relaxed), ("content exact", exact)):
            tally[f"{row} gold"] += 1
            tally[f"{row} tp"] += right
        tally[f"{kind} gold"] += 1
        tally[f"{kind} relaxed"] += relaxed
        tally[f"{kind} exact"] += exact
        if source:
            quote = quotes[match[g]] if relaxed else None
            spoken = relaxed and has_speaker(quote)
            strict = bool(spoken and speaker_match(doc, quote, attribution))
            tally[f"{kind} sourced"] += 1
            tally[f"{kind} attributed strict"] += strict
            tally[f"{kind} attributed lenient"] += strict or bool(
                spoken and doc.is_pronoun(source))


def prf(tally: collections.Counter, row: str) -> dict:
    """Precision, recall, F1 and counts of a row."""
    tp, pred, gold = (tally[f"{row} {k}"] for k in ("tp", "pred", "gold"))
    precision = tp / pred if pred else 0.0
    recall = tp / gold if gold else 0.0
    f1 = 2 * tp / (pred + gold) if pred + gold else 0.0
    return {"p": precision, "r": recall, "f1": f1, "tp": tp, "pred": pred, "gold": gold}


def intervals(tallies: list[collections.Counter], times: int, seed: int) -> dict:
    """95% percentile intervals of the F1 of RATES, resampling documents."""
    rng = random.Random(seed)
    counts = [[(t[f"{row} tp"], t[f"{row} pred"] + t[f"{row} gold"]) for t in tallies]
              for row in RATES]
    samples: list[list[float]] = [[] for _ in RATES]
    for _ in range(times):
        chosen = rng.choices(range(len(tallies)), k=len(tallies))
        for values, column in zip(samples, counts):
            tp = sum(column[i][0] for i in chosen)
            total = sum(column[i][1] for i in chosen)
            values.append(2 * tp / total if total else 0.0)
    found = {}
    for row, values in zip(RATES, samples):
        values.sort()
        found[row] = [values[int(0.025 * times)], values[min(times - 1, int(0.975 * times))]]
    return found


def score(gold: list[dict], pred: dict[str, list[dict]], times: int = 1000,
          seed: int = 0) -> dict:
    """All measures over a corpus; `pred` maps document ids to predicted quotes."""
    tallies = []
    for record in gold:
        doc = Document(record)
        quotes = [q for q in pred.get(record["id"], []) if (body := doc.body(q["spans"]))
                  and len(body & doc.discard) < HALF * len(body)]
        tally: collections.Counter = collections.Counter()
        score_units(doc, record["attributions"], quotes, tally)
        score_contents(doc, record["attributions"], quotes, tally)
        tallies.append(tally)
    total: collections.Counter = collections.Counter()
    for tally in tallies:
        total.update(tally)
    rows = {row: prf(total, row) for row in
            (*RATES, NAMED, INSTITUTION, "content chars", "content relaxed", "content exact")
            if total[f"{row} gold"]}
    if times:
        for row, (low, high) in intervals(tallies, times, seed).items():
            rows[row]["f1_95"] = [low, high]
    share = lambda part, whole: total[part] / total[whole] if total[whole] else 0.0  # noqa: E731
    types = {}
    for kind in TYPES:
        types[kind] = {"gold": total[f"{kind} gold"], "sourced": total[f"{kind} sourced"],
                       "relaxed": share(f"{kind} relaxed", f"{kind} gold"),
                       "exact": share(f"{kind} exact", f"{kind} gold"),
                       "attributed strict": share(f"{kind} attributed strict", f"{kind} sourced"),
                       "attributed lenient": share(f"{kind} attributed lenient", f"{kind} sourced")}
    counts = ("pronoun units", "pronoun detected", "pronoun with speaker", "pronoun by span",
              "pronoun exact span", "no source units", "no source detected",
              "no source without speaker", "units false, no gold content",
              "units false, with speaker", "sourced detected", "nominal detected",
              "attributed by span", "attributed by name")
    return {"documents": len(gold), "rows": rows, "types": types,
            "counts": {key: total[key] for key in counts},
            "accuracy if detected": {
                "strict": share("attributed strict tp", "sourced detected"),
                "nominal": share("attributed nominal tp", "nominal detected"),
                "lenient": share("attributed lenient tp", "sourced detected")}}


def table(result: dict) -> str:
    """The result as text."""
    lines = [f"{result['documents']} documents", "",
             f"{'':28}{'P':>7}{'R':>7}{'F1':>7}  {'95% of F1':13}{'right':>9}{'pred':>9}{'gold':>9}"]
    for row, v in result["rows"].items():
        name = ("quoted: " if row in (*RATES, NAMED, INSTITUTION) else "") + row
        span = "{:.1f}–{:.1f}".format(*(100 * x for x in v["f1_95"])) if "f1_95" in v else ""
        lines.append(f"{name:28}{100 * v['p']:7.1f}{100 * v['r']:7.1f}{100 * v['f1']:7.1f}"
                     f"  {span:13}{v['tp']:9}{v['pred']:9}{v['gold']:9}")
    accuracy = result["accuracy if detected"]
    lines += ["", "speaker right if detected:   " + ", ".join(
        f"{k} {100 * v:.1f}%" for k, v in accuracy.items()), ""]
    lines.append(f"{'recall by type':14}{'gold':>7}{'relaxed':>9}{'exact':>7}{'sourced':>9}"
                 f"{'attributed':>12}{'(lenient)':>11}")
    for kind, v in result["types"].items():
        lines.append(f"{kind:14}{v['gold']:7}{100 * v['relaxed']:9.1f}{100 * v['exact']:7.1f}"
                     f"{v['sourced']:9}{100 * v['attributed strict']:12.1f}"
                     f"{100 * v['attributed lenient']:11.1f}")
    lines.append("")
    lines += [f"{key:32}{value:7}" for key, value in result["counts"].items()]
    return "\n".join(lines)


def read_jsonl(path: Path) -> list[dict]:
    """The records of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def as_attributions(record: dict) -> dict:
    """A gold record of the second form in the first, with names and institutions."""
    if "attributions" in record:
        return record
    attributions, discard = [], []
    quoted = [[span] for q in record["quotes"] if q["type"] != "indirect" for span in q["spans"]]
    for quote in record["quotes"]:
        if quote["optional"]:
            discard += quote["spans"]
            continue
        sources = quote["source"] if isinstance(quote["source"], list) else [quote["source"]]
        attributions.append({
            "source": [quote["mention"]] if quote["mention"] else [],
            "cue": [quote["cue"]] if quote["cue"] else [],
            "content": quote["spans"], "type": quote["type"],
            "names": quote["speaker"], "institutions": [s for s in sources if s]})
    return {**record, "attributions": attributions, "discard": discard, "quoted": quoted}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("gold", type=Path)
    args.add_argument("pred", type=Path)
    args.add_argument("--json", action="store_true", help="print JSON, not a table")
    args.add_argument("--bootstrap", type=int, default=1000, metavar="N")
    args.add_argument("--seed", type=int, default=0)
    options = args.parse_args()
    gold = [as_attributions(record) for record in read_jsonl(options.gold)]
    pred: dict[str, list[dict]] = {}
    for record in read_jsonl(options.pred):
        if record["id"] in pred:
            sys.exit(f"{options.pred}: document {record['id']} occurs twice")
        pred[record["id"]] = record["quotes"]
    known = {record["id"] for record in gold}
    if missing := known - pred.keys():
        print(f"warning: {len(missing)} documents without predictions", file=sys.stderr)
    if unknown := pred.keys() - known:
        print(f"warning: {len(unknown)} predicted documents are not in gold", file=sys.stderr)
    result = score(gold, pred, options.bootstrap, options.seed)
    print(json.dumps(result, indent=1) if options.json else table(result))


if __name__ == "__main__":
    main()
