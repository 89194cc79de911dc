// Polls and quizzes: choose, then see how everybody chose.

import { vote } from "./acts.js";
import { h, icon } from "./dom.js";
import { formatted } from "./inline.js";
import { count, say } from "./words.js";

/** The poll of a message, to vote in or with its result. */
export function pollCard(message) {
  const { poll } = message;
  const quiz = poll.type === "quiz";
  const done = poll.closed || poll.mine.length > 0;
  const kind = poll.anonymous ? (quiz ? "secretQuiz" : "secretPoll") : quiz ? "quiz" : "poll";
  const title = h("p", { class: "poll-title", id: `q-${message.chat}-${message.key}` }, poll.question);
  return h(
    "div",
    { class: "poll", role: "group", "aria-labelledby": title.id },
    title,
    poll.description && h("p", { class: "poll-note" }, poll.description),
    h("p", { class: "poll-kind" }, [say(kind), poll.closed && say("closed")].filter(Boolean).join(" · ")),
    done ? results(poll, quiz) : ballot(message, poll),
    done && poll.explanation && h("aside", { class: "poll-why" }, h("strong", {}, say("why")), h("div", { class: "text" }, formatted(poll.explanation, poll.explanation_entities))),
    h("p", { class: "poll-kind" }, poll.total ? count("votes", poll.total) : say("noVotes")),
  );
}

function ballot(message, poll) {
  if (!poll.multiple) {
    const option = ({ id, text }) => h("button", { type: "button", class: "option", data: { mark: `vote:${id}` }, on: { click: () => vote(message, [id]) } }, h("span", { class: "ring" }), h("span", {}, text));
    return h("div", { class: "ballot" }, poll.options.map(option));
  }
  const boxes = poll.options.map(({ id, text }) => h("label", { class: "option" }, h("input", { type: "checkbox", value: id }), h("span", {}, text)));
  const give = h("button", { type: "submit", class: "plain main", disabled: true }, say("vote"));
  const form = h("form", { class: "ballot" }, boxes, give);
  const chosen = () => [...form.querySelectorAll("input:checked")].map((box) => Number(box.value));
  form.addEventListener("change", () => (give.disabled = !chosen().length));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    vote(message, chosen());
  });
  return form;
}

function results(poll, quiz) {
  return h("ul", { class: "tally", role: "list" }, poll.options.map((option) => result(option, poll, quiz)));
}

function result({ id, text, votes }, poll, quiz) {
  const mine = poll.mine.includes(id);
  const right = quiz && (poll.correct ?? []).includes(id);
  const share = poll.total ? Math.round((100 * votes) / poll.total) : 0;
  const notes = [right && say("right"), quiz && mine && !right && say("wrong"), mine && say("mine")].filter(Boolean);
  const bar = h("span", { class: "bar" });
  bar.style.width = `${share}%`;
  const mark = right ? icon("check") : mine ? icon(quiz ? "close" : "check") : null;
  const kind = right ? "right" : mine && quiz ? "wrong" : mine ? "mine" : "";
  return h(
    "li",
    { class: kind },
    h("span", { class: "share" }, `${share} %`),
    h("span", { class: "option-text" }, text, notes.length > 0 && h("span", { class: "poll-note" }, ` (${notes.join(", ")})`)),
    h("span", { class: "mark" }, mark),
    h("span", { class: "track" }, bar),
  );
}
