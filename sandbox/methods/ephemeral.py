"""Messages that one person sees are addressed by their receiver and their own number, never by message_id."""

from typing import Any

from sandbox.arguments import Arguments
from sandbox.errors import bad_request
from sandbox.keyboards import checked_markup
from sandbox.methods.edits import apply, new_text
from sandbox.methods.registry import method
from sandbox.model import Message
from sandbox.world import World


def _addressed(world: World, arguments: Arguments, what: str) -> Message:
    chat = world.writable(arguments.values.get("chat_id"))
    message = chat.ephemeral.get(arguments.integer("ephemeral_message_id") or 0)
    receiver = arguments.integer("receiver_user_id")
    if message is None or receiver is None or message.receiver is None:
        raise bad_request(f"{what} not found")
    # a person's own ephemeral command is addressed by its sender
    if receiver not in (message.receiver.id, message.sender.id):
        raise bad_request(f"{what} not found")
    return message


@method("editEphemeralMessageText")
def edit_ephemeral_message_text(world: World, arguments: Arguments) -> Any:
    """Puts another text or rich message in place."""
    message = _addressed(world, arguments, "message to edit")
    if message.sender is not world.bot:
        raise bad_request("message can't be edited")
    apply(world, message, new_text(world, arguments, message))
    return True


@method("editEphemeralMessageReplyMarkup")
def edit_ephemeral_message_reply_markup(world: World, arguments: Arguments) -> Any:
    """Changes only the keyboard."""
    message = _addressed(world, arguments, "message to edit")
    apply(world, message, {"markup": checked_markup(arguments.json("reply_markup"), inline_only=True)})
    return True


@method("deleteEphemeralMessage")
def delete_ephemeral_message(world: World, arguments: Arguments) -> Any:
    """Deletes an ephemeral message."""
    world.delete(_addressed(world, arguments, "message to delete"))
    return True
