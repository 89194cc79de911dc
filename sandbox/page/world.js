// What this person sees, kept up to date by events; whoever draws it listens to what changed.

import { get, listen } from "./api.js";
import { speak } from "./words.js";

export const world = {
  me: null, //                  who is looking
  people: [],
  bot: null,
  chats: new Map(), //          id -> chat, with `messages` in order
  place: { chat: null, thread: null },
  connected: true,
  unread: new Map(), //         "chat/thread" -> number
  typing: new Map(), //         "chat/thread" -> when it ends
  drafts: new Map(), //         "chat/thread" -> streamed draft
};

const listeners = new Map();
let stop = () => {};
let turns = 0;

/** Calls `act` with the details whenever something of this kind happens. */
export function on(kind, act) {
  listeners.set(kind, [...(listeners.get(kind) ?? []), act]);
}

/** Lets everyone who listens know. */
export function emit(kind, details) {
  for (const act of listeners.get(kind) ?? []) act(details);
}

export const spot = (chat, thread) => `${chat}/${thread ?? ""}`;
export const here = () => world.chats.get(world.place.chat);
export const privateChat = () => [...world.chats.values()].find((chat) => chat.type === "private");

/** Whether a message belongs to what is open now. */
export const isHere = (chat, thread) =>
  chat === world.place.chat && (!here()?.forum || (thread ?? null) === world.place.thread);

/** Loads everything as one person sees it and listens on. */
export async function look(person) {
  const turn = (turns += 1);
  const state = await get("/api/state", { person });
  if (turn !== turns) return; // somebody else was chosen meanwhile
  stop();
  world.me = state.person;
  world.people = state.people;
  world.bot = state.bot;
  world.chats = new Map(state.chats.map((chat) => [chat.id, chat]));
  world.unread.clear();
  world.typing.clear();
  world.drafts.clear();
  speak(world.me.language_code);
  go(world.place.chat, world.place.thread);
  emit("loaded");
  follow(state.seq);
}

function follow(seq) {
  let broken = false;
  const again = () => look(world.me.id).catch(() => setTimeout(again, 2000));
  const end = listen(world.me.id, seq, {
    event: take,
    lost(closed) {
      broken = true;
      connection(false);
      if (!closed) return;
      end();
      setTimeout(again, 2000);
    },
    found() {
      connection(true);
      if (broken) again(); // the server may be a new one with an empty memory
    },
  });
  stop = end;
}

function connection(there) {
  if (world.connected === there) return;
  world.connected = there;
  emit("bot");
}

/** Opens a chat and a topic; what this person does not have becomes the private chat. */
export function go(chatId, thread = null) {
  const chat = world.chats.get(chatId) ?? privateChat() ?? [...world.chats.values()][0];
  const known = chat?.forum && chat.topics.some((topic) => topic.id === thread);
  world.place = { chat: chat?.id ?? null, thread: known ? thread : null };
  world.unread.delete(spot(world.place.chat, world.place.thread));
  emit("place");
}

const TAKERS = {
  message: ({ chat, message }) => put(chat, message, true),
  edited: ({ chat, message }) => put(chat, message, false),
  deleted({ chat: id, key }) {
    const chat = world.chats.get(id);
    if (!chat) return;
    chat.messages = chat.messages.filter((message) => message.key !== key);
    emit("messages", id);
  },
  answer: (data) => emit("answer", data),
  action({ chat, thread }) {
    const where = spot(chat, thread);
    const end = Date.now() + 5000;
    world.typing.set(where, end);
    emit("typing");
    setTimeout(() => world.typing.get(where) === end && world.typing.delete(where) && emit("typing"), 5000);
  },
  draft({ chat, thread, draft_id, rich }) {
    const where = spot(chat, thread);
    const draft = { key: `d${draft_id}`, rich, until: Date.now() + 30_000 };
    world.drafts.set(where, draft);
    emit("messages", chat);
    setTimeout(() => world.drafts.get(where) === draft && world.drafts.delete(where) && emit("messages", chat), 30_000);
  },
  chat({ chat }) {
    const old = world.chats.get(chat.id);
    world.chats.set(chat.id, { ...chat, messages: old?.messages ?? chat.messages ?? [], more: old?.more ?? chat.more ?? false });
    emit("chats");
  },
  bot({ bot }) {
    world.bot = bot;
    emit("bot");
  },
  people({ people }) {
    const me = people.find((person) => person.id === world.me.id);
    const same = !me || me.language_code === world.me.language_code;
    world.people = people;
    if (!same) return look(world.me.id); // menus and names come in the person's language
    emit("people");
    return undefined;
  },
  reload: () => look(world.me.id),
};

function take(kind, data) {
  TAKERS[kind]?.(data);
}

/** Takes in one message, new or changed; a known key is replaced where it stands. */
export function put(id, message, fresh) {
  const chat = world.chats.get(id);
  if (!chat) return;
  const at = chat.messages.findIndex((known) => known.key === message.key);
  if (at >= 0) chat.messages[at] = message;
  else if (fresh) arrived(chat, message);
  else return;
  emit("messages", id);
}

function arrived(chat, message) {
  const where = spot(chat.id, chat.forum ? message.thread : null);
  chat.messages.push(message);
  if (message.from?.bot) {
    world.typing.delete(spot(chat.id, message.thread));
    world.drafts.delete(spot(chat.id, message.thread));
    emit("typing");
  }
  if (message.own) chat.started ||= chat.type === "private";
  else if (!isHere(chat.id, message.thread) || document.hidden) world.unread.set(where, (world.unread.get(where) ?? 0) + 1);
  emit("arrived", message);
  emit("chats");
}

/** Loads what was said before; gives whether anything came. */
export async function earlier() {
  const chat = here();
  const first = chat.messages.find((message) => message.key.startsWith("m"));
  if (!chat.more || !first) return false;
  const got = await get("/api/history", { person: world.me.id, chat: chat.id, before: first.key });
  const known = new Set(chat.messages.map((message) => message.key));
  const older = got.messages.filter((message) => !known.has(message.key));
  chat.messages.unshift(...older);
  chat.more = got.more ?? older.length === 100;
  emit("messages", chat.id);
  return older.length > 0;
}
