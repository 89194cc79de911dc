"""Sending: text, rich messages, photos, documents, chat actions; every way out passes the same checks first."""

from typing import Any

from sandbox.arguments import Arguments
from sandbox.errors import bad_request, too_old
from sandbox.files import received_document, received_photo
from sandbox.keyboards import checked_markup
from sandbox.methods.content import read_caption, read_rich, read_text
from sandbox.methods.registry import method
from sandbox.model import Chat, Json, Message, User
from sandbox.wire import message_json
from sandbox.world import World

EPHEMERAL_SECONDS = 15
_ACTIONS = (
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
)


def outgoing(world: World, arguments: Arguments, *, ephemeral: bool = True) -> Message:
    """A message without content, with everything that all kinds of sending share."""
    chat = world.writable(arguments.values.get("chat_id"))
    message = Message(0, chat, world.bot, world.now())
    message.markup = checked_markup(arguments.json("reply_markup"))
    if message.markup and "inline_keyboard" not in message.markup and chat.type == "channel":
        raise bad_request("reply keyboards can't be used in channels")
    _aim(world, message, _reply_parameters(arguments), arguments.integer("message_thread_id"))
    message.silent = arguments.flag("disable_notification")
    message.protected = arguments.flag("protect_content")
    message.effect = arguments.text("message_effect_id") or None
    if message.effect and not chat.private:
        raise bad_request("EFFECT_ID_INVALID")
    address = ephemeral_address(arguments)
    if address:
        if not ephemeral:
            raise bad_request("messages of this type can't be ephemeral")
        _whisper(world, message, address)
    world.limits.check(chat.id, world.clock())
    return message


def _reply_parameters(arguments: Arguments) -> Json:
    given = dict(arguments.object("reply_parameters") or {})
    if arguments.integer("reply_to_message_id"):
        given.setdefault("message_id", arguments.integer("reply_to_message_id"))
        given.setdefault("allow_sending_without_reply", arguments.flag("allow_sending_without_reply"))
    return given


def _aim(world: World, message: Message, reply: Json, thread: int | None) -> None:
    chat = message.chat
    target = None
    if reply.get("ephemeral_message_id"):
        target = chat.ephemeral.get(int(reply["ephemeral_message_id"]))
    elif reply.get("message_id") and reply.get("chat_id") in (None, "", chat.id, str(chat.id)):
        target = chat.messages.get(int(reply["message_id"]))
    if (
        target is None
        and (reply.get("message_id") or reply.get("ephemeral_message_id"))
        and not reply.get("allow_sending_without_reply")
    ):
        raise bad_request("message to be replied not found")
    if target and reply.get("quote"):
        if reply["quote"] not in (target.text or ""):
            raise bad_request("QUOTE_TEXT_INVALID")
        message.quote = reply["quote"]
    message.reply_to = target
    message.thread = thread or (target.thread if target else None)
    if message.thread is None:
        return
    # the General topic has no number: sending to 1 fails as well
    topic = chat.topics.get(message.thread)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and not chat.admin(world.bot.id):
        raise bad_request("TOPIC_CLOSED")


def ephemeral_address(arguments: Arguments) -> Json | None:
    """Whom an ephemeral message is for, by the parameters object or by the two deprecated arguments."""
    address = arguments.object("ephemeral_message_parameters")
    if address is None and arguments.integer("receiver_user_id"):
        address = {
            "receiver_user_id": arguments.integer("receiver_user_id"),
            "callback_query_id": arguments.text("callback_query_id") or None,
        }
    return address


def _whisper(world: World, message: Message, address: Json) -> None:
    chat = message.chat
    receiver = world.users.get(int(address.get("receiver_user_id") or 0))
    if not chat.group:
        raise bad_request("ephemeral messages can be sent only to groups and supergroups")
    if receiver is None or not chat.sees(receiver.id):
        raise bad_request("USER_NOT_PARTICIPANT")
    press = world.presses.get(str(address.get("callback_query_id") or ""))
    if address.get("callback_query_id") and (
        press is None or press.user is not receiver or press.message.chat is not chat
    ):
        raise too_old()
    if address.get("replace_callback_query_message"):
        if press is None or press.message.ephemeral_id is not None:
            raise bad_request("EPHEMERAL_REPLACE_INVALID")
        message.replaces = press.message
    if not chat.admin(world.bot.id) and not _just_asked(world, chat, receiver, press.at if press else None):
        raise too_old()
    if message.thread is None and press:
        message.thread = press.message.thread
    message.receiver = receiver


def _just_asked(world: World, chat: Chat, receiver: User, pressed: float | None) -> bool:
    asked = [message.date for message in chat.ephemeral.values() if message.sender is receiver]
    return any(world.clock() - at <= EPHEMERAL_SECONDS + 1 for at in (asked if pressed is None else [pressed]))


def preview_options(arguments: Arguments) -> Json | None:
    """`link_preview_options`, or the old flag."""
    given = arguments.object("link_preview_options")
    if given is None and arguments.flag("disable_web_page_preview"):
        given = {"is_disabled": True}
    return given


@method("sendMessage")
def send_message(world: World, arguments: Arguments) -> Any:
    """Sends a text."""
    message = outgoing(world, arguments)
    message.text, message.entities = read_text(world, arguments)
    message.link_preview = preview_options(arguments)
    return message_json(world.post(message))


@method("sendRichMessage")
def send_rich_message(world: World, arguments: Arguments) -> Any:
    """Sends a rich message."""
    message = outgoing(world, arguments)
    message.rich = read_rich(world, arguments.object("rich_message"), arguments)
    return message_json(world.post(message))


@method("sendRichMessageDraft")
def send_rich_message_draft(world: World, arguments: Arguments) -> Any:
    """Streams a rich message that is still being written, in a private chat."""
    chat = world.writable(arguments.values.get("chat_id"))
    draft = arguments.integer("draft_id")
    if not chat.private or not draft:
        raise bad_request("DRAFT_ID_INVALID")
    rich = read_rich(world, arguments.object("rich_message"), arguments, draft=True)
    world.tell("draft", chat, thread=arguments.integer("message_thread_id"), draft_id=draft, rich=rich)
    return True


@method("sendPhoto")
def send_photo(world: World, arguments: Arguments) -> Any:
    """Sends a photo, uploaded or known."""
    message = outgoing(world, arguments)
    message.text, message.entities = read_caption(world, arguments)
    message.photo = received_photo(world, arguments)
    message.spoiler = arguments.flag("has_spoiler")
    return message_json(world.post(message))


@method("sendDocument")
def send_document(world: World, arguments: Arguments) -> Any:
    """Sends a file, uploaded or known."""
    message = outgoing(world, arguments)
    message.text, message.entities = read_caption(world, arguments)
    message.document = received_document(world, arguments)
    return message_json(world.post(message))


@method("sendChatAction")
def send_chat_action(world: World, arguments: Arguments) -> Any:
    """Shows that something is being prepared."""
    chat = world.writable(arguments.values.get("chat_id"))
    action = arguments.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    thread = arguments.integer("message_thread_id")
    if thread and thread not in chat.topics:
        raise bad_request("message thread not found")
    world.tell("action", chat, thread=thread, action=action)
    return True


@method("getFile")
def get_file(world: World, arguments: Arguments) -> Any:
    """Where a file can be downloaded."""
    file = world.files.get(arguments.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    path = f"files/{file.id}"
    return {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": len(file.content), "file_path": path}
