"""What one person sees, as the JSON of the page protocol in docs/sandbox.md."""

from typing import Any

from sandbox.model import PRESENT, Chat, Json, Message, User
from sandbox.rich_plain import plain_blocks
from sandbox.wire import ANONYMOUS
from sandbox.world import World

HISTORY = 200


def person_view(user: User) -> Json:
    """PERSON."""
    return {"id": user.id, "name": user.name, "language_code": user.language_code or ""}


def bot_view(world: World, viewer: User) -> Json:
    """The bot in the person's language."""
    texts = {
        kind: world.profile.text(kind, viewer.language_code) for kind in ("name", "short_description", "description")
    }
    return {"id": world.bot.id, "username": world.bot.username, **texts, "online": world.updates.online}


def chat_view(world: World, chat: Chat, viewer: User, *, messages: bool = False) -> Json:
    """CHAT, with or without what was said."""
    members = [
        {"id": member.user.id, "name": member.user.name, "status": member.status, "bot": member.user.is_bot}
        for member in chat.members.values()
        if member.status in PRESENT
    ]
    view: Json = {
        "id": chat.id,
        "type": chat.type,
        "title": world.profile.text("name", viewer.language_code) if chat.private else chat.title,
        "forum": chat.forum,
        "topics": [{"id": topic.id, "name": topic.name} for topic in chat.topics.values()],
        "members": members,
        "bot_present": not chat.blocked if chat.private else chat.status(world.bot.id) in PRESENT,
        "started": chat.started,
        "commands": [{"is_ephemeral": False, **command} for command in world.profile.menu(chat, viewer)],
    }
    if messages:
        shown = visible(chat, viewer)
        view |= {
            "messages": [message_view(message, viewer) for message in shown[-HISTORY:]],
            "more": len(shown) > HISTORY,
        }
    return view


def visible(chat: Chat, viewer: User) -> list[Message]:
    """The messages that this person sees, in the order they came."""
    whispers = [message for message in chat.ephemeral.values() if may_see(message, viewer)]
    return sorted([*chat.messages.values(), *whispers], key=lambda message: message.order)


def may_see(message: Message, viewer: User) -> bool:
    """Whether the message is for this person's eyes."""
    if not message.chat.sees(viewer.id):
        return False
    return message.receiver is None or viewer in (message.receiver, message.sender)


def message_view(message: Message, viewer: User) -> Json:
    """MESSAGE, as this person sees it."""
    sender = ANONYMOUS if message.anonymous else message.sender
    name = message.chat.title or "" if message.anonymous or message.chat.type == "channel" else sender.name
    return {
        "key": message.key,
        "chat": message.chat.id,
        "message_id": 0 if message.ephemeral_id is not None else message.id,
        "ephemeral_id": message.ephemeral_id,
        "replaces": message.replaces.key if message.replaces else None,
        "thread": message.thread,
        "date": message.date,
        "edited": message.edited,
        "from": {"id": sender.id, "name": name, "bot": sender.is_bot},
        "own": message.sender is viewer,
        "via_bot": message.via_bot.username if message.via_bot else None,
        "reply_to": _reply(message.reply_to),
        "quote": message.quote,
        "text": message.text,
        "entities": message.entities,
        "rich": message.rich,
        "plain": plain(message),
        "photo": _photo(message),
        "document": _document(message),
        "poll": _poll(message, viewer),
        "reply_markup": message.markup,
        "link_preview": not (message.link_preview or {}).get("is_disabled", False),
        "silent": message.silent,
        "effect": message.effect,
        "protected": message.protected,
        "reactions": [{"emoji": emoji, "by": user.id, "name": user.name} for user, emoji in message.reactions.items()],
        "service": service_line(message),
    }


def plain(message: Message) -> str:
    """The words of a message without form."""
    if message.rich:
        return plain_blocks(message.rich["blocks"])
    if message.poll:
        return message.poll.question
    return message.text or service_line(message) or ""


def service_line(message: Message) -> str | None:
    """A service message in words."""
    service, who = message.service, message.sender.name
    if not service:
        return None
    if "new_chat_members" in service:
        user = service["new_chat_members"][0]
        return f"{who} joined" if user["id"] == message.sender.id else f"{who} added {user['first_name']}"
    if "left_chat_member" in service:
        user = service["left_chat_member"]
        return f"{who} left" if user["id"] == message.sender.id else f"{who} removed {user['first_name']}"
    if "forum_topic_created" in service:
        return f"{who} created the topic “{service['forum_topic_created']['name']}”"
    if "migrate_to_chat_id" in service or "migrate_from_chat_id" in service:
        return "The group became a supergroup"
    return ", ".join(service)


def _reply(message: Message | None) -> Json | None:
    if message is None:
        return None
    words = plain(message)
    return {"key": message.key, "name": message.sender.name, "text": words if len(words) <= 120 else f"{words[:119]}…"}


def _photo(message: Message) -> Json | None:
    if message.photo is None:
        return None
    file = message.photo
    return {"url": f"/api/media/{file.id}", "width": file.width, "height": file.height, "spoiler": message.spoiler}


def _document(message: Message) -> Json | None:
    if message.document is None:
        return None
    file = message.document
    return {"url": f"/api/media/{file.id}", "name": file.name, "size": len(file.content), "mime": file.mime}


def _poll(message: Message, viewer: User) -> Json | None:
    poll = message.poll
    if poll is None:
        return None
    mine = poll.votes.get(viewer.id, [])
    told: Any = bool(mine) or poll.closed
    return {
        "id": poll.id,
        "question": poll.question,
        "type": "quiz" if poll.quiz else "regular",
        "options": [
            {"id": number, "text": text, "votes": sum(number in chosen for chosen in poll.votes.values())}
            for number, text in enumerate(poll.options)
        ],
        "total": sum(1 for chosen in poll.votes.values() if chosen),
        "closed": poll.closed,
        "anonymous": poll.anonymous,
        "multiple": poll.multiple,
        "mine": mine,
        "correct": poll.correct if told and poll.quiz else None,
        "explanation": poll.explanation if told else None,
        "explanation_entities": poll.explanation_entities if told else [],
        "description": poll.description,
    }
