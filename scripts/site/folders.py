"""The folders of a build: where it works, where the site goes, and what may not be there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from scripts.values.files import ROOT
from scripts.values.problems import BuildError


@dataclass(frozen=True)
class Folders:
    """The folders of one build inside its work folder: `docs` for Markdown and data files, `html` for the finished site."""

    folder: Path
    name_of_html: str = "html"

    @property
    def docs(self) -> Path:
        return self.folder / "docs"

    @property
    def html(self) -> Path:
        return self.folder / self.name_of_html


def default_work(data: Path) -> Path:
    """The work folder: `build/` for the project's own data, a folder inside it for any other."""
    if data.resolve() == ROOT / "data":
        return ROOT / "build"
    name = "-".join(data.resolve().parts[1:])[-80:]
    return ROOT / "build" / "other" / name


def place_for(site: Path, data: Path, work: Path) -> Path:
    """The folder that becomes the site: `site` itself, or where its symbolic links lead.

    Raises BuildError for a place in which the site would lie over something else.
    """
    try:
        place = site.resolve()
    except (OSError, RuntimeError):  # Python 3.13 and later, and those before
        raise BuildError(f"{site}: its symbolic links go in a circle") from None
    if any(kept.resolve().is_relative_to(place) for kept in (ROOT, data, work, Path.cwd())):
        raise BuildError(f"{site}: the site would replace this folder and all that is in it; name one of its own")
    sources = [data, work, *(ROOT / name for name in ("docs", "scripts", "tests", "theme"))]
    if ".git" in place.parts or any(place.is_relative_to(folder.resolve()) for folder in sources):
        raise BuildError(f"{site}: lies in a folder that the build reads or writes; name one of its own")
    if place.is_dir():
        others = [path.name for path in place.iterdir() if not is_hosts_own(path.name)]
        if others and "index.html" not in others:
            raise BuildError(f"{site}: holds other files than a site; name an empty folder, or one that is not there")
    elif place.exists():
        raise BuildError(f"{site}: is a file; the site is a folder")
    return place


def is_hosts_own(name: str) -> bool:
    """Whether a path in a site's folder is by its name the host's: `.git`, `.nojekyll`, `.well-known/…`, `CNAME`."""
    return name.startswith(".") or name.split("/")[0] == "CNAME"


def shown(path: Path) -> str:
    """A path as messages write it: below the current folder if it is there."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
