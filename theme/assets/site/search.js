// Search: the box in the page's head, and the search page with its filters. What is meant is told from names and titles
// (finder.js); the whole text is Pagefind's. Both read their index piece by piece.
import { $, $$, asked, decoded, element, remember, say, whenRested } from "./dom.js";
import { Index, understood, yearIn } from "./finder.js";
import { folded } from "./names.js";

const ROOT = new URL("../../", import.meta.url);
const PAGEFIND = new URL("pagefind/", ROOT);
const read = async (path) => (await fetch(new URL(path, ROOT))).json();

// Pagefind starts a worker from an address that is plain text, which the pages' policy refuses. While it does, the
// address goes through the one rule that the policy admits, and the rule admits the one address.
async function withWorker(start) {
  if (!window.trustedTypes) return start();
  const { href } = new URL("pagefind-worker.js", PAGEFIND);
  const rule = window.trustedTypes.createPolicy("pagefind-worker", {
    createScriptURL(text) {
      if (new URL(text, location.href).href !== href) throw new TypeError(`no worker of this site: ${text}`);
      return href;
    },
  });
  const Plain = window.Worker;
  window.Worker = class extends Plain {
    constructor(text, options) { super(rule.createScriptURL(text), options); }
  };
  try { return await start(); } finally { window.Worker = Plain; }
}

let engine, index;
function load() {
  engine = engine || import(new URL("pagefind.js", PAGEFIND).href).then(async (pagefind) => {
    await pagefind.options({ excerptLength: 20 });
    await withWorker(() => pagefind.init());
    return pagefind;
  });
  return engine;
}
const names = () => (index = index || Index.open(read));

// A phrase stands in one sentence; headings, cells and list items end one.
const holds = (content, phrases) => {
  const sentences = content.split(/[.!?;:](?:\s|$)/).map((one) => ` ${folded(one)} `);
  return phrases.every((phrase) => sentences.some((one) => one.includes(` ${folded(phrase)} `)));
};

// Whether the text has the words as they were typed, and not only what begins like them.
async function written(results, words) {
  const first = await Promise.all(results.slice(0, 3).map((result) => result.data()));
  const marks = first.flatMap(({ excerpt }) => [...excerpt.matchAll(/<mark>(.*?)<\/mark>/gs)].map((found) => folded(found[1])));
  const alike = (mark, word) => mark.includes(word) || (word.startsWith(mark) && word.length - mark.length < 3);
  return folded(words).split(" ").filter((word) => word.length > 3).every((word) => marks.some((mark) => alike(mark, word)));
}

// Fewer results of the full text than these are not relied upon.
const FEW = 6;
const NEWEST = { newest: { date: "desc" }, oldest: { date: "asc" } };

/**
 * The answer to a query: `first` are records by name, title, number or day, `results` Pagefind's, those of `first` left
 * out; `told` what was understood; `some` whether no record has all the words, and those with most are shown. `early`
 * gets the answer before the full text is asked.
 */
export async function answer(words, { filters = {}, order = "", typing = false, early = () => {} } = {}) {
  const ready = load();
  const told = await understood(await names(), words, typing);
  const kinds = filters.kind && filters.kind.any;
  const unfiltered = !order && Object.keys(filters).every((name) => name === "kind");
  const fits = (record) => unfiltered && (!kinds || kinds.includes(record.kind));
  let first = told.hits.filter(fits);
  if (told.unknown) return { told, first: [], results: [], filters: {}, some: false };
  if (first.length) early({ told, first, results: [], filters: {}, some: false });
  const pagefind = await ready;
  const options = { filters, ...(NEWEST[order] ? { sort: NEWEST[order] } : {}) };
  const ask = (text) => pagefind.search(text.replace(/[-‐‑]/g, told.phrases.length ? "-" : " ") || null, options);
  let found = { results: [], filters: {} };
  for (const text of told.phrases.length ? [words] : told.texts) if (!found.results.length) found = await ask(text);
  if (told.phrases.length) {
    const some = found.results.slice(0, 40);
    const texts = await Promise.all(some.map((result) => result.data()));
    found = { ...found, results: some.filter((_, n) => holds(texts[n].content, told.phrases)) };
  } else if (words && !first.length && found.results.length && !told.date && !await written(found.results, told.texts[0])) {
    found = { ...found, results: [] };
  }
  // A few pages that have all the words somewhere in their text, and records whose titles have most of them.
  const some = !first.length && !found.results.length;
  if (!first.length && found.results.length < FEW) first = told.some.filter(fits);
  const shown = new Set(first.map(({ path }) => new URL(path, ROOT).pathname));
  const wanted = [];
  // Addresses are known after reading a result only: those that may double are among the first.
  for (const [n, result] of found.results.entries()) {
    if (n >= 12 || !first.length || !shown.has(new URL((await result.data()).url, location.href).pathname)) wanted.push(result);
  }
  return { told, first, results: wanted, filters: found.filters, some: some && first.length > 0 };
}

// Pagefind sets `<mark>` around matches and writes `<` and `>` of the text as references; taken apart as text, never as HTML.
function marked(excerpt) {
  const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">");
  return element("p", {}, ...excerpt.split(/<mark>(.*?)<\/mark>/s).map((text, i) => (i % 2 ? element("mark", {}, plain(text)) : plain(text))));
}

// What a reader calls a kind whose name in the index is a term of the data.
const KINDS = { Entity: "Company, ship, institution", Measure: "Sanctions measure" };
const called = (kind) => KINDS[kind] || kind;

const named = ({ path, kind, title, detail }) => ({ url: new URL(path, ROOT).pathname, title, detail: [called(kind), detail].filter(Boolean).join(" · ") });
const described = async (result) => {
  const { url, meta, excerpt } = await result.data();
  return { url, title: meta.title || url, detail: [called(meta.kind), meta.date].filter(Boolean).join(" · "), excerpt };
};

function hit({ url, title, detail, excerpt }, attributes = {}) {
  const inside = attributes.role ? { role: "none" } : {};
  const link = element("a", { href: url, ...attributes }, title);
  if (attributes.role) link.append(" ", element("span", { class: "detail" }, detail));
  return element("li", inside, link, ...(attributes.role ? [] : [" ", element("span", { class: "detail" }, detail)]), ...(excerpt && !attributes.role ? [marked(excerpt)] : []));
}

const counted = (n) => (n === 1 ? "1 result" : `${n} results`);

/** What was understood, in words: `Showing Kim Jong Un for “Kim Chong Un”`. */
function understanding({ told, first, some }, words) {
  if (told.unknown) return `No record bears the ${told.unknown}.`;
  if (some) return "No record has all these words. These have most of them.";
  if (told.instead && first.length) return `Nothing is called “${words}”. Showing ${first[0].title}.`;
  if (told.meant) return `Showing ${told.meant.title} for “${words}”`;
  if (told.place && told.place.name.toLowerCase() !== words.toLowerCase()) return `Showing ${told.place.name} for “${words}”`;
  return "";
}

/** Show the first results under the search box while words are typed: a combobox whose options are links. */
export function suggest(box) {
  const input = $("input", box);
  const list = element("ul", { class: "hits", role: "listbox", id: "found", "aria-label": "Search results" });
  const note = element("p", { class: "said" });
  const results = element("div", { class: "results", hidden: true }, note, list);
  box.append(results);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-controls": "found", "aria-expanded": "false", "aria-autocomplete": "list" })) input.setAttribute(name, value);
  let last = 0, at = -1;
  const options = () => $$("[role=option]", list);
  const choose = (n) => {
    at = n;
    options().forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (options()[at]) { input.setAttribute("aria-activedescendant", options()[at].id); options()[at].scrollIntoView({ block: "nearest" }); }
    else input.removeAttribute("aria-activedescendant");
  };
  const open = (is) => { results.hidden = !is; input.setAttribute("aria-expanded", String(is)); if (!is) choose(-1); };
  // What is found by name comes early; a choice that was made among it stays when the rest is there.
  const draw = (words, found, first, whole) => {
    const n = whole ? found.first.length + found.results.length : "";
    const chosen = options()[at] && options()[at].href;
    const option = (id) => ({ role: "option", id: `found-${id}`, "aria-selected": "false", tabindex: "-1" });
    const rest = hit({ url: `${box.action}?q=${encodeURIComponent(words)}`, title: n === 0 ? "No results: what to try" : `All ${n} results, with filters`.replace("  ", " "), detail: "" }, option("all"));
    list.replaceChildren(...first.map((one, i) => hit(one, option(i))), rest);
    const said = understanding(found, words);
    note.textContent = said;
    note.hidden = !said;
    open(true);
    choose(chosen ? options().findIndex(({ href }) => href === chosen) : -1);
    if (whole) say([said, counted(n)].filter(Boolean).join(" "));
  };
  const run = async () => {
    const turn = ++last;
    const words = input.value.trim();
    if (!words) { open(false); return; }
    const early = (part) => { if (turn === last) draw(words, part, part.first.slice(0, 6).map(named), false); };
    const found = await answer(words, { typing: true, early });
    const first = [...found.first.slice(0, 6).map(named)];
    first.push(...await Promise.all(found.results.slice(0, 6 - first.length).map(described)));
    if (turn === last) draw(words, found, first, true);
  };
  whenRested(input, run);
  input.addEventListener("keydown", (event) => {
    const count = options().length;
    if (event.key === "Escape" && !results.hidden) { event.preventDefault(); open(false); }
    else if (event.key === "ArrowDown" && results.hidden && input.value.trim()) { event.preventDefault(); run(); }
    else if (results.hidden || !count) return;
    else if (event.key === "ArrowDown") { event.preventDefault(); choose(at + 1 < count ? at + 1 : 0); }
    else if (event.key === "ArrowUp") { event.preventDefault(); choose(at > 0 ? at - 1 : count - 1); }
    else if (event.key === "Enter" && at >= 0) { event.preventDefault(); options()[at].click(); }
  });
  box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) open(false); });
  // A press on an option does not take the focus from the input, which would close the list under it.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  load();
  names();
  run(); // what was typed before this module came
}

const FACETS = { kind: "Kind", country: "Country", decade: "Decade", topic: "Topic", grade: "Evidence", side: "Whose word" };

/** Fill the search page, or the page for an address that is not there, which searches for the address's words. */
export function searchPage(page) {
  const isMissing = !$(".page-search");
  const guess = decoded(location.pathname).split("/").filter(Boolean).pop() || "";
  const input = element("input", { type: "search", id: "search-words", autocomplete: "off" });
  input.value = asked.get("q") || (isMissing ? guess.replace(/[-_]|\.html?$|^\d{4}(-\d\d){0,2}/g, " ").trim() : "");
  const order = element("select", { id: "search-order" }, ...Object.entries({ "": "most relevant", newest: "newest", oldest: "oldest" }).map(([value, label]) => element("option", { value }, label)));
  order.value = asked.get("order") in NEWEST ? asked.get("order") : "";
  const choices = element("div", { class: "choices" });
  const said = element("p", { class: "said" });
  const count = element("p", { role: "status" });
  const list = element("ol", { class: "hits" });
  const ways = element("div", { class: "no-results", hidden: true });
  const more = element("button", { type: "button", class: "plain", hidden: true }, "More results");
  const sorting = element("p", { class: "order" }, element("label", { for: "search-order" }, "First the"), " ", order);
  page.replaceChildren(element("label", { for: "search-words" }, "Search words"), input, choices, sorting, said, count, list, ways, more);
  if (!isMissing && !input.value) input.focus();
  let shown = 0, found = [], last = 0;

  const chosen = () => {
    const filters = {};
    for (const tick of $$("input:checked", choices)) filters[tick.name] = [...(filters[tick.name] || []), tick.value];
    return filters;
  };

  function makeChoices(totals) {
    choices.append(...Object.entries(FACETS).filter(([name]) => totals[name]).map(([name, label]) => {
      const items = Object.keys(totals[name]).sort().map((value) => {
        const tick = element("input", { type: "checkbox", name, value });
        tick.checked = asked.getAll(name).includes(value);
        tick.addEventListener("change", run);
        return element("li", {}, element("label", {}, tick, `${called(value)} `, element("span", { class: "n" })));
      });
      return element("details", {}, element("summary", {}, label), element("ul", {}, ...items));
    }));
  }

  function drawChoices(counts) {
    for (const tick of $$("input", choices)) {
      $(".n", tick.parentElement).textContent = (counts[tick.name] || {})[tick.value] || 0;
    }
    for (const group of choices.children) {
      const n = $$("input:checked", group).length;
      const label = FACETS[$("input", group).name];
      $("summary", group).textContent = n ? `${label} (${n})` : label;
    }
  }

  // What leads on from a query without results.
  function lead(words, result, year) {
    const to = (path, text) => element("li", {}, element("a", { href: new URL(path, ROOT).pathname + new URL(path, ROOT).hash }, text));
    ways.replaceChildren(element("p", {}, "Nothing in the record has all these words."), element("ul", {},
      ...result.told.near.map((record) => to(record.path, `${record.title} (${named(record).detail})`)),
      year ? to(`timeline/#y${year}`, `What happened in ${year}`) : to("timeline/", "The timeline"),
      to("coverage/", "What has been looked for, and what has not been researched"),
      to("corrections/", `Tell us what is missing`)));
  }

  async function showMore() {
    const next = found.slice(shown, shown + 20);
    shown += next.length;
    const turn = last;
    const entries = (await Promise.all(next.map(described))).map((one) => hit(one));
    if (turn !== last) return null;
    list.append(...entries);
    more.hidden = shown >= found.length;
    return entries[0];
  }

  async function run() {
    const turn = ++last;
    const words = input.value.trim();
    const pagefind = await load();
    const totals = await pagefind.filters();
    if (!choices.children.length) makeChoices(totals);
    drawChoices(totals);
    const ticked = chosen();
    const nothing = !words && !Object.keys(ticked).length;
    const filters = Object.fromEntries(Object.entries(ticked).map(([name, values]) => [name, { any: values }]));
    const result = nothing ? { told: {}, first: [], results: [], filters: totals, some: false } : await answer(words, { filters, order: order.value });
    // How many more another tick in the same group would bring: counted as if the group had none.
    const own = {};
    for (const name of Object.keys(ticked)) {
      const { [name]: _, ...others } = filters;
      own[name] = (await pagefind.search(words || null, { filters: others })).filters[name];
    }
    const year = nothing ? null : yearIn(await names(), words);
    if (turn !== last) return;
    if (!isMissing) remember({ q: words, order: order.value, ...Object.fromEntries(Object.keys(FACETS).map((name) => [name, ticked[name] || ""])) });
    drawChoices({ ...result.filters, ...own });
    found = result.results;
    shown = 0;
    said.textContent = nothing ? "" : understanding(result, words);
    list.replaceChildren(...result.first.map((record) => hit(named(record))));
    more.hidden = true;
    const n = result.first.length + found.length;
    count.textContent = nothing ? "" : counted(n);
    ways.hidden = nothing || n > 0;
    if (!ways.hidden) lead(words, result, year);
    await showMore();
  }
  more.addEventListener("click", async () => {
    const first = await showMore();
    if (first) $("a", first).focus();
  });
  whenRested(input, run);
  order.addEventListener("change", run);
  run();
}
