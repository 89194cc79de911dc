"""Changing and deleting what was sent, with Telegram's rules about whose message it is and whether it changed."""

from typing import Any

from sandbox.arguments import Arguments
from sandbox.errors import bad_request
from sandbox.keyboards import checked_markup
from sandbox.methods.content import read_caption, read_rich, read_text
from sandbox.methods.registry import method
from sandbox.methods.sending import preview_options
from sandbox.model import Json, Message
from sandbox.wire import message_json
from sandbox.world import World

_SAME = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message"
_TWO_DAYS = 48 * 3600
_REACTIONS = frozenset(
    [
        "❤",
        "👍",
        "👎",
        "🔥",
        "🥰",
        "👏",
        "😁",
        "🤔",
        "🤯",
        "😱",
        "🤬",
        "😢",
        "🎉",
        "🤩",
        "🤮",
        "💩",
        "🙏",
        "👌",
        "🕊",
        "🤡",
        "🥱",
        "🥴",
        "😍",
        "🐳",
        "❤\u200d🔥",
        "🌚",
        "🌭",
        "💯",
        "🤣",
        "⚡",
        "🍌",
        "🏆",
        "💔",
        "🤨",
        "😐",
        "🍓",
        "🍾",
        "💋",
        "🖕",
        "😈",
        "😴",
        "😭",
        "🤓",
        "👻",
        "👨\u200d💻",
        "👀",
        "🎃",
        "🙈",
        "😇",
        "😨",
        "🤝",
        "✍",
        "🤗",
        "🫡",
        "🎅",
        "🎄",
        "☃",
        "💅",
        "🤪",
        "🗿",
        "🆒",
        "💘",
        "🙉",
        "🦄",
        "😘",
        "💊",
        "🙊",
        "😎",
        "👾",
        "🤷\u200d♂",
        "🤷",
        "🤷\u200d♀",
        "😡",
    ]
)


def editable(world: World, arguments: Arguments, what: str = "message to edit") -> Message:
    """The message that the call names, if the bot may change it."""
    inline = arguments.text("inline_message_id")
    if inline:
        if inline not in world.inline_messages:
            raise bad_request("MESSAGE_ID_INVALID")
        return world.inline_messages[inline]
    chat = world.writable(arguments.values.get("chat_id"))
    number = arguments.integer("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(number)
    if message is None:
        raise bad_request(f"{what} not found")
    if message.sender is not world.bot or message.service:
        raise bad_request("message can't be edited")
    return message


def apply(world: World, message: Message, changes: Json) -> None:
    """Changes fields of a message; raises when they are all as before."""
    if all(getattr(message, name) == value for name, value in changes.items()):
        raise bad_request(_SAME)
    for name, value in changes.items():
        setattr(message, name, value)
    world.edit(message)


def new_text(world: World, arguments: Arguments, message: Message) -> Json:
    """What `editMessageText` and its ephemeral twin change."""
    changes: Json = {"markup": checked_markup(arguments.json("reply_markup"), inline_only=True)}
    rich = arguments.object("rich_message")
    if message.is_media or message.poll:
        raise bad_request("there is no text in the message to edit")
    if rich is not None:
        if arguments.text("text"):
            raise bad_request("exactly one of text and rich_message must be specified")
        return changes | {"rich": read_rich(world, rich, arguments), "text": None, "entities": []}
    text, entities = read_text(world, arguments)
    message.link_preview = preview_options(arguments)
    return changes | {"rich": None, "text": text, "entities": entities}


def result(arguments: Arguments, message: Message) -> Any:
    """Inline messages answer with True, all others with themselves."""
    return True if arguments.text("inline_message_id") else message_json(message)


@method("editMessageText")
def edit_message_text(world: World, arguments: Arguments) -> Any:
    """Puts another text or rich message in place; without a keyboard the old one goes."""
    message = editable(world, arguments)
    apply(world, message, new_text(world, arguments, message))
    return result(arguments, message)


@method("editMessageCaption")
def edit_message_caption(world: World, arguments: Arguments) -> Any:
    """Changes the caption of a photo or a document."""
    message = editable(world, arguments)
    if not message.is_media:
        raise bad_request("there is no caption in the message to edit")
    text, entities = read_caption(world, arguments)
    apply(
        world,
        message,
        {
            "text": text,
            "entities": entities,
            "markup": checked_markup(arguments.json("reply_markup"), inline_only=True),
        },
    )
    return result(arguments, message)


@method("editMessageReplyMarkup")
def edit_message_reply_markup(world: World, arguments: Arguments) -> Any:
    """Changes only the keyboard."""
    message = editable(world, arguments)
    apply(world, message, {"markup": checked_markup(arguments.json("reply_markup"), inline_only=True)})
    return result(arguments, message)


@method("deleteMessage")
def delete_message(world: World, arguments: Arguments) -> Any:
    """Deletes one message."""
    chat = world.writable(arguments.values.get("chat_id"))
    message = chat.messages.get(arguments.integer("message_id") or 0)
    if message is None:
        raise bad_request("message to delete not found")
    mine = message.sender is world.bot or chat.private
    if chat.admin(world.bot.id):
        mine = True
    elif world.now() - message.date > _TWO_DAYS:
        mine = False
    if not mine:
        raise bad_request("message can't be deleted")
    world.delete(message)
    return True


@method("deleteMessages")
def delete_messages(world: World, arguments: Arguments) -> Any:
    """Deletes several messages; those that are not there are skipped."""
    numbers = arguments.objects("message_ids") or []
    if not 1 <= len(numbers) <= 100:
        raise bad_request("message identifiers are not specified")
    chat = world.writable(arguments.values.get("chat_id"))
    for number in numbers:
        if number in chat.messages:
            delete_message(world, Arguments({"chat_id": chat.id, "message_id": number}))
    return True


@method("setMessageReaction")
def set_message_reaction(world: World, arguments: Arguments) -> Any:
    """Puts one reaction of the bot on a message, or takes it away."""
    chat = world.writable(arguments.values.get("chat_id"))
    message = chat.messages.get(arguments.integer("message_id") or 0)
    if message is None:
        raise bad_request("message to react not found")
    reactions = arguments.objects("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = reactions[0].get("emoji") if reactions else None
    if reactions and (reactions[0].get("type") != "emoji" or emoji not in _REACTIONS):
        raise bad_request("REACTION_INVALID")
    if emoji:
        message.reactions[world.bot] = emoji
    else:
        message.reactions.pop(world.bot, None)
    world.tell("edited", chat, message)
    return True
