// Elements are made here, from text only: nothing that people or the bot write ever becomes markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, listeners (`on`), data (`data`) and children; null, false and undefined are left out. */
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [kind, act] of Object.entries(value)) node.addEventListener(kind, act);
    else if (name === "data") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  return add(node, children);
}

/** Puts children into a node: nodes, words, or lists of them. */
export function add(node, children) {
  for (const child of [children].flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child);
  }
  return node;
}

/** Replaces all that a node holds. */
export function fill(node, ...children) {
  node.replaceChildren();
  return add(node, children);
}

export const byId = (id) => document.getElementById(id);

const PATHS = {
  send: "M4 12 20 4l-5 16-3.5-6.5z M11.5 13.5 20 4",
  menu: "M4 7h16 M4 12h16 M4 17h10",
  back: "M15 5l-7 7 7 7",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8z M12 2v2 M12 20v2 M2 12h2 M20 12h2 M5 5l1.4 1.4 M17.6 17.6 19 19 M19 5l-1.4 1.4 M6.4 17.6 5 19",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  more: "M12 5v.01 M12 12v.01 M12 19v.01",
  dots: "M6 12v.01 M12 12v.01 M18 12v.01",
  reply: "M10 6 4 12l6 6 M4 12h10a6 6 0 0 1 6 6",
  close: "M6 6l12 12 M18 6 6 18",
  keys: "M3 6h18v12H3z M7 10v.01 M12 10v.01 M17 10v.01 M8 14h8",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12z M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  down: "M5 9l7 7 7-7",
  copy: "M9 9h11v11H9z M5 15H4V4h11v1",
  out: "M9 5h10v10 M19 5 6 18",
  share: "M4 18c0-6 4-9 10-9V5l6 6-6 6v-4c-4 0-7 1-10 5z",
  file: "M6 3h8l5 5v13H6z M14 3v5h5",
  bell: "M6 16V11a6 6 0 0 1 9-5 M18 12v4H8 M10 19h4 M3 3l18 18",
  check: "M4 12l5 5L20 6",
};

/** A line drawing, hidden from screen readers: the control has its own label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

/** A square button with a drawing and a label for those who do not see it. */
export function iconButton(name, label, act, props = {}) {
  return h("button", { type: "button", class: "icon-button", "aria-label": label, title: label, on: { click: act }, ...props }, icon(name));
}

/** A round picture made of the first letters of a name. */
export function avatar(id, name, extra = "") {
  const letters = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean).slice(0, 2).map((word) => [...word][0] ?? "").join("");
  return h("span", { class: `avatar colour-${Math.abs(id) % 6} ${extra}`, "aria-hidden": "true" }, letters.toUpperCase());
}

/** Whether movement on the page is unwelcome. */
export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Whether one column is all there is room for. */
export const narrow = () => matchMedia("(max-width: 767px)").matches;
