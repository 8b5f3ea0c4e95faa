/* In the preview alone: reloads the page when a file has changed, and says over it what is wrong with the data until it is mended. */
const script = document.currentScript;
let box = null;

/** The problems over the page; an empty list takes them away. */
function show(problems) {
  box?.remove();
  box = null;
  if (!problems.length) return;
  box = document.createElement("div");
  box.id = "preview-problems";
  box.setAttribute("role", "alert");
  Object.assign(box.style, {
    position: "fixed", insetInline: "0", bottom: "0", zIndex: "1000", maxBlockSize: "50vh", overflow: "auto", padding: "1rem",
    background: "#7a1010", color: "#fff", font: "14px/1.5 monospace", whiteSpace: "pre-wrap",
  });
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Hide";
  close.style.float = "right";
  close.addEventListener("click", () => show([]));
  const list = document.createElement("ul");
  for (const problem of problems) {
    const item = document.createElement("li");
    item.textContent = problem;
    list.append(item);
  }
  box.append(close, list);
  document.body.append(box);
}

/** Waits for news, and for the preview itself where it is gone. */
async function wait(told) {
  try {
    const news = await (await fetch(`/livereload/${script.dataset.version}/${told}`)).json();
    if (news.version !== script.dataset.version) {
      location.reload();
      return;
    }
    show(news.problems);
    await wait(news.told);
  } catch {
    setTimeout(() => wait(-1), 1000);
  }
}

addEventListener("load", () => wait(-1));
