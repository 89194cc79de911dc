"""The words of a call, formatted or rich, checked before anything is sent or changed."""

from sandbox.arguments import Arguments
from sandbox.entities import CAPTION_LIMIT, formatted
from sandbox.errors import bad_request
from sandbox.files import image_size, known_file, store
from sandbox.model import Json
from sandbox.rich import checked_blocks
from sandbox.rich_html import parse_rich_html
from sandbox.wire import photo_json, user_json
from sandbox.world import World

_RICH_FIELDS = {"html", "markdown", "blocks", "is_rtl", "skip_entity_detection", "media"}


def read_text(world: World, arguments: Arguments) -> tuple[str, list[Json]]:
    """`text`, `parse_mode` and `entities`."""
    text, entities = formatted(arguments.text("text"), arguments.text("parse_mode"), arguments.objects("entities"))
    return text, with_users(world, entities)


def read_caption(world: World, arguments: Arguments) -> tuple[str, list[Json]]:
    """`caption`, `parse_mode` and `caption_entities`; an empty caption is allowed."""
    text, entities = formatted(
        arguments.text("caption"),
        arguments.text("parse_mode"),
        arguments.objects("caption_entities"),
        limit=CAPTION_LIMIT,
        empty=None,
        too_long="message caption is too long",
    )
    return text, with_users(world, entities)


def with_users(world: World, entities: list[Json]) -> list[Json]:
    """Mentions by id get their user; a mention of somebody unknown is dropped, as Telegram does."""
    result = []
    for entity in entities:
        if entity["type"] == "text_mention" and "user" not in entity:
            user = world.users.get(entity.pop("user_id"))
            if user is None:
                continue
            entity["user"] = user_json(user)
        result.append(entity)
    return result


def read_rich(world: World, value: Json | None, arguments: Arguments, *, draft: bool = False) -> Json:
    """An `InputRichMessage` as the `RichMessage` that readers get."""
    if value is None:
        raise bad_request("RICH_MESSAGE_CONTENT_REQUIRED")
    value = {name: content for name, content in value.items() if content is not None}
    unknown = set(value) - _RICH_FIELDS
    if unknown:
        raise bad_request(f'can\'t parse InputRichMessage: unknown field "{min(unknown)}"')
    given = [name for name in ("html", "markdown", "blocks") if value.get(name)]
    if not given:
        raise bad_request("RICH_MESSAGE_CONTENT_REQUIRED")
    if len(given) > 1:
        raise bad_request("exactly one of the fields html, markdown and blocks must be specified in InputRichMessage")
    if given == ["markdown"]:
        raise bad_request("the sandbox reads rich messages as blocks or HTML, not as Markdown")

    media = {item.get("id"): (item.get("media") or {}).get("media", "") for item in value.get("media") or []}

    def find_photo(pointer: str) -> list[Json]:
        pointer = media.get(pointer.removeprefix("tg://photo?id="), pointer)
        upload = arguments.files.get(pointer.removeprefix("attach://")) if pointer.startswith("attach://") else None
        if upload is None:
            return photo_json(known_file(world, pointer, "photo"))
        size = image_size(upload.content)
        if size is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        return photo_json(store(world, upload, "photo", *size))

    blocks = value["blocks"] if given == ["blocks"] else parse_rich_html(value["html"])
    rich: Json = {"blocks": checked_blocks(blocks, find_photo, draft=draft)}
    if value.get("is_rtl"):
        rich["is_rtl"] = True
    return rich
