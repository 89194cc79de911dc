// The list above the input: commands or inline results; arrow keys choose, Esc closes.

import { speakAloud } from "./dialogs.js";
import { h } from "./dom.js";
import { count, say } from "./words.js";

/** A list tied to an input; `items` are {title, note, badge, picture, act, complete}. */
export class Suggestions {
  constructor(input) {
    this.input = input;
    this.items = [];
    this.at = -1;
    this.node = h("div", { id: "suggest", role: "listbox", hidden: true });
    this.node.addEventListener("scroll", () => {
      if (this.node.scrollTop + this.node.clientHeight > this.node.scrollHeight - 80) this.onEnd?.();
    });
    input.setAttribute("aria-controls", "suggest");
    input.setAttribute("aria-autocomplete", "list");
  }

  get open() {
    return !this.node.hidden;
  }

  /** Shows items; `first` chooses the first one at once, `onEnd` is called when the list is read to its end. */
  show(label, items, { first = false, note = null, head = null, onEnd = null, quiet = false } = {}) {
    this.items = items;
    this.onEnd = onEnd;
    this.node.setAttribute("aria-label", label);
    this.node.replaceChildren(...[head, ...items.map((item, at) => this.#option(item, at)), note && h("p", { class: "suggest-note" }, note)].filter(Boolean));
    this.node.hidden = false;
    if (!quiet) this.node.scrollTop = 0;
    this.#choose(quiet ? Math.min(this.at, items.length - 1) : first && items.length ? 0 : -1);
    if (!quiet) speakAloud(items.length ? count("found", items.length) : note ?? say("noResults"));
  }

  hide() {
    this.items = [];
    this.node.hidden = true;
    this.node.replaceChildren();
    this.#choose(-1);
  }

  /** Takes a key of the input; gives whether it was for the list. */
  key(event) {
    if (!this.open) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const size = this.items.length;
    if (step && size) this.#choose(this.at < 0 && step < 0 ? size - 1 : (this.at + step + size) % size);
    else if (event.key === "Escape") this.hide();
    else if (event.key === "Enter" && !event.shiftKey && this.at >= 0) this.items[this.at].act();
    else if (event.key === "Tab" && !event.shiftKey && this.items[this.at]?.complete) this.items[this.at].complete();
    else return false;
    return true;
  }

  #option({ title, note, badge, picture, act }, at) {
    const node = h(
      "div",
      { id: `suggest-${at}`, role: "option", class: "row", "aria-selected": "false" },
      picture && h("img", { src: picture, alt: "", class: "thumb" }),
      h("span", { class: "row-text" }, h("span", { class: "row-title" }, title, badge && h("span", { class: "badge" }, badge)), note && h("span", { class: "row-note" }, note)),
    );
    node.addEventListener("pointerdown", (event) => event.preventDefault()); // the input keeps the focus
    node.addEventListener("click", act);
    return node;
  }

  #choose(at) {
    this.at = at;
    const options = this.node.querySelectorAll("[role=option]");
    options.forEach((node, number) => node.setAttribute("aria-selected", String(number === at)));
    if (at < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", `suggest-${at}`);
    options[at].scrollIntoView({ block: "nearest" });
  }
}
