"""Polls and quizzes, within the lengths and counts that Telegram allows."""

from typing import Any

from sandbox.arguments import Arguments
from sandbox.entities import formatted
from sandbox.errors import bad_request
from sandbox.keyboards import checked_markup
from sandbox.methods.registry import method
from sandbox.methods.sending import outgoing
from sandbox.model import Message, Poll
from sandbox.wire import message_json, poll_json
from sandbox.world import World

OPTIONS = 12


@method("sendPoll")
def send_poll(world: World, arguments: Arguments) -> Any:
    """Sends a poll or a quiz."""
    message = outgoing(world, arguments, ephemeral=False)
    message.poll = _poll(world, arguments)
    return message_json(world.post(message))


def _poll(world: World, arguments: Arguments) -> Poll:
    question, question_entities = formatted(
        arguments.text("question"),
        arguments.text("question_parse_mode"),
        arguments.objects("question_entities"),
        limit=300,
        empty="poll question must be non-empty",
        too_long="poll question length must not exceed 300",
    )
    poll = Poll(
        str(5_000_000_000 + world.number("query")),
        question,
        _options(arguments.objects("options") or []),
        question_entities,
    )
    kind = arguments.text("type") or "regular"
    if kind not in ("regular", "quiz"):
        raise bad_request("unsupported poll type specified")
    poll.quiz = kind == "quiz"
    poll.anonymous = arguments.flag("is_anonymous", default=True)
    poll.multiple = arguments.flag("allows_multiple_answers")
    poll.revoting = arguments.flag("allows_revoting", default=not poll.quiz)
    poll.closed = arguments.flag("is_closed")
    poll.open_period = arguments.integer("open_period")
    if arguments.text("description"):
        poll.description, poll.description_entities = formatted(
            arguments.text("description"),
            arguments.text("description_parse_mode"),
            arguments.objects("description_entities"),
            limit=1024,
        )
    if poll.quiz:
        _quiz(poll, arguments)
    return poll


def _options(given: list[Any]) -> list[str]:
    texts = [option if isinstance(option, str) else (option or {}).get("text", "") for option in given]
    if not texts:
        raise bad_request("poll must have at least 1 option")
    if len(texts) > OPTIONS:
        raise bad_request(f"poll can't have more than {OPTIONS} options")
    for text in texts:
        formatted(
            text,
            None,
            limit=100,
            empty="poll options must be non-empty",
            too_long="poll options length must not exceed 100",
        )
    if len(set(texts)) < len(texts):
        raise bad_request("POLL_OPTION_DUPLICATE")
    return texts


def _quiz(poll: Poll, arguments: Arguments) -> None:
    correct = arguments.objects("correct_option_ids")
    single = arguments.integer("correct_option_id")
    poll.correct = list(correct) if correct is not None else [single] if single is not None else []
    if not poll.correct:
        raise bad_request("QUIZ_CORRECT_ANSWERS_EMPTY")
    if any(not isinstance(number, int) or not 0 <= number < len(poll.options) for number in poll.correct):
        raise bad_request("wrong correct option ID specified")
    if len(poll.correct) > 1 and not poll.multiple:
        raise bad_request("QUIZ_CORRECT_ANSWERS_TOO_MUCH")
    if arguments.text("explanation"):
        poll.explanation, poll.explanation_entities = formatted(
            arguments.text("explanation"),
            arguments.text("explanation_parse_mode"),
            arguments.objects("explanation_entities"),
            limit=200,
        )
        if poll.explanation.count("\n") > 2:
            raise bad_request("QUIZ_EXPLANATION_INVALID")


@method("stopPoll")
def stop_poll(world: World, arguments: Arguments) -> Any:
    """Closes a poll of the bot and gives the result."""
    chat = world.writable(arguments.values.get("chat_id"))
    message = chat.messages.get(arguments.integer("message_id") or 0)
    if message is None:
        raise bad_request("message with poll to stop not found")
    if message.poll is None:
        raise bad_request("message is not a poll")
    if message.sender is not world.bot:
        raise bad_request("poll can't be stopped")
    if message.poll.closed:
        raise bad_request("poll has already been closed")
    message.poll.closed = True
    message.markup = checked_markup(arguments.json("reply_markup"), inline_only=True)
    announce(world, message)
    return poll_json(message.poll)


def announce(world: World, message: Message) -> None:
    """Shows the poll's new state to the readers and tells the bot."""
    assert message.poll is not None
    world.tell("edited", message.chat, message)
    world.updates.put({"poll": poll_json(message.poll)})
