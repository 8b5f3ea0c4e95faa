// What the scripts of a page share: finding and making elements, comparing text, the state in the address, the voice.

export const root = document.documentElement;
export const $ = (selector, within = document) => within.querySelector(selector);
export const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

/** An element; an attribute that is `true` stands without a value, one that is false or missing is left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** A text for comparison, as search folds it: `To Lam` finds `Tô Lâm`, `Jong Un` finds `Jong-un`. */
export { folded as fold } from "./names.js";

/** A part of an address as text; one that is no code for any, `100%`, as it stands. */
export function decoded(part) {
  try { return decodeURIComponent(part); } catch { return part; }
}

/** The element that the address leads to, if there is one. */
export const target = () => document.getElementById(decoded(location.hash.slice(1)));

/** What the address asked for when the page was opened. */
export const asked = new URLSearchParams(location.search);

/** Put parts of the state of a page into its address, so that it can be linked; an empty value leaves. */
export function remember(values) {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(values)) {
    address.searchParams.delete(name);
    for (const one of [value].flat()) if (one) address.searchParams.append(name, one);
  }
  try { history.replaceState(null, "", address); } catch { /* too often for Safari: the next change brings it */ }
}

/** Run `work` when a field, or a form's fields, have rested for a moment. */
export function whenRested(fields, work) {
  let wait;
  fields.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(work, 100); });
}

const voice = element("p", { class: "hidden", role: "status" });
document.body.append(voice);

/** Say to screen readers what changed in place. */
export const say = (text) => { voice.textContent = text; };
