// The foot of the page: the input with its lists, the reply keyboard, or the START button.

import { block, send } from "./acts.js";
import { add, byId, fill, h, iconButton, narrow } from "./dom.js";
import { ReplyKeyboard } from "./replies.js";
import { InlineSearch, inlineQuery, showCommands } from "./sources.js";
import { Suggestions } from "./suggest.js";
import { language, say } from "./words.js";
import { here, on, spot, world } from "./world.js";

const foot = byId("foot");
const written = new Map(); //   "person/chat/thread" -> text not yet sent
const input = h("textarea", { id: "input", rows: "1", autocomplete: "off", enterkeyhint: "send", dir: "auto" });
const list = new Suggestions(input);
const inline = new InlineSearch(list, write);
const keys = new ReplyKeyboard({ write: focusInput });
const quoted = h("div", { id: "quoted", hidden: true });
const note = h("p", { id: "note", hidden: true });
let replyTo = null;
let drawn = null;

const seat = () => `${world.me?.id}/${spot(world.place.chat, world.place.thread)}`;

/** Puts a text into the input, as if typed. */
function write(text) {
  input.value = text;
  input.dispatchEvent(new Event("input"));
  input.setSelectionRange(text.length, text.length);
}

function focusInput() {
  if (input.isConnected) input.focus();
}

function typed() {
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight, 160)}px`;
  written.set(seat(), input.value);
  inline.cancel();
  const command = /^\/([a-z0-9_]*)$/i.exec(input.value);
  const query = inlineQuery(input.value);
  if (command) showCommands(list, command[1], write);
  else if (query !== null) inline.ask(query);
  else list.hide();
}

async function submit() {
  const text = input.value.trim();
  if (!text) return;
  const reply = replyTo;
  list.hide();
  write("");
  setReply(null);
  if (await send(text, { replyTo: reply?.key })) return;
  if (!input.value) write(text); // not lost when it did not go through
  setReply(reply);
}

function setReply(message) {
  replyTo = message;
  quoted.hidden = !message;
  if (!message) return;
  const name = say("replyTo", { name: message.from.name });
  const stop = () => {
    setReply(null);
    focusInput();
  };
  fill(quoted, h("span", { class: "quoted-text" }, h("strong", {}, name), h("span", {}, message.plain.slice(0, 120))), iconButton("close", say("noReply"), stop));
}

function keydown(event) {
  if (event.isComposing) return;
  if (list.key(event)) {
    inlineStop(event);
    event.preventDefault();
    event.stopPropagation();
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    submit();
  }
}

function inlineStop(event) {
  if (event.key === "Escape") inline.cancel();
}

/** What stands at the foot: writing, starting or unblocking. */
function wanted() {
  const chat = here();
  if (!chat) return "none";
  if (chat.type !== "private") return "write";
  if (!chat.bot_present) return "unblock";
  return chat.started ? "write" : "start";
}

// what the foot's look depends on: it is not touched, and nobody's typing disturbed, while this stays the same
function look() {
  const mode = wanted();
  return JSON.stringify([mode, mode === "write" && [keys.placeholder, Boolean(keys.markup?.keyboard), absent(), language()]]);
}

const absent = () => here().type !== "private" && !here().bot_present;

function draw() {
  const now = look();
  if (now === drawn) return;
  drawn = now;
  const held = foot.contains(document.activeElement);
  const mode = wanted();
  foot.dataset.mode = mode;
  const big = (label, act) => h("button", { type: "button", class: "plain main big", on: { click: act } }, label);
  if (mode === "start") fill(foot, big(say("start"), () => send("/start")));
  else if (mode === "unblock") fill(foot, h("p", { id: "note" }, say("blockedNow")), big(say("unblock"), () => block(false)));
  else if (mode === "write") drawInput();
  else foot.replaceChildren();
  if (held && !foot.contains(document.activeElement)) (mode === "write" ? input : foot.querySelector("button"))?.focus();
}

function drawInput() {
  const label = keys.placeholder ?? say("input");
  input.setAttribute("aria-label", label);
  input.placeholder = label;
  note.hidden = !absent();
  note.textContent = absent() ? say("absent", { name: `@${world.bot.username}` }) : "";
  const menu = iconButton("menu", say("commands"), toggleMenu, { id: "commands" });
  menu.addEventListener("pointerdown", (event) => event.preventDefault());
  const row = h("div", { class: "write" }, menu, input, keys.toggle(), iconButton("send", say("send"), submit, { class: "icon-button send" }));
  add(fill(foot), [list.node, note, quoted, row, keys.node]);
}

function toggleMenu() {
  if (list.open) return list.hide();
  inline.cancel();
  showCommands(list, "", write, { always: true });
  focusInput();
  return undefined;
}

function opened() {
  setReply(null);
  inline.cancel();
  list.hide();
  keys.read();
  drawn = null;
  draw();
  input.value = written.get(seat()) ?? "";
  input.style.height = "auto";
  if (!narrow()) focusInput();
}

/** Starts the foot of the page. */
export function startComposer() {
  input.addEventListener("input", typed);
  input.addEventListener("keydown", keydown);
  input.addEventListener("blur", () => setTimeout(() => document.activeElement !== input && !list.node.contains(document.activeElement) && !foot.contains(document.activeElement) && list.hide(), 150));
  on("place", opened);
  on("loaded", opened);
  on("chats", draw);
  on("messages", (chat) => {
    if (chat === world.place.chat && keys.read()) draw();
  });
  on("fill", (text) => {
    focusInput();
    write(text);
  });
  on("reply", (message) => {
    setReply(message);
    focusInput();
  });
  on("forced", (message) => setReply(message));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector("dialog[open], .menu")) return;
    if (replyTo) setReply(null);
    focusInput();
  });
}
