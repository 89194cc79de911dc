"""Groups and channels of a test: who is in them, their topics, and what happens to the bot there."""

from typing import TYPE_CHECKING

from sandbox import acts
from sandbox.acts import Act
from sandbox.heard import Heard
from sandbox.model import Chat, Member

if TYPE_CHECKING:
    from sandbox.box import Sandbox
    from sandbox.people import Person


class Group:
    """A group, a supergroup or a channel."""

    def __init__(self, box: "Sandbox", chat: Chat) -> None:
        self.box = box
        self.chat = chat

    @property
    def id(self) -> int:
        """The chat's id, negative."""
        return self.chat.id

    @property
    def heard(self) -> list[Heard]:
        """What the bot has said here for everybody, oldest first."""
        bot = self.box.world.bot
        return [
            Heard(message) for message in self.chat.messages.values() if message.sender is bot and not message.service
        ]

    def whispered(self, person: "Person") -> list[Heard]:
        """What the bot has said here to one person alone."""
        return [Heard(message) for message in self.chat.ephemeral.values() if message.receiver is person.user]

    def topic(self, name: str) -> int:
        """The number of a topic, opened when there is none of that name."""
        found = next((topic.id for topic in self.chat.topics.values() if topic.name == name), None)
        return found if found is not None else self.box.world.add_topic(self.chat, name).id

    def closes_topic(self, name: str) -> None:
        """Closes a topic."""
        self.chat.topics[self.topic(name)].closed = True

    def deletes_topic(self, name: str) -> None:
        """Deletes a topic."""
        del self.chat.topics[self.topic(name)]

    def takes(self, person: "Person", status: str = "member") -> None:
        """Puts a person into the group without telling the bot."""
        self.chat.members[person.id] = Member(person.user, status)

    async def adds_bot(self, by: "Person", status: str = "member") -> list[Heard]:
        """Adds the bot, or gives it another status; gives what it says to that."""
        return await self._does(acts.join(self.box.world, self.chat, self.box.world.bot, by.user, status))

    async def removes_bot(self, by: "Person") -> list[Heard]:
        """Throws the bot out."""
        return await self._does(acts.leave(self.box.world, self.chat, self.box.world.bot, by.user))

    async def promotes(self, person: "Person", by: "Person", status: str = "administrator") -> list[Heard]:
        """Changes a person's status."""
        return await self._does(acts.join(self.box.world, self.chat, person.user, by.user, status))

    async def lets_go(self, person: "Person") -> list[Heard]:
        """The person leaves."""
        return await self._does(acts.leave(self.box.world, self.chat, person.user, person.user))

    async def migrates(self) -> "Group":
        """Becomes a supergroup; gives the new group, the old number fails from now on."""
        new, act = acts.migrate(self.box.world, self.chat)
        await self._does(act)
        return Group(self.box, new)

    async def _does(self, act: Act) -> list[Heard]:
        mark = self.box.mark()
        await self.box.settle(act)
        bot = self.box.world.bot
        return [
            Heard(message) for message in self.box.touched(mark) if message.chat is self.chat and message.sender is bot
        ]
