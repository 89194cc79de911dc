// Menus that open from a button: arrow keys, Home, End and letters move, Esc closes and returns.

import { h, icon } from "./dom.js";

let closeOpen = null;

/** Opens a menu under (or over) a button; `items` are {label, act, mark}. Pressing the button again closes it. */
export function openMenu(button, items, label) {
  const again = button.getAttribute("aria-expanded") === "true";
  closeOpen?.();
  if (again) return;
  const menu = h("div", { class: "menu", role: "menu", "aria-label": label });
  const close = (back = true) => {
    menu.remove();
    button.setAttribute("aria-expanded", "false");
    document.removeEventListener("pointerdown", outside, true);
    removeEventListener("resize", close);
    closeOpen = null;
    if (back && button.isConnected) button.focus();
  };
  const outside = (event) => {
    if (!menu.contains(event.target) && !button.contains(event.target)) close(false);
  };
  for (const { label: name, act, mark } of items) {
    const run = () => {
      close();
      act();
    };
    menu.append(h("button", { type: "button", role: "menuitem", tabindex: "-1", on: { click: run } }, mark && icon(mark), h("span", {}, name)));
  }
  menu.addEventListener("keydown", (event) => move(event, menu, close));
  document.body.append(menu);
  place(menu, button);
  button.setAttribute("aria-expanded", "true");
  document.addEventListener("pointerdown", outside, true);
  addEventListener("resize", close);
  closeOpen = close;
  menu.firstElementChild?.focus();
}

function move(event, menu, close) {
  const all = [...menu.children];
  const at = all.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (to !== undefined) all[(to + all.length) % all.length].focus();
  else if (event.key === "Escape") close();
  else if (event.key === "Tab") return close();
  else if (event.key.length === 1 && event.key !== " ") {
    const letter = event.key.toLowerCase();
    [...all.slice(at + 1), ...all].find((item) => item.textContent.toLowerCase().startsWith(letter))?.focus();
    return;
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function place(menu, button) {
  const spot = button.getBoundingClientRect();
  const room = 8;
  const left = Math.min(Math.max(room, spot.right - menu.offsetWidth), innerWidth - menu.offsetWidth - room);
  const below = spot.bottom + menu.offsetHeight + room < innerHeight;
  const top = below ? spot.bottom + 4 : Math.max(room, spot.top - menu.offsetHeight - 4);
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}
