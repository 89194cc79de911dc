"""The breaker opens on mass failure of one run, and on nothing else; its notices have words in every language."""

from __future__ import annotations

import pytest

from bot.notices import delivery_words, notice_words, reason_words
from bot.refusals import RULES
from bot.translator import tr_for
from content.model import Locale
from scheduler.breaker import Breaker
from scheduler.notices import FAILED, RESTS, TEMPLATES
from scheduler.ports import Outcome, Verdict

SENT = Outcome(Verdict.SENT)
BLOCKED = Outcome(Verdict.GONE, "blocked")
NO_CHAT = Outcome(Verdict.REFUSED, "chat not found", strikes=3)
LOST = Outcome(Verdict.AMBIGUOUS, "no answer")


class Run:
    """A breaker and the seconds that pass."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.breaker = Breaker(lambda: self.seconds)

    def note(self, *outcomes: Outcome, every: float = 0.04) -> bool:
        opened = False
        for outcome in outcomes:
            self.seconds += every
            opened = self.breaker.note(outcome) or opened
        return opened


@pytest.mark.parametrize("reason", ["no rights", "no topic", "topic closed"])
def test_a_group_without_rights_never_stops_a_small_bot(reason: str) -> None:
    run = Run()
    for _ in range(14):
        assert not run.note(*[SENT] * 8, Outcome(Verdict.REFUSED, reason, strikes=14))
        run.seconds += 86_400
    assert not run.note(*[Outcome(Verdict.REFUSED, reason, strikes=14)] * 50), "nor many of them together"


@pytest.mark.parametrize("lost", [BLOCKED, NO_CHAT, Outcome(Verdict.REFUSED, "unknown refusal")])
def test_days_are_not_added_up(lost: Outcome) -> None:
    run = Run()
    for _ in range(10):
        assert not run.note(*[SENT] * 8, lost)
        run.seconds += 86_400


@pytest.mark.parametrize(("lost", "opens"), [(5, False), (6, True)])
def test_more_than_one_in_twenty_out_of_reach_stops_the_run(lost: int, opens: bool) -> None:
    run = Run()
    assert not run.note(*[SENT] * (100 - lost))
    assert run.note(*[BLOCKED, NO_CHAT] * (lost // 2), *[BLOCKED] * (lost % 2)) is opens
    assert run.breaker.is_open is opens


def test_nothing_is_concluded_from_fewer_than_twenty() -> None:
    run = Run()
    assert not run.note(*[NO_CHAT] * 19)
    assert run.note(NO_CHAT)


def test_lost_answers_count_within_a_minute() -> None:
    slow, fast = Run(), Run()
    assert not slow.note(*[SENT, LOST] * 30, every=4)
    assert fast.note(*[SENT, LOST] * 30, every=1)


def test_what_was_certainly_not_sent_is_no_send() -> None:
    run = Run()
    assert not run.note(*[Outcome(Verdict.LATER, "429", wait=5)] * 50, *[NO_CHAT] * 19)


def test_after_a_rest_another_run_may_try() -> None:
    run = Run()
    assert run.note(*[NO_CHAT] * 20)
    run.seconds += 301
    assert not run.breaker.is_open
    assert not run.note(*[SENT] * 30)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("locale", [Locale.KK, Locale.RU])
def test_every_notice_has_words_for_the_operator(template: str, locale: Locale) -> None:
    holes = {"mark": "day-one", "number": "3", "sends": "40", "seconds": "+90", "reason": "no rights"}
    made = template.format(**holes)
    said = notice_words(made, tr_for(locale))
    assert said != made
    assert "{" not in said
    assert ("no rights" in said, "day-one" in said) == (False, "{mark}" in template)


def test_a_notice_inside_a_notice_is_put_into_words() -> None:
    inner = FAILED.format(number=21, sends=200, reason="out of reach")
    said = notice_words(RESTS.format(reason=inner), tr_for(Locale.RU))
    assert "чат недоступен" in said
    assert "200" in said


def test_words_of_another_origin_stay_as_they_are() -> None:
    assert notice_words("something new", tr_for(Locale.KK)) == "something new"
    assert delivery_words("refused", "something new", tr_for(Locale.RU)).endswith("(something new)")


@pytest.mark.parametrize("locale", [Locale.KK, Locale.RU])
def test_every_reason_of_a_refusal_has_words(locale: Locale) -> None:
    for rule in RULES:
        if rule.verdict is not Verdict.HALT:
            assert reason_words(rule.reason, tr_for(locale)) != rule.reason
