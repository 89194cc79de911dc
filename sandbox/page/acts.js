// What a person does here: write, press, vote, follow an address. Failures are told in a toast.

import { Refused, post } from "./api.js";
import { ask, pick, tell, toast } from "./dialogs.js";
import { say } from "./words.js";
import { emit, go, on, privateChat, put, world } from "./world.js";

const WAIT = 15_000;
const pending = new Map(); //   "chat/key/data" -> query, "" until the server has named it
const early = new Map(); //     answers that came before their query was known

const me = () => world.me.id;
const pressKey = (chat, key, data) => `${chat}/${key}/${data}`;

/** Does something with the server; says what went wrong and gives null then. */
export async function attempt(act) {
  try {
    return await act();
  } catch (problem) {
    if (!(problem instanceof Refused)) throw problem;
    toast(problem.message || say("failed"), "bad");
    return null;
  }
}

/** Writes into a chat; gives whether it went through. */
export async function send(text, { chat = world.place.chat, thread = world.place.thread, replyTo = null } = {}) {
  const got = await attempt(() => post("/api/send", { person: me(), chat, text, thread, reply_to: replyTo }));
  if (!got) return false;
  put(chat, got.message, true);
  emit("sent");
  return true;
}

/** Whether this button waits for its answer. */
export const isPending = (message, data) => pending.has(pressKey(message.chat, message.key, data));

/** Presses a callback button; a second press waits for the first. */
async function press(message, data) {
  const key = pressKey(message.chat, message.key, data);
  if (pending.has(key)) return;
  pending.set(key, "");
  emit("pending");
  const got = await attempt(() => post("/api/press", { person: me(), chat: message.chat, key: message.key, callback_data: data }));
  if (!got) return settle(key);
  if (early.has(got.query)) return answered(key, early.get(got.query));
  pending.set(key, got.query);
  setTimeout(() => {
    if (pending.get(key) !== got.query) return;
    settle(key);
    toast(say("noAnswer"), "bad");
  }, WAIT);
}

function settle(key) {
  pending.delete(key);
  emit("pending");
}

function answered(key, answer) {
  early.delete(answer.query);
  settle(key);
  if (answer.text) answer.show_alert ? tell(answer.text) : toast(answer.text);
  if (answer.url) openAddress(answer.url);
}

on("answer", (answer) => {
  const key = [...pending].find(([, query]) => query === answer.query)?.[0];
  if (key) return answered(key, answer);
  early.set(answer.query, answer);
  setTimeout(() => early.delete(answer.query), WAIT);
});
on("place", () => pending.clear());

/** Votes in a poll. */
export async function vote(message, options) {
  const got = await attempt(() => post("/api/vote", { person: me(), chat: message.chat, key: message.key, options }));
  if (got) put(message.chat, got.message, false);
}

/** Sends a chosen inline result. */
export async function chooseResult(query, result) {
  const { chat, thread } = world.place;
  const got = await attempt(() => post("/api/choose", { person: me(), chat, thread, query, result }));
  if (!got) return false;
  put(chat, got.message, true);
  emit("sent");
  return true;
}

/** Blocks the bot or lets it in again. */
export const block = (blocked) => attempt(() => post("/api/block", { person: me(), blocked })).then(changed);

/** What the group's administrators do with the bot. */
export const group = (chat, what) => attempt(() => post("/api/group", { person: me(), chat, do: what })).then(changed);

function changed(got) {
  if (!got?.chat) return false;
  const old = world.chats.get(got.chat.id);
  world.chats.set(got.chat.id, { ...got.chat, messages: old?.messages ?? [], more: old?.more ?? false });
  emit("chats");
  return true;
}

/** Sets the language of this person's Telegram. */
export const setLanguage = (code) => attempt(() => post("/api/language", { person: me(), language_code: code }));

/** Puts a text on the clipboard. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(say("copied"));
  } catch {
    copyByHand(text) ? toast(say("copied")) : toast(say("notCopied"), "bad");
  }
}

// without https the clipboard object is missing everywhere but on localhost
function copyByHand(text) {
  const field = document.createElement("textarea");
  const before = document.activeElement;
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  before?.focus();
  return done;
}

/** What an address is: a page, a place in this little Telegram, or nothing that opens here. */
export function address(text) {
  let url;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`);
  } catch {
    return { kind: "none" };
  }
  const tme = /^(?:www\.)?(?:t\.me|telegram\.me|telegram\.dog)$/i.test(url.hostname) && /^https?:$/.test(url.protocol);
  const resolve = url.protocol === "tg:" && url.hostname === "resolve";
  const name = tme ? url.pathname.slice(1).replace(/\/$/, "") : resolve ? url.searchParams.get("domain") : null;
  if (name && name.toLowerCase() === world.bot.username.toLowerCase()) {
    const [start, startGroup] = ["start", "startgroup"].map((key) => url.searchParams.get(key));
    return { kind: "bot", start, startGroup };
  }
  if (tme && name === "share/url") return { kind: "share", text: ["url", "text"].map((key) => url.searchParams.get(key)).filter(Boolean).join("\n") };
  return { kind: /^(https?|mailto|tel):$/.test(url.protocol) ? "page" : "none", href: url.href };
}

/** Follows an address: into a chat at once, out to a page after asking. */
export async function openAddress(text) {
  const found = address(text);
  if (found.kind === "none") return toast(say("badLink"), "bad");
  if (found.kind === "share") return hand(found.text);
  if (found.kind === "page") {
    if (await ask(say("openLink"), text, say("open"))) window.open(found.href, "_blank", "noopener,noreferrer");
    return undefined;
  }
  if (found.startGroup !== null) return joinGroup(found.startGroup);
  const chat = privateChat();
  go(chat.id);
  if (found.start !== null) return send(found.start ? `/start ${found.start}` : "/start", { chat: chat.id, thread: null });
  return undefined;
}

async function joinGroup(payload) {
  const open = [...world.chats.values()].filter((chat) => chat.type !== "private" && !chat.bot_present);
  if (!open.length) return tell(say("noGroup"));
  const chat = await pick(say("chooseGroup"), open);
  if (!chat || !(await group(chat.id, "add_bot"))) return undefined;
  go(chat.id);
  const start = `/start@${world.bot.username}`;
  return send(payload ? `${start} ${payload}` : start, { chat: chat.id, thread: null });
}

/** Puts a text into the input of a chat that the person chooses. */
async function hand(text, allowed = () => true) {
  const fitting = [...world.chats.values()].filter(allowed);
  const chat = await pick(say("chooseChat"), fitting.length ? fitting : [...world.chats.values()]);
  if (!chat) return;
  go(chat.id);
  emit("fill", text);
}

/** Does what a button of any kind does. */
export async function pushButton(button, message) {
  const at = `@${world.bot.username} `;
  if (button.callback_data !== undefined) return press(message, button.callback_data);
  if (button.url !== undefined) return openAddress(button.url);
  if (button.copy_text) return copy(button.copy_text.text);
  if (button.switch_inline_query_current_chat !== undefined) return emit("fill", at + button.switch_inline_query_current_chat);
  if (button.switch_inline_query !== undefined) return hand(at + button.switch_inline_query);
  const chosen = button.switch_inline_query_chosen_chat;
  if (chosen) {
    const some = chosen.allow_user_chats || chosen.allow_bot_chats || chosen.allow_group_chats;
    const fits = (chat) => (chat.type === "private" ? chosen.allow_user_chats || chosen.allow_bot_chats : chosen.allow_group_chats);
    return hand(at + (chosen.query ?? ""), some ? fits : undefined);
  }
  return toast(say("notHere"));
}
