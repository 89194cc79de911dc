"""The world of the sandbox: who there is, what was said where, and what the bot is told about it.

Nothing here knows HTTP. Identifiers come from counters, so the same acts give the same world.
"""

from collections.abc import Callable
from itertools import count
from typing import Any

from sandbox.errors import bad_request, forbidden
from sandbox.faults import Limits
from sandbox.model import PRESENT, Chat, GuestCall, InlineQuery, Json, Member, Message, Press, StoredFile, Topic, User
from sandbox.profile import Profile
from sandbox.updates import UpdateQueue
from sandbox.wire import chat_json, member_json, message_json, user_json

BOT_ID = 1_000_000_001
Listener = Callable[[str, Chat, Message | None, Json], None]


class World:
    """Everything that exists, in memory."""

    def __init__(
        self, clock: Callable[[], float], *, bot_id: int = BOT_ID, username: str = "ata_zan_sandbox_bot"
    ) -> None:
        self.clock = clock
        self.limits = Limits()
        self.bot = User(bot_id, "Ata Zań", username=username, is_bot=True)
        self.profile = Profile(self.bot)
        self.users: dict[int, User] = {self.bot.id: self.bot}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, StoredFile] = {}
        self.presses: dict[str, Press] = {}
        self.inline_queries: dict[str, InlineQuery] = {}
        self.guest_calls: dict[str, GuestCall] = {}
        self.inline_messages: dict[str, Message] = {}
        self.updates = UpdateQueue()
        self.listeners: list[Listener] = []
        self._numbers = {"user": count(1001), "group": count(1), "query": count(1), "file": count(1), "order": count(1)}

    def now(self) -> int:
        """The time of a message."""
        return int(self.clock())

    def number(self, kind: str) -> int:
        """The next number of a kind."""
        return next(self._numbers[kind])

    # people and chats

    def add_person(
        self, name: str, language_code: str | None = None, *, user_id: int | None = None, username: str | None = None
    ) -> User:
        """A new person and the private chat with the bot, not yet started."""
        user = User(user_id or self.number("user"), name, language_code, username)
        self.users[user.id] = user
        self.chats[user.id] = Chat(user.id, "private", person=user)
        self.tell("people", self.chats[user.id])
        return user

    def add_group(
        self, title: str, *, kind: str = "supergroup", forum: bool = False, chat_id: int | None = None
    ) -> Chat:
        """A new empty group or channel."""
        number = self.number("group")
        chat = Chat(
            chat_id or (-4000 - number if kind == "group" else -1_002_000_000_000 - number), kind, title, forum=forum
        )
        self.chats[chat.id] = chat
        return chat

    def add_topic(self, chat: Chat, name: str) -> Topic:
        """A topic, opened by the service message whose number it bears."""
        chat.forum = True
        creator = next((member.user for member in chat.members.values() if member.status == "creator"), self.bot)
        service = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
        message = self.post(Message(0, chat, creator, self.now(), service=service))
        message.thread = message.id
        topic = chat.topics[message.id] = Topic(message.id, name)
        self.tell("edited", chat, message)
        self.tell("chat", chat)
        return topic

    def chat(self, chat_id: Any) -> Chat:
        """The chat that the bot names, if it may speak of it at all."""
        if chat_id in (None, ""):
            raise bad_request("chat_id is empty")
        try:
            chat = self.chats.get(int(chat_id))
        except (TypeError, ValueError):
            chat = None
        if chat is None:
            raise bad_request("chat not found")
        if chat.migrated_to:
            raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
        return chat

    def writable(self, chat_id: Any) -> Chat:
        """The chat that the bot wants to write to; raises why it may not."""
        chat = self.chat(chat_id)
        if chat.private:
            if chat.deactivated:
                raise forbidden("user is deactivated")
            if chat.blocked:
                raise forbidden("bot was blocked by the user")
            if not chat.started:
                raise forbidden("bot can't initiate conversation with a user")
            return chat
        status = chat.status(self.bot.id)
        what = f"{chat.type} chat"
        if status == "kicked":
            raise forbidden(f"bot was kicked from the {what}")
        if status not in PRESENT:
            raise forbidden(f"bot is not a member of the {what}")
        if chat.type == "channel" and status != "administrator":
            raise bad_request("need administrator rights in the channel chat")
        return chat

    # messages

    def post(self, message: Message) -> Message:
        """Puts a message into its chat and shows it to whoever reads there."""
        chat = message.chat
        message.order = self.number("order")
        if message.receiver is not None:
            chat.last_ephemeral += 1
            message.ephemeral_id = chat.last_ephemeral
            chat.ephemeral[message.ephemeral_id] = message
        else:
            chat.last_id += 1
            message.id = chat.last_id
            chat.messages[message.id] = message
        self.tell("message", chat, message)
        return message

    def edit(self, message: Message) -> None:
        """Marks a message as changed now."""
        message.edited = self.now()
        self.tell("edited", message.chat, message)

    def delete(self, message: Message) -> None:
        """Takes a message away."""
        if message.ephemeral_id is not None:
            message.chat.ephemeral.pop(message.ephemeral_id, None)
        else:
            message.chat.messages.pop(message.id, None)
        self.tell("deleted", message.chat, message)

    def tell(self, event: str, chat: Chat, message: Message | None = None, **details: Any) -> None:
        """Lets the page and the tests know."""
        for listener in self.listeners:
            listener(event, chat, message, details)

    # updates

    def heard_by_bot(self, message: Message) -> int | None:
        """Queues a person's message for the bot where the bot would get it; gives the update's id."""
        chat = message.chat
        if chat.type == "channel":
            return self.updates.put({"channel_post": message_json(message)}) if chat.admin(self.bot.id) else None
        if chat.private:
            return None if chat.blocked else self.updates.put({"message": message_json(message)})
        if chat.status(self.bot.id) not in PRESENT or not self._passes_privacy(message):
            return None
        return self.updates.put({"message": message_json(message)})

    def _passes_privacy(self, message: Message) -> bool:
        # with privacy mode on a bot in a group hears commands, mentions, replies to itself and service lines
        if message.service or not message.chat.privacy or message.chat.admin(self.bot.id):
            return True
        if message.via_bot is self.bot or (message.reply_to and message.reply_to.sender is self.bot):
            return True
        name = f"@{self.bot.username}".lower()
        text = message.text or ""
        for entity in message.entities:
            piece = text.encode("utf-16-le")[entity["offset"] * 2 :][: entity["length"] * 2].decode("utf-16-le").lower()
            if entity["type"] == "mention" and piece == name:
                return True
            if entity["type"] == "bot_command" and ("@" not in piece or piece.endswith(name)):
                return True
            if entity["type"] == "text_mention" and entity["user"]["id"] == self.bot.id:
                return True
        return False

    def membership(self, chat: Chat, user: User, new: str, by: User) -> int | None:
        """Changes somebody's status and reports it; gives the update's id."""
        old = Member(user, chat.status(user.id))
        chat.members[user.id] = Member(user, new)
        self.tell("chat", chat)
        change = {
            "chat": chat_json(chat),
            "from": user_json(by),
            "date": self.now(),
            "old_chat_member": member_json(old),
            "new_chat_member": member_json(chat.members[user.id]),
        }
        return self.updates.put({"my_chat_member" if user is self.bot else "chat_member": change})

    def person_status(self, chat: Chat, blocked: bool) -> int | None:
        """A person blocks the bot or lets it in again."""
        chat.blocked = blocked
        self.tell("chat", chat)
        states = [Member(self.bot, "kicked"), Member(self.bot, "member")]
        old, new = (states[1], states[0]) if blocked else states
        assert chat.person is not None
        change = {"chat": chat_json(chat), "from": user_json(chat.person), "date": self.now()}
        return self.updates.put(
            {"my_chat_member": {**change, "old_chat_member": member_json(old), "new_chat_member": member_json(new)}}
        )
