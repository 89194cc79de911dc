"""What people can do in their client, and nothing they could not: each act changes the world and tells the bot.

Every act gives the number of the update it caused, or None when the bot is told nothing.
"""

from dataclasses import dataclass

from sandbox.entities import TEXT_LIMIT, detected
from sandbox.errors import WrongMove
from sandbox.methods.inline import built, kept_inline
from sandbox.methods.polls import announce
from sandbox.model import PRESENT, Chat, GuestCall, InlineQuery, Json, Message, Press, User
from sandbox.rich_text import buttons_in
from sandbox.utf16 import units
from sandbox.wire import chat_json, message_json, reaction_json, user_json
from sandbox.world import World


@dataclass(frozen=True, slots=True)
class Act:
    """What came of an act: the message, press or query it made, and the update that tells the bot."""

    update: int | None
    message: Message | None = None
    press: Press | None = None
    query: InlineQuery | None = None


def say(
    world: World,
    user: User,
    chat: Chat,
    text: str,
    *,
    thread: int | None = None,
    reply_to: Message | None = None,
    anonymous: bool = False,
) -> Act:
    """Writes a text; in a group without the bot, a mention of it is a guest call."""
    text = text.strip()
    if not text or units(text) > TEXT_LIMIT:
        raise WrongMove("a message has 1 to 4096 characters")
    if not chat.sees(user.id):
        raise WrongMove(f"{user.name} is not in this chat")
    if chat.type == "channel" and not chat.admin(user.id):
        raise WrongMove("only administrators write in a channel")
    if thread is not None and thread not in chat.topics:
        raise WrongMove("no such topic")
    update = None
    if chat.private:
        chat.started = True
        if chat.blocked:
            update = world.person_status(chat, blocked=False)  # writing to a blocked bot lets it in again
    message = Message(
        0,
        chat,
        user,
        world.now(),
        thread=thread or (reply_to.thread if reply_to else None),
        text=text,
        reply_to=reply_to,
        anonymous=anonymous,
    )
    message.entities = detected(text)
    if _ephemeral_command(world, chat, user, text) or (reply_to is not None and reply_to.ephemeral_id is not None):
        message.receiver = world.bot
    world.post(message)
    if chat.group and chat.status(world.bot.id) not in PRESENT:
        return Act(_guest(world, message), message)
    return Act(world.heard_by_bot(message) or update, message)


def _ephemeral_command(world: World, chat: Chat, user: User, text: str) -> bool:
    if not chat.group or not text.startswith("/") or chat.status(world.bot.id) not in PRESENT:
        return False
    name, _, whom = text[1:].split(maxsplit=1)[0].partition("@") if len(text) > 1 else ("", "", "")
    if whom and whom.lower() != str(world.bot.username).lower():
        return False
    return any(command["command"] == name and command.get("is_ephemeral") for command in world.profile.menu(chat, user))


def _guest(world: World, message: Message) -> int | None:
    if f"@{world.bot.username}".lower() not in (message.text or "").lower():
        return None
    call = GuestCall(f"guest{world.number('query')}", message, world.clock())
    world.guest_calls[call.id] = call
    return world.updates.put({"guest_message": {**message_json(message), "guest_query_id": call.id}})


def press(world: World, user: User, message: Message, data: str, *, forged: bool = False) -> Act:
    """Presses a callback button; `forged` sends data that no button has, as a changed client can."""
    if not forged and data not in [button.get("callback_data") for button in buttons_of(message)]:
        raise WrongMove("the message has no such button")
    made = Press(str(4_000_000_000_000_000 + world.number("query")), user, message, data, world.clock())
    world.presses[made.id] = made
    body: Json = {
        "id": made.id,
        "from": user_json(user),
        "chat_instance": str(abs(message.chat.id) * 7919),
        "data": data,
    }
    if message.inline_id:
        body["inline_message_id"] = message.inline_id
    else:
        body["message"] = message_json(message)
    return Act(world.updates.put({"callback_query": body}), message, made)


def buttons_of(message: Message) -> list[Json]:
    """All inline buttons of a message: first those inside a rich message, then the keyboard."""
    rows = (message.markup or {}).get("inline_keyboard", [])
    inside = list(buttons_in(message.rich["blocks"])) if message.rich else []
    return [*inside, *(button for row in rows for button in row)]


def vote(world: World, user: User, message: Message, options: list[int]) -> Act:
    """Votes in a poll."""
    poll = message.poll
    if poll is None or poll.closed:
        raise WrongMove("there is no open poll here")
    if poll.votes.get(user.id) and not poll.revoting:
        raise WrongMove("the vote was given already")
    if not all(0 <= number < len(poll.options) for number in options) or (len(options) > 1 and not poll.multiple):
        raise WrongMove("no such option")
    poll.votes[user.id] = options
    update = None
    if not poll.anonymous:
        persistent = [f"{poll.id}-{number}" for number in options]
        update = world.updates.put(
            {
                "poll_answer": {
                    "poll_id": poll.id,
                    "user": user_json(user),
                    "option_ids": options,
                    "option_persistent_ids": persistent,
                }
            }
        )
    announce(world, message)
    return Act(update or world.updates.last_id, message)


def ask_inline(world: World, user: User, chat: Chat, query: str, offset: str = "") -> Act:
    """Types `@bot query` in some chat."""
    made = InlineQuery(
        str(7_000_000_000_000_000 + world.number("query")), user, query[:256], offset, chat, world.clock()
    )
    world.inline_queries[made.id] = made
    kind = "sender" if chat.private else chat.type
    body = {"id": made.id, "from": user_json(user), "query": made.query, "offset": offset, "chat_type": kind}
    return Act(world.updates.put({"inline_query": body}), query=made)


def choose(world: World, user: User, query: InlineQuery, result_id: str, chat: Chat, thread: int | None = None) -> Act:
    """Posts an inline result in one's own name."""
    found = next((result for result in (query.answer or {}).get("results", []) if result["id"] == result_id), None)
    if found is None:
        raise WrongMove("no such result")
    message = built(world, found, chat, user)
    message.thread, message.via_bot = thread, world.bot
    message.link_preview = None
    world.post(message)
    body: Json = {"result_id": result_id, "from": user_json(user), "query": query.query}
    if message.markup:
        body["inline_message_id"] = kept_inline(world, message)
    update = world.updates.put({"chosen_inline_result": body})
    return Act(world.heard_by_bot(message) or update, message)


def react(world: World, user: User, message: Message, emoji: str | None) -> Act:
    """Puts a reaction on a message or takes it away."""
    old = message.reactions.get(user)
    if emoji:
        message.reactions[user] = emoji
    else:
        message.reactions.pop(user, None)
    world.tell("edited", message.chat, message)
    body = {"chat": chat_json(message.chat), "message_id": message.id, "user": user_json(user), "date": world.now()}
    body |= {"old_reaction": reaction_json(old), "new_reaction": reaction_json(emoji)}
    seen = message.chat.private or message.chat.admin(world.bot.id)  # in groups only administrators are told
    return Act(world.updates.put({"message_reaction": body}) if seen else None, message)


def join(world: World, chat: Chat, user: User, by: User, status: str = "member") -> Act:
    """Somebody, or the bot, comes into a group; the service line follows the change of status."""
    fresh = chat.status(user.id) not in PRESENT
    update = world.membership(chat, user, status, by)
    if not fresh or chat.type == "channel":
        return Act(update)
    message = Message(0, chat, by, world.now(), service={"new_chat_members": [user_json(user)]})
    world.post(message)
    return Act(world.heard_by_bot(message) or update, message)


def leave(world: World, chat: Chat, user: User, by: User) -> Act:
    """Somebody, or the bot, goes or is thrown out."""
    message = Message(0, chat, by, world.now(), service={"left_chat_member": user_json(user)})
    told = None if user is world.bot or chat.type == "channel" else world.heard_by_bot(world.post(message))
    if user is world.bot and chat.type != "channel":
        world.post(message)
    update = world.membership(chat, user, "left" if user is by else "kicked", by)
    return Act(update or told, message)


def migrate(world: World, chat: Chat) -> tuple[Chat, Act]:
    """A group becomes a supergroup with another number; both sides say so, and the old number fails from now on."""
    new = world.add_group(chat.title or "")
    new.members = dict(chat.members)
    owner = next((member.user for member in chat.members.values() if member.status == "creator"), world.bot)
    away = Message(0, chat, owner, world.now(), service={"migrate_to_chat_id": new.id})
    world.heard_by_bot(world.post(away))
    chat.migrated_to = new.id
    here = Message(0, new, owner, world.now(), service={"migrate_from_chat_id": chat.id})
    update = world.heard_by_bot(world.post(here))
    world.tell("chat", new)
    return new, Act(update, here)


def inject(world: World, update: Json) -> Act:
    """Any update at all, as it stands; the number is given by the queue."""
    return Act(world.updates.put(update))
