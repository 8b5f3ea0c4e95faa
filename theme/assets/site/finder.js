// What a query means: told from the index of names and words that the build wrote (scripts/takeaway/finder.py, where its
// keys are described). It is read part by part, so that a query costs some kilobytes whatever the size of the record.
import { compact, dateIn, distance, folded, identifierIn, isLatin, onDate, sound, stem } from "./names.js";

// How much a word says of a record that bears it in its name, that tells it of itself, in whose short text it stands.
const WAYS = [1, 0.7, 0.35];
const LIKE = 0.8; // by another word for it
// What somebody claims of a thing, and the story of which it is a step, come after the thing.
const CLAIMED = 0.85;
// The texts of these are long: that a word stands in one says less.
const LONG = ["countries", "topics"];
// What has a name of its own.
const NAMED_KINDS = ["officials", "countries", "entities", "topics", "measures"];
const MOST = 8;
// The share of a query, each word by what it is worth, that a record must have; a first name may be missing.
const ENOUGH = 0.8;
// The share with which a record is shown where none has enough.
const SOME = 0.25;

/** The index. `read` gives the JSON of a file below the site's root. */
export class Index {
  static async open(read) {
    return new Index(read, await read("search/index.json"));
  }

  constructor(read, about) {
    Object.assign(this, about);
    this.read = read;
    this.parts = new Map();
    this.titles = new Set(about.titles);
    this.common = new Set(about.common);
    this.places = new Map(about.cities.flatMap((city) => [city, ...(about.synonyms[stem(compact(city))] || [])].map((name) => [stem(compact(name)), city])));
  }

  part(name) {
    if (!this.parts.has(name)) this.parts.set(name, this.read(`search/${name}.json`));
    return this.parts.get(name);
  }

  /** The number of the part in which a key would stand. */
  placeOf(key) {
    let low = 0, high = this.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[middle][0] <= key) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }

  async entry(key) {
    const part = await this.part(this.words[this.placeOf(key)][1]);
    return Object.prototype.hasOwnProperty.call(part, key) ? part[key] : null;
  }

  /** The numbers of the records under a key that names records and nothing else. */
  async numbers(key) {
    return counted(await this.entry(key));
  }

  /** The entries whose keys begin with some letters, from two parts at most. */
  async beginning(letters) {
    const first = this.placeOf(letters);
    const parts = await Promise.all(this.words.slice(first, first + 2).map(([, name]) => this.part(name)));
    return parts.flatMap((part) => Object.keys(part).filter((key) => key.startsWith(letters)).map((key) => part[key]));
  }

  /** The kind of a record: its name, what one is called, the number of the first. */
  kindOf(number) {
    let n = this.kinds.length - 1;
    while (this.kinds[n][2] > number) n -= 1;
    return this.kinds[n];
  }

  /** What is shown of a record. */
  async record(number) {
    const [id, title, detail] = (await this.part(this.records[Math.floor(number / this.size)]))[number % this.size];
    const [folder, kind] = this.kindOf(number);
    return { number, path: `${folder}/${id}/`, kind, title, detail, weight: this.weights[number], name: compact(title) };
  }

  /** What is shown of several records, in their order. */
  shown(numbers) {
    return Promise.all(numbers.map((number) => this.record(number)));
  }

  /** What happened on a date: [{path, title, detail}]. */
  async happened(date) {
    const file = this.days[date.slice(0, 4)];
    return file ? onDate(await this.part(file), date) : [];
  }
}

/** Numbers from their distances. */
function counted(distances) {
  let last = 0;
  return (distances || []).map((step) => (last += step));
}

/** Without the titles before a name; a name that is all titles stays. */
function untitled(index, tokens) {
  let n = 0;
  while (n < tokens.length - 1 && index.titles.has(tokens[n])) n += 1;
  return tokens.slice(n);
}

const numbersOf = (found) => found.map(({ number }) => number);
const weighed = (index, numbers) => [...numbers].sort((a, b) => index.weights[b] - index.weights[a]);

// A name without spaces between its parts, or with its title written to it: the longest names that stand in it.
async function namesInside(index, word) {
  const found = [];
  const letters = [...word].slice(0, 24);
  for (let n = 0; n < letters.length; n += 1) {
    for (let end = Math.min(letters.length, n + 12); end > n + 1; end -= 1) {
      const numbers = end - n === letters.length ? [] : await index.numbers(`=${letters.slice(n, end).join("")}`);
      if (numbers.length) {
        found.push(numbers);
        n = end - 1;
        break;
      }
    }
  }
  return found;
}

// The words of a query, taken together where they are a name: [{words, named}], `named` the records of that name.
async function partsOf(index, tokens) {
  const parts = [];
  for (let n = 0; n < tokens.length;) {
    let length = Math.min(6, tokens.length - n), named = [];
    for (; length > 0; length -= 1) {
      const words = tokens.slice(n, n + length);
      named = await index.numbers(`=${words.join("")}`);
      if (!named.length && length > 1 && length === tokens.length - n && index.titles.has(words[0])) {
        named = await index.numbers(`=${untitled(index, words).join("")}`);
      }
      if (named.length) break;
    }
    const words = tokens.slice(n, n + Math.max(1, length));
    n += words.length;
    let inside = [];
    if (!named.length && !isLatin(words[0])) {
      inside = await index.entry(words[0]) ? [] : await namesInside(index, words[0]);
      // A title may stand before a name of two words without a space: นายกชวน หลีกภัย.
      if (!inside.length && tokens[n]) {
        inside = await namesInside(index, words[0] + tokens[n]);
        if (inside.length) n += 1;
      }
    }
    parts.push(...(inside.length ? inside.map((numbers) => ({ words: [], named: numbers })) : [{ words, named }]));
  }
  return parts;
}

// Korean names by their sound: words that stand together and sound as one do.
async function bySound(index, tokens) {
  for (let length = Math.min(4, tokens.length); length > 1; length -= 1) {
    for (let n = 0; n + length <= tokens.length; n += 1) {
      const words = tokens.slice(n, n + length);
      const named = isLatin(words.join("")) ? await index.numbers(`~${sound(words.join(" "))}`) : [];
      if (named.length) return { before: tokens.slice(0, n), words, named, after: tokens.slice(n + length) };
    }
  }
  return null;
}

// Words of names that differ from a word in a letter or two, the nearest only.
async function alike(index, word) {
  const most = word.length < 4 || !isLatin(word) ? 0 : word.length < 8 ? 1 : 2;
  let best = most + 1, found = [];
  for (const other of most ? await index.part(index.near) : []) {
    const far = distance(word, other, most);
    if (far < best) [best, found] = [far, []];
    if (far === best && far <= most) found.push(other);
  }
  return found;
}

const put = (map, number, much) => { if (!(map.get(number) >= much)) map.set(number, much); };

function putEntry(map, entry, share = 1) {
  if (!entry || !Array.isArray(entry[0])) return;
  entry.forEach((distances, way) => { for (const number of counted(distances)) put(map, number, WAYS[way] * share); });
}

// What one word says: a map of records to how much.
async function told(index, word, typing) {
  const map = new Map();
  const key = stem(word);
  putEntry(map, await index.entry(key));
  // A year is told of a happening, and rarely in its title.
  if (/^\d{4}$/.test(key)) for (const [number, much] of map) if (much === WAYS[1]) map.set(number, WAYS[0]);
  for (const other of index.synonyms[key] || []) putEntry(map, await index.entry(other), LIKE);
  const part = isLatin(word) ? typing && word.length > 1 : word.length > 1;
  if (part) for (const entry of await index.beginning(word)) putEntry(map, [entry[0]], LIKE);
  return map;
}

// How much records have of all of some words: of each the least.
async function toldOfAll(index, words, typing) {
  const telling = words.filter((word) => !index.common.has(word));
  const maps = await Promise.all((telling.length ? telling : words).map((word) => told(index, word, typing)));
  const [first, ...others] = maps.sort((a, b) => a.size - b.size);
  return new Map([...first || []].map(([number, much]) => [number, Math.min(much, ...others.map((other) => other.get(number) || 0))]).filter(([, much]) => much));
}

// What a part of a query says. A name says it of its record, of those that bear its words, as typed or as its record is
// called, and of those that refer to it.
async function says(index, part, typing) {
  const map = await toldOfAll(index, part.words, typing);
  for (const number of part.named) {
    for (const other of await index.numbers(`@${number}`)) put(map, other, WAYS[1]);
    map.set(number, WAYS[0]);
  }
  if (part.named.length) {
    const { title, name } = await index.record(weighed(index, part.named)[0]);
    if (name !== part.words.join("")) for (const [number, much] of await toldOfAll(index, folded(title).split(" "))) put(map, number, much);
  }
  return map;
}

// The records that have to do with the parts of a query, the best first: [{number, covered, score}].
function scored(index, parts) {
  const all = index.lengths.length;
  const worth = (map) => Math.log(1 + all / (20 + map.size));
  const whole = parts.reduce((sum, { map }) => sum + worth(map), 0);
  const found = new Map();
  for (const { map, words } of parts) {
    for (const [number, much] of map) {
      const one = found.get(number) || { number, covered: 0, score: 0, named: 0 };
      one.covered += worth(map) / whole;
      one.score += worth(map) * (much === WAYS[2] && LONG.includes(index.kindOf(number)[0]) ? much / 2 : much);
      if (much >= WAYS[0] * LIKE) one.named += Math.max(1, words.length);
      found.set(number, one);
    }
  }
  for (const one of found.values()) {
    const { number, named } = one;
    if (["claims", "stories"].includes(index.kindOf(number)[0])) one.score *= CLAIMED;
    one.score += 0.5 * Math.min(1, named / Math.max(1, index.lengths[number])) + 0.05 * Math.log(1 + index.weights[number]);
  }
  const hasAll = ({ covered }) => covered > 0.999;
  return [...found.values()].sort((a, b) => hasAll(b) - hasAll(a) || b.score - a.score || a.number - b.number);
}

/**
 * What is meant by a query: `hits` are the records to show first, `some` those that have most of the words where none has
 * all; `meant` the record whose name was told otherwise, `instead` whether no record bears the words and those of a name
 * near them are shown; `near` what comes nearest to a query that finds nothing; `unknown` an identifier that nothing bears;
 * `texts` the words to ask the full text for, in order until one finds something; `date`, `place`, `phrases`.
 */
export async function understood(index, query, typing = false) {
  const phrases = [...query.matchAll(/["“”«]([^"“”»]+)["“”»]/g)].map((found) => found[1].trim()).filter(Boolean);
  const bare = query.replace(/["“”«»]/g, " ").replace(/\s+/g, " ").trim();
  const answer = { hits: [], some: [], near: [], meant: null, instead: false, unknown: null, texts: [query], date: dateIn(bare), place: null, phrases };
  if (!bare) return answer;
  const identifier = identifierIn(bare);
  if (identifier) {
    const numbers = await index.numbers(`#${identifier.number}`);
    answer.hits = await index.shown(numbers);
    if (numbers.length || identifier.name) {
      answer.unknown = numbers.length ? null : identifier.name;
      if (numbers.length) answer.texts = [answer.hits[0].title];
      return answer;
    }
  }
  if (answer.date) {
    if (!(answer.date.slice(0, 4) in index.days)) answer.date = null;
    else if (answer.date.length > 4) answer.hits = await index.happened(answer.date);
    return answer;
  }
  const tokens = folded(bare).split(" ").filter(Boolean);
  if (!tokens.length) return answer;
  let parts = await partsOf(index, tokens);
  if (phrases.length) {
    for (const part of parts) part.map = await says(index, part);
    const titled = await index.shown(numbersOf(scored(index, parts).filter(({ covered }) => covered > ENOUGH).slice(0, 5 * MOST)));
    const named = parts.length === 1 ? await index.shown(weighed(index, parts[0].named)) : [];
    const has = ({ title }) => phrases.every((phrase) => ` ${folded(title)} `.includes(` ${folded(phrase)} `));
    answer.hits = [...named, ...titled.filter((record) => has(record) && !named.some(({ number }) => number === record.number))].slice(0, MOST);
    return answer;
  }
  if (!parts.some(({ named, words }) => named.length && words.length > 1)) {
    const heard = await bySound(index, tokens);
    if (heard) parts = [...await partsOf(index, heard.before), { ...heard, heard: true }, ...await partsOf(index, heard.after)];
  }
  const isEmpty = ({ words, named }) => words.length && words.every((word) => index.common.has(word) || (!named.length && index.titles.has(word)));
  const telling = parts.filter((part) => !isEmpty(part));
  if (telling.length) parts = telling;
  for (const part of parts) {
    part.map = await says(index, part, typing && part === parts[parts.length - 1]);
    if (part.map.size || part.named.length) continue;
    const near = await alike(index, stem(part.words[0]));
    if (!near.length) continue;
    answer.instead = true;
    for (const word of near) putEntry(part.map, await index.entry(word));
  }
  return await settled(index, answer, parts, { bare, tokens });
}

// The records of a name, and others that bear it among more words.
async function ofName(index, only, found, key) {
  const named = await index.shown(weighed(index, only.named));
  named.sort((a, b) => (b.name === key) - (a.name === key) || b.weight - a.weight);
  const rest = found.filter(({ number }) => !only.named.includes(number) && only.map.get(number) === 1).slice(0, 5);
  return [...named, ...await index.shown(numbersOf(rest))].slice(0, Math.max(3, Math.min(named.length, 5)));
}

// Persons, countries and bodies of a name before what happened; of what happened only what is called so.
function ofWord(index, only, found) {
  const called = found.filter(({ number }) => only.map.get(number) >= LIKE);
  const is = ({ number }) => NAMED_KINDS.includes(index.kindOf(number)[0]);
  const things = called.filter(is).sort((a, b) => index.weights[b.number] - index.weights[a.number]);
  return index.shown(numbersOf([...things, ...called.filter((one) => !is(one))].slice(0, 5)));
}

// The records to show for the parts of a query, and the words to ask the full text for.
async function settled(index, answer, parts, { bare, tokens }) {
  const key = tokens.join("");
  const found = scored(index, parts);
  const known = parts.filter(({ map }) => map.size);
  const [only] = known.length === 1 ? known : [];
  const isName = Boolean(only) && only.named.length > 0;
  if (isName) {
    answer.hits = await ofName(index, only, found, key);
    if (answer.hits[0].name !== key) [answer.meant] = answer.hits;
  } else if (only) {
    // A word that nobody has leaves in doubt what the other says.
    answer.hits = known.length < parts.length ? [] : await ofWord(index, only, found);
  } else {
    const full = found.filter(({ covered }) => covered > ENOUGH);
    const most = full.length ? [] : found.filter(({ covered }) => covered > SOME);
    answer.hits = await index.shown(numbersOf(full.slice(0, MOST)));
    answer.some = await index.shown(numbersOf(most.slice(0, MOST)));
  }
  const place = index.places.get(stem(key));
  if (place && !answer.hits.length) answer.place = { name: place };
  const heard = parts.find((part) => part.heard);
  if (!answer.meant && heard) answer.meant = await index.record(heard.named[0]);
  const written = await Promise.all(parts.map(async ({ words, named }) => (named.length ? folded((await index.record(weighed(index, named)[0])).title) : words.join(" "))));
  answer.texts = [...new Set([isName ? answer.hits[0].title : place || written.join(" "), bare])];
  if (!answer.hits.length) answer.instead = false;
  if (!answer.hits.length && !answer.some.length) answer.near = await index.shown(numbersOf(found.slice(0, 3)));
  return answer;
}

/** A year of the record that the query names, for those who found nothing. */
export function yearIn(index, query) {
  const found = /\b(19|20)\d\d\b/.exec(query);
  return found && found[0] in index.days ? Number(found[0]) : null;
}
