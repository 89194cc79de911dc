// Rich messages: every kind of block Telegram sends, drawn with the page's own elements.

import { h, icon } from "./dom.js";
import { expandable, rich } from "./inline.js";
import { exhibit } from "./dialogs.js";
import { say } from "./words.js";

/** The blocks of a rich message. `seat.button` makes a button that belongs to the message. */
export const blocks = (list, seat) => (list ?? []).map((block) => (MAKERS[block.type] ?? unknown)(block, seat));

const credited = (credit, seat) => credit && h("cite", {}, rich(credit, seat));

// h1 is the page's, h2 the chat's: headings in messages begin at h3
const heading = (block, seat) => h(`h${Math.min(6, block.size + 2)}`, { class: `size-${block.size}` }, rich(block.text, seat));

const MAKERS = {
  paragraph: (block, seat) => h("p", {}, rich(block.text, seat)),
  footer: (block, seat) => h("p", { class: "footer" }, rich(block.text, seat)),
  heading,
  pre: (block, seat) => h("pre", { tabindex: "0" }, h("code", { class: block.language ? "named" : null, "data-language": block.language }, rich(block.text, seat))),
  divider: () => h("hr"),
  list: (block, seat) => h("ul", { class: "items", role: "list" }, block.items.map((item) => listItem(item, seat))),
  blockquote: (block, seat) => h("blockquote", {}, blocks(block.blocks, seat), credited(block.credit, seat)),
  expandable_blockquote: (block, seat) => expandable(rich(block.text, seat), block.credit && rich(block.credit, seat)),
  pullquote: (block, seat) => h("blockquote", { class: "pull" }, rich(block.text, seat), credited(block.credit, seat)),
  details: (block, seat) =>
    h("details", { open: block.is_open }, h("summary", {}, h("span", {}, rich(block.summary, seat))), h("div", { class: "stack" }, blocks(block.blocks, seat))),
  table,
  buttons: (block, seat) => h("div", { class: `button-row ${block.align ?? "left"}` }, block.buttons.map((button) => seat.button(button, "in-row"))),
  anchor: (block) => h("span", { class: "anchor", data: { anchor: block.name } }),
  photo: (block, seat) => {
    const size = [block.photo].flat().at(-1);
    const { words, credit } = captionOf(block.caption);
    const picture = photo({ ...size, url: `/api/media/${size.file_id}`, spoiler: block.has_spoiler }, null);
    return h("figure", {}, picture, words && h("figcaption", {}, rich(words, seat), credited(credit, seat)));
  },
  collage: gallery,
  slideshow: gallery,
  mathematical_expression: (block) => h("pre", { class: "formula", tabindex: "0" }, h("code", {}, block.expression)),
};

function unknown(block, seat) {
  return h("p", { class: "box" }, icon("file"), h("span", {}, block.type.replaceAll("_", " ")), block.text && rich(block.text, seat));
}

function captionOf(caption) {
  const object = caption && typeof caption === "object" && !Array.isArray(caption) && !caption.type;
  return object ? { words: caption.text, credit: caption.credit } : { words: caption, credit: null };
}

function gallery(block, seat) {
  const { words, credit } = captionOf(block.caption);
  return h("figure", {}, h("div", { class: block.type }, blocks(block.blocks, seat)), words && h("figcaption", {}, rich(words, seat), credited(credit, seat)));
}

function listItem(item, seat) {
  const mark = item.has_checkbox
    ? h("input", { type: "checkbox", disabled: true, checked: item.is_checked })
    : h("span", { class: "label" }, item.label);
  return h("li", { class: item.is_checked ? "done" : null }, mark, h("div", { class: "stack" }, blocks(item.blocks, seat)));
}

function table(block, seat) {
  const look = ["is_bordered", "is_striped", "is_compact"].filter((name) => block[name]).map((name) => name.slice(3));
  const caption = block.caption && h("caption", {}, rich(block.caption, seat));
  const rows = block.cells.map((row, at) => h("tr", {}, row.map((cell) => tableCell(cell, at, seat))));
  const node = h("table", { class: look.join(" ") }, caption, h("tbody", {}, rows));
  return h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": caption?.textContent || say("table") }, node);
}

function tableCell(cell, row, seat) {
  const spans = { colspan: cell.colspan, rowspan: cell.rowspan };
  const place = `${cell.align ?? "left"} ${cell.valign ?? "top"}`;
  if (cell.text === undefined || cell.text === null) return h("td", { ...spans, class: "absent" });
  const scope = cell.is_header ? (row === 0 ? "col" : "row") : null;
  return h(cell.is_header ? "th" : "td", { ...spans, scope, class: place }, rich(cell.text, seat));
}

/** A photo that opens large; a hidden one opens first. */
export function photo({ url, width, height, spoiler }, caption) {
  const name = caption || say("photo");
  const image = () => h("img", { src: url, width: width || null, height: height || null, alt: name });
  const node = h("button", { type: "button", class: `photo ${spoiler ? "veiled" : ""}`, "aria-label": spoiler ? say("hiddenPhoto") : name }, image());
  node.addEventListener("click", () => {
    if (!node.classList.contains("veiled")) return exhibit(say("photo"), image(), "picture");
    node.classList.remove("veiled");
    node.setAttribute("aria-label", name);
  });
  return node;
}
