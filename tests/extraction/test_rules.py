"""The first rule that has an answer gives it, and names itself."""

from service.extraction.rules import Rule, every_answer, first_answer

RULES = (
    Rule("half", lambda n: n // 2 if n % 2 == 0 else None, "an even number has a half", ()),
    Rule("negative", lambda n: 0 if n < 0 else None, "below zero nothing is left", ()),
)


def test_the_first_rule_with_an_answer_gives_it_even_if_that_is_zero():
    assert first_answer(RULES, 8) == ("half", 4)
    assert first_answer(RULES, 0) == ("half", 0)
    assert first_answer(RULES, -2) == ("half", -1)
    assert first_answer(RULES, -3) == ("negative", 0)


def test_no_rule_has_an_answer():
    assert first_answer(RULES, 3) is None


def test_every_rule_may_answer():
    assert list(every_answer(RULES, -2)) == [("half", -1), ("negative", 0)]
