// Words with form become nodes: Telegram's entities over plain text, and the inline kinds of rich messages.

import { address, openAddress, send } from "./acts.js";
import { formed, whole } from "./dates.js";
import { h } from "./dom.js";
import { say } from "./words.js";
import { emit, world } from "./world.js";

const TAGS = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", subscript: "sub", superscript: "sup", marked: "mark", code: "code" };

/** A link: a real one where the address is a page, else a control that does the same. */
function link(url, content, label = null) {
  const found = address(url);
  const follow = (event) => {
    event.preventDefault();
    openAddress(url);
  };
  if (found.kind === "page") return h("a", { href: found.href, rel: "noopener noreferrer", title: label ?? url, on: { click: follow } }, content);
  if (found.kind === "none") return h("span", {}, content);
  return tap(content, () => openAddress(url), url);
}

/** Something in the text that can be pressed. */
const tap = (content, act, title = null) => h("button", { type: "button", class: "link", title, on: { click: act } }, content);

/** Hidden words: shown when pressed. */
function spoiler(content) {
  const node = h("span", { class: "spoiler closed", role: "button", tabindex: "0", "aria-label": say("hidden") }, h("span", { class: "inside", "aria-hidden": "true" }, content));
  const openUp = (event) => {
    if (!node.classList.contains("closed")) return;
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    node.classList.remove("closed");
    for (const name of ["role", "tabindex", "aria-label"]) node.removeAttribute(name);
    node.firstElementChild.removeAttribute("aria-hidden");
  };
  node.addEventListener("click", openUp, true);
  node.addEventListener("keydown", openUp);
  return node;
}

/** A quotation that is long shows its beginning until it is opened. */
export function expandable(content, credit = null) {
  const inside = h("div", { class: "folded-text" }, content);
  const button = h("button", { type: "button", class: "unfold", "aria-expanded": "false" }, say("more"));
  const node = h("blockquote", { class: "folded" }, inside, credit && h("cite", {}, credit), button);
  button.addEventListener("click", () => {
    const open = node.classList.toggle("unfolded");
    button.setAttribute("aria-expanded", String(open));
    button.textContent = say(open ? "less" : "more");
  });
  new ResizeObserver((_, watcher) => {
    if (!node.isConnected || !inside.clientHeight) return;
    const short = inside.scrollHeight <= inside.clientHeight + 2;
    if (short && !node.classList.contains("unfolded")) button.hidden = true;
    watcher.disconnect();
  }).observe(inside);
  return node;
}

const moment = (unix, form, fallback) =>
  h("time", { datetime: new Date(unix * 1000).toISOString(), title: whole(unix) }, formed(unix, form ?? "") ?? fallback);

function mention(name, content) {
  if (name.replace(/^@/, "").toLowerCase() !== world.bot.username.toLowerCase()) return h("span", { class: "tag" }, content);
  return tap(content, () => emit("fill", `@${world.bot.username} `));
}

/** Plain text with entities; offsets are in UTF-16 units, as string indexes are. */
export function formatted(text, entities = []) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return level(text, sorted, 0, text.length);
}

const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

function level(text, entities, start, end) {
  const nodes = [];
  let at = start;
  let rest = entities;
  while (rest.length) {
    const [outer, ...others] = rest;
    const stop = Math.min(outer.offset + outer.length, end);
    const inner = others.filter((entity) => entity.offset < stop);
    rest = others.filter((entity) => entity.offset >= stop);
    const block = BLOCKS.has(outer.type);
    let before = text.slice(at, outer.offset);
    if (block && before.endsWith("\n")) before = before.slice(0, -1); // the block begins its own line
    nodes.push(before, piece(outer, text.slice(outer.offset, stop), () => level(text, inner, outer.offset, stop)));
    at = block && text[stop] === "\n" ? stop + 1 : stop;
  }
  nodes.push(text.slice(at, end));
  return nodes;
}

function piece(entity, words, content) {
  const { type } = entity;
  if (TAGS[type]) return h(TAGS[type], {}, content());
  if (type === "spoiler") return spoiler(content());
  if (type === "pre") return h("pre", { tabindex: "0" }, h("code", { class: entity.language ? "named" : null, "data-language": entity.language }, content()));
  if (type === "blockquote") return h("blockquote", {}, content());
  if (type === "expandable_blockquote") return expandable(content());
  if (type === "text_link") return link(entity.url, content());
  if (type === "url") return link(words, content());
  if (type === "email") return link(`mailto:${words}`, content());
  if (type === "phone_number") return link(`tel:${words.replace(/[^+\d]/g, "")}`, content());
  if (type === "bot_command") return tap(content(), () => send(words));
  if (type === "mention") return mention(words, content());
  if (type === "date_time") return moment(entity.unix_time, entity.date_time_format, content());
  if (["hashtag", "cashtag", "text_mention"].includes(type)) return h("span", { class: "tag" }, content());
  return h("span", {}, content());
}

/** Rich inline text: a string, a list, or an object with a type. `seat` is the message it stands in. */
export function rich(text, seat) {
  if (text === null || text === undefined) return [];
  if (typeof text === "string") return lines(text);
  if (Array.isArray(text)) return text.map((part) => rich(part, seat));
  const inside = () => rich(text.text, seat);
  const { type } = text;
  if (TAGS[type]) return h(TAGS[type], {}, inside());
  if (type === "spoiler") return spoiler(inside());
  if (type === "url") return link(text.url, inside());
  if (type === "email_address") return link(`mailto:${text.email_address}`, inside());
  if (type === "phone_number") return link(`tel:${String(text.phone_number).replace(/[^+\d]/g, "")}`, inside());
  if (type === "mention") return mention(text.username ?? "", inside());
  if (type === "bot_command") return tap(inside(), () => send(text.bot_command));
  if (type === "date_time") return moment(text.unix_time, text.date_time_format, inside());
  if (type === "anchor") return h("span", { class: "anchor", data: { anchor: text.name } });
  if (type === "anchor_link") return tap(inside(), (event) => jump(event.currentTarget, text.anchor_name));
  if (type === "reference") return h("span", { class: "reference", data: { anchor: text.name } }, inside());
  if (type === "reference_link") return tap(inside(), (event) => jump(event.currentTarget, text.reference_name));
  if (type === "button") return seat.button(text.button, "in-text");
  if (type === "custom_emoji") return text.alternative_text ?? "";
  if (type === "mathematical_expression") return h("code", { class: "formula" }, text.expression);
  if (["hashtag", "cashtag", "text_mention", "bank_card_number"].includes(type)) return h("span", { class: "tag" }, inside());
  return inside();
}

function lines(text) {
  return text.split("\n").flatMap((line, at) => (at ? [h("br"), line] : [line]));
}

/** Goes to a named place of the same message; an empty name is its beginning. */
function jump(from, name) {
  const message = from.closest("article");
  const goal = name ? [...message.querySelectorAll("[data-anchor]")].find((node) => node.dataset.anchor === name) : message;
  if (!goal) return;
  for (let around = goal.closest("details"); around; around = around.parentElement.closest("details")) around.open = true;
  emit("reveal", goal);
}
