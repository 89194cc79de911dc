"""Text: Telegram's HTML, its entities, its refusals, its limits."""

import pytest
from aiogram import Bot

from sandbox import Person
from sandbox.entities import formatted, to_html
from sandbox.errors import Refusal
from tests.sandbox.conftest import Call


def html(source: str) -> tuple[str, list[tuple[object, ...]]]:
    text, entities = formatted(source, "HTML")
    return text, [(item["type"], item["offset"], item["length"]) for item in entities]


def test_nested_tags_and_utf16_offsets() -> None:
    assert html("😀 <b>қалың <i>көлбеу</i></b>") == ("😀 қалың көлбеу", [("bold", 3, 12), ("italic", 9, 6)])


def test_all_tags() -> None:
    source = (
        "<b>1</b><strong>2</strong> <i>3</i><em>4</em> <u>5</u><ins>6</ins> <s>7</s><strike>8</strike><del>9</del> "
        '<tg-spoiler>0</tg-spoiler><span class="tg-spoiler">a</span> <code>b</code> <pre>c</pre> '
        '<pre><code class="language-py">d</code></pre> <a href="https://zan.gov.kz/x?a=1&amp;b=2">e</a> '
        '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji> <blockquote expandable>f</blockquote> '
        '<tg-time unix="1782864000" format="d">1 July</tg-time>'
    )
    _, entities = formatted(source, "HTML")
    kinds = [item["type"] for item in entities]
    assert kinds == [
        *("bold", "bold", "italic", "italic", "underline", "underline"),
        *("strikethrough", "strikethrough", "strikethrough", "spoiler", "spoiler", "code", "pre", "pre"),
        *("text_link", "custom_emoji", "expandable_blockquote", "date_time"),
    ]
    assert entities[13]["language"] == "py"
    assert entities[14]["url"] == "https://zan.gov.kz/x?a=1&b=2"


def test_character_references() -> None:
    assert html("&lt;&gt;&amp;&quot;&#39;&#x41;&nbsp;& &unknown;") == ("<>&\"'A&nbsp;& &unknown;", [])


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<x>1</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("ә<p>1</p>", 'Unsupported start tag "p" at byte offset 2'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("1 <b", "Unclosed start tag at byte offset 2"),
        ("<b>1", 'Can\'t find end tag corresponding to start tag "b"'),
        ("1</b>", "Unexpected end tag at byte offset 1"),
        ("<b><i>1</b>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("<span>1</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href>1</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<b>1</b", "Unclosed end tag at byte offset 4"),
    ],
)
def test_wrong_html_is_refused_in_telegrams_words(source: str, words: str) -> None:
    with pytest.raises(Refusal) as caught:
        formatted(source, "HTML")
    assert caught.value.description == f"Bad Request: can't parse entities: {words}"


def test_text_is_trimmed_and_searched() -> None:
    text, entities = formatted("  /help@some_bot  см. #право @kimdir https://zan.gov.kz. a@b.kz \n ", None)
    found = [(item["type"], text[item["offset"] : item["offset"] + item["length"]]) for item in entities]
    assert found == [
        ("bot_command", "/help@some_bot"),
        ("hashtag", "#право"),
        ("mention", "@kimdir"),
        ("url", "https://zan.gov.kz"),
        ("email", "a@b.kz"),
    ]


def test_form_inside_code_and_quotation_inside_quotation_are_dropped() -> None:
    assert html("<code>a<b>b</b></code><blockquote>c<blockquote>d</blockquote></blockquote>") == (
        "abcd",
        [("code", 0, 2), ("blockquote", 2, 2)],
    )


def test_html_comes_back_as_it_went() -> None:
    source = '<b>а &lt; <i>б</i></b> <a href="https://zan.gov.kz/">в</a>\n<blockquote expandable>г</blockquote>'
    source += '<pre><code class="language-py">x = 1</code></pre>'
    assert to_html(*formatted(source, "HTML")) == source


@pytest.mark.parametrize(
    ("text", "mode", "words"),
    [
        ("", None, "message text is empty"),
        (" \n ", None, "message text is empty"),
        ("<b></b>", "HTML", "message text is empty"),
        ("я" * 4097, None, "message is too long"),
        ("x", "Nonsense", "unsupported parse_mode"),
    ],
)
async def test_limits_of_a_text(call: Call, aigul: Person, text: str, mode: str | None, words: str) -> None:
    body = await call("sendMessage", chat_id=aigul.id, text=text, parse_mode=mode)
    assert body["description"] == f"Bad Request: {words}"


async def test_length_counts_after_parsing(bot: Bot, aigul: Person) -> None:
    message = await bot.send_message(aigul.id, f"<b>{'я' * 4096}</b>", parse_mode="HTML")
    assert message.text
    assert len(message.text) == 4096
    assert message.html_text == aigul.last.html


async def test_mention_by_id_carries_the_user(bot: Bot, aigul: Person) -> None:
    message = await bot.send_message(aigul.id, f'<a href="tg://user?id={aigul.id}">сіз</a>', parse_mode="HTML")
    assert message.entities
    assert message.entities[0].user
    assert message.entities[0].user.first_name == "Айгүл"
