// What a query means: told from the spellings, identifiers, places and years that the build wrote (search/names.json).
// No document and no network here, so that every rule can be tried by itself.

const MARKS = /[\u0300-\u036f\u0e48-\u0e4b\u0ec8-\u0ecb\u200b-\u200d'’‘ʼʻ`´′]/g;
const APART = /[^\p{L}\p{N}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+/gu;

/** A text for comparison, as `folded` of scripts/derive/names.py makes it: `to lam` for `Tô Lâm`. */
export const folded = (text) =>
  text.normalize("NFKD").toLowerCase().replace(MARKS, "").normalize("NFC").replace(/đ/g, "d").replace(/ł/g, "l").replace(/ø/g, "o")
    .replace(APART, " ").trim();

const compact = (text) => folded(text).replace(/ /g, "");
const isLatin = (text) => /^[a-z0-9 ]*$/.test(text);

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

const put = (map, key, value) => { const held = map.get(key); if (held) held.add(value); else map.set(key, new Set([value])); };

/** The file's content made ready for questions. */
export function prepared(data) {
  const records = data.records.map(([path, kind, title, detail, weight, korean, spellings, adjectives]) =>
    ({ path, kind, title, detail, weight, korean: Boolean(korean), spellings, adjectives, name: compact(title) }));
  const exact = new Map(), adjective = new Map(), tokens = new Map();
  for (const record of records) {
    for (const spelling of record.spellings) {
      put(exact, spelling.replace(/ /g, ""), record);
      for (const token of spelling.split(" ")) put(tokens, token, record);
    }
    for (const one of record.adjectives) put(adjective, one, record);
  }
  const places = new Map();
  for (const [name, count, others] of data.places) for (const other of others) places.set(other, { name, count });
  return { ...data, records, exact, adjective, tokens, places, titles: new Set(data.titles) };
}

// The record whose own name it is comes first, then that which most others name.
const ranked = (set, key) => [...set].sort((a, b) => (b.name === key) - (a.name === key) || b.weight - a.weight);

function exactly(index, key) {
  return ranked(index.exact.get(key) || [], key);
}

/** Without the titles before a name; a name that is all titles stays. */
function untitled(index, tokens) {
  let n = 0;
  while (n < tokens.length - 1 && index.titles.has(tokens[n])) n += 1;
  return tokens.slice(n);
}

// All words of the query stand in one spelling, in any order; a single letter stands for a name that begins with it.
function inPart(index, tokens, typing) {
  const long = tokens.filter((token) => token.length > 1);
  const key = tokens.join("");
  if (!isLatin(key)) {
    if (key.length < 2) return [];
    return ranked(index.records.filter((record) => record.spellings.some((spelling) => !isLatin(spelling) && spelling.replace(/ /g, "").includes(key))), key);
  }
  if (!long.length) return [];
  const rarest = long.map((token) => index.tokens.get(token)).sort((a, b) => (a ? a.size : 1e9) - (b ? b.size : 1e9))[0];
  const within = rarest || (typing && tokens.length === 1 && key.length > 2 ? index.records : []);
  const fits = (spelling) => {
    const left = spelling.split(" ");
    return tokens.every((token, n) => {
      const prefix = token.length === 1 || (typing && n === tokens.length - 1 && token.length > 2);
      const at = left.findIndex((word) => (prefix ? word.startsWith(token) : word === token));
      if (at < 0) return false;
      left.splice(at, 1);
      return true;
    });
  };
  const rest = (record) => Math.min(...record.spellings.filter(fits).map((spelling) => spelling.split(" ").length));
  const whole = tokens.length > 1;
  return [...within].filter((record) => record.kind !== "Measure" && record.spellings.some(fits))
    .sort((a, b) => (whole ? (rest(a) === tokens.length ? 0 : 1) - (rest(b) === tokens.length ? 0 : 1) : 0) || b.weight - a.weight);
}

/** Names that sound alike, or differ in one letter or two: [{record, far}], the nearest first. */
export function near(index, query) {
  const tokens = untitled(index, folded(query).split(" "));
  const key = tokens.join("");
  if (key.length < 4 || !isLatin(key)) return [];
  const found = new Map();
  const note = (record, far) => { if (!(found.get(record) <= far)) found.set(record, far); };
  const heard = tokens.length > 1 ? sound(tokens.join(" ")) : "";
  const budget = key.length < 8 ? 1 : 2;
  for (const record of index.records) {
    if (record.kind === "Measure" || record.kind === "Topic") continue;
    for (const spelling of record.spellings) {
      if (!isLatin(spelling)) continue;
      if (record.korean && heard && sound(spelling) === heard) note(record, 1);
      const far = distance(key, spelling.replace(/ /g, ""), budget);
      if (far <= budget) note(record, far);
    }
  }
  // Each word near a word of the name, all together no further than the budget.
  const close = tokens.map((token) => {
    const most = token.length < 5 ? 0 : token.length < 8 ? 1 : 2;
    const sets = new Map();
    for (const [word, set] of index.tokens) {
      const far = most && isLatin(word) ? distance(token, word, most) : word === token ? 0 : most + 1;
      if (far <= most) for (const record of set) if (!(sets.get(record) <= far)) sets.set(record, far);
    }
    return sets;
  });
  for (const [record, far] of close[0] || []) {
    const all = close.map((sets) => sets.get(record));
    if (record.kind === "Measure" || record.kind === "Topic" || all.includes(undefined)) continue;
    const sum = all.reduce((a, b) => a + b, 0);
    if (sum && sum <= Math.max(budget, 2)) note(record, sum + (far ? 0.1 : 0));
  }
  return [...found].map(([record, far]) => ({ record, far })).sort((a, b) => a.far - b.far || b.record.weight - a.record.weight).slice(0, 5);
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

/** What happened on a date, from search/days.json: [{path, title, date}]. A date known to the month lies in all its days. */
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

/** A query that is an identifier: {records} that bear it, or {unknown} in words; null for any other query. */
function identified(index, query) {
  for (const [look, number, name] of LOOKS) {
    const found = look.exec(query);
    if (!found) continue;
    const records = (index.numbers[number(found)] || []).map((n) => index.records[n]);
    if (records.length) return { records };
    if (name) return { records: [], unknown: `${name} ${found[1] || found[0]}` };
  }
  return /^[A-Z]{2}$/.test(query) && query in index.codes ? { records: [index.records[index.codes[query]]] } : null;
}

// A name inside a longer query, in the spelling of the record's own pages: `Jokowi visit` asks for `Joko Widodo visit`.
function retold(index, tokens) {
  const made = [], meant = [];
  for (let n = 0; n < tokens.length;) {
    let step = 0;
    for (let length = Math.min(6, tokens.length - n); length > 0 && !step; length -= 1) {
      const key = tokens.slice(n, n + length).join("");
      const [first] = exactly(index, key);
      const clear = length > 1 || !isLatin(key) || key.length > 4;
      if (first && first.name !== key && clear && first.kind !== "Topic") { made.push(folded(first.title)); meant.push(first); step = length; }
      else if (first && length > 1) { made.push(...tokens.slice(n, n + length)); step = length; }
    }
    if (!step) {
      const place = index.places.get(tokens[n]);
      made.push(place ? folded(place.name) : tokens[n]);
      step = 1;
    }
    n += step;
  }
  return { text: made.join(" "), meant };
}

/**
 * What is meant by a query: `hits` are the records to show first, `exact` whether one of them is what was asked for,
 * `texts` the words to ask the full text for, in order until one finds something, `also` other words for the same;
 * `meant` the record whose name was told otherwise; `unknown` an identifier that nothing bears; `date`, `place`, `phrases`.
 */
export function understood(index, query, typing = false) {
  const phrases = [...query.matchAll(/["“”«]([^"“”»]+)["“”»]/g)].map((found) => found[1].trim()).filter(Boolean);
  const bare = query.replace(/["“”«»]/g, " ").replace(/\s+/g, " ").trim();
  const answer = { hits: [], exact: false, texts: [query], also: [], meant: null, unknown: null, date: dateIn(bare), place: null, phrases };
  if (!bare || phrases.length) return answer;
  const number = identified(index, bare);
  if (number) {
    answer.hits = number.records;
    answer.exact = number.records.length > 0;
    answer.unknown = number.unknown || null;
    if (number.records.length && !answer.date) answer.texts = [number.records[0].title];
    return answer;
  }
  if (answer.date) return answer;
  const all = folded(bare).split(" ").filter(Boolean);
  if (!all.length) return answer;
  const tokens = untitled(index, all);
  const key = all.join(""), short = tokens.join("");
  let found = exactly(index, key);
  if (!found.length) found = ranked(index.adjective.get(key) || [], key);
  if (!found.length && short !== key) found = exactly(index, short);
  const part = inPart(index, tokens, typing);
  answer.exact = found.length > 0;
  // Others of the same name, in the same or another order, follow.
  answer.hits = [...new Set([...found, ...part])].slice(0, found.length ? Math.max(3, Math.min(found.length, 5)) : 3);
  answer.place = index.places.get(key) || null;
  if (answer.place && !found.length) answer.hits = [];
  const told = retold(index, tokens);
  const [first] = found;
  if (first && first.name !== key) answer.meant = first;
  answer.texts = [...new Set([first && first.kind !== "Measure" ? first.title : told.text, bare, ...told.meant.map((record) => record.title), ...(part[0] && !found.length ? [part[0].title] : [])])];
  if (answer.place) answer.texts = [answer.place.name, bare];
  if (!found.length && told.meant.length) {
    answer.meant = told.meant[0];
    answer.hits = [...new Set([...answer.hits, ...(isLatin(key) ? [] : told.meant)])].slice(0, 3);
  }
  const words = told.text.split(" ");
  answer.also = words.flatMap((word, n) => (index.words[word] || []).map((other) => [...words.slice(0, n), other, ...words.slice(n + 1)].join(" ")));
  return answer;
}

/** A year of the record that the query names, for those who found nothing. */
export function yearIn(index, query) {
  const found = /\b(19|20)\d\d\b/.exec(query);
  return found && index.years.includes(Number(found[0])) ? Number(found[0]) : null;
}
