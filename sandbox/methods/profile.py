"""The bot about itself: getMe, names, descriptions and menus, kept per language and scope and given back the same."""

import re
from functools import partial
from typing import Any

from sandbox.arguments import Arguments
from sandbox.errors import bad_request
from sandbox.methods.registry import method
from sandbox.profile import TEXTS, scope_key
from sandbox.wire import user_json
from sandbox.world import World

COMMANDS = 100


@method("getMe")
def get_me(world: World, arguments: Arguments) -> Any:
    """The bot itself, with everything BotFather could have switched on."""
    switches = dict.fromkeys(("can_join_groups", "supports_inline_queries", "supports_guest_queries"), True)
    off = dict.fromkeys(("can_read_all_group_messages", "can_connect_to_business", "has_main_web_app"), False)
    return {**user_json(world.bot), "first_name": world.profile.text("name", None), **switches, **off}


@method("logOut")
def log_out(world: World, arguments: Arguments) -> Any:
    """Accepted; there is no other server to move to."""
    return True


@method("close")
def close(world: World, arguments: Arguments) -> Any:
    """Accepted."""
    return True


def _language(arguments: Arguments) -> str:
    language = arguments.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    return language


@method("setMyCommands")
def set_my_commands(world: World, arguments: Arguments) -> Any:
    """Sets the menu of a scope and a language."""
    commands = arguments.objects("commands")
    if commands is None:
        raise bad_request('parameter "commands" is required')
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not isinstance(command, dict) or not re.fullmatch(
            r"[a-z0-9_]{1,32}", str(command.get("command", "")).removeprefix("/")
        ):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description") or "")) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    menu = [{**command, "command": command["command"].removeprefix("/")} for command in commands]
    world.profile.commands[scope_key(arguments.json("scope")), _language(arguments)] = menu
    _tell(world, "chat")
    return True


@method("getMyCommands")
def get_my_commands(world: World, arguments: Arguments) -> Any:
    """The menu of exactly this scope and language."""
    return world.profile.commands.get((scope_key(arguments.json("scope")), _language(arguments)), [])


@method("deleteMyCommands")
def delete_my_commands(world: World, arguments: Arguments) -> Any:
    """Removes the menu of a scope and a language; a wider one shows again."""
    world.profile.commands.pop((scope_key(arguments.json("scope")), _language(arguments)), None)
    _tell(world, "chat")
    return True


def _set(kind: str, world: World, arguments: Arguments) -> Any:
    world.profile.set_text(kind, arguments.text(kind), _language(arguments))
    _tell(world, "bot")
    return True


def _get(kind: str, world: World, arguments: Arguments) -> Any:
    return {kind: world.profile.text(kind, _language(arguments))}


def _tell(world: World, event: str) -> None:
    for chat in list(world.chats.values()):
        world.tell(event, chat)


for _kind in TEXTS:
    _title = "".join(part.title() for part in _kind.split("_"))
    method(f"setMy{_title}")(partial(_set, _kind))
    method(f"getMy{_title}")(partial(_get, _kind))
