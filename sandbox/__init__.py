"""A small, strict Telegram on this machine: to try the bot without a token, and for end-to-end tests."""

from sandbox.box import TOKEN, Sandbox, start_sandbox
from sandbox.errors import NoAnswer, WrongMove
from sandbox.faults import Fault, bad_gateway, dropped, forbidden_to, hanging, lost, refused, server_error, too_many
from sandbox.groups import Group
from sandbox.heard import Alert, Button, Heard, InlineAnswer
from sandbox.people import Person

__all__ = [
    "TOKEN",
    "Alert",
    "Button",
    "Fault",
    "Group",
    "Heard",
    "InlineAnswer",
    "NoAnswer",
    "Person",
    "Sandbox",
    "WrongMove",
    "bad_gateway",
    "dropped",
    "forbidden_to",
    "hanging",
    "lost",
    "refused",
    "server_error",
    "start_sandbox",
    "too_many",
]
