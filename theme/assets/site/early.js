// Before the first paint: the colours that the reader chose, and whether the page's scripts will run. A classic script
// in the page's head, since a module runs after the first paint.
(() => {
  "use strict";
  const root = document.documentElement;
  // Modules run neither in old browsers nor from a file on a disk; the page then is as without scripts.
  if ("noModule" in HTMLScriptElement.prototype && location.protocol !== "file:") root.classList.add("js");
  try {
    const chosen = localStorage.getItem(root.dataset.store);
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch { /* storage refused: as the system */ }
})();
