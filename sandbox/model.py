"""The things of the little Telegram, as plain mutable records: people, chats, messages, polls, files, queries."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

ADMINS = ("creator", "administrator")
PRESENT = ("creator", "administrator", "member")


@dataclass(slots=True, eq=False)
class User:
    """A person or a bot."""

    id: int
    first_name: str
    language_code: str | None = None
    username: str | None = None
    last_name: str | None = None
    is_bot: bool = False

    @property
    def name(self) -> str:
        """The full name, as a client shows it."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name


@dataclass(slots=True, eq=False)
class Topic:
    """A topic of a forum; its id is the id of the message that opened it."""

    id: int
    name: str
    closed: bool = False


@dataclass(slots=True, eq=False)
class Member:
    """Somebody's place in a group."""

    user: User
    status: str = "member"


@dataclass(slots=True, eq=False)
class StoredFile:
    """Bytes that the bot uploaded."""

    id: str
    unique_id: str
    name: str
    mime: str
    content: bytes
    width: int = 0
    height: int = 0


@dataclass(slots=True, eq=False)
class Poll:
    """A poll or a quiz, with who voted for what."""

    id: str
    question: str
    options: list[str]
    question_entities: list[Json] = field(default_factory=list)
    quiz: bool = False
    anonymous: bool = True
    multiple: bool = False
    revoting: bool = True
    closed: bool = False
    correct: list[int] = field(default_factory=list)
    explanation: str | None = None
    explanation_entities: list[Json] = field(default_factory=list)
    description: str | None = None
    description_entities: list[Json] = field(default_factory=list)
    open_period: int | None = None
    votes: dict[int, list[int]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Message:
    """One message: ordinary, rich, photo, document, poll or service line; ephemeral when `receiver` is set."""

    id: int
    chat: "Chat"
    sender: User
    date: int
    thread: int | None = None
    text: str | None = None
    entities: list[Json] = field(default_factory=list)
    rich: Json | None = None
    photo: StoredFile | None = None
    spoiler: bool = False
    document: StoredFile | None = None
    poll: Poll | None = None
    markup: Json | None = None
    reply_to: "Message | None" = None
    quote: str | None = None
    edited: int | None = None
    via_bot: User | None = None
    inline_id: str | None = None
    guest_caller: User | None = None
    anonymous: bool = False
    silent: bool = False
    protected: bool = False
    effect: str | None = None
    link_preview: Json | None = None
    reactions: dict[User, str] = field(default_factory=dict)
    service: Json | None = None
    receiver: User | None = None
    ephemeral_id: int | None = None
    replaces: "Message | None" = None
    order: int = 0

    @property
    def key(self) -> str:
        """The identity inside the chat, for the page: m12, or e3 for an ephemeral one."""
        return f"m{self.id}" if self.ephemeral_id is None else f"e{self.ephemeral_id}"

    @property
    def is_media(self) -> bool:
        """Whether its words are a caption."""
        return self.photo is not None or self.document is not None


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat, a group, a supergroup or a channel, with everything said in it."""

    id: int
    type: str
    title: str | None = None
    person: User | None = None
    forum: bool = False
    topics: dict[int, Topic] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    ephemeral: dict[int, Message] = field(default_factory=dict)
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    privacy: bool = True
    migrated_to: int | None = None
    last_id: int = 0
    last_ephemeral: int = 0

    @property
    def private(self) -> bool:
        """Whether it is the chat of one person with the bot."""
        return self.type == "private"

    @property
    def group(self) -> bool:
        """Whether several people talk here (a channel is not a group)."""
        return self.type in ("group", "supergroup")

    def status(self, user_id: int) -> str:
        """The status of a user here; `left` for a stranger."""
        member = self.members.get(user_id)
        return member.status if member else "left"

    def admin(self, user_id: int) -> bool:
        """Whether the user runs this group."""
        return self.status(user_id) in ADMINS

    def sees(self, user_id: int) -> bool:
        """Whether the user reads this chat."""
        if self.person is not None:
            return self.person.id == user_id
        return self.status(user_id) in PRESENT


@dataclass(slots=True, eq=False)
class Press:
    """A pressed callback button that waits for answerCallbackQuery."""

    id: str
    user: User
    message: Message
    data: str
    at: float
    answer: Json | None = None


@dataclass(slots=True, eq=False)
class InlineQuery:
    """An inline query and, later, its results."""

    id: str
    user: User
    query: str
    offset: str
    chat: Chat
    at: float
    answer: Json | None = None


@dataclass(slots=True, eq=False)
class GuestCall:
    """A message that calls the bot into a chat where it is not a member."""

    id: str
    message: Message
    at: float
    answered: bool = False
