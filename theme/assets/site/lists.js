// Lists: a header sorts its table, and words above a list leave only the rows that they ask for.
import { $, $$, asked, element, fold, remember, say, whenRested } from "./dom.js";
import { fits, namesFor, wish, yearsIn } from "./matching.js";
import { recordOf, takeAway } from "./selection.js";

// The tables of one list are sorted together. Those in the order of time, whose parts are decades and years, become one.
function sortable(list, tables) {
  const rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
  if (rows.length < 8) return;
  const headsOf = (table) => [...table.tHead.rows[0].cells];
  const heads = headsOf(tables[0]);
  const titles = heads.map((head) => head.textContent.trim());
  const names = titles.map(fold);
  const groups = heads[0].matches(".date") ? [rows] : tables.map((table) => [...table.tBodies[0].rows]);
  const years = rows.map((row) => Number((/\d{4}(?!.*\d{4})/.exec(row.cells[0].textContent) || [])[0])).filter(Boolean);
  const newestFirst = years[0] > years[years.length - 1];
  const { compare } = new Intl.Collator("en", { numeric: true });
  // What a cell is sorted by; null, which comes last either way, where it says nothing.
  const key = (row, column, i) => {
    const cell = row.cells[column], text = cell.textContent.trim();
    if (heads[column].matches(".number")) return text ? Number(text.replace(/[^\d.]/g, "")) : null;
    if (cell.dataset.sort !== undefined) return cell.dataset.sort || null;
    if (!heads[column].matches(".date")) return text || null;
    if (!/\d/.test(text)) return null;
    return newestFirst ? -i : i; // in the order of time already
  };
  const place = new Map(rows.map((row, i) => [row, i]));
  const join = () => {
    const [first, ...rest] = tables.map((table) => table.closest("details.part"));
    if (!first) return;
    first.open = true;
    $("h2, h3", first).textContent = `All ${rows.length}`;
    for (const part of rest) part.hidden = true;
  };
  // Where a row is an entry of two lines there are no heads.
  const choice = element("select", { name: `${list}-sort`, "aria-label": `Sort ${list}` }, element("option", { value: "" }, "Sort by …"),
    ...titles.flatMap((title, column) => ["", "-"].map((sign) => element("option", { value: sign + names[column] }, `${title} ${sign ? "↓" : "↑"}`))));
  const sort = (column, down) => {
    groups.forEach((group, n) => {
      const by = new Map(group.map((row) => [row, key(row, column, place.get(row))]));
      const order = [...group].sort((one, other) => {
        const [a, b] = [by.get(one), by.get(other)];
        if (a === null || b === null) return (a === null) - (b === null) || place.get(one) - place.get(other);
        return (down ? -1 : 1) * (typeof a === "number" ? a - b : compare(a, b)) || place.get(one) - place.get(other);
      });
      tables[n].tBodies[0].append(...order);
    });
    if (groups.length < tables.length) join();
    for (const head of tables.flatMap(headsOf)) head.removeAttribute("aria-sort");
    for (const table of tables) headsOf(table)[column].setAttribute("aria-sort", down ? "descending" : "ascending");
    choice.value = `${down ? "-" : ""}${names[column]}`;
  };
  const ask = (column, down) => {
    sort(column, down);
    remember({ [`${list}-sort`]: (down ? "-" : "") + names[column] });
    say(`Sorted by ${names[column]}, ${down ? "descending" : "ascending"}`);
  };
  for (const table of tables) {
    headsOf(table).forEach((head, column) => {
      const button = element("button", { type: "button" }, ...head.childNodes);
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        ask(column, head.getAttribute("aria-sort") === "ascending");
        if (!table.tBodies[0].rows.length) $("button", heads[column]).focus();
      });
    });
  }
  choice.addEventListener("change", () => {
    const column = names.indexOf(choice.value.replace(/^-/, ""));
    if (column >= 0) ask(column, choice.value.startsWith("-"));
  });
  (tables[0].closest("details.part") || tables[0]).before(element("p", { class: "sorting" }, choice));
  const order = asked.get(`${list}-sort`) || "";
  const column = names.indexOf(order.replace(/^-/, ""));
  if (order && column >= 0) sort(column, order.startsWith("-"));
}

function filter(form) {
  const input = $("input", form), count = $(".count", form), { list } = form.dataset;
  const lists = $$(`table[data-list="${CSS.escape(list)}"], ul[data-list="${CSS.escape(list)}"]`);
  // Rows move when a list is sorted.
  const rowsOf = (one) => (one.tBodies ? [...one.tBodies[0].rows] : [...one.children]);
  const parts = $$("details.part").filter((part) => lists.some((one) => part.contains(one)));
  // What stands under a heading goes with it when nothing is left there.
  const sections = $$("article > h2").map((head) => {
    const inside = [head];
    for (let next = head.nextElementSibling; next && !next.matches("h2"); next = next.nextElementSibling) {
      if (next.matches("p, table, details.part, [data-list]")) inside.push(next);
    }
    return inside;
  }).filter((inside) => inside.some((one) => lists.some((kept) => one.contains(kept))));
  // When: what stands in the column of dates, else the years of posts.
  const when = (row) => ($("td.date", row) || { textContent: $$(".when, .date", row).map((one) => one.textContent).join(" ") }).textContent;
  // Cells are apart, though nothing stands between them; who took part is found, though a row has room for one name.
  const said = (row) => (row.cells ? [...row.cells] : [row]).map((cell) => cell.textContent).join(" ");
  const known = new Map();
  const before = new Map(); // which parts were open
  const every = lists.flatMap(rowsOf);
  const shown = () => lists.flatMap(rowsOf).filter((row) => !row.hidden);
  const takeThese = takeAway(form, list, shown, () => input.value);
  let names, people = {};
  const run = () => {
    const wanted = wish(input.value, names);
    const filtered = input.value.trim() !== "";
    for (const row of every) {
      if (!known.has(row)) known.set(row, { text: `${fold(said(row))} ${people[(recordOf(row, list) || []).join("/")] || ""}`, years: yearsIn(when(row)) });
      row.hidden = !fits(known.get(row), wanted);
    }
    const hasRows = (place) => lists.some((one) => place.contains(one) && rowsOf(one).some((row) => !row.hidden));
    for (const part of parts) {
      if (filtered && !before.has(part)) before.set(part, part.open);
      part.hidden = !hasRows(part);
      if (filtered) part.open = true;
      else if (before.has(part)) part.open = before.get(part);
    }
    if (!filtered) before.clear();
    for (const one of lists) if (!one.closest("details.part")) one.hidden = !hasRows(one);
    for (const inside of sections) {
      const rest = inside.some(hasRows);
      for (const one of inside) if (!one.matches("details.part, [data-list]")) one.hidden = !rest;
    }
    count.textContent = filtered ? `${shown().length} of ${every.length}` : "";
    takeThese();
  };
  if (asked.has(list)) input.value = asked.get(list); // else what was typed before this came stays
  run();
  namesFor(form, (...found) => { [names, people] = found; known.clear(); if (input.value) run(); });
  whenRested(input, () => { run(); remember({ [list]: input.value.trim() }); });
  form.addEventListener("submit", (event) => event.preventDefault());
}

const tables = $$("table[data-list]");
for (const list of new Set(tables.map((table) => table.dataset.list))) sortable(list, tables.filter((table) => table.dataset.list === list));
for (const form of $$("form.filter")) filter(form);
