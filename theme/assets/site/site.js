// What needs a script: the search, and the switch between light and dark. All else is plain HTML.
"use strict";

const root = document.documentElement;

// Light and dark: follows the system until the reader chooses.
const dark = matchMedia("(prefers-color-scheme: dark)");
const themeButton = document.querySelector("button.theme");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
function showTheme() {
  themeButton.setAttribute("aria-pressed", String(isDark()));
}
if (themeButton) {
  themeButton.hidden = false;
  showTheme();
  themeButton.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* private mode: for this page only */ }
    showTheme();
  });
  dark.addEventListener("change", showTheme);
}

// Search. Pagefind is loaded at the first key press, not before.
let engine;
function load(base) {
  engine ??= import(new URL("pagefind/pagefind.js", new URL(base.replace(/\/?$/, "/"), location.href)).href)
    .then(async (pagefind) => { await pagefind.options({ excerptLength: 22 }); await pagefind.init(); return pagefind; });
  return engine;
}

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

// Pagefind marks matches with <mark> and escapes the rest.
function marked(excerpt) {
  const holder = element("p");
  for (const node of new DOMParser().parseFromString(excerpt, "text/html").body.childNodes) {
    holder.append(node.nodeName === "MARK" ? element("mark", {}, node.textContent) : node.textContent);
  }
  return holder;
}

function hit(data) {
  const { title, kind, date } = data.meta;
  const about = [kind, date].filter(Boolean).join(" · ");
  return element("li", {},
    element("a", { href: data.url }, title || data.url), " ",
    element("span", { class: "detail" }, about),
    marked(data.excerpt));
}

const box = document.querySelector("form.search");
if (box) {
  const input = box.querySelector("input");
  const results = element("div", { class: "results", role: "region", "aria-label": "Search results", hidden: true });
  box.append(results);
  let last = 0;
  const close = () => { results.hidden = true; };
  input.addEventListener("focus", () => load(box.dataset.root), { once: true });
  input.addEventListener("input", async () => {
    const turn = ++last;
    const words = input.value.trim();
    if (!words) { close(); return; }
    const pagefind = await load(box.dataset.root);
    const found = await pagefind.debouncedSearch(words, {}, 120);
    if (!found || turn !== last) return;
    const first = await Promise.all(found.results.slice(0, 6).map((result) => result.data()));
    if (turn !== last) return;
    const more = element("a", { href: `${box.action}?q=${encodeURIComponent(words)}` },
      found.results.length ? `All ${found.results.length} results` : "No results; search with filters");
    results.replaceChildren(element("ul", { class: "hits" }, ...first.map(hit)), more);
    results.hidden = false;
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); input.focus(); }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...results.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
    if (!results.hidden && stops[at]) { event.preventDefault(); stops[at].focus(); }
  });
  box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) close(); });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      (document.querySelector("#search-app input[type=search]") ?? input).focus();
    }
  });
}

// The search page: words and filters stand in the address, so that a search can be linked.
const page = document.getElementById("search-app");
if (page) {
  const FACETS = { kind: "Kind", country: "Country", decade: "Decade", topic: "Topic" };
  const asked = new URLSearchParams(location.search);
  const guess = decodeURIComponent(location.pathname).split("/").filter(Boolean).pop() ?? "";
  const isMissing = !document.querySelector(".page-search");
  const input = element("input", { type: "search", id: "search-words", autocomplete: "off" });
  input.value = asked.get("q") ?? (isMissing ? guess.replace(/[-_]|\.html?$|^\d{4}(-\d\d){0,2}/g, " ").trim() : "");
  const groups = element("div", { class: "facet-groups" });
  const count = element("p", { role: "status" });
  const list = element("ol", { class: "hits" });
  const more = element("button", { type: "button", hidden: true }, "More results");
  page.replaceChildren(element("label", { for: "search-words" }, "Search words"), input, groups, count, list, more);
  let shown = 0, results = [];

  const chosen = () => {
    const filters = {};
    for (const tick of groups.querySelectorAll("input:checked")) (filters[tick.name] ??= []).push(tick.value);
    return filters;
  };
  const anyOf = (filters) => Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, { any: values }]));

  function drawFacets(totals, counts) {
    const picked = chosen();
    const open = new Set([...groups.querySelectorAll("details[open]")].map((d) => d.dataset.name));
    groups.replaceChildren(...Object.entries(FACETS).filter(([name]) => totals[name]).map(([name, label]) => {
      const ticked = new Set(picked[name] ?? asked.getAll(name));
      const items = Object.keys(totals[name]).sort().map((value) => {
        const id = `facet-${name}-${value}`.replace(/[^A-Za-z0-9-]/g, "_");
        const tick = element("input", { type: "checkbox", id, name, value });
        tick.checked = ticked.has(value);
        tick.addEventListener("change", () => run());
        return element("li", {}, tick, " ", element("label", { for: id }, value, " "),
          element("span", { class: "detail" }, String(counts?.[name]?.[value] ?? totals[name][value])));
      });
      const box = element("details", { "data-name": name, open: open.has(name) || ticked.size > 0 },
        element("summary", {}, ticked.size ? `${label} (${ticked.size})` : label), element("ul", {}, ...items));
      return box;
    }));
  }

  async function showMore() {
    const next = results.slice(shown, shown + 20);
    shown += next.length;
    list.append(...(await Promise.all(next.map((result) => result.data()))).map(hit));
    more.hidden = shown >= results.length;
  }

  let last = 0;
  async function run() {
    const turn = ++last;
    const pagefind = await load(page.dataset.root);
    const totals = await pagefind.filters();
    if (!groups.children.length) drawFacets(totals);
    const filters = chosen();
    const words = input.value.trim();
    const nothing = !words && !Object.keys(filters).length;
    const found = nothing ? { results: [], filters: totals } : await pagefind.search(words || null, { filters: anyOf(filters) });
    if (turn !== last) return;
    const address = new URLSearchParams();
    if (words) address.set("q", words);
    for (const [name, values] of Object.entries(filters)) for (const value of values) address.append(name, value);
    if (!isMissing) history.replaceState(null, "", address.size ? `?${address}` : location.pathname);
    drawFacets(totals, nothing ? totals : found.filters);
    results = found.results;
    shown = 0;
    list.replaceChildren();
    count.textContent = nothing ? "" : results.length === 1 ? "1 result" : `${results.length} results`;
    await showMore();
  }
  more.addEventListener("click", showMore);
  let wait;
  input.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(run, 120); });
  run();
}
