"""What the bot says about itself: names, descriptions and command menus, per language and scope."""

from typing import Any

from sandbox.errors import bad_request
from sandbox.model import Chat, Json, User

TEXTS = {"name": 64, "description": 512, "short_description": 120}


class Profile:
    """Texts and menus; what a person sees falls back from their language to the common one."""

    def __init__(self, bot: User) -> None:
        self.bot = bot
        self.texts: dict[tuple[str, str], str] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}

    def set_text(self, kind: str, text: str, language: str) -> None:
        """Sets or, with an empty text, removes one text."""
        if len(text) > TEXTS[kind]:
            raise bad_request(
                {"name": "BOT_TITLE_INVALID", "description": "BOT_DESCRIPTION_INVALID"}.get(
                    kind, "BOT_SHORT_DESCRIPTION_INVALID"
                )
            )
        if text:
            self.texts[kind, language] = text
        else:
            self.texts.pop((kind, language), None)

    def text(self, kind: str, language: str | None) -> str:
        """The text in a language, else the common one."""
        found = self.texts.get((kind, language or "")) or self.texts.get((kind, ""))
        return found or (self.bot.first_name if kind == "name" else "")

    def menu(self, chat: Chat, user: User) -> list[Json]:
        """The commands that a client shows to this person in this chat: the narrowest scope that has any."""
        scopes = [f"chat_member:{chat.id}:{user.id}"]
        if chat.private:
            scopes = [f"chat:{chat.id}", "all_private_chats", "default"]
        else:
            if chat.admin(user.id):
                scopes += [f"chat_administrators:{chat.id}"]
            scopes += [f"chat:{chat.id}"]
            if chat.admin(user.id):
                scopes += ["all_chat_administrators"]
            scopes += ["all_group_chats", "default"]
        for scope in scopes:
            for language in (user.language_code or "", ""):
                if self.commands.get((scope, language)):
                    return self.commands[scope, language]
        return []


def scope_key(scope: Any) -> str:
    """The scope as one string; raises for one that is not documented."""
    if not scope:
        return "default"
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in ("default", "all_private_chats", "all_group_chats", "all_chat_administrators"):
        return str(kind)
    if kind in ("chat", "chat_administrators", "chat_member"):
        parts = [kind, scope.get("chat_id"), *([scope.get("user_id")] if kind == "chat_member" else [])]
        if None in parts:
            raise bad_request("can't parse BotCommandScope: Can't find field \"chat_id\"")
        return ":".join(map(str, parts))
    raise bad_request("can't parse BotCommandScope: unsupported type specified")
