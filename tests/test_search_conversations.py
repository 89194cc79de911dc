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
        ("ru", "спасибо", "Конституция Казахстана понятными словами"),
        ("kk", "Сәлем", "Қазақстан Конституциясы түсінікті тілмен"),
        ("en", "privacy", "Privacy"),
    ],
)
async def test_everyday_words_do_what_commands_do(
    bot: App, box: Sandbox, language: str, said: str, begins: str
) -> None:
    card = (await box.person("Somebody", language).says(said))[0]
    assert card.text.replace("\N{NO-BREAK SPACE}", " ").startswith(begins)
