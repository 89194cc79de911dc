"""What people do on the page: one function for each POST of the page protocol."""

import asyncio
from typing import Any

from sandbox import acts
from sandbox.errors import WrongMove
from sandbox.methods.inline import built
from sandbox.model import PRESENT, Chat, Json, Message, User
from sandbox.pulse import Pulse
from sandbox.views import chat_view, message_view, person_view, plain
from sandbox.world import World

INLINE_WAIT = 10.0


class Missing(Exception):
    """There is no such person, chat or message."""


class PageActs:
    """Finds what the page names and does what it asks for."""

    def __init__(self, world: World, pulse: Pulse) -> None:
        self.world = world
        self.pulse = pulse
        self.closing = asyncio.Event()

    async def send(self, body: Json) -> Json:
        """Writes a message."""
        person, chat = self._who(body)
        reply = self._message(chat, body["reply_to"]) if body.get("reply_to") else None
        act = acts.say(self.world, person, chat, str(body.get("text") or ""), thread=body.get("thread"), reply_to=reply)
        assert act.message is not None
        return {"message": message_view(act.message, person)}

    async def press(self, body: Json) -> Json:
        """Presses a button."""
        person, chat = self._who(body)
        try:
            act = acts.press(self.world, person, self._message(chat, body.get("key")), str(body.get("callback_data")))
        except WrongMove as error:
            raise Missing(str(error)) from None
        assert act.press is not None
        return {"query": act.press.id}

    async def vote(self, body: Json) -> Json:
        """Votes."""
        person, chat = self._who(body)
        message = self._message(chat, body.get("key"))
        acts.vote(self.world, person, message, [int(option) for option in body.get("options") or []])
        return {"message": message_view(message, person)}

    async def inline(self, body: Json) -> Json:
        """Asks inline and waits for the bot."""
        person, chat = self._who(body)
        query = acts.ask_inline(
            self.world, person, chat, str(body.get("query") or ""), str(body.get("offset") or "")
        ).query
        assert query is not None
        loop = asyncio.get_running_loop()
        deadline = loop.time() + INLINE_WAIT
        while query.answer is None and not self.closing.is_set():
            if not await self.pulse.wait(max(0.0, deadline - loop.time())) and loop.time() >= deadline:
                raise TimeoutError("the bot did not answer in time")
        answer = query.answer or {"results": []}
        results = [self._result(result) for result in answer["results"]]
        return {
            "query": query.id,
            "results": results,
            "next_offset": answer.get("next_offset", ""),
            "button": answer.get("button"),
        }

    def _result(self, result: Json) -> Json:
        message = built(self.world, result, Chat(0, "private"), self.world.bot)
        photo = {"url": f"/api/media/{message.photo.id}"} if message.photo else None
        named = {"id": result["id"], "title": result.get("title") or "", "description": result.get("description")}
        return {**named, "preview": plain(message)[:300], "photo": photo}

    async def choose(self, body: Json) -> Json:
        """Posts an inline result."""
        person, chat = self._who(body)
        query = self.world.inline_queries.get(str(body.get("query")))
        if query is None or query.user is not person:
            raise Missing("no such query")
        act = acts.choose(self.world, person, query, str(body.get("result")), chat, body.get("thread"))
        assert act.message is not None
        return {"message": message_view(act.message, person)}

    async def block(self, body: Json) -> Json:
        """Blocks the bot or lets it in again."""
        person = self.person(body.get("person"))
        chat = self.world.chats[person.id]
        if chat.blocked != bool(body.get("blocked")):
            self.world.person_status(chat, blocked=bool(body.get("blocked")))
        return {"chat": chat_view(self.world, chat, person)}

    async def language(self, body: Json) -> Json:
        """Changes the language of the person's client."""
        person = self.person(body.get("person"))
        person.language_code = str(body.get("language_code") or "")[:8] or None
        self.world.tell("people", self.world.chats[person.id])
        self.world.tell("bot", self.world.chats[person.id])
        for chat in [chat for chat in self.world.chats.values() if chat.sees(person.id)]:
            self.world.tell("chat", chat)  # the menus are in the new language
        return {"person": person_view(person)}

    async def group(self, body: Json) -> Json:
        """Adds, removes, promotes or demotes the bot."""
        person, chat = self._who(body)
        bot = self.world.bot
        if not chat.admin(person.id):
            raise WrongMove("only the group's administrators can do this")
        what = body.get("do")
        present = chat.status(bot.id) in PRESENT
        if what == "add_bot" and not present:
            acts.join(self.world, chat, bot, person)
        elif what == "remove_bot" and present:
            acts.leave(self.world, chat, bot, person)
        elif what in ("promote_bot", "demote_bot") and present:
            acts.join(self.world, chat, bot, person, "administrator" if what == "promote_bot" else "member")
        else:
            raise WrongMove("this can't be done now")
        return {"chat": chat_view(self.world, chat, person)}

    # finding things

    def person(self, number: Any) -> User:
        """The person with this number."""
        user = self.world.users.get(_whole(number))
        if user is None or user.is_bot:
            raise Missing("no such person")
        return user

    def chat(self, number: Any, viewer: User) -> Chat:
        """The chat with this number, if the person is in it."""
        chat = self.world.chats.get(_whole(number))
        if chat is None or not chat.sees(viewer.id):
            raise Missing("no such chat")
        return chat

    def _who(self, body: Json) -> tuple[User, Chat]:
        person = self.person(body.get("person"))
        return person, self.chat(body.get("chat"), person)

    def _message(self, chat: Chat, key: Any) -> Message:
        kind, number = str(key)[:1], _whole(str(key)[1:])
        message = (chat.ephemeral if kind == "e" else chat.messages).get(number)
        if message is None:
            raise Missing("no such message")
        return message


def _whole(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        return 0
