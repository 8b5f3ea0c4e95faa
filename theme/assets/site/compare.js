// The comparison: up to four countries, where they differ first. The choice stands in the address, so that it can be linked.
import { $, $$, asked, element, fold, remember, say, target } from "./dom.js";

const MOST = 4;
const form = $("form[data-compare]"), table = $("table.compare"), body = table.tBodies[0];
const boxes = $$("input", form), rows = [...body.rows];
const columns = $$("[data-country]", table);

// What a cell says, without its sources and its dates.
function said(cell) {
  const copy = cell.cloneNode(true);
  for (const aside of $$(".cite, .detail, .anchor", copy)) aside.remove();
  return fold(copy.textContent);
}

const heading = (text, n) => element("tr", { class: "group" }, element("th", { scope: "rowgroup", colspan: n + 1 }, text));

function show() {
  const chosen = boxes.filter((box) => box.checked).map((box) => box.value);
  for (const box of boxes) box.disabled = chosen.length >= MOST && !box.checked;
  for (const cell of columns) cell.hidden = chosen.length > 0 && !chosen.includes(cell.dataset.country);
  for (const group of $$("tr.group", body)) group.remove();
  table.classList.toggle("chosen", chosen.length > 0);
  table.style.setProperty("--n", chosen.length || boxes.length);
  if (chosen.length < 2) { body.append(...rows); return chosen; }
  const differs = (row) => new Set([...row.cells].filter((cell) => chosen.includes(cell.dataset.country)).map(said)).size > 1;
  const apart = rows.filter(differs), alike = rows.filter((row) => !apart.includes(row));
  if (apart.length) body.append(heading("Where they differ", chosen.length), ...apart);
  if (alike.length) body.append(heading("Where they do not", chosen.length), ...alike);
  return chosen;
}

// An address of one country, which others lead to, asks for it alone.
const wanted = asked.getAll("with").length ? asked.getAll("with").slice(0, MOST) : [location.hash.slice(1)];
for (const box of boxes) box.checked = wanted.includes(box.value);
const change = () => {
  const chosen = show();
  remember({ with: chosen });
  say(chosen.length ? `${chosen.length} countries side by side` : "All countries side by side");
};
form.addEventListener("change", change);
form.addEventListener("reset", () => setTimeout(change));
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
show();
const place = target();
if (place) place.scrollIntoView();
