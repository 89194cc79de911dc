"""Answers to what people ask by pressing, by inline queries and by calling the bot as a guest."""

from typing import Any

from sandbox.arguments import Arguments
from sandbox.entities import CAPTION_LIMIT, formatted
from sandbox.errors import bad_request, too_old
from sandbox.files import known_file
from sandbox.keyboards import checked_markup
from sandbox.methods.content import read_rich, with_users
from sandbox.methods.registry import method
from sandbox.model import Chat, Json, Message, User
from sandbox.world import World

PRESS_SECONDS = 15
INLINE_SECONDS = 30
RESULTS = 50


@method("answerCallbackQuery")
def answer_callback_query(world: World, arguments: Arguments) -> Any:
    """Ends the spinner on a button: nothing, a toast, an alert or a link."""
    press = world.presses.get(arguments.text("callback_query_id"))
    if press is None or press.answer is not None or world.clock() - press.at > PRESS_SECONDS:
        raise too_old()
    text = arguments.text("text")
    if len(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    url = arguments.text("url")
    if url and not url.startswith(
        (f"https://t.me/{world.bot.username}?start=", f"tg://resolve?domain={world.bot.username}")
    ):
        raise bad_request("URL_INVALID")
    press.answer = {"text": text or None, "show_alert": arguments.flag("show_alert"), "url": url or None}
    world.tell("answer", press.message.chat, press.message, query=press.id, person=press.user.id, **press.answer)
    return True


@method("answerInlineQuery")
def answer_inline_query(world: World, arguments: Arguments) -> Any:
    """Gives the results of an inline query."""
    query = world.inline_queries.get(arguments.text("inline_query_id"))
    if query is None or query.answer is not None or world.clock() - query.at > INLINE_SECONDS:
        raise too_old()
    results = arguments.objects("results") or []
    if len(results) > RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len(arguments.text("next_offset").encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")
    seen: set[str] = set()
    for result in results:
        check_result(world, result)
        if result["id"] in seen:
            raise bad_request("RESULT_ID_DUPLICATE")
        seen.add(result["id"])
    query.answer = {
        "results": results,
        "next_offset": arguments.text("next_offset"),
        "button": _button(arguments.object("button")),
        "cache_time": arguments.integer("cache_time"),
        "is_personal": arguments.flag("is_personal"),
    }
    world.tell("inline", query.chat, query=query.id)
    return True


def _button(button: Json | None) -> Json | None:
    if button is None:
        return None
    parameter = str(button.get("start_parameter") or "")
    fine = parameter.isascii() and parameter.replace("_", "").replace("-", "").isalnum()
    if not button.get("text"):
        raise bad_request("SWITCH_PM_TEXT_EMPTY")
    if not button.get("web_app") and (not fine or len(parameter) > 64):
        raise bad_request("START_PARAM_INVALID")
    return button


@method("answerGuestQuery")
def answer_guest_query(world: World, arguments: Arguments) -> Any:
    """Answers once where the bot was called as a guest."""
    call = world.guest_calls.get(arguments.text("guest_query_id"))
    if call is None or call.answered or world.clock() - call.at > INLINE_SECONDS:
        raise too_old()
    result = arguments.object("result")
    if result is None:
        raise bad_request('parameter "result" is required')
    check_result(world, result)
    message = built(world, result, call.message.chat, world.bot)
    message.reply_to, message.thread = call.message, call.message.thread
    message.guest_caller = call.message.sender
    call.answered = True
    return {"inline_message_id": kept_inline(world, world.post(message))}


def check_result(world: World, result: Any) -> None:
    """Refuses a result that could not be shown or sent."""
    if not isinstance(result, dict) or "type" not in result:
        raise bad_request("can't parse inline query result: Can't find field \"type\"")
    if not 1 <= len(str(result.get("id") or "").encode()) <= 64:
        raise bad_request("RESULT_ID_INVALID")
    if result["type"] == "article":
        if not result.get("title"):
            raise bad_request("RESULT_TITLE_EMPTY")
        if not isinstance(result.get("input_message_content"), dict):
            raise bad_request("can't parse inline query result: Can't find field \"input_message_content\"")
    elif result["type"] != "photo" or "photo_file_id" not in result:
        raise bad_request("the sandbox knows inline articles and cached photos only")
    built(world, result, Chat(0, "private"), world.bot)


def built(world: World, result: Json, chat: Chat, sender: User) -> Message:
    """The message that a result stands for, not yet posted."""
    message = Message(0, chat, sender, world.now(), markup=checked_markup(result.get("reply_markup"), inline_only=True))
    content = result.get("input_message_content") or {}
    if content.get("rich_message") is not None:
        message.rich = read_rich(world, content["rich_message"], Arguments())
    elif content:
        message.text, message.entities = formatted(
            content.get("message_text") or "", content.get("parse_mode"), content.get("entities")
        )
    else:
        message.photo = known_file(world, result["photo_file_id"], "photo")
        message.text, message.entities = formatted(
            result.get("caption") or "",
            result.get("parse_mode"),
            result.get("caption_entities"),
            limit=CAPTION_LIMIT,
            empty=None,
            too_long="message caption is too long",
        )
    message.entities = with_users(world, message.entities)
    message.link_preview = content.get("link_preview_options")
    return message


def kept_inline(world: World, message: Message) -> str:
    """Gives a posted message the number by which the bot may edit it."""
    message.inline_id = f"AgAAA{world.number('query'):08d}"
    world.inline_messages[message.inline_id] = message
    return message.inline_id
