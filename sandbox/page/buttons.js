// Buttons of inline keyboards and of rich messages: one look, one behaviour, a spinner while the bot thinks.

import { isPending, pushButton } from "./acts.js";
import { h, icon } from "./dom.js";
import { rich } from "./inline.js";
import { byKind } from "./kinds.js";
import { on } from "./world.js";

const alive = new Set();

/** A button of a message. `place` is "in-keyboard", "in-row" or "in-text". */
export function messageButton(button, message, place) {
  const kind = byKind(button);
  const data = button.callback_data;
  const node = h(
    "button",
    { type: "button", class: `push ${place} ${button.style ?? ""}`, disabled: kind.name === "disabled", data: { mark: `${kind.name}:${kind.value}` } },
    h("span", { class: "words" }, typeof button.text === "string" ? button.text : rich(button.text, {})),
    kind.icon && icon(kind.icon),
  );
  node.addEventListener("click", () => pushButton(button, message));
  if (data !== undefined) {
    node.refresh = () => {
      const busy = isPending(message, data);
      node.classList.toggle("busy", busy);
      node.setAttribute("aria-busy", String(busy));
    };
    node.refresh();
    alive.add(new WeakRef(node));
  }
  return node;
}

on("pending", () => {
  for (const kept of alive) {
    const node = kept.deref();
    if (!node || (!node.isConnected && node.seen)) alive.delete(kept);
    else {
      node.seen = node.isConnected;
      node.refresh();
    }
  }
});

/** The inline keyboard under a message. */
export const keyboard = (rows, message) =>
  h("div", { class: "keyboard", role: "group" }, rows.map((row) => h("div", { class: "keyboard-row" }, row.map((button) => messageButton(button, message, "in-keyboard")))));
