// What the words above a list ask for: names in any spelling, years, dates, decades.
import { folded, isLatin } from "./names.js";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const compact = (text) => text.replace(/ /g, "");

/** The names of search/spellings.json, {name: other spellings}, made ready: a spelling leads to all of the same names. */
export function prepared(spellings) {
  const names = new Map();
  for (const [name, others] of Object.entries(spellings)) {
    const same = [name, ...others];
    for (const one of same) names.set(compact(one), [...(names.get(compact(one)) || []), ...same]);
  }
  return names;
}

// `1957–1966` and `1957-66` are years; `1964-11`, a month, is as dates are written here, and `1964–66` with a dash is none.
function period(whole, before, from, sign, to) {
  const first = Number(from);
  if (to.length === 4) return [Math.min(first, Number(to)), Math.max(first, Number(to))];
  if (sign === "-" && Number(to) > 0 && Number(to) < 13) return null;
  const last = Math.floor(first / 100) * 100 + Number(to);
  return [first, last < first ? last + 100 : last];
}

/** What a query asks for: `periods`, pairs of years, and `parts`, each with its alternatives, lists of folded words. */
export function wish(query, names = new Map()) {
  const periods = [];
  const rest = query.normalize("NFKC")
    .replace(/(^|\D)(\d{4})-(\d\d)-(\d\d)(?!\d)/g, (whole, before, year, month, day) => `${before} ${Number(day)} ${MONTHS[month - 1] || month} ${year} `)
    .replace(/(^|\D)(\d{4})\s*([-–—‐‑−])\s*(\d{4}|\d\d)(?!\d)/g, (whole, ...found) => {
      const years = period(whole, ...found);
      if (years) periods.push(years);
      return years ? `${found[0]} ` : `${found[0]} ${MONTHS[found[3] - 1]} ${found[1]} `;
    })
    .replace(/(^|\D)(\d{3}0)s\b/gi, (whole, before, year) => { periods.push([Number(year), Number(year) + 9]); return before; });
  const tokens = folded(rest).split(" ").filter(Boolean);
  const parts = [];
  for (let n = 0; n < tokens.length;) {
    let step = 0;
    for (let length = Math.min(6, tokens.length - n); length > 0 && !step; length -= 1) {
      const words = tokens.slice(n, n + length);
      const found = names.get(words.join(""));
      // A name is asked for as a whole: three words here and there in a row are another's.
      if (found) { parts.push([words.join(" "), ...found].map((name) => [name])); step = length; }
    }
    if (!step) { parts.push([[tokens[n]], ...partly(tokens[n], names)]); step = 1; }
    n += step;
  }
  return { periods, parts };
}

// A word of a script without spaces may be a piece of a name: `정은`.
function partly(token, names) {
  if (isLatin(token) || token.length < 2) return [];
  return [...names].filter(([spelling]) => !isLatin(spelling) && spelling.includes(token)).flatMap(([, found]) => found.map((name) => [name]));
}

const has = (text, words) => (isLatin(words) ? ` ${text}`.includes(` ${words}`) : text.includes(words));

/** Whether a row, its folded `text` and its first and last year, is what is asked for. */
export function fits({ text, years }, { periods, parts }) {
  return periods.every(([from, to]) => years && years[0] <= to && years[1] >= from) &&
    parts.every((alternatives) => alternatives.some((words) => words.every((word) => has(text, word))));
}

/** The first and the last year that a text names; null where it names none. */
export function yearsIn(text) {
  const found = (text.match(/\d{4}/g) || []).map(Number);
  return found.length ? [Math.min(...found), Math.max(...found)] : null;
}

/**
 * Hand the names in their other spellings, and who took part in what, {kind/id: names}, to `use` once a form is entered, or
 * at once where the address fills it or a reader was there before this script; never where they cannot be had, as in a preview.
 */
export function namesFor(form, use) {
  let read;
  const load = () => {
    read = read || fetch(new URL("../../search/spellings.json", import.meta.url)).then((answer) => answer.json()).then(({ names, people }) => use(prepared(names), people)).catch(() => {});
  };
  form.addEventListener("focusin", load, { once: true });
  if (location.search || form.contains(document.activeElement)) load();
}
