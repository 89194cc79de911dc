// What kind of button it is: the one field beside its text, and the drawing that tells it apart.

const ICONS = {
  callback_data: null,
  url: "out",
  copy_text: "copy",
  switch_inline_query_current_chat: "share",
  switch_inline_query: "share",
  switch_inline_query_chosen_chat: "share",
  web_app: "out",
  login_url: "out",
  pay: null,
  disabled: null,
};

/** The button's kind, what it carries, and its drawing. */
export function byKind(button) {
  const name = Object.keys(ICONS).find((field) => button[field] !== undefined) ?? "other";
  const value = typeof button[name] === "string" ? button[name] : JSON.stringify(button[name] ?? null);
  return { name, value, icon: ICONS[name] ?? null };
}
