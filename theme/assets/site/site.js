// What needs a script: light and dark, copying, notes on citations, sorting and filtering of lists, search. All else is plain HTML.
"use strict";

const root = document.documentElement;
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

// Letters without their marks, so that `To Lam` finds `Tô Lâm`, and `d` finds `đ`.
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d").replace(/\s+/g, " ").trim();

// Parts of the state of a page stand in its address, so that it can be linked.
function remember(values) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    address.searchParams.delete(name);
    for (const one of [value].flat()) if (one) address.searchParams.append(name, one);
  }
  history.replaceState(null, "", address);
}

// Said to screen readers when something changes in place.
const voice = element("p", { class: "hidden", role: "status" });
document.body.append(voice);

// Light and dark: follows the system until the reader chooses.
const dark = matchMedia("(prefers-color-scheme: dark)");
const themeButton = $("button.theme");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
if (themeButton) {
  const show = () => themeButton.setAttribute("aria-pressed", String(isDark()));
  show();
  dark.addEventListener("change", show);
  themeButton.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* private mode: for this page only */ }
    show();
  });
}

// Where the stylesheet cannot open the rest of a panel on a wide screen or on paper, open it here.
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 1100px), print").matches) {
  for (const more of $$("details.more")) more.open = true;
}
// An address may lead into a closed part.
function unfold() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const closed = target && target.closest("details:not([open])");
  if (closed) { closed.open = true; target.scrollIntoView(); }
}
addEventListener("hashchange", unfold);
unfold();

// Copying: a citation's text and its other forms, and the address of a section or a row. Without a clipboard
// (an address without https) the links do the same in more steps.
if (navigator.clipboard) {
  const copier = (made, what) => {
    const label = made.textContent;
    made.addEventListener("click", async (event) => {
      event.preventDefault();
      try {
        await navigator.clipboard.writeText(await what());
        made.textContent = "✓";
        voice.textContent = "Copied";
      } catch { voice.textContent = "Could not be copied"; }
      setTimeout(() => { made.textContent = label; voice.textContent = ""; }, 1500);
    });
    return made;
  };
  const button = (name, what) => copier(element("button", { type: "button", class: "copy", "aria-label": `Copy ${name}` }, "Copy"), what);
  for (const cite of $$(".cite-this")) {
    const text = $(".cite-text", cite);
    text.append(" ", button("the citation", () => text.firstChild && [...text.childNodes].slice(0, -2).map((node) => node.textContent).join("").trim()));
    for (const link of $$("a[download]", cite)) {
      link.after(" ", button(link.textContent, async () => (await fetch(link.href)).text()));
    }
  }
  for (const part of $$("article h2[id], .told tr[id], .figures tr[id], .disputes div[id], .views li[id], .entries li[id]")) {
    const anchor = element("a", { class: "anchor", href: `#${part.id}`, "aria-label": "Copy the address" }, "#");
    part.classList.add("addressed");
    ($("td, dt, p", part) ?? part).append(copier(anchor, () => new URL(`#${part.id}`, location.href).href));
  }
}

// Notes: what a citation's number stands for, while the pointer or the focus is on it.
if ($(".cite")) {
  const note = element("div", { class: "popover", role: "tooltip", id: "note", hidden: true });
  document.body.append(note);
  let mark = null, leaving;
  const hide = () => { note.hidden = true; mark?.removeAttribute("aria-describedby"); mark = null; };
  const leave = () => { clearTimeout(leaving); leaving = setTimeout(hide, 150); };
  const show = (link) => {
    clearTimeout(leaving);
    if (link === mark) return;
    hide();
    const entries = (link.dataset.sources ?? link.textContent).split(" ").map((number) => $(`ol.sources > li[value="${number}"]`)).filter(Boolean);
    if (!entries.length) return;
    note.replaceChildren(...entries.map((entry) => {
      const body = $(".source", entry).cloneNode(true);
      for (const tip of $$("[title]", body)) tip.removeAttribute("title");
      return entries.length > 1 ? element("p", {}, element("b", {}, `${entry.value} `), body) : element("p", {}, body);
    }));
    mark = link;
    link.setAttribute("aria-describedby", "note");
    note.hidden = false;
    note.scrollTop = 0;
    const at = link.getBoundingClientRect(), size = note.getBoundingClientRect();
    const above = at.bottom + size.height + 8 > innerHeight && at.top > size.height + 8;
    note.style.left = `${scrollX + Math.max(8, Math.min(at.left - 16, root.clientWidth - size.width - 8))}px`;
    note.style.top = `${scrollY + (above ? at.top - size.height + 2 : at.bottom - 2)}px`;
  };
  const citation = (event) => event.target.closest?.(".cite a");
  document.addEventListener("mouseover", (event) => {
    const link = citation(event);
    if (link) show(link);
    else if (note.contains(event.target)) clearTimeout(leaving);
    else if (mark && mark !== document.activeElement) leave();
  });
  document.addEventListener("focusin", (event) => { const link = citation(event); if (link) show(link); else if (mark) hide(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  document.addEventListener("click", (event) => { if (!note.contains(event.target)) hide(); });
}

// Lists: a header sorts its table, and words above a list leave only the rows that hold them all.
const asked = new URLSearchParams(location.search);

function sortable(table, list) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  if (rows.length < 8) return;
  const heads = [...table.tHead.rows[0].cells];
  const year = (row) => Number(row?.cells[0].textContent.match(/\d{4}(?!.*\d{4})/)?.[0]);
  const newestFirst = year(rows[0]) > year(rows.at(-1));
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  const keys = (column) => rows.map((row, i) => {
    const cell = row.cells[column];
    if (heads[column].matches(".number")) return Number(cell.textContent.replace(/[^\d.]/g, ""));
    if (cell.dataset.sort ?? !heads[column].matches(".date")) return cell.dataset.sort ?? cell.textContent.trim();
    return newestFirst ? -i : i; // in the order of time already
  });
  const sort = (column, down) => {
    const by = keys(column);
    const order = rows.map((_, i) => i).sort((a, b) => (down ? -1 : 1) * (typeof by[a] === "number" ? by[a] - by[b] : compare(by[a], by[b])) || a - b);
    body.append(...order.map((i) => rows[i]));
    for (const head of heads) head.removeAttribute("aria-sort");
    heads[column].setAttribute("aria-sort", down ? "descending" : "ascending");
  };
  const names = heads.map((head) => fold(head.textContent));
  heads.forEach((head, column) => {
    const button = element("button", { type: "button" }, ...head.childNodes);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      sort(column, down);
      remember({ [`${list}-sort`]: (down ? "-" : "") + names[column] });
      voice.textContent = `Sorted by ${names[column]}, ${down ? "descending" : "ascending"}`;
    });
  });
  const wish = asked.get(`${list}-sort`);
  const column = wish ? names.indexOf(wish.replace(/^-/, "")) : -1;
  if (column >= 0) sort(column, wish.startsWith("-"));
}
for (const table of $$("table[data-list]")) sortable(table, table.dataset.list);

for (const form of $$("form.filter")) {
  const input = $("input", form), count = $(".count", form), { list } = form.dataset;
  const groups = $$(`table[data-list="${list}"], ul[data-list="${list}"]`).map((group) => {
    const parts = [group];
    // A group that is empty goes with its heading.
    for (let part = group.previousElementSibling; part && part !== form && !part.matches("table, ul"); part = part.previousElementSibling) {
      parts.push(part);
      if (part.matches("h2")) break;
    }
    return { parts: parts.at(-1).matches("h2") ? parts : [group], rows: group.tBodies ? [...group.tBodies[0].rows] : [...group.children] };
  });
  const texts = new Map();
  const all = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const run = () => {
    const words = fold(input.value).split(" ").filter(Boolean);
    let left = 0;
    for (const { parts, rows } of groups) {
      let here = 0;
      for (const row of rows) {
        if (!texts.has(row)) texts.set(row, fold(row.textContent));
        const fits = words.every((word) => texts.get(row).includes(word));
        row.hidden = !fits;
        if (fits) here += 1;
      }
      for (const part of parts) part.hidden = !here;
      left += here;
    }
    count.textContent = words.length ? `${left} of ${all}` : "";
  };
  input.value = asked.get(list) ?? "";
  if (input.value) run();
  let wait;
  input.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(() => { run(); remember({ [list]: input.value.trim() }); }, 120); });
  form.addEventListener("submit", (event) => event.preventDefault());
}

// Search. Pagefind is loaded when the search box is entered, not before.
let engine;
function load(base) {
  engine ??= import(new URL("pagefind/pagefind.js", new URL(base.replace(/\/?$/, "/"), location.href)).href)
    .then(async (pagefind) => { await pagefind.options({ excerptLength: 20 }); await pagefind.init(); return pagefind; });
  return engine;
}

// Results in order; who asks for a thing by one of its names gets the thing before what mentions it.
const NAMED = ["Person", "Country", "Entity", "Topic"];
async function find(pagefind, words, filters) {
  const found = await pagefind.search(words || null, { filters });
  if (!words || filters.kind) return found;
  const wanted = fold(words);
  const named = await Promise.all(NAMED.map((kind) => pagefind.search(words, { filters: { ...filters, kind } })));
  const first = await Promise.all(named.flatMap(({ results }) => results.slice(0, 3))
    .map(async (result) => [result.id, (await result.data()).meta.names ?? ""]));
  const exact = new Set(first.filter(([, names]) => names.split(" | ").some((name) => fold(name) === wanted)).map(([id]) => id));
  const rank = (result) => (exact.has(result.id) ? 0 : 1);
  return { ...found, results: [...found.results].sort((a, b) => rank(a) - rank(b)) };
}

// Pagefind marks matches with <mark> and escapes the rest.
function marked(excerpt) {
  const holder = element("p");
  for (const node of new DOMParser().parseFromString(excerpt, "text/html").body.childNodes) {
    holder.append(node.nodeName === "MARK" ? element("mark", {}, node.textContent) : node.textContent);
  }
  return holder;
}

// What a reader calls a kind whose name in the index is a term of the data.
const KINDS = { Entity: "Company, ship, institution", Measure: "Sanctions measure" };

function hit({ url, meta, excerpt }) {
  return element("li", {},
    element("a", { href: url }, meta.title || url), " ",
    element("span", { class: "detail" }, [KINDS[meta.kind] ?? meta.kind, meta.date].filter(Boolean).join(" · ")),
    marked(excerpt));
}

const box = $("form.search");
if (box) {
  const input = $("input", box);
  const results = element("div", { class: "results", role: "region", "aria-label": "Search results", hidden: true });
  box.append(results);
  let last = 0, wait;
  const close = () => { results.hidden = true; };
  input.addEventListener("focus", () => load(box.dataset.root), { once: true });
  const run = async () => {
    const turn = ++last;
    const words = input.value.trim();
    if (!words) { close(); return; }
    const found = await find(await load(box.dataset.root), words, {});
    const first = await Promise.all(found.results.slice(0, 6).map((result) => result.data()));
    if (turn !== last) return;
    const n = found.results.length;
    const more = element("a", { href: `${box.action}?q=${encodeURIComponent(words)}` }, n ? `All ${n} results, with filters` : "No results; search with filters");
    results.replaceChildren(element("ul", { class: "hits" }, ...first.map(hit)), more);
    results.hidden = false;
    voice.textContent = n === 1 ? "1 result" : `${n} results`;
  };
  input.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(run, 100); });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); input.focus(); }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const stops = [input, ...$$("a", results)];
    const next = stops[stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1)];
    if (!results.hidden && next) { event.preventDefault(); next.focus(); }
  });
  box.addEventListener("focusout", (event) => { if (!box.contains(event.relatedTarget)) close(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    const here = $("#search-words") ?? input;
    if (here.offsetParent) here.focus();
    else location.href = box.action; // on a phone the box is a link
  });
}

// The search page, and the page for an address that is not there, which searches for its words.
const page = $("#search-app");
if (page) {
  const FACETS = { kind: "Kind", country: "Country", decade: "Decade", topic: "Topic" };
  const isMissing = !$(".page-search");
  const guess = decodeURIComponent(location.pathname).split("/").filter(Boolean).pop() ?? "";
  const input = element("input", { type: "search", id: "search-words", autocomplete: "off" });
  input.value = asked.get("q") ?? (isMissing ? guess.replace(/[-_]|\.html?$|^\d{4}(-\d\d){0,2}/g, " ").trim() : "");
  const choices = element("div", { class: "choices" });
  const count = element("p", { role: "status" });
  const list = element("ol", { class: "hits" });
  const more = element("button", { type: "button", class: "plain", hidden: true }, "More results");
  page.replaceChildren(element("label", { for: "search-words" }, "Search words"), input, choices, count, list, more);
  if (!isMissing && !input.value) input.focus();
  let shown = 0, results = [], last = 0, wait;

  const chosen = () => {
    const filters = {};
    for (const tick of $$("input:checked", choices)) (filters[tick.name] ??= []).push(tick.value);
    return filters;
  };

  function drawChoices(totals, counts) {
    if (!choices.children.length) {
      choices.append(...Object.entries(FACETS).filter(([name]) => totals[name]).map(([name, label]) => {
        const items = Object.keys(totals[name]).sort().map((value) => {
          const tick = element("input", { type: "checkbox", name, value });
          tick.checked = asked.getAll(name).includes(value);
          tick.addEventListener("change", run);
          return element("li", {}, element("label", {}, tick, `${KINDS[value] ?? value} `, element("span", { class: "n" })));
        });
        return element("details", {}, element("summary", {}, label), element("ul", {}, ...items));
      }));
    }
    for (const tick of $$("input", choices)) {
      $(".n", tick.parentElement).textContent = counts[tick.name]?.[tick.value] ?? 0;
    }
    for (const group of choices.children) {
      const n = $$("input:checked", group).length;
      const label = FACETS[$("input", group).name];
      $("summary", group).textContent = n ? `${label} (${n})` : label;
    }
  }

  async function showMore() {
    const next = results.slice(shown, shown + 20);
    shown += next.length;
    const turn = last;
    const entries = (await Promise.all(next.map((result) => result.data()))).map(hit);
    if (turn !== last) return;
    list.append(...entries);
    more.hidden = shown >= results.length;
    return entries[0];
  }

  async function run() {
    const turn = ++last;
    const pagefind = await load(page.dataset.root);
    const totals = await pagefind.filters();
    drawChoices(totals, totals);
    const ticked = chosen();
    const words = input.value.trim();
    const nothing = !words && !Object.keys(ticked).length;
    const filters = Object.fromEntries(Object.entries(ticked).map(([name, values]) => [name, { any: values }]));
    const found = nothing ? { results: [], filters: totals } : await find(pagefind, words, filters);
    // How many more another tick in the same group would bring: counted as if the group had none.
    const own = {};
    for (const name of Object.keys(ticked)) {
      const { [name]: _, ...others } = filters;
      own[name] = (await pagefind.search(words || null, { filters: others })).filters[name];
    }
    if (turn !== last) return;
    if (!isMissing) remember({ q: words, ...Object.fromEntries(Object.keys(FACETS).map((name) => [name, ticked[name] ?? ""])) });
    drawChoices(totals, { ...found.filters, ...own });
    results = found.results;
    shown = 0;
    list.replaceChildren();
    more.hidden = true;
    count.textContent = nothing ? "" : results.length === 1 ? "1 result" : `${results.length} results`;
    await showMore();
  }
  more.addEventListener("click", async () => { $("a", await showMore())?.focus(); });
  input.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(run, 120); });
  run();
}
