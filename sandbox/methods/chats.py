"""What the bot may learn of a chat and who is in it, with Telegram's refusals where it may not."""

from typing import Any

from sandbox.arguments import Arguments
from sandbox.errors import bad_request, forbidden
from sandbox.methods.registry import method
from sandbox.model import PRESENT, Chat, Member
from sandbox.wire import full_chat_json, is_admin, member_json
from sandbox.world import World


def _present(world: World, arguments: Arguments) -> Chat:
    chat = world.chat(arguments.values.get("chat_id"))
    status = chat.status(world.bot.id)
    if not chat.private and status not in PRESENT:
        raise forbidden(
            f"bot was kicked from the {chat.type} chat"
            if status == "kicked"
            else f"bot is not a member of the {chat.type} chat"
        )
    return chat


@method("getChat")
def get_chat(world: World, arguments: Arguments) -> Any:
    """A chat in full."""
    return full_chat_json(_present(world, arguments))


@method("getChatMember")
def get_chat_member(world: World, arguments: Arguments) -> Any:
    """One member; somebody who is not in the group is `left`."""
    chat = _present(world, arguments)
    user = world.users.get(arguments.integer("user_id") or 0)
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if chat.private:
        if user is not chat.person and user is not world.bot:
            raise bad_request("user not found")
        return member_json(Member(user))
    return member_json(chat.members.get(user.id) or Member(user, "left"))


@method("getChatAdministrators")
def get_chat_administrators(world: World, arguments: Arguments) -> Any:
    """Those who run a group; bots other than this one are left out."""
    chat = _present(world, arguments)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    return [member_json(member) for member in chat.members.values() if is_admin(member)]


@method("getChatMemberCount")
def get_chat_member_count(world: World, arguments: Arguments) -> Any:
    """How many are in the chat."""
    chat = _present(world, arguments)
    return 2 if chat.private else sum(member.status in PRESENT for member in chat.members.values())


@method("leaveChat")
def leave_chat(world: World, arguments: Arguments) -> Any:
    """The bot leaves a group."""
    chat = _present(world, arguments)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    world.membership(chat, world.bot, "left", world.bot)
    return True


@method("setChatMenuButton")
def set_chat_menu_button(world: World, arguments: Arguments) -> Any:
    """Accepted; the page always shows the commands."""
    return True
