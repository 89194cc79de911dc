// The reply keyboard that the bot asked for last, and the reply that it forces.

import { send } from "./acts.js";
import { toast } from "./dialogs.js";
import { h, iconButton } from "./dom.js";
import { say } from "./words.js";
import { emit, here, isHere } from "./world.js";

export class ReplyKeyboard {
  constructor({ write }) {
    this.focus = write;
    this.message = null;
    this.open = false;
    this.node = h("div", { id: "keys", role: "group", hidden: true });
  }

  get markup() {
    return this.message?.reply_markup ?? null;
  }

  get placeholder() {
    return this.markup?.input_field_placeholder || null;
  }

  /** Looks for the newest word of the bot about the keyboard; gives whether it changed. */
  read() {
    const chat = here();
    const speaks = ({ reply_markup: markup }) => markup && (markup.keyboard || markup.remove_keyboard || markup.force_reply);
    const found = chat?.messages.findLast((message) => !message.own && isHere(chat.id, message.thread) && speaks(message)) ?? null;
    if (found?.key === this.message?.key && found?.chat === this.message?.chat) return false;
    this.message = found;
    this.open = Boolean(found?.reply_markup.keyboard) && !(found.reply_markup.one_time_keyboard && usedAlready(chat, found));
    if (found?.reply_markup.force_reply && !answeredAlready(chat, found)) queueMicrotask(() => emit("forced", found));
    this.#draw();
    return true;
  }

  /** The button that shows and hides it, while there is one. */
  toggle() {
    if (!this.markup?.keyboard) return null;
    const act = () => {
      this.open = !this.open;
      this.#draw();
    };
    this.button = iconButton("keys", say("keys"), act, { "aria-expanded": String(this.open), "aria-controls": "keys" });
    return this.button;
  }

  #draw() {
    this.node.hidden = !this.open;
    this.button?.setAttribute("aria-expanded", String(this.open));
    this.node.setAttribute("aria-label", say("keys"));
    const rows = this.markup?.keyboard ?? [];
    this.node.replaceChildren(...rows.map((row) => h("div", { class: "keyboard-row" }, row.map((button) => this.#button(button)))));
  }

  #button(button) {
    const text = label(button);
    const plain = typeof button === "string" || !Object.keys(button).some((name) => name.startsWith("request_") || name === "web_app");
    const act = () => {
      if (!plain) return toast(say("notHere"));
      if (this.markup.one_time_keyboard) {
        this.open = false;
        this.#draw();
        this.focus();
      }
      return send(text);
    };
    return h("button", { type: "button", class: `push in-keys ${button.style ?? ""}`, on: { click: act } }, text);
  }
}

const label = (button) => (typeof button === "string" ? button : button.text);

function usedAlready(chat, message) {
  const labels = new Set(message.reply_markup.keyboard.flat().map(label));
  return chat.messages.slice(chat.messages.indexOf(message)).some((later) => later.own && labels.has(later.text));
}

const answeredAlready = (chat, message) => chat.messages.slice(chat.messages.indexOf(message)).some((later) => later.own);
