// Above the conversation: where you are, what the bot is doing, topics, and what can be done here.

import { block, group } from "./acts.js";
import { exhibit } from "./dialogs.js";
import { avatar, byId, fill, h, iconButton } from "./dom.js";
import { openMenu } from "./popup.js";
import { count, language, say } from "./words.js";
import { emit, go, here, on, spot, world } from "./world.js";

let drawn = "";

function head() {
  const chat = here();
  const look = `${chat?.id} ${chat?.title} ${language()}`;
  if (look === drawn) return state(); // an open menu keeps its button
  drawn = look;
  if (!chat) return byId("head").replaceChildren();
  const menu = iconButton("more", say("chatMenu"), () => openMenu(menu, items(here()), say("chatMenu")), { "aria-haspopup": "menu", "aria-expanded": "false", id: "chat-menu" });
  const back = iconButton("back", say("back"), () => emit("view", "list"), { class: "icon-button back" });
  const name = h("h1", { dir: "auto" }, chat.title);
  fill(byId("head"), back, avatar(chat.id, chat.title, chat.type === "private" ? "book" : ""), h("div", { class: "titles" }, name, h("p", { id: "state" })), menu);
  state();
  return undefined;
}

function state() {
  const chat = here();
  const line = byId("state");
  if (!chat || !line) return;
  const typing = world.typing.has(spot(chat.id, world.place.thread));
  line.className = typing ? "busy" : "";
  line.textContent = typing ? say("typing") : chat.type === "private" ? say("bot") : count("membersOf", chat.members.length);
  const trouble = byId("trouble");
  const text = !world.connected ? say("lost") : !world.bot.online ? say("offline") : "";
  trouble.hidden = !text;
  if (trouble.textContent !== text) trouble.textContent = text;
}

function items(chat) {
  if (chat.type === "private") {
    const about = { label: say("about"), act: () => exhibit(world.bot.name, [h("p", {}, world.bot.description || world.bot.short_description), h("p", { class: "row-note" }, `@${world.bot.username}`)]) };
    return [about, chat.bot_present ? { label: say("block"), act: () => block(true) } : { label: say("unblock"), act: () => block(false) }];
  }
  const mine = chat.members.find((member) => member.id === world.me.id)?.status;
  const bot = chat.members.find((member) => member.id === world.bot.id)?.status;
  const list = [{ label: say("members"), act: () => members(chat) }];
  if (mine !== "creator" && mine !== "administrator") return list;
  const deeds = !chat.bot_present ? ["add_bot"] : [bot === "administrator" ? "demote_bot" : "promote_bot", "remove_bot"];
  return [...list, ...deeds.map((deed) => ({ label: say(deed), act: () => group(chat.id, deed) }))];
}

const members = (chat) =>
  exhibit(
    say("members"),
    h(
      "ul",
      { class: "options", role: "list" },
      chat.members.map(({ id, name, status, bot }) => {
        const note = [say(status), bot && say("bot")].filter(Boolean).join(" · ");
        return h("li", { class: "row" }, avatar(id, name, bot ? "book" : ""), h("span", { class: "row-text" }, h("span", { class: "row-title" }, name), h("span", { class: "row-note" }, note)));
      }),
    ),
  );

function topics() {
  const chat = here();
  const box = byId("topics");
  box.hidden = !chat?.forum;
  if (box.hidden) return;
  const held = box.contains(document.activeElement);
  const topic = ({ id, name }) => {
    const unread = world.unread.get(spot(chat.id, id)) ?? 0;
    const now = id === world.place.thread;
    return h("button", { type: "button", class: "topic", "aria-current": now ? "true" : null, on: { click: () => go(chat.id, id) } }, name, unread > 0 && h("span", { class: "count", "aria-label": count("unread", unread) }, unread));
  };
  fill(box, [{ id: null, name: say("general") }, ...chat.topics].map(topic));
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", say("topics"));
  if (held) box.querySelector("[aria-current]")?.focus();
}

/** Starts the head of the conversation. */
export function startHead() {
  const all = () => {
    head();
    topics();
  };
  for (const kind of ["loaded", "place", "chats"]) on(kind, () => world.me && all());
  on("typing", state);
  on("bot", state);
  on("unread", topics);
}

