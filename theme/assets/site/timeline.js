// The timeline's filters: kind, country, evidence and words. Their state stands in the address, so that a choice can be linked.
"use strict";
(() => {
  const form = document.querySelector("form[data-chronicle]");
  if (!form) return;
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/đ/g, "d");
  const entries = [...document.querySelectorAll(".chronicle > li")].map((item) => ({ item, text: fold(item.textContent), ...item.dataset }));
  const sections = [...document.querySelectorAll("section.year")];
  const decades = [...document.querySelectorAll("h2[id^=d]")];
  const count = form.querySelector(".count");
  const fields = [...form.elements].filter((field) => field.name);
  const fits = (entry, asked) =>
    (!asked.kind || entry.kind === asked.kind) &&
    (!asked.country || (entry.country ?? "").split(" ").includes(asked.country)) &&
    (!asked.grade || (entry.grade && entry.grade <= asked.grade)) &&
    fold(asked.text ?? "").split(/\s+/).every((word) => entry.text.includes(word));
  function show() {
    const asked = Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]));
    let left = 0;
    for (const entry of entries) {
      entry.item.hidden = !fits(entry, asked);
      if (!entry.item.hidden) left += 1;
    }
    for (const section of sections) section.hidden = !section.querySelector("li:not([hidden])");
    for (const head of decades) {
      let next = head.nextElementSibling;
      while (next?.matches("section.year[hidden]")) next = next.nextElementSibling;
      head.hidden = !next?.matches("section.year");
      const jump = document.querySelector(`.jump a[href="#${head.id}"]`);
      if (jump) jump.parentElement.hidden = head.hidden;
    }
    const any = fields.some((field) => field.value.trim());
    count.textContent = any ? `${left} of ${entries.length}` : "";
  }
  function remember() {
    const address = new URL(location.href);
    for (const field of fields) {
      if (field.value.trim()) address.searchParams.set(field.name, field.value.trim());
      else address.searchParams.delete(field.name);
    }
    history.replaceState(null, "", address);
  }
  const asked = new URLSearchParams(location.search);
  for (const field of fields) {
    const value = asked.get(field.name) ?? "";
    if (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value)) field.value = value;
  }
  let wait;
  const changed = () => { clearTimeout(wait); wait = setTimeout(() => { show(); remember(); }, 120); };
  form.addEventListener("input", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  if (fields.some((field) => field.value)) show();
  // The wanted entry may have moved when the others were hidden.
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
})();
