// Search: the box in the page's head, and the search page with its filters. Pagefind's index is read piece by piece.
import { $, $$, asked, decoded, element, fold, remember, say, whenRested } from "./dom.js";

const PAGEFIND = new URL("../../pagefind/", import.meta.url);

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

let engine;
function load() {
  engine = engine || import(new URL("pagefind.js", PAGEFIND).href).then(async (pagefind) => {
    await pagefind.options({ excerptLength: 20 });
    await withWorker(() => pagefind.init());
    return pagefind;
  });
  return engine;
}

// Results in order; who asks for a thing by one of its names gets the thing before what mentions it.
const NAMED = ["Person", "Country", "Entity", "Topic"];
async function find(pagefind, words, filters) {
  const found = await pagefind.search(words || null, { filters });
  if (!words || filters.kind) return found;
  const wanted = fold(words);
  const named = await Promise.all(NAMED.map((kind) => pagefind.search(words, { filters: { ...filters, kind } })));
  const first = await Promise.all(named.flatMap((one) => one.results.slice(0, 3))
    .map(async (result) => [result.id, (await result.data()).meta.names || ""]));
  const exact = new Set(first.filter(([, names]) => names.split(" | ").some((name) => fold(name) === wanted)).map(([id]) => id));
  const rank = (result) => (exact.has(result.id) ? 0 : 1);
  return { ...found, results: [...found.results].sort((a, b) => rank(a) - rank(b)) };
}

// Pagefind sets `<mark>` around matches and writes `<` and `>` of the text as references; taken apart as text, never as HTML.
function marked(excerpt) {
  const plain = (text) => text.replace(/&lt;/g, "<").replace(/&gt;/g, ">");
  return element("p", {}, ...excerpt.split(/<mark>(.*?)<\/mark>/s).map((text, i) => (i % 2 ? element("mark", {}, plain(text)) : plain(text))));
}

// What a reader calls a kind whose name in the index is a term of the data.
const KINDS = { Entity: "Company, ship, institution", Measure: "Sanctions measure" };

function hit({ url, meta, excerpt }) {
  return element("li", {},
    element("a", { href: url }, meta.title || url), " ",
    element("span", { class: "detail" }, [KINDS[meta.kind] || meta.kind, meta.date].filter(Boolean).join(" · ")),
    marked(excerpt));
}

const counted = (n) => (n === 1 ? "1 result" : `${n} results`);

/** Show the first results under the search box while words are typed. */
export function suggest(box) {
  const input = $("input", box);
  const results = element("div", { class: "results", role: "region", "aria-label": "Search results", hidden: true });
  box.append(results);
  let last = 0;
  const close = () => { results.hidden = true; };
  const run = async () => {
    const turn = ++last;
    const words = input.value.trim();
    if (!words) { close(); return; }
    const found = await find(await load(), words, {});
    const first = await Promise.all(found.results.slice(0, 6).map((result) => result.data()));
    if (turn !== last) return;
    const n = found.results.length;
    const more = element("a", { href: `${box.action}?q=${encodeURIComponent(words)}` }, n ? `All ${n} results, with filters` : "No results; search with filters");
    results.replaceChildren(element("ul", { class: "hits" }, ...first.map(hit)), more);
    results.hidden = false;
    say(counted(n));
  };
  whenRested(input, run);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); input.focus(); }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...$$("a", results)];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!results.hidden && next) { event.preventDefault(); next.focus(); }
  });
  box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) close(); });
  load();
  input.dispatchEvent(new Event("input")); // for what was typed before this module came
}

const FACETS = { kind: "Kind", country: "Country", decade: "Decade", topic: "Topic" };

/** Fill the search page, or the page for an address that is not there, which searches for the address's words. */
export function searchPage(page) {
  const isMissing = !$(".page-search");
  const guess = decoded(location.pathname).split("/").filter(Boolean).pop() || "";
  const input = element("input", { type: "search", id: "search-words", autocomplete: "off" });
  input.value = asked.get("q") || (isMissing ? guess.replace(/[-_]|\.html?$|^\d{4}(-\d\d){0,2}/g, " ").trim() : "");
  const choices = element("div", { class: "choices" });
  const count = element("p", { role: "status" });
  const list = element("ol", { class: "hits" });
  const more = element("button", { type: "button", class: "plain", hidden: true }, "More results");
  page.replaceChildren(element("label", { for: "search-words" }, "Search words"), input, choices, count, list, more);
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
        return element("li", {}, element("label", {}, tick, `${KINDS[value] || value} `, element("span", { class: "n" })));
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

  async function showMore() {
    const next = found.slice(shown, shown + 20);
    shown += next.length;
    const turn = last;
    const entries = (await Promise.all(next.map((result) => result.data()))).map(hit);
    if (turn !== last) return null;
    list.append(...entries);
    more.hidden = shown >= found.length;
    return entries[0];
  }

  async function run() {
    const turn = ++last;
    const pagefind = await load();
    const totals = await pagefind.filters();
    if (!choices.children.length) makeChoices(totals);
    drawChoices(totals);
    const ticked = chosen();
    const words = input.value.trim();
    const nothing = !words && !Object.keys(ticked).length;
    const filters = Object.fromEntries(Object.entries(ticked).map(([name, values]) => [name, { any: values }]));
    const answer = nothing ? { results: [], filters: totals } : await find(pagefind, words, filters);
    // How many more another tick in the same group would bring: counted as if the group had none.
    const own = {};
    for (const name of Object.keys(ticked)) {
      const { [name]: _, ...others } = filters;
      own[name] = (await pagefind.search(words || null, { filters: others })).filters[name];
    }
    if (turn !== last) return;
    if (!isMissing) remember({ q: words, ...Object.fromEntries(Object.keys(FACETS).map((name) => [name, ticked[name] || ""])) });
    drawChoices({ ...answer.filters, ...own });
    found = answer.results;
    shown = 0;
    list.replaceChildren();
    more.hidden = true;
    count.textContent = nothing ? "" : counted(found.length);
    await showMore();
  }
  more.addEventListener("click", async () => {
    const first = await showMore();
    if (first) $("a", first).focus();
  });
  whenRested(input, run);
  run();
}
