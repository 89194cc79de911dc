"""Subscribing and being served, in three languages, as people type and press."""

from __future__ import annotations

from datetime import datetime

import pytest

from bot.app import App
from bot.translator import tr_for
from content.model import Locale
from handlers.dates import moment_in_words
from sandbox import Person, Sandbox
from tests.daily.conftest import Daily, sweep
from tests.daily.course import Clock, title


def person(box: Sandbox, locale: Locale) -> Person:
    return box.person("Somebody", locale.value)


@pytest.mark.parametrize("locale", list(Locale))
async def test_one_a_day_from_the_first_word_to_the_last(app: App, box: Sandbox, clock: Clock, locale: Locale) -> None:
    tr, reader = tr_for(locale), person(box, locale)
    (agreed,) = await reader.says("/subscribe")
    moment = moment_in_words(datetime(2026, 11, 23, 9, 0), locale)  # noqa: DTZ001
    assert tr.gettext("The next one: {moment}.").format(moment=moment) in agreed.text
    await sweep(app)
    assert len(reader.heard) == 1
    clock.turn(hours=1)
    await sweep(app)
    await sweep(app)
    assert len(reader.heard) == 2
    total = tr.gettext("One changed provision · {number} of {total}").format(number=1, total=9)
    assert total in reader.last.text
    clock.turn(days=1)
    await sweep(app)
    assert tr.gettext("One changed provision · {number} of {total}").format(number=2, total=9) in reader.last.text
    (stopped,) = await reader.says("/unsubscribe")
    assert stopped.text.startswith(tr.gettext("Unsubscribed."))
    clock.turn(days=1)
    await sweep(app)
    assert reader.last == stopped
    await reader.says("/subscribe")
    clock.turn(days=1)
    await sweep(app)
    assert tr.gettext("One changed provision · {number} of {total}").format(number=3, total=9) in reader.last.text


@pytest.mark.parametrize(
    ("said", "agreed"),
    [
        ("/subscribe 21.30", "21:30"),
        ("/subscribe 9 pm", "21:00"),
        ("/subscribe в 9 вечера", "21:00"),
        ("/subscribe сағат 9-да", "09:00"),
        ("/subscribe 7:15 Europe/Berlin", "07:15"),
        ("/subscribe 7:15 Мәскеу", "Moscow (UTC+3)"),
        ("/SUBSCRIBE Нью-Йорк", "New York (UTC−5)"),
        ("/subscribe 6 UTC+5", "Time of UTC+5"),
    ],
)
async def test_times_and_places_as_people_write_them(app: App, box: Sandbox, said: str, agreed: str) -> None:
    (answer,) = await person(box, Locale.EN).says(said)
    assert answer.text.startswith("Subscribed: ")
    assert agreed in answer.text


async def test_days_and_rhythm_are_typed_beside_the_time(app: App, box: Sandbox) -> None:
    reader = person(box, Locale.EN)
    (agreed,) = await reader.says("/subscribe weekdays 8 am Moscow")
    assert agreed.text.startswith("Subscribed: one explainer at 08:00 (Mon, Tue, Wed, Thu, Fri).")
    (moved,) = await reader.says("/subscribe 9:00")
    assert moved.text.startswith("Changed: one explainer at 09:00 (Mon, Tue, Wed, Thu, Fri).")
    (weekly,) = await reader.says("/subscribe раз в неделю по субботам")
    assert weekly.text.startswith("Changed: a digest once a week (Sat) at 09:00.")
    (daily,) = await reader.says("/subscribe күн сайын")
    assert daily.text.startswith("Changed: one explainer every day at 09:00.")


async def test_an_impossible_time_gets_the_nearest_ones(app: App, box: Sandbox) -> None:
    reader = person(box, Locale.EN)
    (answer,) = await reader.says("/subscribe 25:00 Астана")
    assert answer.rows == [["01:00", "23:00"]]
    (agreed,) = await reader.presses("23:00")
    assert "23:00" in agreed.text


async def test_an_unknown_place_gets_the_nearest_ones(app: App, box: Sandbox) -> None:
    reader = person(box, Locale.EN)
    (answer,) = await reader.says("/subscribe 7:00 Ктсктнай")
    assert ["Kostanay"] in answer.rows
    (agreed,) = await reader.presses("Kostanay")
    assert "07:00" in agreed.text
    assert "Kostanay" in agreed.text


@pytest.mark.parametrize("locale", list(Locale))
async def test_the_panel_changes_everything(app: App, box: Sandbox, clock: Clock, locale: Locale) -> None:
    tr, reader = tr_for(locale), person(box, locale)
    await reader.says("/settings")
    await reader.presses(tr.gettext("Subscribe"))
    await reader.says("/settings")
    (panel,) = await reader.presses("13:00")
    assert "13:00" in panel.text
    (panel,) = await reader.presses(tr.gettext("Settings"))
    (panel,) = await reader.presses(tr.gettext("Without sound"))
    assert tr.gettext("It comes without a sound.") in panel.text
    (panel,) = await reader.presses(panel.rows[4][0])  # not on Mondays
    assert moment_in_words(datetime(2026, 11, 24, 13, 0), locale) in panel.text  # noqa: DTZ001
    await reader.presses(tr.gettext("Other time"))
    (answer,) = await reader.says("21.45")
    assert "21:45" in answer.text
    await reader.says("/settings")
    await reader.presses(
        tr.gettext("Time zone: {place}").format(place="Алматы, Астана" if locale != "en" else "Almaty, Astana")
    )
    (answer,) = await reader.says("Ташкент")
    found = await app.daily.subscriptions.subscription(reader.id)
    assert found is not None
    assert found.schedule.zone == "Asia/Tashkent"
    assert found.schedule.silent
    assert found.schedule.days == 0b1111110
    clock.to("2026-11-24T17:00:00")
    await sweep(app)
    assert reader.last.silent
    (article, *_) = await reader.says("1")
    assert article.text != answer.text  # an ordinary question again


async def test_a_pause_keeps_the_place(app: App, box: Sandbox, clock: Clock) -> None:
    reader = person(box, Locale.EN)
    await reader.says("/subscribe")
    (wrong,) = await reader.says("/pause 91")
    assert "1 to 90" in wrong.text
    (paused,) = await reader.says("/pause 3")
    assert paused.text.startswith("Paused until Thursday 26 November.")
    for _ in range(2):
        clock.turn(days=1)
        await sweep(app)
    assert reader.last == paused
    (resumed,) = await reader.says("/resume")
    assert resumed.text.startswith("It goes on: ")
    assert "The next one: Wednesday 25 November, 09:00." in resumed.text
    clock.turn(hours=2)
    await sweep(app)
    assert reader.last.text.startswith(title(1))


async def test_a_question_is_no_city(app: App, box: Sandbox, clock: Clock) -> None:
    reader = person(box, Locale.EN)
    await reader.says("/subscribe")
    await reader.says("/settings")
    (prompt,) = await reader.presses("Time zone: Almaty, Astana")
    assert prompt.rows[-1] == ["‹ Settings"]
    (unknown,) = await reader.says("Xqwzville")
    assert "“Xqwzville”" in unknown.text
    (article,) = await reader.says("Article 2")
    assert article.text.startswith("Article 2")
    (question,) = await reader.says("Berlin")
    assert question.text.startswith("I found nothing about that")
    found = await app.daily.subscriptions.subscription(reader.id)
    assert found is not None
    assert found.schedule.zone == "Asia/Almaty"


@pytest.mark.parametrize("between", ["Article 2", "/help"])
async def test_a_number_that_comes_later_is_no_time(app: App, box: Sandbox, between: str) -> None:
    reader = person(box, Locale.EN)
    await reader.says("/subscribe 9:00")
    await reader.says("/settings")
    await reader.presses("Another time")
    await reader.says(between)
    (article,) = await reader.says("3")
    assert article.text.startswith("Article 3")
    found = await app.daily.subscriptions.subscription(reader.id)
    assert found is not None
    assert found.schedule.at.hour == 9


@pytest.mark.parametrize("said", ["/cancel", "отмена"])
async def test_cancel_says_whether_a_question_was_open(app: App, box: Sandbox, said: str) -> None:
    reader = person(box, Locale.EN)
    await reader.says("/subscribe")
    await reader.says("/settings")
    await reader.presses("Another time")
    (cancelled,) = await reader.says(said)
    assert cancelled.text == "Cancelled. Nothing has changed."
    (nothing,) = await reader.says("/cancel")
    assert nothing.text.startswith("There is nothing to cancel.")


async def test_what_is_due_already_comes_now(app: App, box: Sandbox, clock: Clock) -> None:
    clock.to("2026-11-24T08:52:00")  # 13:52 in Almaty
    reader = person(box, Locale.EN)
    await reader.says("/subscribe 20:00")
    (changed,) = await reader.says("/subscribe 12:00")
    assert "24 November, 13:52." in changed.text


async def test_the_answer_says_what_has_happened(app: App, box: Sandbox, clock: Clock) -> None:
    reader = person(box, Locale.EN)
    (nothing,) = await reader.says("/resume")
    assert nothing.text.startswith("There is no subscription here.")
    assert "Unsubscribe" not in [label for row in nothing.rows for label in row]
    (new,) = await reader.says("/subscribe")
    assert new.text.startswith("Subscribed: ")
    (changed,) = await reader.says("/subscribe 21:00")
    assert changed.text.startswith("Changed: one explainer every day at 21:00.")
    (idle,) = await reader.says("/resume")
    assert idle.text.startswith("Nothing was paused: ")
    other = person(box, Locale.EN)
    await other.says("/subscribe")
    await other.says("/unsubscribe")
    (again,) = await other.says("/subscribe")
    assert again.text.startswith("Subscribed: ")


async def test_a_pause_ends_by_itself(app: App, box: Sandbox, clock: Clock) -> None:
    reader = person(box, Locale.EN)
    await reader.says("/subscribe")
    await reader.says("/pause 2")
    clock.to("2026-11-25T05:00:00")
    await sweep(app)
    assert reader.last.text.startswith(title(1))


async def test_today_without_a_subscription_is_by_date_and_with_one_what_was_sent(
    app: App, box: Sandbox, clock: Clock
) -> None:
    reader, other = person(box, Locale.EN), person(box, Locale.EN)
    (by_date,) = await other.says("/today")
    (same,) = await reader.says("/today")
    assert by_date.text == same.text
    clock.turn(days=1)
    (next_day,) = await other.says("/today")
    assert next_day.text != by_date.text
    await reader.says("/subscribe 10:00")
    (ahead,) = await reader.says("/today")
    assert ahead.text.startswith(title(1))
    clock.turn(hours=3)
    await sweep(app)
    (sent,) = await reader.says("/today")
    assert sent.text.startswith(title(1))


@pytest.mark.parametrize("locale", list(Locale))
async def test_the_end_is_announced_once_and_the_course_begins_again(
    app: App, box: Sandbox, clock: Clock, locale: Locale
) -> None:
    tr, reader = tr_for(locale), person(box, locale)
    await reader.says("/subscribe")
    quizzes = []
    clock.turn(hours=2, days=-1)
    for _ in range(12):
        clock.turn(days=1)
        await sweep(app)
        quizzes.append(any(button.text == tr.gettext("Test yourself: quiz") for button in reader.last.buttons))
    said = tr.ngettext(
        "That was the whole course: {number} explainer.", "That was the whole course: {number} explainers.", 9
    )
    assert reader.last.text.startswith(said.format(number=9))
    assert len(reader.heard) == 11
    assert quizzes[:9] == [False] * 6 + [True] + [False] * 2
    await reader.presses(tr.gettext("Begin the course again"))
    clock.turn(days=1)
    await sweep(app)
    assert tr.gettext("One changed provision · {number} of {total}").format(number=1, total=9) in reader.last.text


@pytest.mark.parametrize("stopped", [False, True])
@pytest.mark.parametrize("said", ["/subscribe", "/subscribe 21:00", "/resume"])
async def test_after_the_end_the_course_again_is_offered_and_nothing_is_promised(
    app: App, box: Sandbox, clock: Clock, said: str, stopped: bool
) -> None:
    reader = person(box, Locale.EN)
    await reader.says("/subscribe")
    clock.turn(hours=2, days=-1)
    for _ in range(11):
        clock.turn(days=1)
        await sweep(app)
    if stopped:
        await reader.says("/unsubscribe")
    (offered,) = await reader.says(said)
    assert offered.text.startswith("That was the whole course: 9 explainers.")
    assert ["Begin the course again"] in offered.rows
    clock.turn(days=2)
    await sweep(app)
    assert reader.last == offered
    await reader.presses("Begin the course again")
    clock.turn(days=1)
    await sweep(app)
    assert reader.last.text.startswith(title(1))


async def test_an_anonymous_admin_is_nobody_who_could_be_told(app: App, box: Sandbox) -> None:
    owner = person(box, Locale.EN)
    group = box.group("Class", owner=owner)
    await owner.says("/subscribe", where=group, anonymous=True)
    assert await app.daily.subscriptions.subscription(group.id) is not None
    assert await app.daily.subscriptions.set_by(group.id) is None


async def test_a_weekly_digest_opens_its_days(app: App, box: Sandbox, clock: Clock) -> None:
    reader = person(box, Locale.EN)
    await reader.says("/subscribe")
    await reader.says("/settings")
    (panel,) = await reader.presses("Weekly digest")
    assert "a digest once a week (Mon) at 09:00" in panel.text
    clock.turn(hours=2)
    await sweep(app)
    digest = reader.last
    assert digest.text.startswith("Changes of the week")
    assert digest.rows[0] == ["1", "2", "3", "4", "5", "6", "7"]
    (third,) = await reader.presses("3")
    assert third.text.startswith(title(3))
    assert not digest.edited
    clock.turn(days=7)
    await sweep(app)
    assert title(8) in reader.last.text
    assert title(7) not in reader.last.text


async def test_a_weekly_digest_in_a_group_answers_the_presser_alone(app: App, box: Sandbox, clock: Clock) -> None:
    owner, other = person(box, Locale.KK), person(box, Locale.KK)
    group = box.group("Сынып", owner=owner, members=[other])
    channel = box.channel("Арна", owner=owner)
    for where in (group, channel):
        await app.daily.store.set_locale(where.id, Locale.EN)
        await owner.says("/subscribe", where=where)
        await owner.forges("h1:r:1", where=where)
    clock.turn(hours=2)
    await sweep(app)
    for where in (group, channel):
        digest, said, before = where.heard[-1], len(where.heard), where.heard[-1].text
        assert digest.rows[0] == ["1", "2", "3", "4", "5", "6", "7"]
        for number in "123":
            await owner.presses(number, on=digest)
        assert len(where.heard) == said
        assert digest.text == before
    assert [heard.text.split("\n")[0] for heard in group.whispered(owner)] == [title(number) for number in (1, 2, 3)]
    assert [alert.url for alert in owner.alerts][-1] == f"https://t.me/{box.world.bot.username}?start=d_day-third"


async def test_a_quiz_in_a_group_is_posted_for_a_command_and_never_for_a_press(app: App, box: Sandbox) -> None:
    owner, other = person(box, Locale.KK), person(box, Locale.KK)
    group = box.group("Сынып", owner=owner, members=[other])
    (asked,) = await owner.says("/quiz", where=group)
    assert asked.poll is not None
    for reader in (owner, other):
        for _ in range(3):
            assert await reader.presses("z1:0", on=asked) == []
        assert {alert.url for alert in reader.alerts} == {f"https://t.me/{box.world.bot.username}?start=quiz"}
    assert len(group.heard) == 1
    (private,) = await other.says("/start quiz")
    assert private.poll is not None


async def test_only_who_was_asked_cancels_the_question(app: App, box: Sandbox) -> None:
    owner, other = person(box, Locale.KK), person(box, Locale.KK)
    group = box.group("Сынып", owner=owner, members=[other])
    await owner.says("/subscribe", where=group)
    await owner.forges("h1:t:0", where=group)
    (answer,) = await other.says("/cancel", where=group)
    assert answer.text
    assert await app.daily.asked.waiting(group.id, owner.id) is not None
    await owner.says("/cancel", where=group)
    assert await app.daily.asked.waiting(group.id, owner.id) is None


async def test_a_channel_is_set_up_and_forgotten_by_its_posts(app: App, box: Sandbox) -> None:
    owner, reader = person(box, Locale.RU), person(box, Locale.RU)
    channel = box.channel("Право", owner=owner)
    channel.takes(reader)
    (asked,) = await owner.says("/language", where=channel)
    await reader.presses("English", on=asked)
    assert reader.alerts[-1].text == tr_for(Locale.KK).gettext("Only admins of this group can change its settings.")
    await owner.presses("English", on=asked)
    assert (await app.daily.store.chat(channel.id)).locale is Locale.EN
    assert asked.text.startswith("Language: English")
    (panel,) = await owner.says("/settings", where=channel)
    assert panel.text.startswith("Settings of this chat")
    (agreed,) = await owner.presses("Subscribe", on=panel)
    assert agreed == panel
    before = panel.text
    await reader.presses("Settings", on=panel)
    assert panel.text == before
    await owner.presses("Settings", on=panel)
    assert panel.text.startswith("Settings of this chat")
    await owner.presses("08:00", on=panel)
    found = await app.daily.subscriptions.subscription(channel.id)
    assert found is not None
    assert found.schedule.at.hour == 8
    (words,) = await owner.says("/privacy", where=channel)
    assert words.text.startswith("Privacy")
    (sure,) = await owner.says("/forget", where=channel)
    await reader.presses("Yes, erase", on=sure)
    assert (await app.daily.store.chat(channel.id)).locale is Locale.EN
    await owner.presses("Yes, erase", on=sure)
    assert sure.text.startswith("Done: everything stored about this chat is erased.")
    assert not any((await app.daily.store.stored_data(channel.id)).values())


async def test_one_offer_under_the_first_real_answer(app: App, box: Sandbox) -> None:
    reader = person(box, Locale.EN)
    (hello,) = await reader.says("/start")
    offer = "One change a day at 09:00: subscribe"
    assert offer not in [button.text for button in hello.buttons]
    (answer,) = await reader.says("1")
    assert answer.rows[-1] == [offer]
    (agreed,) = await reader.presses(offer)
    assert agreed != answer
    assert agreed.text.startswith("Subscribed: ")
    (answer,) = await reader.says("2")
    assert offer not in [button.text for button in answer.buttons]


async def test_in_a_group_only_admins_subscribe_and_the_topic_is_kept(app: App, box: Sandbox, clock: Clock) -> None:
    owner, guest = person(box, Locale.KK), person(box, Locale.KK)
    group = box.group("Сынып", owner=owner, members=[guest], topics=["Құқық"])
    topic = group.topic("Құқық")
    (denied,) = await guest.says("/subscribe", where=group, topic=topic)
    assert denied.text == tr_for(Locale.KK).gettext("Only admins of this group can change its settings.")
    await owner.says("/subscribe 8:30", where=group, topic=topic)
    clock.turn(hours=1)
    await sweep(app)
    assert group.heard[-1].thread == topic
    assert group.heard[-1].rich is None
    await guest.presses("Баптаулар", where=group)
    assert (await app.daily.subscriptions.subscription(group.id)) is not None


async def test_a_channel_post_subscribes_the_channel(app: App, box: Sandbox, clock: Clock) -> None:
    owner = person(box, Locale.RU)
    channel = box.channel("Право", owner=owner)
    await owner.says("/subscribe", where=channel)
    clock.turn(hours=1)
    await sweep(app)
    assert "1 /" in channel.heard[-1].text or "1/9" in channel.heard[-1].text


async def test_a_deep_link_opens_an_explainer(app: App, box: Sandbox) -> None:
    card, _ = await person(box, Locale.EN).says("/start d_day-second_en")
    assert card.text.startswith(title(2))


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        ("/subscribe вечером", "20:00"),
        ("/subscribe таңертең Астана", "09:00"),
        ("/subscribe 9:30 UTC+5:30", "UTC+5:30"),
        ("/subscribe 9:30 мск", "Moscow (UTC+3)"),
    ],
)
async def test_parts_of_the_day_and_uneven_offsets_are_understood(
    app: App, box: Sandbox, said: str, heard: str
) -> None:
    (card,) = await person(box, Locale.EN).says(said)
    assert heard in card.text
    assert card.rows[-1] == ["Unsubscribe"]


async def test_a_place_that_is_only_like_another_one_is_asked_about(app: App, box: Sandbox) -> None:
    (card,) = await person(box, Locale.EN).says("/subscribe 9:30 Atlantis")
    assert "“Atlantis”" in card.text
    assert card.rows[0] == ["Atlantic"]


@pytest.mark.parametrize("said", ["/pause на неделю", "/pause a week", "/pause бір апта", "/pause 7 дней"])
async def test_a_pause_in_words(app: App, box: Sandbox, said: str) -> None:
    reader = person(box, Locale.EN)
    await reader.says("/subscribe")
    (plain,) = await reader.says("/pause 7")
    (paused,) = await reader.says(said)
    assert paused.text == plain.text


async def test_operators_see_figures_and_others_nothing(daily: Daily, box: Sandbox) -> None:
    operator, other = person(box, Locale.EN), person(box, Locale.EN)
    async with daily(ADMIN_IDS=str(operator.id)):
        await other.says("/subscribe")
        (figures,) = await operator.says("/stats")
        assert f"{tr_for(Locale.EN).gettext('subscriptions in force')}: 1" in figures.text
        (loaded,) = await operator.says("/reload")
        assert "explainers: 9" in loaded.text
        (unknown,) = await other.says("/stats")
        assert "I do not know this command" in unknown.text
        await operator.says("/language ru")
        (figures,) = await operator.says("/stats")
        assert "действующие подписки: 1" in figures.text


@pytest.mark.parametrize("locale", list(Locale))
async def test_a_quiz_is_answered_counted_and_explained(app: App, box: Sandbox, locale: Locale) -> None:
    tr, reader = tr_for(locale), person(box, locale)
    (asked,) = await reader.says("/quiz")
    poll = asked.poll
    assert poll is not None
    assert poll.quiz
    assert len(poll.options) == 4
    assert "1" in (poll.explanation or "")
    assert not (poll.explanation or "").endswith(")"), "the article is named once"
    await reader.votes(poll.correct[0], on=asked)
    await reader.presses(tr.gettext("Tally"))
    assert reader.alerts[-1].text == tr.gettext("Answers in this chat: {answered}; right: {correctly}.").format(
        answered=1, correctly=1
    )
    (following,) = await reader.presses(tr.gettext("Next question"))
    assert following.poll is not None
