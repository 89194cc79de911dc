// Times and dates in the person's language, by the clock of this machine.

import { language, say } from "./words.js";

const shown = (unix, options) => new Intl.DateTimeFormat(language(), options).format(new Date(unix * 1000));

/** Hours and minutes. */
export const clock = (unix) => shown(unix, { hour: "2-digit", minute: "2-digit" });

/** The day as a heading between messages. */
export function day(unix) {
  const then = new Date(unix * 1000);
  const now = new Date();
  const away = Math.round((new Date(now.toDateString()) - new Date(then.toDateString())) / 86_400_000);
  if (away === 0) return say("today");
  if (away === 1) return say("yesterday");
  const year = then.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return shown(unix, { day: "numeric", month: "long", year });
}

/** Whether two moments are of different days. */
export const otherDay = (a, b) => new Date(a * 1000).toDateString() !== new Date(b * 1000).toDateString();

/** Everything about a moment, for a title. */
export const whole = (unix) => shown(unix, { dateStyle: "full", timeStyle: "medium" });

/** A moment in Telegram's form: `r`, or of `w`, `d`/`D`, `t`/`T`; null when the form says nothing. */
export function formed(unix, form) {
  if (form === "r") return relative(unix);
  const options = {};
  if (form.includes("w")) options.weekday = "long";
  if (form.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "numeric" });
  if (form.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/t/i.test(form)) Object.assign(options, { hour: "2-digit", minute: "2-digit" });
  if (form.includes("T")) options.second = "2-digit";
  return Object.keys(options).length ? shown(unix, options) : null;
}

const STEPS = [["year", 31_536_000], ["month", 2_592_000], ["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]];

function relative(unix) {
  const away = Math.round(unix - Date.now() / 1000);
  const [unit, size] = STEPS.find(([, seconds]) => Math.abs(away) >= seconds) ?? STEPS.at(-1);
  return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(Math.round(away / size), unit);
}
