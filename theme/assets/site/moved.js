// A record has another address now: on to it, with the query and the fragment that followed the old one. A classic
// script, since it runs from a file on a disk too.
(() => {
  "use strict";
  const to = new URL(document.currentScript.dataset.to, location.href);
  to.search = location.search;
  to.hash = location.hash;
  location.replace(to);
})();
