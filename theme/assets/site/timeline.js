// The timeline's filters: kind, country, evidence and words. Their state stands in the address, so that a choice can be linked.
import { $, $$, asked, fold, remember, target, whenRested } from "./dom.js";
import { fits as suits, namesFor, wish, yearsIn } from "./matching.js";
import { recordOf, takeAway } from "./selection.js";

const form = $("form[data-chronicle]");
// An entry's year is said by its section; one that ends in another year says so itself.
const entries = $$(".chronicle > li").map((item) => {
  const told = `${$(".date", item).textContent} ${item.closest("section.year").id.slice(1)}`;
  return { item, text: `${fold(told)} ${fold(item.textContent)}`, years: yearsIn(told), ...item.dataset };
});
const sections = $$("section.year"), decades = $$("details.part"), count = $(".count", form);
const fields = [...form.elements].filter((field) => field.name);

const chosen = () => Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]));

const fits = (entry, { kind, country, grade }, wanted) =>
  (!kind || entry.kind === kind) &&
  (!country || (entry.country || "").split(" ").includes(country)) &&
  (!grade || (entry.grade && entry.grade <= grade)) &&
  suits(entry, wanted);

const labels = Object.fromEntries($$("select[name=kind] option", form).map((option) => [option.value, option.textContent.replace(/ \(.*/, "")]));
const takeThese = takeAway(form, "timeline", () => entries.filter(({ item }) => !item.hidden).map(({ item }) => item), () => Object.values(chosen()).join(" "), labels);
const before = new Map(); // which decades were open
let names;

function show() {
  const choice = chosen(), wanted = wish(choice.text || "", names);
  let left = 0;
  for (const entry of entries) {
    entry.item.hidden = !fits(entry, choice, wanted);
    if (!entry.item.hidden) left += 1;
  }
  const picked = Object.values(choice).some(Boolean);
  for (const place of [...sections, ...decades]) {
    place.hidden = !$(".chronicle > li:not([hidden])", place);
    const jump = $(`.jump a[href="#${CSS.escape(place.id)}"]`);
    if (jump) jump.parentElement.hidden = place.hidden;
  }
  for (const decade of decades) {
    if (picked && !before.has(decade)) before.set(decade, decade.open);
    if (picked) decade.open = true;
    else if (before.has(decade)) decade.open = before.get(decade);
  }
  if (!picked) before.clear();
  count.textContent = picked ? `${left} of ${entries.length}` : "";
  takeThese();
}

for (const field of fields) {
  const value = asked.get(field.name) || "";
  if (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value)) field.value = value;
}
whenRested(form, () => { show(); remember(chosen()); });
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
show();
namesFor(form, (found, people) => {
  names = found;
  for (const entry of entries) entry.text += ` ${people[(recordOf(entry.item, "timeline") || []).join("/")] || ""}`;
  if (chosen().text) show();
});
// The wanted entry may have moved when the form came and others were hidden.
const wanted = target();
if (wanted) wanted.scrollIntoView();
