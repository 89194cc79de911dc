// Times and dates in the person's language, by the clock of this machine.

import { language, say } from "./words.js";

// browsers may come without Kazakh dates: its words are here, and figures stand as in Russian
const KAZAKH = {
  months: ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"],
  days: ["жексенбі", "дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі"],
  units: { year: "жыл", month: "ай", day: "күн", hour: "сағат", minute: "минут", second: "секунд" },
};
const LOCALES = { kk: "ru", ru: "ru", en: "en-GB" };

function shown(unix, options) {
  const then = new Date(unix * 1000);
  if (language() !== "kk" || (options.month !== "long" && !options.weekday)) return new Intl.DateTimeFormat(LOCALES[language()], options).format(then);
  const { weekday, month, day, year, ...time } = options;
  const date = month === "long" ? `${year ? `${then.getFullYear()} жылғы ` : ""}${then.getDate()} ${KAZAKH.months[then.getMonth()]}` : day && shown(unix, { day, month, year });
  return [weekday && KAZAKH.days[then.getDay()], date, Object.keys(time).length > 0 && shown(unix, time)].filter(Boolean).join(", ");
}

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
export const whole = (unix) => formed(unix, "wDT");

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
  const n = Math.round(away / size);
  if (language() === "kk") return n ? `${Math.abs(n)} ${KAZAKH.units[unit]} ${n < 0 ? "бұрын" : "кейін"}` : "қазір";
  return new Intl.RelativeTimeFormat(LOCALES[language()], { numeric: "auto" }).format(n, unit);
}
