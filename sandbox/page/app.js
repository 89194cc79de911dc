// The chat page: opens the parts, remembers the place in the address, and begins to look.

import { startComposer } from "./composer.js";
import { toast } from "./dialogs.js";
import { byId, narrow } from "./dom.js";
import { startHead } from "./head.js";
import { startLog } from "./log.js";
import { startPeople } from "./people.js";
import { say, speak } from "./words.js";
import { go, look, on, world } from "./world.js";

/** The place in the address: #person/chat/topic. */
function fromAddress() {
  const [person, chat, thread] = location.hash.slice(1).split("/").map((part) => (/^-?\d+$/.test(part) ? Number(part) : null));
  return { person: person ?? null, chat: chat ?? null, thread: thread ?? null };
}

function toAddress() {
  const { chat, thread } = world.place;
  const wanted = `#${[world.me.id, chat, thread].filter((part) => part !== null).join("/")}`;
  if (location.hash !== wanted) history.replaceState(null, "", wanted);
}

function view(name) {
  document.body.dataset.view = name;
  if (!narrow()) return;
  if (name === "list") byId("chats").querySelector("[aria-current]")?.focus();
  else byId("log").focus();
}

// typing anywhere goes into the input
function toInput(event) {
  const free = !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1 && event.key !== " ";
  const idle = [document.body, byId("log")].includes(document.activeElement);
  if (free && idle && !document.querySelector("dialog[open]")) byId("input")?.focus();
}

async function begin() {
  const { person, chat, thread } = fromAddress();
  world.place = { chat, thread };
  try {
    await look(person);
  } catch (problem) {
    if (problem.status === 404 && person !== null) {
      history.replaceState(null, "", location.pathname);
      return begin();
    }
    toast(problem.message || say("failed"), "bad");
    setTimeout(begin, 2000);
  }
  return undefined;
}

speak(navigator.language);
startPeople();
startHead();
startLog();
startComposer();
on("place", () => world.me && toAddress());
on("loaded", () => {
  byId("skip").textContent = say("skip");
});
on("view", view);
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("input")?.focus();
});
addEventListener("hashchange", () => {
  const { person, chat, thread } = fromAddress();
  if (person === world.me?.id) return go(chat, thread);
  return begin();
});
addEventListener("keydown", toInput);
begin();
