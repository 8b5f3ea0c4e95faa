// Lists: a header sorts its table, and words above a list leave only the rows that they ask for.
import { $, $$, asked, element, fold, remember, say, whenRested } from "./dom.js";
import { fits, namesFor, wish, yearsIn } from "./matching.js";
import { recordOf, takeAway } from "./selection.js";

function sortable(table, list) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  if (rows.length < 8) return;
  const heads = [...table.tHead.rows[0].cells];
  const year = (row) => Number((/\d{4}(?!.*\d{4})/.exec(row.cells[0].textContent) || [])[0]);
  const newestFirst = year(rows[0]) > year(rows[rows.length - 1]);
  const { compare } = new Intl.Collator("en", { numeric: true });
  const key = (row, column, i) => {
    const cell = row.cells[column];
    if (heads[column].matches(".number")) return Number(cell.textContent.replace(/[^\d.]/g, ""));
    if (cell.dataset.sort !== undefined) return cell.dataset.sort;
    if (!heads[column].matches(".date")) return cell.textContent.trim();
    return newestFirst ? -i : i; // in the order of time already
  };
  const sort = (column, down) => {
    const by = rows.map((row, i) => key(row, column, i));
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
      say(`Sorted by ${names[column]}, ${down ? "descending" : "ascending"}`);
    });
  });
  const order = asked.get(`${list}-sort`) || "";
  const column = names.indexOf(order.replace(/^-/, ""));
  if (order && column >= 0) sort(column, order.startsWith("-"));
}

function filter(form) {
  const input = $("input", form), count = $(".count", form), { list } = form.dataset;
  const groups = $$(`table[data-list="${CSS.escape(list)}"], ul[data-list="${CSS.escape(list)}"]`).map((group) => {
    const parts = [group];
    // A group that is empty goes with its heading.
    for (let part = group.previousElementSibling; part && part !== form && !part.matches("table, ul"); part = part.previousElementSibling) {
      parts.push(part);
      if (part.matches("h2")) break;
    }
    return { parts: parts[parts.length - 1].matches("h2") ? parts : [group], rows: group.tBodies ? [...group.tBodies[0].rows] : [...group.children] };
  });
  // When: what stands in the column of dates, else the years of posts.
  const when = (row) => ($("td.date", row) || { textContent: $$(".when, .date", row).map((one) => one.textContent).join(" ") }).textContent;
  // Cells are apart, though nothing stands between them; who took part is found, though a row has room for one name.
  const said = (row) => (row.cells ? [...row.cells] : [row]).map((cell) => cell.textContent).join(" ");
  const known = new Map();
  const all = groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const shown = () => groups.flatMap(({ rows }) => rows.filter((row) => !row.hidden));
  const takeThese = takeAway(form, list, shown, () => input.value);
  let names, people = {};
  const run = () => {
    const wanted = wish(input.value, names);
    let left = 0;
    for (const { parts, rows } of groups) {
      let here = 0;
      for (const row of rows) {
        if (!known.has(row)) known.set(row, { text: `${fold(said(row))} ${people[(recordOf(row, list) || []).join("/")] || ""}`, years: yearsIn(when(row)) });
        row.hidden = !fits(known.get(row), wanted);
        if (!row.hidden) here += 1;
      }
      for (const part of parts) part.hidden = !here;
      left += here;
    }
    count.textContent = input.value.trim() ? `${left} of ${all}` : "";
    takeThese();
  };
  input.value = asked.get(list) || "";
  run();
  namesFor(form, (...found) => { [names, people] = found; known.clear(); if (input.value) run(); });
  whenRested(input, () => { run(); remember({ [list]: input.value.trim() }); });
  form.addEventListener("submit", (event) => event.preventDefault());
}

for (const table of $$("table[data-list]")) sortable(table, table.dataset.list);
for (const form of $$("form.filter")) filter(form);
