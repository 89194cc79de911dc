"""Rich messages: documented blocks and fields only, limits, and the same words in HTML."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import (
    InputRichBlockButtons,
    InputRichBlockDetails,
    InputRichBlockExpandableBlockQuotation,
    InputRichBlockList,
    InputRichBlockListItem,
    InputRichBlockParagraph,
    InputRichBlockSectionHeading,
    InputRichBlockTable,
    InputRichMessage,
    Message,
    RichBlockTableCell,
    RichMessageButton,
    RichTextBold,
    RichTextUrl,
)

from sandbox import Person
from tests.sandbox.conftest import Call

P = {"type": "paragraph", "text": "x"}


def nested(depth: int) -> dict[str, Any]:
    block: dict[str, Any] = P
    for _ in range(depth - 1):
        block = {"type": "blockquote", "blocks": [block]}
    return block


def cell(text: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "align": "left", "valign": "top", **more}


async def test_blocks_come_back_as_aiograms_types(bot: Bot, aigul: Person) -> None:
    paragraph = InputRichBlockParagraph(
        text=["Қалың ", RichTextBold(text="сөз"), RichTextUrl(text="мекенжай", url="https://zan.gov.kz")]
    )
    blocks: list[Any] = [
        InputRichBlockSectionHeading(text="17-бап", size=2),
        paragraph,
        InputRichBlockList(
            items=[
                InputRichBlockListItem(blocks=[paragraph], value=3, type="i"),
                InputRichBlockListItem(blocks=[paragraph]),
            ]
        ),
        InputRichBlockTable(
            cells=[[RichBlockTableCell(align="left", valign="top", text="1995", is_header=True)]], is_bordered=True
        ),
        InputRichBlockDetails(
            summary="ашу", blocks=[InputRichBlockExpandableBlockQuotation(text="ішінде", credit="кім")]
        ),
        InputRichBlockButtons(buttons=[RichMessageButton(text="ст. 17", callback_data="a:17", style="link")]),
    ]
    sent = await bot.send_rich_message(aigul.id, InputRichMessage(blocks=blocks, skip_entity_detection=True))
    assert sent.rich_message
    assert [block.type for block in sent.rich_message.blocks] == [
        "heading",
        "paragraph",
        "list",
        "table",
        "details",
        "buttons",
    ]
    assert (
        aigul.last.text
        == "17-бап\nҚалың сөзмекенжай\niii. Қалың сөзмекенжай\n• Қалың сөзмекенжай\n1995\nашу\nішінде\nкім"
    )
    assert [(button.text, button.data) for button in aigul.last.buttons] == [("ст. 17", "a:17")]
    edited = await bot.edit_message_text("plain", chat_id=aigul.id, message_id=sent.message_id)
    assert isinstance(edited, Message)
    assert edited.rich_message is None
    await bot.edit_message_text(
        chat_id=aigul.id, message_id=sent.message_id, rich_message=InputRichMessage(blocks=blocks[:1])
    )
    assert aigul.last.rich == [{"type": "heading", "text": "17-бап", "size": 2}]


@pytest.mark.parametrize(
    ("rich", "words"),
    [
        ({}, "RICH_MESSAGE_CONTENT_REQUIRED"),
        ({"blocks": []}, "RICH_MESSAGE_CONTENT_REQUIRED"),
        (
            {"blocks": [P], "html": "x"},
            "exactly one of the fields html, markdown and blocks must be specified in InputRichMessage",
        ),
        ({"blocks": [{"type": "table"}]}, 'can\'t parse rich message block "table": Can\'t find field "cells"'),
        ({"blocks": [{"type": "plain", "text": "x"}]}, 'can\'t parse rich message block: unsupported type "plain"'),
        (
            {"blocks": [{"type": "paragraph", "text": {"type": "plain", "text": "x"}}]},
            'can\'t parse rich text: unsupported type "plain"',
        ),
        ({"blocks": [{**P, "color": "red"}]}, 'can\'t parse rich message block "paragraph": unknown field "color"'),
        (
            {"blocks": [{"type": "heading", "text": "x", "size": 7}]},
            'can\'t parse rich message block "heading": size must be between 1 and 6',
        ),
        (
            {"blocks": [{"type": "table", "cells": [[{"text": "x"}]]}]},
            "can't parse rich message table cell: Can't find field \"align\"",
        ),
        ({"blocks": [{"type": "table", "cells": [[cell("x")] * 21]}]}, "RICH_MESSAGE_COLUMNS_TOO_MUCH"),
        ({"blocks": [P] * 501}, "RICH_MESSAGE_BLOCKS_TOO_MUCH"),
        ({"blocks": [{"type": "table", "cells": [[cell("x")]] * 500}]}, "RICH_MESSAGE_BLOCKS_TOO_MUCH"),
        ({"blocks": [{"type": "paragraph", "text": "ә" * 16_385}]}, "RICH_MESSAGE_TEXT_TOO_LONG"),
        ({"blocks": [nested(17)]}, "RICH_MESSAGE_DEPTH_TOO_MUCH"),
        ({"blocks": [nested(100)]}, "RICH_MESSAGE_DEPTH_TOO_MUCH"),
        ({"blocks": [{"type": "buttons", "buttons": []}]}, "RICH_MESSAGE_BUTTONS_INVALID"),
        (
            {
                "blocks": [
                    {"type": "buttons", "buttons": [{"text": {"type": "bold", "text": "x"}, "callback_data": "x"}]}
                ]
            },
            "BUTTON_TEXT_INVALID",
        ),
        (
            {"blocks": [{"type": "buttons", "buttons": [{"text": "x", "url": "https://a.kz", "style": "link"}]}]},
            "BUTTON_STYLE_INVALID",
        ),
        ({"html": "<p>x"}, "can't parse rich message HTML: can't find end tag corresponding to start tag \"p\""),
        ({"html": "<p>&copy;</p>"}, 'can\'t parse rich message HTML: unsupported entity "&copy;"'),
    ],
)
async def test_refusals(call: Call, aigul: Person, rich: dict[str, Any], words: str) -> None:
    body = await call("sendRichMessage", chat_id=aigul.id, rich_message=rich)
    assert body["description"] == f"Bad Request: {words}"


async def test_what_just_fits(call: Call, aigul: Person) -> None:
    fitting: list[list[dict[str, Any]]] = [
        [P] * 500,
        [{"type": "paragraph", "text": "ә" * 16_384}],
        [nested(16)],
        [{"type": "table", "cells": [[cell("x", colspan=20)], [cell("x")] * 20]}],
    ]
    for blocks in fitting:
        assert (await call("sendRichMessage", chat_id=aigul.id, rich_message={"blocks": blocks}))["ok"]


async def test_html_gives_the_same_blocks(bot: Bot, aigul: Person) -> None:
    source = """
    <h2>Статья <b>17</b></h2>
    <p>Один   два&nbsp;<a href="https://zan.gov.kz">три</a><br>четыре</p>
    <ol start="2"><li>пункт</li><li><p>ещё</p></li></ol>
    <ul><li><input type="checkbox" checked>сделано</li></ul>
    <blockquote expandable>скрыто<cite>кто</cite></blockquote>
    <details open><summary>раскрыть</summary><hr><p>внутри</p></details>
    <table bordered striped><caption>подпись</caption><tr><th align="center">а</th><td colspan="2">б</td></tr></table>
    <tg-button-row align="center"><tg-button type="callback_data" data="a:17" style="primary">ст. 17</tg-button></tg-button-row>
    <footer>сноска</footer>"""
    await bot.send_rich_message(aigul.id, InputRichMessage(html=source))
    assert aigul.last.rich == [
        {"type": "heading", "text": ["Статья ", {"type": "bold", "text": "17"}], "size": 2},
        {
            "type": "paragraph",
            "text": ["Один два\xa0", {"type": "url", "text": "три", "url": "https://zan.gov.kz"}, "\nчетыре"],
        },
        {
            "type": "list",
            "items": [
                {"label": "2.", "blocks": [{"type": "paragraph", "text": "пункт"}], "value": 2, "type": "1"},
                {"label": "3.", "blocks": [{"type": "paragraph", "text": "ещё"}], "value": 3, "type": "1"},
            ],
        },
        {
            "type": "list",
            "items": [
                {
                    "label": "•",
                    "blocks": [{"type": "paragraph", "text": "сделано"}],
                    "has_checkbox": True,
                    "is_checked": True,
                }
            ],
        },
        {"type": "expandable_blockquote", "text": "скрыто", "credit": "кто"},
        {
            "type": "details",
            "summary": "раскрыть",
            "blocks": [{"type": "divider"}, {"type": "paragraph", "text": "внутри"}],
            "is_open": True,
        },
        {
            "type": "table",
            "cells": [
                [
                    {"align": "center", "valign": "top", "text": "а", "is_header": True},
                    {"align": "left", "valign": "top", "text": "б", "colspan": 2},
                ]
            ],
            "is_bordered": True,
            "is_striped": True,
            "caption": "подпись",
        },
        {
            "type": "buttons",
            "buttons": [{"text": "ст. 17", "callback_data": "a:17", "style": "primary"}],
            "align": "center",
        },
        {"type": "footer", "text": "сноска"},
    ]
