"""Records become the JSON objects of the Bot API, field by field as Telegram sends them."""

from typing import Any

from sandbox.model import ADMINS, Chat, Json, Member, Message, Poll, StoredFile, User

_ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_pin_messages",
    "can_manage_topics",
)
ANONYMOUS = User(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)


def user_json(user: User) -> Json:
    """A `User`."""
    return _kept(
        {
            "id": user.id,
            "is_bot": user.is_bot,
            "first_name": user.first_name,
            "last_name": user.last_name,
            "username": user.username,
            "language_code": user.language_code,
        }
    )


def chat_json(chat: Chat) -> Json:
    """A `Chat`."""
    person = chat.person
    return _kept(
        {
            "id": chat.id,
            "type": chat.type,
            "title": chat.title,
            "first_name": person.first_name if person else None,
            "last_name": person.last_name if person else None,
            "username": person.username if person else None,
            "is_forum": chat.forum or None,
        }
    )


def full_chat_json(chat: Chat) -> Json:
    """A `ChatFullInfo`."""
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    full = {
        **chat_json(chat),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }
    if not chat.private:
        full["permissions"] = {"can_send_messages": True, "can_send_polls": True, "can_send_other_messages": True}
    return full


def member_json(member: Member) -> Json:
    """A `ChatMember…` with the fields its status requires."""
    result: Json = {"status": member.status, "user": user_json(member.user)}
    if member.status == "creator":
        result["is_anonymous"] = False
    elif member.status == "administrator":
        result |= {"can_be_edited": False, "is_anonymous": False, **dict.fromkeys(_ADMIN_RIGHTS, True)}
    elif member.status == "kicked":
        result["until_date"] = 0
    return result


def photo_json(file: StoredFile) -> list[Json]:
    """The sizes of a photo; the sandbox keeps the one that was sent."""
    size = {"file_id": file.id, "file_unique_id": file.unique_id, "width": file.width, "height": file.height}
    return [{**size, "file_size": len(file.content)}]


def document_json(file: StoredFile) -> Json:
    """A `Document`."""
    return {
        "file_id": file.id,
        "file_unique_id": file.unique_id,
        "file_name": file.name,
        "mime_type": file.mime,
        "file_size": len(file.content),
    }


def poll_json(poll: Poll, *, for_bot: bool = True) -> Json:
    """A `Poll`; the right answers are for the bot that sent it."""
    options = [
        {
            "persistent_id": f"{poll.id}-{number}",
            "text": text,
            "voter_count": sum(number in chosen for chosen in poll.votes.values()),
        }
        for number, text in enumerate(poll.options)
    ]
    open_to_see = poll.quiz and (for_bot or poll.closed)
    return _kept(
        {
            "id": poll.id,
            "question": poll.question,
            "question_entities": poll.question_entities or None,
            "options": options,
            "total_voter_count": sum(1 for chosen in poll.votes.values() if chosen),
            "is_closed": poll.closed,
            "is_anonymous": poll.anonymous,
            "type": "quiz" if poll.quiz else "regular",
            "allows_multiple_answers": poll.multiple,
            "allows_revoting": poll.revoting,
            "members_only": False,
            "correct_option_ids": poll.correct if open_to_see else None,
            "correct_option_id": poll.correct[0] if open_to_see and len(poll.correct) == 1 else None,
            "explanation": poll.explanation if open_to_see else None,
            "explanation_entities": (poll.explanation_entities or None) if open_to_see else None,
            "description": poll.description,
            "description_entities": poll.description_entities or None,
            "open_period": poll.open_period,
        }
    )


def message_json(message: Message, *, deep: bool = True) -> Json:
    """A `Message`; the message it replies to is given once, without its own reply."""
    chat, sender = message.chat, message.sender
    result: Json = {
        "message_id": 0 if message.ephemeral_id is not None else message.id,
        "chat": chat_json(chat),
        "date": message.date,
    }
    if chat.type == "channel":
        result["sender_chat"] = chat_json(chat)
    elif message.anonymous:
        result |= {"from": user_json(ANONYMOUS), "sender_chat": chat_json(chat)}
    else:
        result["from"] = user_json(sender)
    words = ("caption", "caption_entities") if message.is_media else ("text", "entities")
    result |= _kept(
        {
            "edit_date": message.edited,
            "message_thread_id": message.thread,
            "is_topic_message": True if message.thread and chat.forum else None,
            words[0]: message.text or None,
            words[1]: message.entities or None,
            "rich_message": message.rich,
            "photo": photo_json(message.photo) if message.photo else None,
            "has_media_spoiler": message.spoiler or None,
            "document": document_json(message.document) if message.document else None,
            "poll": poll_json(message.poll) if message.poll else None,
            "via_bot": user_json(message.via_bot) if message.via_bot else None,
            "guest_bot_caller_user": user_json(message.guest_caller) if message.guest_caller else None,
            "has_protected_content": message.protected or None,
            "effect_id": message.effect,
            "link_preview_options": message.link_preview,
            "receiver_user": user_json(message.receiver) if message.receiver else None,
            "ephemeral_message_id": message.ephemeral_id,
            "reply_to_message": message_json(message.reply_to, deep=False) if deep and message.reply_to else None,
            "quote": {"text": message.quote, "position": 0, "is_manual": True} if message.quote else None,
        }
    )
    if message.service:
        result |= message.service
    if message.markup and "inline_keyboard" in message.markup:
        result["reply_markup"] = message.markup
    return result


def reaction_json(emoji: str | None) -> list[Json]:
    """The reactions of one user, none or one."""
    return [{"type": "emoji", "emoji": emoji}] if emoji else []


def is_admin(member: Member) -> bool:
    """Whether the member runs the group."""
    return member.status in ADMINS


def _kept(value: dict[str, Any]) -> Json:
    return {name: content for name, content in value.items() if content is not None}
