"""The breaker opens on mass failure of one run, and on nothing else; its notices have words in every language."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import get_args

import pytest

from bot.notices import delivery_words, notice_words, reason_words
from bot.refusals import RULES
from bot.translator import tr_for
from content.model import Locale
from scheduler.breaker import Breaker
from scheduler.notices import ClockJumped, Ending, Held, HeldUnseen, MassFailure, Notice, Rests
from scheduler.ports import Outcome, Verdict
from scheduler.reasons import OF_ONE_CHAT, Reason

ROOT = Path(__file__).resolve().parents[2]

SENT = Outcome(Verdict.SENT)
BLOCKED = Outcome(Verdict.GONE, Reason.BLOCKED)
NO_CHAT = Outcome(Verdict.REFUSED, Reason.NO_CHAT, strikes=3)
LOST = Outcome(Verdict.AMBIGUOUS, Reason.NO_ANSWER)


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


@pytest.mark.parametrize("reason", sorted(OF_ONE_CHAT))
def test_a_group_without_rights_never_stops_a_small_bot(reason: Reason) -> None:
    run = Run()
    for _ in range(14):
        assert not run.note(*[SENT] * 8, Outcome(Verdict.REFUSED, reason, strikes=14))
        run.seconds += 86_400
    assert not run.note(*[Outcome(Verdict.REFUSED, reason, strikes=14)] * 50), "nor many of them together"


@pytest.mark.parametrize("lost", [BLOCKED, NO_CHAT, Outcome(Verdict.REFUSED, Reason.UNKNOWN_REFUSAL)])
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
    assert not run.note(*[Outcome(Verdict.LATER, Reason.TOO_MANY, wait=5)] * 50, *[NO_CHAT] * 19)


def test_after_a_rest_another_run_may_try() -> None:
    run = Run()
    assert run.note(*[NO_CHAT] * 20)
    run.seconds += 301
    assert not run.breaker.is_open
    assert not run.note(*[SENT] * 30)


FAILURE = MassFailure(21, 200, Ending.OUT_OF_REACH)
NOTICES = (
    HeldUnseen("day-one", Reason.NO_RIGHTS), Held(3, "day-one", Reason.NO_RIGHTS), FAILURE, Rests(FAILURE), ClockJumped(90),
)  # fmt: skip


def test_there_is_an_example_of_every_notice() -> None:
    assert {type(notice) for notice in NOTICES} == set(get_args(Notice))


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: type(notice).__name__)
@pytest.mark.parametrize("locale", list(Locale))
def test_every_notice_has_words_for_the_operator(notice: Notice, locale: Locale) -> None:
    said = notice_words(notice, tr_for(locale))
    assert "{" not in said
    assert (said == notice_words(notice, tr_for(Locale.EN))) is (locale is Locale.EN)
    assert ("day-one" in said) is isinstance(notice, Held | HeldUnseen)
    assert "no rights" not in said


def test_a_notice_inside_a_notice_is_put_into_words() -> None:
    said = notice_words(Rests(FAILURE), tr_for(Locale.RU))
    assert "чат недоступен" in said
    assert "200" in said


def test_the_clock_says_which_way_it_jumped() -> None:
    assert "+90" in notice_words(ClockJumped(90), tr_for(Locale.KK))
    assert "-90" in notice_words(ClockJumped(-90), tr_for(Locale.KK))


def test_a_reason_of_an_older_program_stays_as_it_is() -> None:
    assert delivery_words("refused", "something new", tr_for(Locale.RU)).endswith("(something new)")


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("reason", [reason for reason in Reason if reason])
def test_every_reason_has_words_in_every_language(reason: Reason, locale: Locale) -> None:
    english, said = (reason_words(reason, tr_for(one)) for one in (Locale.EN, locale))
    assert said
    assert (said == english) is (locale is Locale.EN)
    if locale is not Locale.EN:
        assert reason not in said


def test_no_reason_is_written_by_hand() -> None:
    rooms = [path for room in ("bot", "scheduler") for path in (ROOT / room).rglob("*.py")]
    values = {reason.value for reason in Reason if " " in reason} - {rule.words for rule in RULES}
    wrong = {
        f"{path.relative_to(ROOT)}: {node.value}"
        for path in rooms
        if path.name not in ("reasons.py", "notices.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and node.value in values
    }
    assert wrong == set()
