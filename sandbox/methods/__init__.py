"""The Bot API methods the sandbox knows; any other is answered with 404, as an older server would."""

from sandbox.methods import chats, edits, ephemeral, inline, polls, profile, receiving, sending
from sandbox.methods.registry import METHODS, Method

__all__ = ["METHODS", "Method", "chats", "edits", "ephemeral", "inline", "polls", "profile", "receiving", "sending"]
