// One message as a bubble: who, what, when, and what can be done with it.

import { copy } from "./acts.js";
import { blocks, photo } from "./blocks.js";
import { keyboard, messageButton } from "./buttons.js";
import { clock, whole } from "./dates.js";
import { exhibit } from "./dialogs.js";
import { avatar, h, icon } from "./dom.js";
import { formatted } from "./inline.js";
import { pollCard } from "./poll.js";
import { openMenu } from "./popup.js";
import { say } from "./words.js";
import { emit, here } from "./world.js";

const EFFECTS = { 5104841245755180586: "🔥", 5107584321108051014: "👍", 5046509860389126442: "🎉" };

/** The node of a message; `first` says that the one before is not of the same author. */
export function messageNode(message, first) {
  if (message.service) return h("article", { class: "service" }, h("span", { dir: "auto" }, message.service));
  const group = here().type !== "private";
  const named = first && group && !message.own;
  const wide = message.rich ? "wide-bubble" : "";
  const bubble = h(
    "div",
    { class: `bubble ${wide} ${message.protected ? "protected" : ""}` },
    named && h("p", { class: `author ${message.from.bot ? "ink-bot" : `ink-${Math.abs(message.from.id) % 6}`}` }, message.from.name, message.from.bot && h("span", { class: "badge" }, say("bot"))),
    message.via_bot && h("p", { class: "note" }, say("via", { name: `@${message.via_bot}` })),
    message.ephemeral_id !== null && h("p", { class: "note only-you" }, icon("eye"), say("onlyYou")),
    message.reply_to && replied(message),
    h("div", { class: "content", dir: "auto" }, content(message)),
    underneath(message),
  );
  const markup = message.reply_markup?.inline_keyboard;
  return h(
    "article",
    {
      class: ["message", message.own ? "own" : "theirs", first ? "first" : "", message.ephemeral_id !== null ? "ephemeral" : "", group ? "in-group" : ""].join(" "),
      tabindex: "-1",
      "aria-label": `${message.from.name}, ${clock(message.date)}`,
    },
    group && !message.own && (first ? avatar(message.from.id, message.from.name, message.from.bot ? "small book" : "small") : h("span", { class: "avatar-gap" })),
    h("div", { class: `column ${wide}` }, bubble, markup?.length > 0 && keyboard(markup, message)),
  );
}

/** A streamed draft, until the message itself comes. */
export const draftNode = (draft) =>
  h("article", { class: "message theirs draft", "aria-label": say("draft") }, h("div", { class: "column wide-bubble" }, h("div", { class: "bubble wide-bubble" }, h("div", { class: "content stack" }, blocks(draft.rich.blocks, { button: () => null })))));

function content(message) {
  const words = message.text && h("div", { class: "text" }, formatted(message.text, message.entities));
  if (message.rich) {
    const seat = { button: (button, place) => messageButton(button, message, place) };
    return h("div", { class: "stack rich", dir: message.rich.is_rtl ? "rtl" : null }, blocks(message.rich.blocks, seat));
  }
  if (message.photo) return [photo(message.photo, message.text), words];
  if (message.document) return [file(message.document), words];
  if (message.poll) return pollCard(message);
  return words || h("div", { class: "text" }, message.plain);
}

function file({ url, name, size }) {
  const kilobytes = `${Math.max(1, Math.round(size / 1024))} KB`;
  return h("a", { class: "file", href: url, download: name }, icon("file"), h("span", {}, h("span", { class: "file-name" }, name), h("span", { class: "row-note" }, kilobytes)));
}

function replied({ reply_to: to, quote }) {
  return h("button", { type: "button", class: "replied", on: { click: () => emit("seek", to.key) } }, h("strong", {}, to.name), h("span", {}, quote ?? to.text));
}

function underneath(message) {
  const marks = message.reactions.length > 0 && h("span", { class: "reactions" }, message.reactions.map(({ emoji, name }) => h("span", { title: name }, emoji)));
  const effect = message.effect && h("span", { class: "effect", "aria-hidden": "true" }, EFFECTS[message.effect] ?? "✨");
  const silent = message.silent && h("span", { class: "hush", title: say("silent") }, icon("bell"), h("span", { class: "unseen" }, say("silent")));
  const time = h("time", { datetime: new Date(message.date * 1000).toISOString() }, clock(message.date));
  const when = h(
    "button",
    { type: "button", class: "when", "aria-haspopup": "menu", "aria-expanded": "false", "aria-label": `${say("actions")}, ${clock(message.date)}`, title: whole(message.date), data: { mark: "when" } },
    message.edited && h("span", {}, say("edited")),
    time,
    icon("dots"),
  );
  when.addEventListener("click", () => openMenu(when, actions(message), say("actions")));
  return h("div", { class: "under" }, marks, effect, silent, when);
}

function actions(message) {
  const list = [{ label: say("reply"), mark: "reply", act: () => emit("reply", message) }];
  if (!message.protected) list.push({ label: say("copy"), mark: "copy", act: () => copy(message.plain) });
  const show = () => exhibit(say("raw"), h("pre", {}, JSON.stringify(message, null, 2)), "data");
  return [...list, { label: say("raw"), mark: "file", act: show }];
}
