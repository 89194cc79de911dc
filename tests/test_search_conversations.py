"""Words typed in a private chat: the best answer at once, a list, a word that is gone, a quotation, a miss."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import App
from bot.translator import tr_for
from content.model import Locale
from sandbox import Person, Sandbox
from tests.conftest import OFFICIAL, needs_official, running_bot

TR = {locale: tr_for(locale) for locale in Locale}


@pytest.mark.parametrize(
    ("language", "said", "begins"),
    [
        ("kk", "екі паспорт", "13-бап"),
        ("ru", "утечка персональных данных", "Статья 21"),
        ("en", "how many deputies", "Article 53"),
        ("en", "салық төлеу", "Article 38"),
        ("ru", "kto mozhet stat prezidentom", "Статья 43"),
        ("kk", "ер мен әйел тең бе", "16-бап"),
        ("kk", "жер туралы не жазылған", "8-бап"),
        ("kk", "1995 президент мерзімі", "41-бап"),
        ("en", "what is said about language", "Article 9"),
    ],
)
async def test_the_clearly_best_answer_opens_at_once(
    bot: App, box: Sandbox, language: str, said: str, begins: str
) -> None:
    card = (await box.person("Somebody", language).says(said))[0]
    assert card.text.startswith(begins)


@pytest.mark.parametrize("locale", list(Locale))
async def test_a_word_that_is_gone_is_answered_with_what_stands_there(bot: App, box: Sandbox, locale: Locale) -> None:
    reader = box.person("Somebody", locale.value)
    card = (await reader.says("/search сенат"))[0]
    assert TR[locale].gettext("Where it stood: {places}.").partition("{")[0] in card.text
    assert "(1995)" in card.text
    assert any("52" in label or "53" in label for row in card.rows for label in row)


@pytest.mark.parametrize("locale", list(Locale))
async def test_the_heading_of_a_word_agrees_with_its_note(bot: App, box: Sandbox, locale: Locale) -> None:
    card = (await box.person("Somebody", locale.value).says("/search парламент"))[0]
    assert TR[locale].gettext("In the 2026 text only of the past: “{word}”").partition("{")[0] in card.text
    assert TR[locale].gettext("No longer in the text: “{word}”").partition("{")[0] not in card.text


@pytest.mark.parametrize(
    ("said", "like"),
    [
        ("чем новая конституция отличается от старой", "что изменилось"),
        ("difference between old and new constitution", "what changed"),
        ("жаңа конституцияның ескісінен айырмашылығы", "не өзгерді"),
        ("новое", "что нового"),
        ("хочу прочитать конституцию", "содержание"),
        ("i want to read the constitution", "contents"),
        ("конституцияны оқығым келеді", "мазмұны"),
    ],
)
async def test_a_question_of_the_whole_is_answered_with_the_whole(alex: Person, said: str, like: str) -> None:
    assert [card.text for card in await alex.says(said)] == [card.text for card in await alex.says(like)]


async def test_results_page_and_open(dmitry: Person) -> None:
    card = (await dmitry.says("/search права"))[0]
    assert card.text.startswith("Поиск: права")
    first = card.text
    assert "\n6. " in first
    assert "\n7. " not in first
    more = next(label for row in card.rows for label in row if label.endswith("»"))
    (second,) = await dmitry.presses(more)
    assert "7. " in second.text
    (back,) = await dmitry.presses("«")
    assert back.text == first
    (opened,) = await dmitry.presses(back.rows[0][0])
    assert opened.text.startswith("Статья")


@pytest.mark.parametrize("locale", list(Locale))
@pytest.mark.parametrize("said", ["футбол", "bitcoin price", "ауа райы ертең"])
async def test_a_miss_says_what_was_tried_and_offers_examples(
    bot: App, box: Sandbox, locale: Locale, said: str
) -> None:
    card = (await box.person("Somebody", locale.value).says(said))[0]
    assert card.text.startswith(TR[locale].gettext("I did not find that in the Constitution."))
    assert len(card.rows) >= 3


@needs_official
async def test_a_quotation_is_checked(box: Sandbox, official_dir: Path, tmp_path: Path) -> None:
    lines = (OFFICIAL / "2026.ru.md").read_text("utf-8").splitlines()
    law = next(line for line in lines if line.startswith("2. ") and "персональных" not in line and len(line) > 90)[3:]
    async with running_bot(box, official_dir, tmp_path):
        reader = box.person("Somebody", "ru")
        same = (await reader.says(law))[0]
        assert same.text.startswith("Эти слова есть в официальном тексте: ")
        words = law.split()
        words[len(words) // 2] = "дыня"
        changed = (await reader.says(" ".join(words)))[0]
        assert "слова отличаются" in changed.text.splitlines()[0]
        assert "дыня" in changed.text
        other = (await reader.says("«На рынке вчера продавали очень сладкие дыни по хорошей цене для всех»"))[0]
        assert other.text.startswith("В загруженных здесь официальных текстах таких слов нет.")


@pytest.mark.parametrize(
    ("language", "said", "begins"),
    [
        ("ru", "Помощь!", "Что умеет бот"),
        ("kk", "баптаулар", "Осы чаттың баптаулары"),
        ("en", "rights", "Rights, freedoms and duties"),
        ("ru", "права", "Права, свободы и обязанности"),
        ("ru", "сравнить 17", "Перенесено и изложено иначе: ст. 15 (1995)"),
        ("kk", "салыстыру 17", "Орны ауысқан және қайта тұжырымдалған: 15-бап (1995)"),
        ("en", "What changed?", "Where the articles of 2026 come from"),
        ("en", "search privacy", "Search: privacy"),
        ("ru", "/compare задержание", "Перенесено и изложено иначе: ст. 16 (1995)"),
        ("ru", "привет", "Конституция Казахстана понятными словами"),
        ("kk", "Сәлем", "Қазақстан Конституциясы түсінікті тілмен"),
        ("en", "privacy", "Privacy"),
        ("ru", "Статья", "Конституция 2026 года"),
        ("ru", "ОГЛАВЛЕНИЕ", "Конституция 2026 года"),
        ("kk", "Мазмұны", "2026 жылғы Конституция"),
        ("kk", "бап", "2026 жылғы Конституция"),
        ("en", "contents", "Constitution of 2026"),
        ("ru", "Поиск", "Что вы ищете?"),
        ("kk", "іздеу", "Не іздейсіз?"),
        ("en", "language", "Language: English"),
        ("ru", "Язык", "Язык: русский"),
        ("kk", "тіл", "Тіл: қазақша"),
        ("ru", "language en", "Language: English"),
        ("en", "/language рус", "Язык: русский"),
        ("en", "/language KZ", "Тіл: қазақша"),
        ("ru", "старт", "Ata Zań"),
        ("en", "Stop", TR[Locale.EN].gettext("There is no subscription here. /subscribe starts one.")),
        ("ru", "стоп", TR[Locale.RU].gettext("There is no subscription here. /subscribe starts one.")),
        ("en", "plain", "Plain view is on."),
        ("ru", "Конфиденциальность", "Конфиденциальность"),
        ("kk", "құпиялылық", "Құпиялылық"),
    ],
)
async def test_everyday_words_do_what_commands_do(
    bot: App, box: Sandbox, language: str, said: str, begins: str
) -> None:
    card = (await box.person("Somebody", language).says(said))[0]
    assert card.text.replace("\N{NO-BREAK SPACE}", " ").startswith(begins)


@pytest.mark.parametrize(
    ("language", "said"), [("ru", "Спасибо!"), ("kk", "рахмет"), ("en", "thank you"), ("en", "👍")]
)
async def test_thanks_get_a_short_answer(bot: App, box: Sandbox, language: str, said: str) -> None:
    (card,) = await box.person("Somebody", language).says(said)
    assert card.text == TR[Locale(language)].gettext("Glad to be of use. Ask whenever you like.")
    assert card.rows == []


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "strike"), ("ru", "забастовка"), ("en", "right to strike"), ("en", "/search strike"), ("kk", "ереуіл")],
)
async def test_a_situation_called_by_a_word_that_is_gone_waits_behind_that_answer(
    bot: App, box: Sandbox, language: str, said: str
) -> None:
    card = (await box.person("Somebody", language).says(said))[0]
    assert TR[Locale(language)].gettext("Where it stood: {places}.").partition("{")[0] in card.text
    topics = {"en": "Strikes and labour disputes", "ru": "Забастовка и трудовой спор", "kk": "Ереуіл және еңбек дауы"}
    assert [topics[language]] in card.rows


@pytest.mark.parametrize(
    ("language", "said", "begins"),
    [
        ("ru", "/rights задержание", "Меня задержали"),
        ("ru", "/rights арест", "Меня задержали"),
        ("ru", "/rights жилье", "Жильё от государства"),
        ("ru", "/rights пенсия", "Пенсия и пособия"),
        ("kk", "/rights жұмыс", "Еңбек және мәжбүрлі еңбек"),
        ("en", "/rights detained by police", "I was detained"),
        ("ru", "/rights меня задержали", "Меня задержали"),
        ("kk", "/rights полиция ұстады", "Мені ұстады"),
        ("ru", "/rights права лгбт", "Равенство"),
        ("ru", "/rights пенсионеры", "Пенсия и пособия"),
        ("kk", "/rights қызыл өгіз", TR[Locale.KK].gettext("Rights, freedoms and duties")),
        ("ru", "/rights президент", "Статья 42"),
        ("en", "/rights 17", "Right to life and the death penalty"),
        (
            "en",
            "/rights 18",
            TR[Locale.EN].gettext("Life situations that rest on {place}").format(place="art. 18 (2026)"),
        ),
        ("en", "/rights 94", "Article 94"),
        ("en", "/rights bitcoin price", "I found nothing about that in the Constitution."),
    ],
)
async def test_rights_lead_to_a_life_situation(bot: App, box: Sandbox, language: str, said: str, begins: str) -> None:
    card = (await box.person("Somebody", language).says(said))[0]
    assert card.text.replace("\N{NO-BREAK SPACE}", " ").startswith(begins)


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ("/search 17", "Article 17. The right to life"),
        ("/search ст I", "Article 1."),
        ("/search 145", "Search: 145"),
        ("/a17", "Article 17. The right to life"),
        ("/A17p2", "Article 17(2)."),
        ("/a17_2", "Article 17(2)."),
        ("/a83_1", "Article 83-1."),
        ("/a83p1", "Article 83(1)."),
        ("/o16p2", "Article 16(2)."),
        ("/o83_1p1", "Article 83-1(1)."),
        ("/a999", "There is no article 999"),
    ],
)
async def test_a_number_after_search_and_a_tapped_word_open_the_place(alex: Person, said: str, begins: str) -> None:
    card = (await alex.says(said))[0]
    assert card.text.startswith(begins)


async def test_a_list_has_words_to_tap(alex: Person) -> None:
    await alex.says("/plain")
    card = (await alex.says("/search rights"))[0]
    words = [word for word in card.text.split() if word.startswith("/a")]
    assert len(words) == 6
    (opened,) = await alex.says(words[0])
    assert opened.text.startswith(f"Article {words[0][2:].partition('p')[0]}")


async def test_hits_beside_the_best_one_have_titles(dmitry: Person) -> None:
    card = (await dmitry.says("арест"))[0]
    assert card.text.startswith("Статья 18")
    assert any(len(row) == 1 and row[0].startswith("ст. 34 (2026). Право на мирные собрания") for row in card.rows)


async def test_a_page_before_the_first_is_the_first(dmitry: Person) -> None:
    card = (await dmitry.says("/search права"))[0]
    (again,) = await dmitry.forges("q1:-1:права")
    assert again.text == card.text


async def test_help_has_no_button_to_itself(alex: Person) -> None:
    card = (await alex.says("/help"))[0]
    assert "Help" not in [label for row in card.rows for label in row]
    assert ["Contents"] in card.rows


async def test_sources_name_languages_and_dates(box: Sandbox, official_dir: Path, tmp_path: Path) -> None:
    async with running_bot(box, official_dir, tmp_path):
        card = (await box.person("Somebody", "ru").says("/sources"))[0]
    assert "казахский, редакция от 15 марта 2026 г." in " ".join(card.text.split())
    assert "2026-03" not in card.text


@pytest.mark.parametrize(
    ("language", "said", "begins", "old"),
    [
        ("ru", "арест", "Статья 18, пункт 2", "ст. 16"),
        ("ru", "/search телеграф", "Поиск: телеграф", "ст. 18"),
        ("kk", "/search құпиялылық", "Іздеу: құпиялылық", "18-бап"),
    ],
)
async def test_a_word_counted_in_1995_alone_is_told_apart(
    box: Sandbox, official_dir: Path, tmp_path: Path, language: str, said: str, begins: str, old: str
) -> None:
    async with running_bot(box, official_dir, tmp_path):
        card = (await box.person("Somebody", language).says(said))[0]
    text = card.text.replace("\N{NO-BREAK SPACE}", " ")
    assert text.startswith(begins)
    where = TR[Locale(language)].gettext("Where it stood: {places}.").partition("{")[0]
    assert f"{where}{old}" in text


@pytest.mark.parametrize("said", ["көше", "хақ", "қама"])
async def test_a_short_word_is_not_taken_for_one_counted_in_1995_alone(
    box: Sandbox, official_dir: Path, tmp_path: Path, said: str
) -> None:
    async with running_bot(box, official_dir, tmp_path):
        card = (await box.person("Somebody", "kk").says(said))[0]
    assert TR[Locale.KK].gettext("Where it stood: {places}.").partition("{")[0] not in card.text
