"""Tests of the scorer on small hand-made documents: python3 test_score.py"""
# ruff: noqa (kept as it was given)
from __future__ import annotations

import unittest

from benchmarks.scorer.quotemarks import quoted_segments
from benchmarks.scorer.score import Document, as_attributions, name_words, right_name, score, speaker_match

TEXT = ("“We will win big,” Donald Trump said. “Nobody knows,” he added. "
        "Jane Roe’s lawyer, Ann Poe, called it “a sham trial” and left. "
        "They showed “The Big Short” there. She denied wrongdoing.")


def at(piece: str, text: str = TEXT) -> list[list[int]]:
    start = text.index(piece)
    return [[start, start + len(piece)]]


def attribution(content: str, source: str | None, kind: str, text: str = TEXT) -> dict:
    return {"content": at(content, text), "source": at(source, text) if source else [],
            "cue": [], "type": kind}


GOLD = [{"id": "d", "lang": "en", "text": TEXT, "attributions": [
    attribution("“We will win big,”", "Donald Trump", "direct"),
    attribution("“Nobody knows,”", "he", "direct"),
    attribution("it “a sham trial”", "Jane Roe’s lawyer, Ann Poe,", "mixed"),
    attribution("wrongdoing", "She", "indirect")]}]


def run(*quotes: dict) -> dict:
    return score(GOLD, {"d": list(quotes)}, times=0)


def quote(content: str, speaker: str | None = None, name: str | None = None) -> dict:
    return {"spans": at(content), "speaker": at(speaker) if speaker else [], "speaker_name": name}


class Units(unittest.TestCase):
    def row(self, result: dict, name: str) -> tuple[int, int, int]:
        row = result["rows"][name]
        return row["tp"], row["pred"], row["gold"]

    def test_nothing_predicted(self) -> None:
        result = run()
        self.assertEqual(self.row(result, "detected"), (0, 0, 3))
        self.assertEqual(self.row(result, "attributed nominal"), (0, 0, 2))

    def test_detection_needs_half(self) -> None:
        self.assertEqual(self.row(run(quote("We will win")), "detected"), (1, 1, 3))
        self.assertEqual(self.row(run(quote("We will")), "detected"), (0, 1, 3))

    def test_fragments_join(self) -> None:
        result = run(quote("We will", "Donald"), quote("win big", "Trump"))
        self.assertEqual(self.row(result, "attributed strict"), (1, 1, 3))

    def test_longer_prediction_is_cut_to_the_segment(self) -> None:
        result = run(quote("“We will win big,” Donald Trump said.", None, "Trump"))
        self.assertEqual(self.row(result, "attributed strict"), (1, 1, 3))
        self.assertEqual(result["counts"]["attributed by name"], 1)

    def test_scare_quote(self) -> None:
        result = run(quote("The Big Short"))
        self.assertEqual(self.row(result, "detected"), (0, 1, 3))
        self.assertEqual(self.row(result, "attributed strict"), (0, 0, 3))
        result = run(quote("The Big Short", "They"))
        self.assertEqual(self.row(result, "attributed strict"), (0, 1, 3))

    def test_pronoun(self) -> None:
        result = run(quote("Nobody knows,", "Donald Trump", "Donald Trump"))
        self.assertEqual(self.row(result, "attributed strict"), (0, 1, 3))
        self.assertEqual(self.row(result, "attributed nominal"), (0, 0, 2))
        self.assertEqual(self.row(result, "attributed lenient"), (1, 1, 3))
        self.assertEqual(result["counts"]["pronoun exact span"], 0)
        result = run(quote("Nobody knows,", " he "))
        self.assertEqual(self.row(result, "attributed strict"), (1, 1, 3))
        self.assertEqual(result["counts"]["pronoun exact span"], 1)

    def test_discarded_region(self) -> None:
        gold = [{**GOLD[0], "discard": at("They showed “The Big Short” there.")}]
        result = score(gold, {"d": [quote("The Big Short", "They")]}, times=0)
        self.assertEqual(self.row(result, "detected"), (0, 0, 3))


class Contents(unittest.TestCase):
    def test_relaxed_and_exact(self) -> None:
        rows = run(quote("a sham trial"), quote("We will win big"))["rows"]
        self.assertEqual((rows["content relaxed"]["tp"], rows["content exact"]["tp"]), (2, 1))
        self.assertEqual(rows["content relaxed"]["pred"], 2)

    def test_one_to_one(self) -> None:
        rows = run(quote("We will win big"), quote("We will win big"))["rows"]
        self.assertEqual((rows["content relaxed"]["tp"], rows["content exact"]["tp"]), (1, 1))

    def test_characters(self) -> None:
        row = run(quote("wrongdoing"))["rows"]["content chars"]
        self.assertEqual((row["tp"], row["pred"]), (10, 10))

    def test_types(self) -> None:
        types = run(quote("wrongdoing", "She"))["types"]
        self.assertEqual(types["indirect"]["attributed strict"], 1.0)
        self.assertEqual(types["direct"]["relaxed"], 0.0)


class Speakers(unittest.TestCase):
    def match(self, source: str, speaker: str | None, name: str | None) -> str | None:
        doc = Document(GOLD[0])
        return speaker_match(doc, {"speaker": at(speaker) if speaker else [],
                                   "speaker_name": name}, {"source": at(source)})

    def test_span(self) -> None:
        self.assertEqual(self.match("Donald Trump", "Trump said", None), "span")
        self.assertEqual(self.match("Ann Poe, called", "Poe", None), "span")

    def test_name(self) -> None:
        self.assertEqual(self.match("Donald Trump", None, "President Trump"), "name")
        self.assertEqual(self.match("Donald Trump", "They", "Mr. TRUMP Jr."), "name")
        self.assertIsNone(self.match("Donald Trump", None, "Donald"[:3]))
        self.assertIsNone(self.match("Jane Roe’s lawyer, Ann Poe,", None, "Jane Roe"))
        self.assertEqual(self.match("Jane Roe’s lawyer, Ann Poe,", None, "Ann Poe"), "name")

    def test_french(self) -> None:
        text = "« C’est fini », dit-il. « Oui bien sûr », selon l’avocat d’Hervé Léon."
        doc = Document({"id": "f", "lang": "fr", "text": text})
        il = [[text.index("il."), text.index("il.") + 2]]
        self.assertTrue(doc.is_pronoun(il))
        self.assertEqual(speaker_match(doc, {"speaker": il}, {"source": il}), "span")
        source = at("l’avocat d’Hervé Léon", text)
        self.assertFalse(doc.is_pronoun(source))
        self.assertEqual(speaker_match(doc, {"speaker_name": "HERVE LEON"}, {"source": source}), "name")
        self.assertEqual(name_words("d’Hervé", doc.stopwords), ["herve"])
        self.assertEqual(len(quoted_segments(text)), 2)


class Names(unittest.TestCase):
    """Gold of the second form: names and institutions."""
    text = "“We go now,” he said. Leo Ash, according to the Kremlin, “will not stay”. Mere “odd jobs” here."
    gold = as_attributions({"id": "n", "lang": "en", "text": text, "quotes": [
        {"spans": at("We go now,", text), "type": "direct", "speaker": ["Ann Poe"],
         "mention": at("he ", text)[0], "cue": None, "source": None, "optional": False},
        {"spans": at("will not stay", text), "type": "mixed", "speaker": ["Kremlin"],
         "mention": at("the Kremlin", text)[0], "cue": None, "source": ["kremlin"], "optional": False},
        {"spans": at("odd jobs", text), "type": "mixed", "speaker": [], "mention": None,
         "cue": None, "source": None, "optional": True}]})

    def rows(self, *quotes: dict) -> dict:
        return score([self.gold], {"n": list(quotes)}, times=0)["rows"]

    def test_right(self) -> None:
        rows = self.rows(
            {"spans": at("We go now,", self.text), "speaker": [], "speaker_name": "Ann Poe"},
            {"spans": at("will not stay", self.text), "speaker": [], "speaker_name": "Kremlin",
             "source": "kremlin"})
        for row in ("detected", "attributed strict", "named", "institution"):
            self.assertEqual(rows[row]["f1"], 1.0, row)

    def test_wrong(self) -> None:
        rows = self.rows(
            {"spans": at("We go now,", self.text), "speaker": at("he ", self.text),
             "speaker_name": "Leo Ash", "source": "elysee"},
            {"spans": at("odd jobs", self.text), "speaker": [], "speaker_name": "Leo Ash"})
        self.assertEqual(rows["attributed strict"]["tp"], 1)     # the pronoun itself was picked
        self.assertEqual(rows["named"]["tp"], 0)
        self.assertEqual((rows["named"]["pred"], rows["named"]["gold"]), (1, 2))
        self.assertEqual((rows["institution"]["tp"], rows["institution"]["pred"]), (0, 1))


class Descriptions(unittest.TestCase):
    """Who is described, and whose aide somebody is."""

    def right(self, lang: str, answer: str, *gold: str) -> bool:
        doc = Document({"id": "n", "lang": lang, "text": "x"})
        return right_name(doc, {"speaker_name": answer}, list(gold))

    def test_right(self) -> None:
        for lang, answer, gold in (
            ("en", "Ursula von der Leyen", "von der Leyen"), ("en", "Putin", "Vladimir Putin"),
            ("en", "spokesman", "hospital spokesman"), ("en", "senior Elysee official", "Elysee official"),
            ("en", "Police", "police"), ("en", "U.S.", "U.S."), ("fr", "tous", "Tous"), ("en", "aide to Senator Poe", "aide"),
            ("fr", "porte-parole de l’hôpital de Nantes", "porte-parole de l'hôpital"),
            ("fr", "ministère français de la Santé", "ministère de la Santé"), ("fr", "mère", "mère de la victime"),
        ):
            self.assertTrue(self.right(lang, answer, gold), (answer, gold))

    def test_wrong(self) -> None:
        for lang, answer, gold in (
            ("en", "Paula Poe", "spokesman for Mayor Paula Poe"), ("en", "aide to Senator Poe", "Ann Poe"),
            ("fr", "avocat de Fillon", "entourage de Fillon"), ("fr", "François Fillon", "entourage de Fillon"),
            ("fr", "conseiller de M. Macron", "Emmanuel Macron"), ("en", "on", "Élysée"), ("fr", "tous", "on"),
        ):
            self.assertFalse(self.right(lang, answer, gold), (answer, gold))


class Bootstrap(unittest.TestCase):
    def test_fixed_seed(self) -> None:
        result = [score(GOLD * 3, {"d": [quote("Nobody knows,", " he ")]}, times=50, seed=7)
                  for _ in range(2)]
        self.assertEqual(result[0], result[1])


if __name__ == "__main__":
    unittest.main()
