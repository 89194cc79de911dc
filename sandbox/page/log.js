// The conversation: only what changed is drawn anew, and the reader's place is kept.

import { otherDay, day } from "./dates.js";
import { byId, calm, fill, h, icon, narrow } from "./dom.js";
import { draftNode, messageNode } from "./message.js";
import { say } from "./words.js";
import { attempt } from "./acts.js";
import { earlier, emit, here, isHere, on, spot, world } from "./world.js";

const NEAR = 60;
const TOGETHER = 300; // seconds within which one author's messages stand close

const log = byId("log");
const list = byId("messages");
const bottom = byId("bottom");
let drawn = new Map(); //   key -> {message, first, node}
let stuck = true;
let loading = false;

/** The messages of the open place, ephemeral answers where they belong. */
function visible() {
  const chat = here();
  if (!chat) return [];
  const all = chat.messages.filter((message) => isHere(chat.id, message.thread));
  const instead = new Map(all.filter((message) => message.replaces).map((message) => [message.replaces, message]));
  const keys = new Set(all.map((message) => message.key));
  return all.filter((message) => !(message.replaces && keys.has(message.replaces))).map((message) => instead.get(message.key) ?? message);
}

function rows() {
  const chat = here();
  if (!chat) return [];
  const result = [];
  if (chat.more) result.push({ key: "earlier", make: moreButton });
  let before = null;
  for (const message of visible()) {
    if (!before || otherDay(before.date, message.date)) {
      result.push({ key: `day-${message.key}`, stamp: day(message.date), make: () => h("p", { class: "day" }, h("span", {}, day(message.date))) });
      before = null;
    }
    const close = before && !before.service && before.from?.id === message.from?.id && message.date - before.date < TOGETHER;
    const first = !close || Boolean(before.ephemeral_id) !== Boolean(message.ephemeral_id);
    result.push({ key: message.key, stamp: message, first, make: () => messageNode(message, first) });
    before = message;
  }
  const draft = world.drafts.get(spot(chat.id, world.place.thread));
  if (draft) result.push({ key: draft.key, stamp: draft, make: () => draftNode(draft) });
  if (!before) result.push({ key: "empty", stamp: world.bot, make: () => emptyNote(chat) });
  return result;
}

function emptyNote(chat) {
  const about = chat.type === "private" && !chat.started && world.bot.description;
  if (!about) return h("p", { class: "day empty" }, h("span", {}, say("empty")));
  return h("section", { class: "about" }, h("h2", {}, say("about")), h("p", { dir: "auto" }, about));
}

function moreButton() {
  return h("p", { class: "earlier" }, h("button", { type: "button", class: "plain", on: { click: loadEarlier } }, say("earlier")));
}

function draw() {
  const wanted = rows();
  const next = new Map();
  let after = null;
  for (const { key, stamp, first, make } of wanted) {
    const old = drawn.get(key);
    const same = old && old.stamp === stamp && old.first === first;
    const node = same ? old.node : make();
    if (old && !same) swap(old.node, node);
    const place = after ? after.nextSibling : list.firstChild;
    if (node !== place) list.insertBefore(node, place);
    next.set(key, { stamp, first, node });
    after = node;
  }
  for (const [key, { node }] of drawn) if (!next.has(key)) node.remove();
  drawn = next;
}

/** Puts a changed message in place of the old one; whoever stood on a button there stays on it. */
function swap(old, node) {
  const held = old.contains(document.activeElement) ? document.activeElement : null;
  const open = [...old.querySelectorAll("details")].map((part) => part.open);
  const before = old.querySelectorAll("details summary").length;
  old.replaceWith(node);
  const parts = [...node.querySelectorAll("details")];
  if (parts.length === before && sameWords(old, node)) parts.forEach((part, at) => (part.open = open[at]));
  if (!held) return;
  const all = [...node.querySelectorAll("button:not([disabled]), a[href], summary, input")];
  const at = [...old.querySelectorAll("button:not([disabled]), a[href], summary, input")].indexOf(held);
  const same = held.dataset.mark && all.find((other) => other.dataset.mark === held.dataset.mark);
  (same ?? all[at] ?? all.at(-1) ?? node).focus({ preventScroll: true });
}

const sameWords = (a, b) => a.querySelector(".content")?.textContent === b.querySelector(".content")?.textContent;

function toBottom(smooth = false) {
  const far = log.scrollHeight - 2.5 * log.clientHeight;
  if (smooth && log.scrollTop < far) log.scrollTop = far; // a long way is not worth watching
  log.scrollTo({ top: log.scrollHeight, behavior: smooth && !calm() ? "smooth" : "instant" });
}

async function loadEarlier() {
  if (loading || !here()?.more) return;
  loading = true;
  const [anchor] = [...drawn.keys()].filter((key) => /^[me]\d/.test(key));
  const height = () => drawn.get(anchor)?.node.getBoundingClientRect().top ?? 0;
  const held = document.activeElement?.closest(".earlier");
  const before = height();
  stuck = false;
  if (await attempt(earlier)) log.scrollTop += height() - before;
  if (held && !held.isConnected) log.focus({ preventScroll: true });
  loading = false;
}

function reveal(node) {
  stuck = false;
  const space = node.getBoundingClientRect().top - log.getBoundingClientRect().top;
  log.scrollTo({ top: log.scrollTop + space - 16, behavior: calm() ? "instant" : "smooth" });
  const lit = node.matches("article") ? node : node.closest("p, li, td, th, h3, h4, h5, h6, details, blockquote") ?? node.nextElementSibling ?? node;
  lit.classList.add("lit");
  setTimeout(() => lit.classList.remove("lit"), 1600);
}

/** A message longer than the window is shown from its beginning. */
function showArrived(message) {
  const node = drawn.get(message.key)?.node;
  if (!node || message.own || !stuck || node.offsetHeight < log.clientHeight) return;
  stuck = false;
  log.scrollTop += node.getBoundingClientRect().top - log.getBoundingClientRect().top - 8;
}

function missed({ chat, thread }) {
  const where = spot(chat, here().forum ? thread : null);
  world.unread.set(where, (world.unread.get(where) ?? 0) + 1);
  refreshBottom();
}

function read() {
  if (!document.hidden && world.unread.delete(spot(world.place.chat, world.place.thread))) emit("unread");
}

function refreshBottom() {
  const n = world.unread.get(spot(world.place.chat, world.place.thread)) ?? 0;
  bottom.hidden = stuck;
  bottom.setAttribute("aria-label", say("bottom"));
  bottom.title = say("bottom");
  fill(bottom, icon("down"), n > 0 && h("span", { class: "count" }, n));
}

function openPlace() {
  log.setAttribute("aria-live", "off");
  drawn = new Map();
  list.replaceChildren();
  const chat = here();
  log.setAttribute("aria-label", say("log", { name: chat?.title ?? "" }));
  stuck = true;
  draw();
  toBottom();
  refreshBottom();
  requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
}

/** Starts drawing the conversation. */
export function startLog() {
  on("place", openPlace);
  on("loaded", openPlace);
  on("bot", draw);
  on("messages", (chat) => chat === world.place.chat && draw());
  on("chats", draw);
  on("arrived", (message) => {
    if (!isHere(message.chat, message.thread)) return;
    if (!stuck && !message.own && !document.hidden) missed(message);
    queueMicrotask(() => showArrived(message));
  });
  on("sent", () => {
    stuck = true;
    toBottom();
  });
  on("reveal", reveal);
  on("seek", (key) => drawn.has(key) && reveal(drawn.get(key).node));
  log.addEventListener("scroll", () => {
    stuck = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR;
    if (stuck) read();
    if (log.scrollTop < 40 && here()?.more) loadEarlier();
    refreshBottom();
  });
  bottom.addEventListener("click", () => {
    toBottom(true);
    if (!narrow()) byId("input")?.focus();
  });
  document.addEventListener("visibilitychange", () => stuck && read());
  const watch = new ResizeObserver(() => (stuck ? toBottom() : refreshBottom()));
  watch.observe(log);
  watch.observe(list);
}
