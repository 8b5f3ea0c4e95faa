"""The theme's scripts and styles under addresses that change with them, so that no browser shows a page with old ones.

An address is followed by the stamp of all of them together: `assets/site/site.css?1a2b3c4d`. The files keep their names, so
that a page that is older than they are finds them nevertheless.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache

from scripts.values.files import ROOT

_THEME = ROOT / "theme" / "assets"
_STAMPED = (".css", ".js")
# A script that another one names: `from "./dom.js"`, `import("./search.js")`.
_NAMED = re.compile(rb'(?<=")(\./[\w-]+\.js)(?=")')


@cache
def stamp() -> str:
    """A short checksum of the theme's scripts and styles; each process reads them once."""
    sum = hashlib.sha256()
    for path in sorted(_THEME.rglob("*")):
        if path.suffix in _STAMPED:
            sum.update(path.name.encode() + b"\0" + path.read_bytes())
    return sum.hexdigest()[:8]


def stamped(script: bytes) -> bytes:
    """A script of the theme that asks for the others under their stamped addresses."""
    return _NAMED.sub(rb"\1?" + stamp().encode(), script)
