// The rows that are shown, taken away as CSV and BibTeX: cut out of the files of the data folder, so that columns, quoting and
// entries are those of the files.
import { $, element, say } from "./dom.js";
import { folded } from "./names.js";

const ROOT = new URL("../../", import.meta.url);
// Kinds whose records have no page, and are not cited themselves.
const UNCITED = ["publishers"];

const read = async (path) => {
  const answer = await fetch(new URL(path, ROOT));
  if (!answer.ok) throw new Error(`${answer.status}: ${path}`);
  return answer.text();
};

/** The lines of a CSV text as they stand, without the ends of lines; a quoted cell may hold such an end. */
export function lines(text) {
  const found = [];
  let start = 0, quoted = false;
  for (let n = 0; n < text.length; n += 1) {
    if (text[n] === '"') quoted = !quoted;
    else if (text[n] === "\n" && !quoted) { found.push(text.slice(start, n).replace(/\r$/, "")); start = n + 1; }
  }
  if (start < text.length) found.push(text.slice(start));
  return found;
}

/** The cells of a line of CSV. */
export const cells = (line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((cell) => (cell[1] === undefined ? cell[2] : cell[1].replace(/""/g, '"')));

const idOf = (line) => cells(line.slice(0, line.indexOf(",")))[0];

/** Of a CSV text the head and the lines of some ids, in the order of the ids. */
export function rowsOf(text, ids) {
  const [head, ...rest] = lines(text);
  const byId = new Map(rest.map((line) => [idOf(line), line]));
  return [head, ...ids.map((id) => byId.get(id)).filter((line) => line !== undefined)];
}

/** The entries of a BibTeX text by their keys. */
export const entries = (text) => new Map([...text.matchAll(/^@\w+\{([^,\n]+),\n[^]*?^\}\n/gm)].map((found) => [found[1], found[0]]));

async function asCsv(kind, ids) {
  return rowsOf(await read(`data/${kind}.csv`), ids).map((line) => `${line}\r\n`).join("");
}

// Each record, and after it those of its sources that stand nowhere before: as in the records' own files.
async function asBibtex(chosen) {
  const sources = entries(await read("data/sources.bib"));
  const found = new Map();
  for (const [kind, ids] of chosen) {
    if (UNCITED.includes(kind)) continue;
    if (kind === "sources") { for (const id of ids) found.set(id, sources.get(id)); continue; }
    const [bib, csv] = await Promise.all([read(`data/${kind}.bib`), read(`data/${kind}.csv`)]);
    const works = entries(bib);
    const [head, ...rows] = rowsOf(csv, ids).map(cells);
    const column = head.indexOf("all_sources");
    for (const row of rows) {
      found.set(`nksea-${kind}-${row[0]}`, works.get(`nksea-${kind}-${row[0]}`));
      for (const id of (row[column] || "").split(" | ").filter(Boolean)) found.set(id, sources.get(id));
    }
  }
  return [...found.values()].filter(Boolean).join("\n");
}

// `nksea-laos-visits-kim-jong-un-1957-1966.csv`: the page, the kind, what was asked for.
function fileName(kind, asked, ending) {
  const page = location.pathname.slice(ROOT.pathname.length).split("/").filter((part) => part && part !== "countries" && !part.endsWith(".html"));
  const words = folded(asked).replace(/ /g, "-").slice(0, 60);
  return `${["nksea", ...new Set([...page, kind].filter(Boolean)), words].filter(Boolean).join("-")}.${ending}`;
}

function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = element("a", { href: url, download: name, class: "hidden" });
  document.body.append(link); // older Firefox follows no link that stands nowhere
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

/** The kind and the id of the record to which a row leads, or which it is. */
export function recordOf(row, list) {
  if (list === "sources" || list === "publishers") return [list, row.id];
  const link = $(".what a[href]:not(.anchor)", row);
  const found = link && /^([a-z]+)\/([a-z0-9-]+)\/$/.exec(new URL(link.href).pathname.slice(ROOT.pathname.length));
  return found && !link.hash ? found.slice(1) : null;
}

/**
 * Put the ways to take a selection away into a form. `shown` gives the rows that are shown, `asked` the words for the
 * files' names, `names` what readers call the kinds where there may be several.
 */
export function takeAway(form, list, shown, asked, names = {}) {
  const place = element("span", { class: "take" });
  form.append(place);
  const chosen = () => {
    const kinds = new Map();
    for (const row of shown()) {
      const [kind, id] = recordOf(row, list) || [];
      if (kind) kinds.set(kind, (kinds.get(kind) || new Set()).add(id));
    }
    return [...kinds].map(([kind, ids]) => [kind, [...ids]]);
  };
  const button = (label, more, work) => {
    const made = element("button", { type: "button", "aria-label": `${label}${more}` }, label);
    made.addEventListener("click", async () => {
      try { await work(); say("Saved"); } catch { say("Could not be read"); }
    });
    return made;
  };
  return () => {
    const found = chosen();
    const total = found.reduce((sum, [, ids]) => sum + ids.length, 0);
    const cited = found.filter(([kind]) => !UNCITED.includes(kind));
    const buttons = found.map(([kind, ids]) => button(names[kind] ? `CSV of ${names[kind].toLowerCase()}` : "CSV", names[kind] ? `, ${ids.length} records` : ` of ${ids.length} records`,
      async () => save(fileName(kind, asked(), "csv"), "text/csv", await asCsv(kind, ids))));
    if (cited.length) {
      buttons.push(button("BibTeX", ` of ${total} records, with their sources`,
        async () => save(fileName(found.length === 1 ? found[0][0] : "", asked(), "bib"), "application/x-bibtex", await asBibtex(cited))));
    }
    place.replaceChildren(...(total ? [`Take ${total === 1 ? "1 record" : `${total} records`} away:`, ...buttons].flatMap((one) => [" ", one]) : []));
  };
}
