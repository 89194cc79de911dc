"""Which way updates go: webhook or polling (getUpdates itself waits, so the server carries it out)."""

import re
from typing import Any

from sandbox.arguments import Arguments
from sandbox.errors import bad_request
from sandbox.methods.registry import method
from sandbox.updates import Webhook
from sandbox.world import World


def read_allowed(world: World, arguments: Arguments) -> None:
    """`allowed_updates`: none given keeps the earlier list, an empty one restores the default."""
    given = arguments.objects("allowed_updates")
    if given is not None:
        world.updates.allowed = [str(kind) for kind in given] or None


@method("setWebhook")
def set_webhook(world: World, arguments: Arguments) -> Any:
    """Delivers to an address from now on; an empty one ends that. Plain http is allowed, as on a local server."""
    url = arguments.text("url")
    if not url:
        return delete_webhook(world, arguments)
    secret = arguments.text("secret_token")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad_request("secret token contains unallowed characters")
    connections = arguments.integer("max_connections") or 40
    same = world.updates.webhook.url == url and world.updates.webhook.secret == secret
    world.updates.set_webhook(Webhook(url, secret, min(max(connections, 1), 100)))
    read_allowed(world, arguments)
    if arguments.flag("drop_pending_updates"):
        world.updates.drop()
    return Described(True, "Webhook is already set" if same else "Webhook was set")


@method("deleteWebhook")
def delete_webhook(world: World, arguments: Arguments) -> Any:
    """Back to polling."""
    was = bool(world.updates.webhook.url)
    world.updates.set_webhook(Webhook())
    if arguments.flag("drop_pending_updates"):
        world.updates.drop()
    return Described(True, "Webhook was deleted" if was else "Webhook is already deleted")


@method("getWebhookInfo")
def get_webhook_info(world: World, arguments: Arguments) -> Any:
    """Where updates go and how that fares."""
    hook = world.updates.webhook
    info = {"url": hook.url, "has_custom_certificate": False, "pending_update_count": len(world.updates.pending)}
    if hook.url:
        info["max_connections"] = hook.max_connections
    if hook.last_error:
        info |= {"last_error_message": hook.last_error, "last_error_date": hook.last_error_at}
    if world.updates.allowed:
        info["allowed_updates"] = world.updates.allowed
    return info


class Described:
    """A result that Telegram accompanies with a description."""

    def __init__(self, value: Any, description: str) -> None:
        self.value = value
        self.description = description
