// What needs a script on any page: light and dark, closed parts, copying, notes on citations. Lists, timelines and search
// have modules of their own, loaded where they are needed. All else is plain HTML.
import { $, $$, decoded, element, root, say, target } from "./dom.js";

// Light and dark: as the system, until the reader chooses the other one, then this one, then the system again.
function colours(button) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const NAMES = { system: "as the system", light: "light", dark: "dark" };
  const show = () => {
    const label = `Colours: ${NAMES[root.dataset.theme || "system"]}`;
    button.setAttribute("aria-label", label);
    button.title = label;
    return label;
  };
  show();
  button.addEventListener("click", () => {
    const order = dark.matches ? ["system", "light", "dark"] : ["system", "dark", "light"];
    const next = order[(order.indexOf(root.dataset.theme || "system") + 1) % order.length];
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      if (next === "system") localStorage.removeItem(root.dataset.store);
      else localStorage.setItem(root.dataset.store, next);
    } catch { /* storage refused: for this page only */ }
    say(show());
  });
}

// Where the stylesheet cannot open the rest of a panel on a wide screen, and on paper the reasons of a grade and the
// citation too, they are opened here.
function openPanels() {
  if (CSS.supports("selector(::details-content)")) return;
  const open = (parts) => { for (const part of $$(parts)) part.open = true; };
  if (matchMedia("(min-width: 1100px)").matches) open("details.more");
  addEventListener("beforeprint", () => open("details:is(.more, .badge, .cite-this)"));
}

// An address may lead into a closed part.
function unfold() {
  const wanted = target();
  let closed = wanted && wanted.closest("details:not([open])");
  if (!closed) return;
  for (; closed; closed = wanted.closest("details:not([open])")) closed.open = true;
  wanted.scrollIntoView();
}

// What is folded stands open on paper, and as it was afterwards.
function onPaper() {
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = $$("details.part:not([open])");
    for (const part of closed) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of closed) part.open = false; });
}

// A row of a long list stands on a page of its own, to which an address of the row on the page of its country leads on.
function leadOn() {
  const hash = decoded(location.hash.slice(1));
  if (!hash || target()) return;
  const list = $$("a[data-ids]").find(({ dataset }) => dataset.ids && hash.startsWith(dataset.ids));
  if (list) location.replace(list.href + location.hash);
}

// Copying: sentences, citations and their other forms. Without a clipboard (an address without https) the links do the same
// in more steps.
function copies() {
  const button = (name, what) => {
    const made = element("button", { type: "button", class: "copy", "aria-label": `Copy ${name}` }, "Copy");
    made.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(await what());
        made.textContent = "✓";
        say("Copied");
      } catch { say("Could not be copied"); }
      setTimeout(() => { made.textContent = "Copy"; say(""); }, 1500);
    });
    return made;
  };
  const plain = (part) => part.textContent.replace(/\s+/g, " ").trim();
  for (const part of $$(".to-copy")) {
    const lines = part.children.length && $("p", part) ? $$("p", part).map(plain) : [plain(part)];
    const style = part.previousElementSibling && part.previousElementSibling.matches("dt") ? ` in ${plain(part.previousElementSibling)}` : "";
    part.append(" ", button(part.closest(".quote") ? "the sentence" : `the citation${style}${lines.length > 1 ? " with sources" : ""}`, () => lines.join("\n")));
  }
  for (const link of $$(".cite-this a[download]")) {
    link.after(" ", button(link.textContent, async () => (await fetch(link.href)).text()));
  }
}

// The links to rows, facts and sections: a press copies the address. Without a clipboard they are plain links.
function addresses() {
  for (const head of $$("article h2[id]")) head.append(" ", element("a", { class: "anchor", href: `#${head.id}` }));
  const named = (anchor) => {
    const part = anchor.closest("[id]");
    return ($(".what a, dt, .source, p a:not(.anchor)", part) || part).textContent.trim().slice(0, 80);
  };
  for (const anchor of $$("a.anchor")) anchor.setAttribute("aria-label", `Copy link: ${named(anchor)}`);
  document.addEventListener("click", async (event) => {
    const anchor = event.target instanceof Element && event.target.closest("a.anchor");
    if (!anchor || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    try {
      await navigator.clipboard.writeText(anchor.href);
      anchor.classList.add("copied");
      say("Link copied");
      setTimeout(() => { anchor.classList.remove("copied"); say(""); }, 1500);
    } catch { location.hash = anchor.hash; }
  });
}

// Notes: what a citation's number stands for, while the pointer or the focus is on it.
function notes() {
  const note = element("div", { class: "popover", role: "tooltip", id: "note", hidden: true });
  document.body.append(note);
  let mark = null, leaving;
  const hide = () => {
    note.hidden = true;
    if (mark) mark.removeAttribute("aria-describedby");
    mark = null;
  };
  const leave = () => { clearTimeout(leaving); leaving = setTimeout(hide, 150); };
  const show = (link) => {
    clearTimeout(leaving);
    if (link === mark) return;
    hide();
    const entries = (link.dataset.sources || link.textContent.replace(/[[\]]/g, "")).split(" ").map((number) => $(`ol.sources > li[value="${CSS.escape(number)}"]`)).filter(Boolean);
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
  const citation = (event) => event.target instanceof Element && event.target.closest(".cite a");
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

// Search is loaded when its box is entered, not before; `/` enters it.
function search(box) {
  const input = $("input", box);
  box.addEventListener("focusin", async () => (await import("./search.js")).suggest(box), { once: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    const here = $("#search-words") || input;
    if (here.offsetParent) here.focus();
    else location.href = box.action; // on a phone the box is a link
  });
}

const button = $("button.theme"), box = $("form.search"), page = $("#search-app");
if (button) colours(button);
openPanels();
addEventListener("hashchange", unfold);
leadOn();
unfold();
onPaper();
if (box) search(box);
if (page) import("./search.js").then((module) => module.searchPage(page));
if ($("form.filter, table[data-list]")) import("./lists.js");
if ($("form[data-chronicle]")) import("./timeline.js");
if ($("form[data-compare]")) import("./compare.js");
if (navigator.clipboard) { copies(); addresses(); }
if ($(".cite")) notes();
