"""A keyboard that passes here would pass at Telegram: shape, one action a button, lengths in bytes."""

import re
from typing import Any

from sandbox.errors import bad_request
from sandbox.model import Json

BUTTONS = 100
COLUMNS = 8
_ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
_STYLES = ("danger", "success", "primary")
_EXTRA = ("text", "icon_custom_emoji_id", "style")


def checked_markup(value: Any, *, inline_only: bool = False) -> Json | None:
    """The reply markup as it is kept; None for none; raises Telegram's refusals."""
    if value is None or value == "":
        return None
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in value:
        rows = [
            [checked_button(button) for button in row] for row in _rows(value["inline_keyboard"], "inline keyboard")
        ]
        rows = [row for row in rows if row]
        if sum(map(len, rows)) > BUTTONS or any(len(row) > COLUMNS for row in rows):
            raise bad_request("reply markup is too long")
        return {"inline_keyboard": rows} if rows else None
    if inline_only:
        raise bad_request("inline keyboard expected")
    if "keyboard" in value:
        rows = [
            [{"text": button} if isinstance(button, str) else button for button in row]
            for row in _rows(value["keyboard"], "keyboard")
        ]
        if any(not isinstance(button, dict) or not button.get("text") for row in rows for button in row):
            raise bad_request("can't parse keyboard button: Can't find field \"text\"")
        return {**value, "keyboard": rows}
    if value.get("remove_keyboard") or value.get("force_reply"):
        return dict(value)
    if not value:
        return None
    raise bad_request("object expected as reply markup")


def checked_button(value: Any, *, rich: bool = False) -> Json:
    """One inline button, or a button inside a rich message, where the label is checked by the caller."""
    what = "rich message button" if rich else "inline keyboard button"
    if not isinstance(value, dict):
        raise bad_request(f"can't parse {what}: expected an Object")
    button: Json = {name: content for name, content in value.items() if content is not None}
    if "text" not in button:
        raise bad_request(f"can't parse {what}: Can't find field \"text\"")
    if not rich and (not isinstance(button["text"], str) or not button["text"].strip()):
        raise bad_request(f"can't parse {what}: text must be a non-empty String")
    unknown = set(button) - {*_ACTIONS, *_EXTRA}
    if unknown:
        raise bad_request(f'can\'t parse {what}: unknown field "{min(unknown)}"')
    actions = [name for name in _ACTIONS if name in button and button[name] is not False]
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
            if not rich
            else "BUTTON_TYPE_INVALID"
        )
    if len(actions) > 1:
        raise bad_request("BUTTON_TYPE_INVALID")
    _check_style(button, actions[0], rich=rich)
    _check_action(actions[0], button[actions[0]])
    return button


def _check_style(button: Json, action: str, *, rich: bool) -> None:
    style = button.get("style")
    if style is None or style in _STYLES:
        return
    if not (rich and style == "link" and action == "callback_data"):
        raise bad_request("BUTTON_STYLE_INVALID")


def _check_action(action: str, value: Any) -> None:
    if action == "callback_data" and (not isinstance(value, str) or not 1 <= len(value.encode()) <= 64):
        raise bad_request("BUTTON_DATA_INVALID")
    if action == "url" and not re.match(r"^(?:https?://[^\s/]+|tg://\S+|mailto:\S+|tel:\S+)", str(value)):
        raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
    if action == "copy_text":
        text = value.get("text") if isinstance(value, dict) else None
        if not isinstance(text, str) or not 1 <= len(text) <= 256:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    typed = action in ("switch_inline_query", "switch_inline_query_current_chat")
    if typed and (not isinstance(value, str) or len(value) > 256):
        raise bad_request("BUTTON_SWITCH_INLINE_QUERY_INVALID")
    if action in ("web_app", "login_url") and (
        not isinstance(value, dict) or not str(value.get("url", "")).startswith("https://")
    ):
        raise bad_request("BUTTON_URL_INVALID")


def _rows(value: Any, what: str) -> list[list[Any]]:
    if not isinstance(value, list):
        raise bad_request(f'field "{what.replace(" ", "_")}" must be of type Array')
    for row in value:
        if not isinstance(row, list):
            raise bad_request(f'field "{what.replace(" ", "_")}" must be an Array of Arrays')
    return value
