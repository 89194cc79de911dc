// What fills the list above the input: the command menu after "/", the bot's inline results after "@bot ".

import { attempt, chooseResult, send } from "./acts.js";
import { Refused, post } from "./api.js";
import { h } from "./dom.js";
import { say } from "./words.js";
import { go, here, privateChat, world } from "./world.js";

const PAUSE = 300;

/** Commands that fit what was typed after the slash: by name first, else by description. */
function fittingCommands(typed) {
  const all = here()?.commands ?? [];
  const part = typed.toLowerCase();
  const named = all.filter(({ command }) => command.startsWith(part)).sort((a, b) => (b.command === part) - (a.command === part));
  if (named.length || part.length < 2) return named;
  return all.filter(({ command, description }) => command.includes(part) || description.toLowerCase().includes(part));
}

/** Shows commands in the list; `write` puts a text into the input. */
export function showCommands(list, typed, write, { always = false } = {}) {
  const found = fittingCommands(typed);
  if (!found.length && !always) return list.hide();
  const items = found.map(({ command, description, is_ephemeral }) => ({
    title: `/${command}`,
    note: description,
    badge: is_ephemeral ? say("onlyYou") : null,
    complete: () => write(`/${command} `),
    act() {
      list.hide();
      write("");
      send(`/${command}`);
    },
  }));
  return list.show(say("commands"), items, { first: typed !== "", note: found.length ? null : say("noCommands") });
}

/** The query after the bot's name, or null when the text is no inline call. */
export function inlineQuery(text) {
  const found = /^@(\S+)\s([\s\S]*)$/.exec(text);
  return found && found[1].toLowerCase() === world.bot.username.toLowerCase() ? found[2].trim() : null;
}

/** Asks the bot for inline results and keeps the list up to date; one question at a time. */
export class InlineSearch {
  constructor(list, write) {
    this.list = list;
    this.write = write;
    this.turn = 0;
  }

  cancel() {
    this.turn += 1;
    clearTimeout(this.timer);
  }

  ask(query) {
    this.cancel();
    const turn = this.turn;
    this.timer = setTimeout(() => this.#load(turn, query, "", []), PAUSE);
  }

  async #load(turn, query, offset, before) {
    if (!before.length && !this.list.open) this.list.show(say("results"), [], { note: say("searching") });
    let got = null;
    try {
      got = await post("/api/inline", { person: world.me.id, chat: world.place.chat, query, offset });
    } catch (problem) {
      if (!(problem instanceof Refused)) throw problem;
      if (turn === this.turn && !before.length) this.list.show(say("results"), [], { note: problem.message || say("failed") });
    }
    if (!got || turn !== this.turn) return;
    const items = [...before, ...got.results.map((result) => this.#item(result, got.query))];
    let asked = false;
    const onEnd = () => {
      if (asked || !got.next_offset) return;
      asked = true;
      this.#load(turn, query, got.next_offset, items);
    };
    const note = items.length || got.button ? null : say("noResults");
    this.list.show(say("results"), items, { note, onEnd, head: got.button && this.#button(got.button), quiet: before.length > 0 });
  }

  #item(result, query) {
    return {
      title: result.title || result.preview,
      note: result.description ?? result.preview,
      picture: result.photo?.url,
      act: async () => {
        this.cancel();
        this.list.hide();
        if (await chooseResult(query, result.id)) this.write("");
      },
    };
  }

  #button({ text, start_parameter: start }) {
    const act = () => {
      this.cancel();
      this.list.hide();
      this.write("");
      const { id } = privateChat();
      go(id);
      attempt(() => send(start ? `/start ${start}` : "/start", { chat: id, thread: null }));
    };
    return h("button", { type: "button", class: "plain main", on: { click: act } }, text);
  }
}
