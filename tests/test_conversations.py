"""Conversations over the real endpoint: what people type and press, in three languages, and what they get."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from aiogram.types import BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot.app import App
from bot.menus import set_menus
from bot.translator import tr_for
from content.corpus import Corpus
from content.labels import citation, dated_label, label, short_label
from content.limits import CALLBACK_DATA_LIMIT
from content.model import Edition, Locale, Reference
from handlers.deep_links import Target, article_payload, comparison_payload, named_payload, read_deep_link
from handlers.languages import LANGUAGE_NAMES
from sandbox import Person, Sandbox, refused
from tests.conftest import running_bot

STATUS = {
    Locale.KK: "2026 жылғы 1 шілдеден бастап күшінде",
    Locale.RU: "действует с 1 июля 2026 года",
    Locale.EN: "in force since 1 July 2026",
}
RIGHT_TO_LIFE = {
    Locale.KK: "17-бап. Өмір сүру құқығы",
    Locale.RU: "Статья 17. Право на жизнь",
    Locale.EN: "Article 17. The right to life",
}


def person(box: Sandbox, locale: Locale) -> Person:
    return box.person("Somebody", locale.value)


def bare(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("locale", list(Locale))
async def test_a_first_visit(bot: App, box: Sandbox, locale: Locale) -> None:
    visitor = box.person("Somebody", "de")
    (hello,) = await visitor.says("/start")
    assert hello.rows == [list(LANGUAGE_NAMES.values())]
    (welcome,) = await visitor.presses(LANGUAGE_NAMES[locale])
    assert welcome.edited
    assert tr_for(locale).gettext("Kazakhstan’s Constitution, explained") in welcome.text
    assert len(welcome.rows) == 4
    (card,) = await visitor.presses(tr_for(locale).gettext("Article 17: the right to life"))
    assert card.text.startswith(RIGHT_TO_LIFE[locale])
    assert STATUS[locale] in bare(card.text)
    (again,) = await visitor.says("17")
    assert again.text.startswith(RIGHT_TO_LIFE[locale])


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize(
    "said", ["17", "/article 17", "/ARTICLE 17", "/article@{bot} 17", "Article 17", "статья 17", "17-бап", "ст.17"]
)
async def test_an_article_however_it_is_asked_for(bot: App, box: Sandbox, locale: Locale, said: str) -> None:
    me = await bot.bot.me()
    (card,) = await person(box, locale).says(said.format(bot=me.username))
    assert card.text.startswith(RIGHT_TO_LIFE[locale])


@pytest.mark.parametrize("locale", list(Locale))
async def test_walking_through_the_law(bot: App, box: Sandbox, locale: Locale) -> None:
    tr, reader = tr_for(locale), person(box, locale)
    (contents,) = await reader.says("/article")
    assert "XI" in contents.rows[2]
    (section,) = await reader.presses("II")
    assert ["12", "13", "14", "15", "16", "17"] in section.rows
    (card,) = await reader.presses("17")
    first = card.text
    assert first.startswith(RIGHT_TO_LIFE[locale])
    (after,) = await reader.presses(card.rows[0][1])
    assert after.text != first
    (back,) = await reader.presses(after.rows[0][0])
    assert back.text == first
    copied = next(b for b in card.buttons if b.text == tr.gettext("Copy citation"))
    assert copied.copies == citation(Reference(Edition.Y2026, "17"), locale)
    (old,) = await reader.presses(card.rows[2][0])
    assert "1995" in old.text.splitlines()[1]


@pytest.mark.parametrize("locale", list(Locale))
async def test_a_number_out_of_range_names_the_range(bot: App, box: Sandbox, locale: Locale) -> None:
    tr = tr_for(locale)
    (reply,) = await person(box, locale).says("/article 999")
    expected = tr.gettext("There is no article {number} in the Constitution of {year}.").format(
        number="999", year="2026"
    )
    assert reply.text.startswith(expected)
    assert tr.gettext("Its articles run from 1 to {last}.").format(last="96") in reply.text
    assert reply.buttons[0].data is not None


async def test_only_one_edition_can_be_meant(alex: Person) -> None:
    for said, title in (("99", "Article 99."), ("83-1", "Article 83-1."), ("/article 84 1995", "Article 84.")):
        (card,) = await alex.says(said)
        assert card.text.startswith(title)
        assert "1995" in card.text.splitlines()[1]


async def test_an_open_reading_is_offered(alex: Person) -> None:
    (card,) = await alex.says("17-1")
    assert card.text.startswith("Article 17(1).")
    (old,) = await alex.says("83-1")
    assert "art. 83(1) (2026)" in [label for row in old.rows for label in row]


@pytest.mark.parametrize("locale", list(Locale))
async def test_a_sub_point_is_shown_alone_or_missingwith_those_there_are(
    bot: App, box: Sandbox, corpus: Corpus, locale: Locale
) -> None:
    tr, reader = tr_for(locale), person(box, locale)
    (line,) = (await corpus.provision(Reference(Edition.Y2026, "46"), locale)).summary
    (card,) = await reader.says("ст. 46 пп. 3")
    assert card.text.startswith(label(Reference(Edition.Y2026, "46", None, "3"), tr))
    assert bare(line.points[2].text) in bare(card.text)
    assert bare(line.points[3].text) not in bare(card.text)
    (whole,) = await reader.presses(short_label(Reference(Edition.Y2026, "46"), tr))
    assert bare(line.points[3].text) in bare(whole.text)
    for said, near in (
        ("ст. 46 пп. 99", Reference(Edition.Y2026, "46")),
        ("17(2)(9)", Reference(Edition.Y2026, "17", "2")),
    ):
        (missing,) = await reader.says(said)
        place = dated_label(near, tr)
        assert missing.text.startswith(tr.gettext("There is no such subparagraph in {label}.").format(label=place))
        assert missing.rows[0] == [place]
    assert tr.gettext("It has no numbered subparagraphs.") in missing.text


async def test_a_sub_point_offered_as_a_button_opens_itself(alex: Person) -> None:
    (listed,) = await alex.says("пп. 1), 2) п. 1 ст. 73")
    (card,) = await alex.presses(listed.rows[0][0])
    assert card.text.startswith("Article 73(1)(1).")


@pytest.mark.parametrize("said", ["1995", "/article 1995", "старая конституция", "the old constitution"])
async def test_a_constitution_named_alone_opens_its_contents(alex: Person, said: str) -> None:
    (contents,) = await alex.says(said)
    assert contents.rows[0] == ["Preamble"]
    assert "1995" in contents.text.splitlines()[0]
    assert "IX" in [name for row in contents.rows for name in row]


async def test_a_comparison_of_a_constitution_is_the_overview(alex: Person) -> None:
    (overview,) = await alex.says("/compare")
    (same,) = await alex.says("/compare 2026")
    assert same.text == overview.text
    (old,) = await alex.says("/compare 1995")
    assert old.text != overview.text
    assert "1995" in old.text


async def test_where_an_article_went_opens_the_old_one(alex: Person) -> None:
    (card,) = await alex.says("where did article 77 go?")
    assert "1995" in card.text.splitlines()[1]
    assert "art. 77 (2026)" in [name for row in card.rows for name in row]


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize(
    "said", ["ст. 17 УК РК", "/article Article 17 of the Criminal Code", "/compare ст. 17 УК РК", "ҚК 17-бабы"]
)
async def test_an_article_of_another_law_is_not_taken_for_ours(
    bot: App, box: Sandbox, locale: Locale, said: str
) -> None:
    (reply,) = await person(box, locale).says(said)
    holds = "That is an article of another law. I hold only the two Constitutions of Kazakhstan, of 1995 and 2026."
    assert reply.text.startswith(tr_for(locale).gettext(holds))
    assert len(reply.rows) >= 3


@pytest.mark.parametrize("locale", list(Locale))
async def test_the_longest_card_pages_and_stays_one_message(bot: App, box: Sandbox, locale: Locale) -> None:
    reader = person(box, locale)
    await reader.says("/plain")
    (first,) = await reader.says("46")
    pages = [first.text]
    assert "1/" in first.rows[0][0]
    while "»" in first.rows[0]:
        (turned,) = await reader.presses("»")
        assert turned.edited
        assert turned == first
        pages.append(turned.text)
    assert len(set(pages)) == len(pages) > 1
    assert {page.splitlines()[0] for page in pages} == {pages[0].splitlines()[0]}
    assert [n for n in range(1, 23) if not any(f"\n{n}) " in page for page in pages)] == []


async def test_the_view_is_remembered(bot: App, dmitry: Person) -> None:
    (rich,) = await dmitry.says("17")
    assert rich.rich is not None
    await dmitry.says("/plain")
    (plain,) = await dmitry.says("17")
    assert plain.rich is None
    assert plain.text.splitlines()[0] == rich.text.splitlines()[0]
    await dmitry.says("/settings")
    await dmitry.presses(tr_for(Locale.RU).gettext("Rich view"))
    (again,) = await dmitry.says("17")
    assert again.rich is not None


async def test_a_missingrich_message_comes_plain_once(bot: App, box: Sandbox, alex: Person) -> None:
    box.fail("sendRichMessage", refused("RICH_MESSAGE_CONTENT_REQUIRED"))
    (card,) = await alex.says("17")
    assert card.rich is None
    assert card.text.startswith("Article 17.")
    (card,) = await alex.says("17")
    assert card.rich is not None


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize(
    "command",
    ["help", "rights", "compare", "settings", "language", "about", "sources", "privacy", "cancel", "plain", "article"],
)
async def test_every_command_answers_alone(bot: App, box: Sandbox, locale: Locale, command: str) -> None:
    (reply,) = await person(box, locale).says(f"/{command}")
    assert reply.text
    apology = tr_for(locale).gettext("Something went wrong on our side. Please try once more in a moment.")
    assert apology not in reply.text


@pytest.mark.parametrize("locale", list(Locale))
async def test_rights_lead_to_a_situation_and_its_article(bot: App, box: Sandbox, locale: Locale) -> None:
    tr, reader = tr_for(locale), person(box, locale)
    await reader.says("/rights")
    (group,) = await reader.presses(tr.gettext("Private life and data"))
    (topic,) = await reader.presses(group.rows[0][0])
    assert tr.gettext("Rights and guarantees") in topic.text
    (card,) = await reader.presses(topic.rows[0][0])
    assert STATUS[locale] in bare(card.text)


HOSTILE = [
    "x" * 4096,
    "ж" * 4096,
    "\u202eтекст справа налево\u202c",
    "<b>не жирный</b> & <script>alert(1)</script>",
    "'; DROP TABLE chat; --",
    '"AND OR NOT NEAR( *',
    "/article <b>",
    "/article " + "1" * 3000,
    "/compare \u0000\u0001",
    "/rights ''''",
    "/start ../../etc/passwd",
    "/start " + "a" * 64,
    "🏳️‍🌈👨‍👩‍👧‍👦",
    "١٧",
    "/unknown_command",
    "/",
    "-",
    "%s %d {0} {number}",
]


@pytest.mark.parametrize("said", HOSTILE)
async def test_anything_typed_gets_a_kind_reply(bot: App, aigul: Person, said: str) -> None:
    replies = await aigul.says(said)
    assert len(replies) == 1
    assert (
        tr_for(Locale.KK).gettext("Something went wrong on our side. Please try once more in a moment.")
        not in replies[0].text
    )
    assert len(replies[0].text) <= 4096 * 4


@pytest.mark.parametrize(
    "data",
    ["", "a1", "a1:2026:999::0", "a1:1849:17::0", "a1:2026:17::x", "a1:2026:17:99:0", "c1:2026:999:0", "r1:fire:0", "s1:2026:99",
     "l1:de:0", "v1:pdf", "old:17", "k1:2026:kept:99:0", "\x00", "a1:2026:17::-5", "g1:nothing", "d1:stop", "p1"],
)  # fmt: skip
async def test_a_forged_button_changes_nothing(bot: App, aigul: Person, data: str) -> None:
    (card,) = await aigul.says("17")
    before = card.text
    if data:
        await aigul.forges(data)
    (again,) = await aigul.says("/settings")
    assert tr_for(Locale.KK).gettext("Language: English") in again.text
    assert before.startswith(RIGHT_TO_LIFE[Locale.KK])


async def test_an_outdated_button_says_so(bot: App, dmitry: Person) -> None:
    await dmitry.says("17")
    await dmitry.forges("a0:17")
    assert dmitry.alerts[-1].text == tr_for(Locale.RU).gettext(
        "This button is out of date. Send /start to begin again."
    )


async def test_no_sentence_is_sent_for_a_sticker(bot: App, box: Sandbox, alex: Person) -> None:
    await alex.says("/help")
    before = len(alex.heard)
    sent = {"message_id": 999, "date": 1, "chat": {"id": alex.id, "type": "private"},
            "from": {"id": alex.id, "is_bot": False, "first_name": "A", "language_code": "en"},
            "dice": {"emoji": "🎲", "value": 3}}  # fmt: skip
    await box.inject({"message": sent})
    await asyncio.sleep(0.3)
    assert len(alex.heard) == before + 1
    assert alex.last.text.startswith("I read text only")


async def test_in_a_group_only_admins_change_settings(bot: App, box: Sandbox, aigul: Person, alex: Person) -> None:
    group = box.group("Сынып", owner=aigul, members=[alex])
    await alex.says("/language", where=group)
    await alex.presses("English", where=group)
    assert alex.alerts[-1].text == tr_for(Locale.KK).gettext("Only admins of this group can change its settings.")
    await aigul.says("/language", where=group)
    await aigul.presses("Русский", where=group)
    (card,) = await alex.says("/article 17", where=group)
    assert card.text.startswith(RIGHT_TO_LIFE[Locale.RU])
    assert card.rich is None
    assert card.reply_to is not None


async def test_in_a_group_it_is_silent_unless_addressed(bot: App, box: Sandbox, aigul: Person, alex: Person) -> None:
    group = box.group("Сынып", owner=aigul, members=[alex])
    for said in ("17", "статья 17", "/unknown", "қалайсыздар?"):
        assert await alex.says(said, where=group) == []


async def test_a_card_of_somebody_else_stays_as_it_is(bot: App, box: Sandbox, aigul: Person, alex: Person) -> None:
    group = box.group("Сынып", owner=aigul, members=[alex])
    (card,) = await aigul.says("/article 17", where=group)
    before = card.text
    answers = await alex.presses(card.rows[0][1], where=group)
    assert card.text == before
    assert [a.ephemeral for a in answers] == [True]
    await aigul.presses(card.rows[0][1], where=group)
    assert card.text != before


async def test_settings_survive_a_restart(box: Sandbox, data_dir: Path, tmp_path: Path) -> None:
    visitor = box.person("Somebody", "de")
    async with running_bot(box, data_dir, tmp_path):
        await visitor.says("/language")
        await visitor.presses("Қазақша")
    async with running_bot(box, data_dir, tmp_path):
        (card,) = await visitor.says("17")
        assert card.text.startswith(RIGHT_TO_LIFE[Locale.KK])


async def test_menus_are_set_in_every_language(bot: App, box: Sandbox) -> None:
    await set_menus(bot.bot, Locale.KK)

    private = await bot.bot.get_my_commands(scope=BotCommandScopeAllPrivateChats(), language_code="ru")
    groups = await bot.bot.get_my_commands(scope=BotCommandScopeAllGroupChats(), language_code="ru")
    assert "privacy" in [c.command for c in private]
    assert {c.command for c in private} - {c.command for c in groups} == {"plain", "cancel", "start"}
    assert private[0].description == tr_for(Locale.RU).gettext("an article: /article 17")


async def test_one_missingname_costs_no_menu(bot: App, box: Sandbox) -> None:
    box.fail("setMyName", refused("Too Many Requests: retry after 0", 429, retry_after=0), times=2)
    box.fail("setMyCommands", refused("Internal Server Error", 500), times=1)
    await set_menus(bot.bot, Locale.KK, first_rest=0)

    for locale in Locale:
        commands = await bot.bot.get_my_commands(scope=BotCommandScopeAllGroupChats(), language_code=locale)
        assert commands[0].description == tr_for(locale).gettext("an article: /article 17")
        name = await bot.bot.get_my_name(language_code=locale)
        assert name.name == tr_for(locale).gettext("Ata Zań: the Constitution of Kazakhstan")


@pytest.mark.parametrize("locale", [None, *Locale])
def test_deep_links_survive_the_round_trip(locale: Locale | None) -> None:
    for edition in Edition:
        for article, paragraph in (("17", None), ("17", "2"), ("83-1", None), ("3", "3-1"), ("preamble", None)):
            ref = Reference(edition, article, paragraph)
            link = read_deep_link(article_payload(ref, locale))
            assert link is not None
            assert (link.target, link.reference, link.locale) == (Target.ARTICLE, ref, locale)
        whole = Reference(edition, "17")
        link = read_deep_link(comparison_payload(whole, locale))
        assert link is not None
        assert (link.target, link.reference, link.locale) == (Target.COMPARISON, whole, locale)
    for target in (Target.TOPIC, Target.EXPLAINER):
        link = read_deep_link(named_payload(target, "two-passports", locale))
        assert link is not None
        assert (link.target, link.id, link.locale) == (target, "two-passports", locale)
    assert read_deep_link("a17p") is None
    assert read_deep_link("../etc") is None
    assert read_deep_link("t_" + "a" * 80) is None


async def test_a_deep_link_goes_to_its_target_and_asks_for_the_language_once(alex: Person) -> None:
    (card, asked) = await alex.says("/start a17p2_ru")
    assert card.text.startswith("Статья 17, пункт 2.")
    latin = [button.text for button in card.buttons if re.search("[A-Za-z]{3}", button.text)]
    assert latin == [], "one message, one language"
    assert asked.rows == [["Қазақша", "Русский", "English"]]
    (old,) = await alex.says("/start o83-1_kk")
    assert old.text.startswith("Статья 83-1.")
    await alex.presses("English", on=asked)
    (old,) = await alex.says("/start o83-1_kk")
    assert old.text.startswith("Article 83-1.")


async def test_a_deep_link_without_a_language_asks_too(aigul: Person) -> None:
    (card, asked) = await aigul.says("/start a17")
    assert card.text.startswith(RIGHT_TO_LIFE[Locale.KK])
    assert "English" in asked.rows[0]
    assert len(await aigul.says("/start c18")) == 1


async def test_an_unknown_explainer_offers_the_one_of_today(bot: App, box: Sandbox) -> None:
    for locale in Locale:
        tr, reader = tr_for(locale), box.person("Somebody", locale.value)
        (card, _) = await reader.says(f"/start d_no-such-thing_{locale}")
        assert card.text == tr.gettext("I know no explainer of this name: the link is wrong or out of date.")
        (today,) = await reader.presses(tr.gettext("Today’s explainer"), on=card)
        assert today.text.split("\n")[0] == (await reader.says("/today"))[0].text.split("\n")[0] != card.text


def test_button_data_fits() -> None:
    from content.model import Kind
    from handlers.callbacks import ArticleButton, CompareButton, KindButton, TopicButton

    longest = [
        ArticleButton(edition=Edition.Y2026, article="preamble", paragraph="10-1", page=99).pack(),
        ArticleButton.of(Reference(Edition.Y1995, "preamble", "10-1", "10-1"), 99).pack(),
        CompareButton(edition=Edition.Y1995, article="preamble", page=99).pack(),
        KindButton(edition=Edition.Y2026, kind=Kind.REWORDED, section=11, page=99).pack(),
        TopicButton(id="a" * 40, page=99).pack(),
    ]
    assert all(len(data.encode()) <= CALLBACK_DATA_LIMIT for data in longest)
