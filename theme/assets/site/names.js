// Names, words and dates as readers type them, in the one form in which they are compared. What a query means is told from
// them in finder.js. No document and no network here, so that every rule can be tried by itself.

const MARKS = /[\u0300-\u036f\u0e48-\u0e4b\u0ec8-\u0ecb\u200b-\u200d'’‘ʼʻ`´′]/g;
const APART = /[^\p{L}\p{N}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+/gu;

/** A text for comparison, as `folded` of scripts/derive/names.py makes it: `to lam` for `Tô Lâm`. */
export const folded = (text) =>
  text.normalize("NFKD").toLowerCase().replace(MARKS, "").normalize("NFC").replace(/đ/g, "d").replace(/ł/g, "l").replace(/ø/g, "o").replace(/ß/g, "ss").replace(/\u0ebc/g, "ລ")
    .replace(APART, " ").trim();

/** `folded` without spaces, so that `Kim Jongun` and `Kim Jong Un` are one. */
export const compact = (text) => folded(text).replace(/ /g, "");
export const isLatin = (text) => /^[a-z0-9 ]*$/.test(text);

const END = /(?:ations|ation|ators|ator|ating|ated|ates|ate|ings|ing|ions|ion|ments|ment|ers|er|ors|or|ies|ied|ed|es|als|al|s|e|y)$/;

/** A folded word without its ending, as `stem` of scripts/derive/names.py makes it: `bomb` for `bombing`. */
export function stem(word) {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const shorter = (word.slice(0, 4) + word.slice(4).replace(END, "")).replace(/(.)\1$/, "$1");
  return shorter === word ? word : stem(shorter);
}

/** Korean sounds that Latin letters tell in many ways, told in one: `gim jong un`, `kim chung eun`. */
export const sound = (text) => text.split(" ").map((word, n) => {
  const plain = word.replace(/^(lee|yi|rhee|li|i|rhi|yee)$/, "ri").replace(/^(oh)$/, "o").replace(/ar(?=[kpt])/g, "a").replace(/sh/g, "s")
    .replace(/tch|ch|tj/g, "j").replace(/kh|k|gg/g, "g").replace(/th|t|dd/g, "d").replace(/ph|p|bb/g, "b").replace(/l/g, "r")
    .replace(/eu|eo|oo|ou|woo|u/g, "o").replace(/ee|ui|ye?i/g, "i").replace(/ae|ai|oe|oi|ay/g, "e").replace(/w/g, "").replace(/(.)\1+/g, "$1").replace(/c$/, "g");
  return n ? plain : plain.replace(/^r?im$/, "rim");
}).join("");

/** The edits between two words, a swap of neighbours as one; more than `most` are `most + 1`. */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let before = [], last = [...Array(other.length + 1).keys()];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  return last[other.length];
}

const MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const month = (word) => MONTHS.findIndex((name) => word.length > 2 && name.startsWith(word)) + 1;
const two = (n) => String(n).padStart(2, "0");

/** A date as YYYY, YYYY-MM or YYYY-MM-DD; null for what is none. */
export function dateIn(text) {
  const plain = text.trim().toLowerCase().replace(/(\d)(st|nd|rd|th)\b/g, "$1").replace(/,/g, " ").replace(/\s+/g, " ");
  let found = /^((?:19|20)\d\d)(?:[-/.](\d\d?)(?:[-/.](\d\d?))?)?$/.exec(plain);
  if (found) return [found[1], ...[found[2], found[3]].filter(Boolean).map(two)].join("-");
  found = /^(?:(\d\d?) )?([a-z]+)\.? (\d{4})$/.exec(plain);
  if (found && month(found[2])) return [found[3], two(month(found[2])), ...(found[1] ? [two(found[1])] : [])].join("-");
  found = /^([a-z]+)\.? (\d\d?) (\d{4})$/.exec(plain);
  return found && month(found[1]) ? [found[3], two(month(found[1])), two(found[2])].join("-") : null;
}

/** What happened on a date, from a part of the index with the days of a year: [{path, title, detail}]. A date known to the month lies in all its days. */
export function onDate(days, date) {
  const covers = (first, last) => {
    if (first.startsWith(date)) return 0;
    if (last && first < date && (last > date || last.startsWith(date))) return 1;
    return date.startsWith(first) && first.length > 4 ? 2 : -1;
  };
  return Object.entries(days).flatMap(([folder, { kind, rows }]) => rows.map(([id, first, last, title]) =>
    ({ path: `${folder}/${id}/`, kind, title, detail: last ? `${first} to ${last}` : first, rank: covers(first, last) })))
    .filter(({ rank }) => rank >= 0).sort((a, b) => a.rank - b.rank || (a.detail < b.detail ? -1 : 1));
}

// What a number or code looks like, how it is kept in the index, and what it is called.
const LOOKS = [
  [/^imo\s*(?:no\.?|number)?\s*:?\s*(\d+)$/i, (found) => found[1], "IMO number"],
  [/^(\d{7})$/, (found) => found[1], "IMO number"],
  [/^s[ /.]*(?:res|prst)[ /.]*\d+.*$/i, (found) => compact(found[0]), "UN symbol"],
  [/^(?:unscr|(?:un )?(?:security council )?resolution|un resolution|res\.?)\s*(\d{3,4})(?:\s*\(\d{4}\))?$/i, (found) => found[1], "resolution"],
  [/^(?:eo|executive order)\s*(\d{5})$/i, (found) => found[1], "executive order"],
  [/^kp[ei]\.?\s*\d+$/i, (found) => compact(found[0]), "number on the UN list"],
  [/^q\d+$/i, (found) => found[0].toLowerCase(), "Wikidata item"],
  [/^(\d{4,5})$/, (found) => found[1], ""],
];

/** A query that is a number or code: {number, name}, the name empty for what may be something else; null for any other. */
export function identifierIn(query) {
  for (const [look, number, name] of LOOKS) {
    const found = look.exec(query);
    if (found) return { number: number(found), name: name && `${name} ${found[1] || found[0]}` };
  }
  return /^[A-Z]{2}$/.test(query) ? { number: query, name: "" } : null;
}
