// The left column: who you are, in which language, and your chats.

import { attempt, setLanguage } from "./acts.js";
import { clock, day, otherDay } from "./dates.js";
import { avatar, byId, fill, h, icon, iconButton } from "./dom.js";
import { count, NAMES, say } from "./words.js";
import { emit, go, look, on, privateChat, world } from "./world.js";

function top() {
  const held = document.activeElement?.dataset.person;
  const person = ({ id, name, language_code: code }) =>
    h(
      "button",
      { type: "button", class: "person", "aria-pressed": String(id === world.me.id), data: { person: id }, on: { click: () => id !== world.me.id && attempt(() => look(id)) } },
      avatar(id, name),
      h("span", { class: "person-name" }, name),
      h("span", { class: "person-language" }, code ?? ""),
    );
  const codes = [...new Set([...Object.keys(NAMES), world.me.language_code].filter(Boolean))];
  const select = h(
    "select",
    { id: "language", on: { change: (event) => setLanguage(event.target.value) } },
    codes.map((code) => h("option", { value: code, selected: code === world.me.language_code }, NAMES[code] ?? code)),
  );
  fill(
    byId("top"),
    h("div", { class: "people-head" }, h("p", { id: "people-label" }, say("people")), themeButton()),
    h("div", { class: "people", role: "group", "aria-labelledby": "people-label" }, world.people.map(person)),
    h("label", { class: "language" }, h("span", {}, say("language")), select),
  );
  if (held) document.querySelector(`[data-person="${Number(held)}"]`)?.focus();
}

const isDark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};

function themeButton() {
  const dark = isDark();
  const button = iconButton(dark ? "sun" : "moon", say("dark"), turn, { id: "theme", "aria-pressed": String(dark) });
  return button;
}

function turn() {
  const theme = isDark() ? "light" : "dark";
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // storage may be closed: then until the page is closed
  }
  const button = byId("theme");
  button.setAttribute("aria-pressed", String(theme === "dark"));
  fill(button, icon(theme === "dark" ? "sun" : "moon"));
}

const unreadOf = (chat) => [...world.unread].filter(([where]) => where.startsWith(`${chat.id}/`)).reduce((sum, [, n]) => sum + n, 0);

function row(chat) {
  const last = chat.messages.at(-1);
  const unread = unreadOf(chat);
  const open = () => {
    go(chat.id);
    emit("view", "chat");
  };
  const who = last && !last.service && chat.type !== "private" ? `${last.from.name}: ` : "";
  const when = last && (otherDay(last.date, Date.now() / 1000) ? day(last.date) : clock(last.date));
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "row chat-row", "aria-current": chat.id === world.place.chat ? "true" : null, data: { chat: chat.id }, on: { click: open } },
      avatar(chat.id, chat.title, chat.type === "private" ? "book" : ""),
      h(
        "span",
        { class: "row-text" },
        h("span", { class: "row-line" }, h("span", { class: "row-title" }, chat.title), last && h("span", { class: "row-when" }, when)),
        h(
          "span",
          { class: "row-line" },
          h("span", { class: "row-note" }, last ? who + (last.service ?? last.plain) : world.bot.short_description),
          unread > 0 && h("span", { class: "count", "aria-label": count("unread", unread) }, unread),
        ),
      ),
    ),
  );
}

function chats() {
  const nav = byId("chats");
  const held = nav.contains(document.activeElement) ? document.activeElement.dataset.chat : null;
  nav.setAttribute("aria-label", say("chats"));
  fill(nav, h("ul", { role: "list" }, [...world.chats.values()].map(row)));
  if (held) nav.querySelector(`[data-chat="${Number(held)}"]`)?.focus();
  const all = [...world.unread.values()].reduce((sum, n) => sum + n, 0);
  const name = privateChat()?.title ?? world.bot.name;
  document.title = all ? `(${all}) ${name}` : name;
}

function arrows(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const all = [...byId("chats").querySelectorAll("button")];
  event.preventDefault();
  all[(all.indexOf(document.activeElement) + step + all.length) % all.length]?.focus();
}

/** Starts the left column. */
export function startPeople() {
  on("loaded", () => {
    top();
    chats();
  });
  on("people", top);
  for (const kind of ["place", "chats", "messages", "unread"]) on(kind, () => world.me && chats());
  byId("chats").addEventListener("keydown", arrows);
}
