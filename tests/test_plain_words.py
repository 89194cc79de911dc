"""Words that do what a command does: typed alone, behind a slash in any language, as a button says them; questions stay."""

from __future__ import annotations

from datetime import date, time

import pytest
from aiogram.types import InlineKeyboardMarkup

from bot.app import App
from bot.translator import tr_for
from content.corpus import Corpus
from content.model import Edition, Locale
from content.schedule import Schedule, Standing, Subscription
from handlers.compare_keyboards import section_overview_keyboard
from handlers.daily_keyboards import confirmed_keyboard, quiz_row, schedule_rows, subscribe_keyboard, today_keyboard
from handlers.keyboards import contents_keyboard, group_keyboard, keyboard, overview_keyboard, rights_keyboard
from handlers.menu_keyboards import examples_keyboard, settings_keyboard
from handlers.plain_words import as_addressed_command, as_command
from handlers.ports import BotName, View
from handlers.privacy_cards import privacy_keyboard
from handlers.quiz_keyboard import quiz_keyboard
from handlers.views import by_group
from sandbox import Person, Sandbox

TR = {locale: tr_for(locale) for locale in Locale}
RIGHTS = {
    Locale.KK: "Құқықтар, бостандықтар және міндеттер",
    Locale.RU: "Права, свободы и обязанности",
    Locale.EN: "Rights, freedoms and duties",
}


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("Бүгінгі түсіндірме", "/today"),
        ("объяснение дня", "/today"),
        ("today’s explainer", "/today"),
        ("тоқтат", "/unsubscribe"),
        ("Жазылымды тоқтат!", "/unsubscribe"),
        ("жазылудан шығу", "/unsubscribe"),
        ("отменить подписку", "/unsubscribe"),
        ("cancel subscription", "/unsubscribe"),
        ("үзіліс", "/pause"),
        ("үзіліс 3", "/pause 3"),
        ("пауза на неделю", "/pause на неделю"),
        ("pause 3 days", "/pause 3 days"),
        ("ұмыт", "/forget"),
        ("деректерімді өшір", "/forget"),
        ("удали мои данные", "/forget"),
        ("delete my data", "/forget"),
        ("тілді ауыстыр", "/language"),
        ("тілді өзгерту", "/language"),
        ("смени язык", "/language"),
        ("change language", "/language"),
        ("көмектесші", "/help"),
        ("помогите", "/help"),
        ("help me", "/help"),
        ("17-бапты салыстыр", "/compare 17-бапты"),
        ("сравни статью 17", "/compare статью 17"),
        ("compare article 17", "/compare article 17"),
        ("1995 пен 2026 салыстыр", "/compare 1995 пен 2026"),
        ("құқықтарым қандай?", "/rights"),
        ("қандай құқықтарым бар", "/rights"),
        ("менің құқықтарым", "/rights"),
        ("Мои права", "/rights"),
        ("какие у меня права?", "/rights"),
        ("What are my rights?", "/rights"),
        ("Plain view", "/plain plain"),
        ("толық көрініс", "/plain rich"),
    ],
)
def test_words_of_three_languages_mean_a_command(said: str, command: str) -> None:
    assert as_command(said) == command


@pytest.mark.parametrize(
    "said",
    [
        "соғысты тоқтату",
        "тоқтату туралы",
        "үзіліс туралы",
        "pause button",
        "язык обучения",
        "право на забвение",
        "құқықтарымды қалай қорғаймын",
        "помогите найти статью о собственности",
        "бүгінгі заңдар",
        "",
        "/",
        "/17",
        "/нечто",
    ],
)
def test_a_question_is_no_command(said: str) -> None:
    assert all(as_command(said, tr) is None for tr in TR.values())


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("/бап 17", "/article 17"),
        ("/БАП", "/article"),
        ("/статья\n17", "/article 17"),
        ("/көмек", "/help"),
        ("/помощь", "/help"),
        ("/құқық", "/rights"),
        ("/права 17", "/rights 17"),
        ("/салыстыру 17", "/compare 17"),
        ("/сравнить 17", "/compare 17"),
        ("/іздеу жер", "/search жер"),
        ("/поиск земля", "/search земля"),
        ("/подписаться 9:00", "/subscribe 9:00"),
        ("/жазылу кешкі сегіз", "/subscribe кешкі сегіз"),
        ("/тоқтат", "/unsubscribe"),
        ("/бүгінгі_түсіндірме", "/today"),
        ("/простой_вид", "/plain plain"),
        ("/бап@somebot 17", "/article@somebot 17"),
        ("/article 17", None),
        ("/START a17", None),
        ("/privacy", None),
    ],
)
def test_a_command_in_the_language_of_the_reader(said: str, command: str | None) -> None:
    assert as_command(said) == command


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("/бап@ata_zan_bot 17", "/article 17"),
        ("/Статья@Ata_Zan_Bot", "/article"),
        ("/бап 17 @ata_zan_bot", "/article 17"),
        ("/бап 17", None),
        ("/бап@ata_zan_bot2 17", None),
        ("бап 17 @ata_zan_bot", None),
        ("/article@ata_zan_bot 17", None),
    ],
)
def test_in_a_group_such_a_command_names_the_bot(said: str, command: str | None) -> None:
    assert as_addressed_command(said, BotName("ata_zan_bot")) == command


async def test_a_group_hears_a_command_of_its_language_only_when_it_names_the_bot(bot: App, box: Sandbox) -> None:
    member = box.person("Айгүл", "kk")
    group = box.group("Сынып", owner=member)
    group.chat.privacy = False
    name = box.world.bot.username
    assert await member.says("/бап 17", where=group) == []
    assert await member.says("/бап@someotherbot 17", where=group) == []
    for said in (f"/бап@{name} 17", f"/бап 17 @{name}"):
        (card,) = await member.says(said, where=group)
        assert card.text.startswith("17-бап")


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("said", ["/rights құқықтарым", "/rights мои права", "/rights my rights", "/права", "құқық"])
async def test_all_words_for_rights_open_the_catalogue(bot: App, box: Sandbox, locale: Locale, said: str) -> None:
    (card,) = await box.person("Somebody", locale.value).says(said)
    assert card.text.startswith(RIGHTS[locale])


@pytest.mark.parametrize(
    "said",
    [
        "1995 пен 2026 салыстыр",
        "сравнить 1995 и 2026",
        "compare 1995 and 2026",
        "/compare 1995, 2026",
        "/compare ескі және жаңа конституция",
    ],
)
async def test_both_constitutions_together_open_the_overview(dmitry: Person, said: str) -> None:
    overview = (await dmitry.says("/compare"))[0].text
    (card,) = await dmitry.says(said)
    assert card.text == overview


async def test_a_command_of_the_operator_is_not_guessed(aigul: Person) -> None:
    for said in ("/stats", "/reload", "/reloads"):
        (card,) = await aigul.says(said)
        assert "/start" not in card.text
        assert "/help" in card.text


async def test_a_view_is_chosen_by_its_name(alex: Person) -> None:
    for said, begins in (
        ("plain view", "Plain"),
        ("Plain view", "Plain"),
        ("rich view", "Rich"),
        ("rich view", "Rich"),
    ):
        (card,) = await alex.says(said)
        assert card.text.startswith(f"{begins} view is on.")


def _buttons(*keyboards: InlineKeyboardMarkup) -> dict[str, str]:
    return {
        button.text: button.callback_data
        for made in keyboards
        for row in made.inline_keyboard
        for button in row
        if button.callback_data
    }


CHANGES = {
    "l1:kk:0": "/language kk",
    "l1:ru:0": "/language ru",
    "l1:en:0": "/language en",
    "v1:rich": "/plain rich",
    "v1:plain": "/plain plain",
    "d1:settings": "/settings",
    "u1:::0": "/subscribe",
    "h1:x:0": "/unsubscribe",
    "h1:p:7": "/pause 7",
    "h1:g:0": "/resume",
    "h1:r:1": "/subscribe weekly",
    "h1:t:0": "/settings",
    "h1:s:1": "/settings",
    "z1:0": "/quiz",
    "f1:0:0": "/forget",
}
"""What buttons that change something say, and the commands that do it or show where it is done."""
OWN = ("u1:", "h1:d:", "h1:z:", "z1:1")
"""Times, weekdays, the zone by its name, the tally: they mean something in their place alone."""


@pytest.mark.parametrize("locale", list(Locale))
def test_what_a_button_of_the_settings_says_is_done_when_typed(locale: Locale) -> None:
    tr = TR[locale]
    active = Subscription(1, None, Schedule(time(9), "Asia/Almaty"), Standing.ACTIVE)
    paused = Subscription(1, None, active.schedule, Standing.ACTIVE, paused_until=date(2026, 8, 1))
    buttons = _buttons(
        settings_keyboard(locale, View.RICH, private=True, tr=tr),
        keyboard(*schedule_rows(active, tr)),
        keyboard(*schedule_rows(paused, tr)),
        keyboard(quiz_row(tr)),
        confirmed_keyboard(tr),
        subscribe_keyboard(tr),
        quiz_keyboard(tr),
        privacy_keyboard(tr),
    )
    checked = {label: data for label, data in buttons.items() if data in CHANGES or not data.startswith(OWN)}
    assert set(checked.values()) == set(CHANGES)
    assert {label: as_command(label, tr) for label in checked} == {label: CHANGES[d] for label, d in checked.items()}


@pytest.mark.parametrize("locale", list(Locale))
async def test_what_a_button_of_a_menu_says_opens_the_same_when_typed(
    bot: App, box: Sandbox, corpus: Corpus, locale: Locale
) -> None:
    tr, reader = TR[locale], box.person("Somebody", locale.value)
    groups = by_group(await corpus.topics(locale))
    sections = await corpus.sections(Edition.Y2026, locale)
    buttons = _buttons(
        examples_keyboard(tr),
        today_keyboard(tr),
        rights_keyboard(list(groups), tr),
        group_keyboard(groups["private-life"], tr),
        overview_keyboard(Edition.Y2026, (), tr),
        overview_keyboard(Edition.Y1995, (), tr),
        contents_keyboard(sections, Edition.Y2026, tr),
    )
    whole = tr.gettext("What changed as a whole")
    buttons |= {whole: _buttons(section_overview_keyboard(sections[0], {}, tr))[whole]}
    differ = []
    for label, data in buttons.items():
        typed = (await reader.says(label))[0].text
        await reader.says("/cancel")
        (pressed,) = await reader.forges(data)
        if typed != pressed.text:
            differ.append(label)
    assert differ == []
