// Questions, alerts, choices and toasts: one at a time, closed by Esc, focus back where it was.

import { avatar, byId, h } from "./dom.js";
import { count, say } from "./words.js";

const TOAST = 4000;

/** A short message that goes away by itself. */
export function toast(text, kind = "") {
  const node = h("p", { class: `toast ${kind}`, dir: "auto" }, text);
  const box = byId("toasts");
  box.append(node);
  while (box.childElementCount > 3) box.firstElementChild.remove();
  setTimeout(() => node.remove(), Math.max(TOAST, text.length * 60));
}

/** Says something to screen readers only. */
export function speakAloud(text) {
  byId("spoken").textContent = text;
}

function show(props, build) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    let result = null;
    const box = h("dialog", props);
    const finish = (value) => {
      result = value;
      box.close();
    };
    box.append(...build(finish).filter(Boolean));
    box.addEventListener("close", () => {
      box.remove();
      if (before?.isConnected) before.focus();
      resolve(result);
    });
    box.addEventListener("click", (event) => event.target === box && finish(null));
    document.body.append(box);
    box.showModal();
    box.querySelector("[autofocus]")?.focus();
  });
}

const choice = (label, kind, act, focus = false) =>
  h("button", { type: "button", class: `plain ${kind}`, autofocus: focus, on: { click: act } }, label);

/** An alert that must be closed. */
export const tell = (text) =>
  show({ role: "alertdialog", "aria-label": text }, (done) => [
    h("p", { class: "said", dir: "auto" }, text),
    h("div", { class: "choices" }, choice(say("ok"), "main", () => done(true), true)),
  ]);

/** A question; gives whether it was answered with yes. */
export const ask = (title, text, yes) =>
  show({ "aria-labelledby": "dialog-title" }, (done) => [
    h("h2", { id: "dialog-title" }, title),
    h("p", { class: "said address", dir: "auto" }, text),
    h("div", { class: "choices" }, choice(say("cancel"), "", () => done(false)), choice(yes, "main", () => done(true), true)),
  ]);

/** One of several things; gives the chosen value or null. Arrow keys move. */
const choose = (title, options) =>
  show({ "aria-labelledby": "dialog-title" }, (done) => {
    const list = h(
      "ul",
      { class: "options", role: "list" },
      options.map(({ label, note, picture, value }, at) =>
        h(
          "li",
          {},
          h("button", { type: "button", class: "row", autofocus: at === 0, on: { click: () => done(value) } }, picture, h("span", { class: "row-text" }, h("span", { class: "row-title" }, label), note && h("span", { class: "row-note" }, note))),
        ),
      ),
    );
    list.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const all = [...list.querySelectorAll("button")];
      all[(all.indexOf(document.activeElement) + step + all.length) % all.length].focus();
    });
    return [h("h2", { id: "dialog-title" }, title), list, h("div", { class: "choices" }, choice(say("cancel"), "", () => done(null)))];
  });

/** One of several chats. */
export const pick = (title, chats) =>
  choose(
    title,
    chats.map((chat) => ({
      label: chat.title,
      note: chat.type === "private" ? say("bot") : count("membersOf", chat.members.length),
      picture: avatar(chat.id, chat.title),
      value: chat,
    })),
  );

/** Something to read or look at. */
export const exhibit = (title, content, kind = "") =>
  show({ class: `exhibit ${kind}`, "aria-labelledby": "dialog-title" }, (done) => [
    h("h2", { id: "dialog-title" }, title),
    h("div", { class: "content", tabindex: "0" }, content),
    h("div", { class: "choices" }, choice(say("close"), "main", () => done(null), true)),
  ]);
