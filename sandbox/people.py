"""People of a test: they write, press, vote and block, and wait until the bot has finished with it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from sandbox import acts
from sandbox.acts import Act, buttons_of
from sandbox.errors import WrongMove
from sandbox.heard import Alert, Heard, InlineAnswer
from sandbox.model import Chat, Message, User
from sandbox.rich_text import plain_text
from sandbox.views import may_see, visible

if TYPE_CHECKING:
    from sandbox.box import Sandbox
    from sandbox.groups import Group


class Person:
    """Somebody with a Telegram client; `where` is the private chat unless a group is named."""

    def __init__(self, box: "Sandbox", user: User) -> None:
        self.box = box
        self.user = user
        self.answers: list[Alert] = []

    @property
    def id(self) -> int:
        """The user's id, which is also the id of the private chat."""
        return self.user.id

    @property
    def chat(self) -> Chat:
        """The private chat with the bot."""
        return self.box.world.chats[self.id]

    @property
    def alerts(self) -> list[Alert]:
        """The answers to presses that had words or a link."""
        return [answer for answer in self.answers if answer.text or answer.url]

    @property
    def heard(self) -> list[Heard]:
        """What the bot has said in the private chat, oldest first."""
        return self._heard(self.chat)

    @property
    def heard_text(self) -> list[str]:
        """The words of it."""
        return [heard.text for heard in self.heard]

    @property
    def last(self) -> Heard:
        """The bot's last message in the private chat."""
        return self.heard[-1]

    def heard_in(self, where: "Group") -> list[Heard]:
        """What this person sees of the bot in a group, ephemeral messages included."""
        return self._heard(where.chat)

    async def says(
        self,
        text: str,
        *,
        where: "Group | None" = None,
        topic: int | None = None,
        reply_to: Heard | None = None,
        anonymous: bool = False,
    ) -> list[Heard]:
        """Writes, waits, and gives what the bot sent or changed in that chat meanwhile."""
        chat = self._where(where)
        reply = reply_to.message if reply_to else None
        return await self._does(
            chat,
            lambda: acts.say(self.box.world, self.user, chat, text, thread=topic, reply_to=reply, anonymous=anonymous),
        )

    async def presses(self, what: str, *, on: Heard | None = None, where: "Group | None" = None) -> list[Heard]:
        """Presses the button with this label or callback data, on the newest message that has it."""
        chat = on.message.chat if on else self._where(where)
        message, data = self._find(
            what, [on.message] if on else [heard.message for heard in reversed(self._heard(chat))]
        )
        return await self._does(chat, lambda: acts.press(self.box.world, self.user, message, data))

    async def forges(self, data: str, *, on: Heard | None = None, where: "Group | None" = None) -> list[Heard]:
        """Sends callback data that no button has, on the newest message or the one given."""
        chat = on.message.chat if on else self._where(where)
        message = on.message if on else self._heard(chat)[-1].message
        return await self._does(chat, lambda: acts.press(self.box.world, self.user, message, data, forged=True))

    async def votes(self, *options: int, on: Heard) -> list[Heard]:
        """Votes in a poll."""
        return await self._does(
            on.message.chat, lambda: acts.vote(self.box.world, self.user, on.message, list(options))
        )

    async def reacts(self, emoji: str | None, on: Heard) -> list[Heard]:
        """Puts a reaction on a message."""
        return await self._does(on.message.chat, lambda: acts.react(self.box.world, self.user, on.message, emoji))

    async def asks(self, query: str, *, where: "Group | None" = None, offset: str = "") -> InlineAnswer:
        """Types `@bot query` and gives the results."""
        act = acts.ask_inline(self.box.world, self.user, self._where(where), query, offset)
        await self.box.settle(act)
        assert act.query is not None
        return InlineAnswer(act.query)

    async def chooses(self, answer: InlineAnswer, result_id: str, *, where: "Group | None" = None) -> Heard:
        """Posts one of the results and gives the message."""
        act = acts.choose(self.box.world, self.user, answer.query, result_id, self._where(where))
        await self.box.settle(act)
        assert act.message is not None
        return Heard(act.message)

    async def blocks_bot(self) -> None:
        """Blocks the bot."""
        await self._does(self.chat, lambda: Act(self.box.world.person_status(self.chat, blocked=True)))

    async def unblocks_bot(self) -> None:
        """Lets the bot in again, without writing to it."""
        await self._does(self.chat, lambda: Act(self.box.world.person_status(self.chat, blocked=False)))

    def starts(self) -> None:
        """Has written to the bot long ago: it may write here, and nothing is delivered now."""
        self.chat.started = True

    def deactivates(self) -> None:
        """Deletes the account."""
        self.chat.deactivated = True

    async def _does(self, chat: Chat, act: Callable[[], Act]) -> list[Heard]:
        mark = self.box.mark()
        await self.box.settle(act())
        changed = [message for message in self.box.touched(mark) if message.chat is chat and self._hears(message)]
        return [Heard(message) for message in changed]

    def _heard(self, chat: Chat) -> list[Heard]:
        return [Heard(message) for message in visible(chat, self.user) if self._hears(message)]

    def _hears(self, message: Message) -> bool:
        bot = self.box.world.bot
        return (message.sender is bot or message.via_bot is bot) and not message.service and may_see(message, self.user)

    def _where(self, where: "Group | None") -> Chat:
        return where.chat if where else self.chat

    def _find(self, what: str, messages: list[Message]) -> tuple[Message, str]:
        for message in messages:
            for button in buttons_of(message):
                if button.get("callback_data") and what in (button["callback_data"], plain_text(button["text"])):
                    return message, button["callback_data"]
        labels = [[plain_text(button["text"]) for button in buttons_of(message)] for message in messages[:3]]
        raise WrongMove(f"there is no button {what!r}; the newest messages have {labels}")
