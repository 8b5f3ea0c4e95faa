"""A release: the record of a day under a tag, with its files, their checksums, and what changed since the last one.

Releases are named after the day of the record, `v2026.11.27`, so that their addresses say what they are of and stay.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

from scripts.derive.history import Change, History, read_history
from scripts.rules.check import check
from scripts.site.build import build
from scripts.takeaway.exports import DATA_FOLDER
from scripts.takeaway.notes import release_notes
from scripts.takeaway.version import Version, version_of
from scripts.values.files import write_if_changed
from scripts.values.problems import BuildError, DataError, errors
from scripts.values.settings import site_settings

# What names the version in the repository, for whoever cites it from there.
CITED_IN = ("CITATION.cff", ".zenodo.json")
# The earliest moment that the zip format knows.
_EPOCH = (1980, 1, 1, 0, 0, 0)

Builder = Callable[..., object]


def release(data: Path, out: Path, today: dt.date, *, dry: bool, number: str = "", builder: Builder = build) -> str:
    """Check, build, gather the files of a release in `out`, and tag it; returns the tag.

    `number` names a release otherwise than by the day of the record, as a second one of that day. A dry run gathers the
    files and leaves the repository as it is. Raises DataError for data with errors, and BuildError where something is
    not committed, the tag is there, or there is no history.
    """
    root = Path(_git(data, "rev-parse", "--show-toplevel"))
    left = _git(root, "status", "--porcelain")
    if left and not dry:
        raise BuildError(f"commit or put away what is changed first; a release is of what is committed:\n{left}")
    archive, problems = check(data, today)
    if errors(problems):
        raise DataError(problems)
    history = read_history(data)
    version = version_of(history)
    if not version.commit:
        raise BuildError("no commit holds the data: there is nothing to release")
    name = number or version.day.replace("-", ".")
    tag = f"v{name}"
    if _git(root, "tag", "--list", tag) and not dry:
        raise BuildError(f"{tag} is there already; for another release of that day: make release NUMBER={name}.2")
    last = _last_tag(root, tag)
    notes = release_notes(archive, since(history, root, last), last, name, version, site_settings())
    with tempfile.TemporaryDirectory() as folder:
        builder(data, Path(folder) / "site", today=today, work=Path(folder) / "work")
        gather(Path(folder) / "site" / DATA_FOLDER, out, name, notes)
    if not dry:
        _commit(root, name, version)
        _git(root, "tag", "--annotate", "--cleanup=verbatim", "--file", str(out / "NOTES.md"), tag)
    return tag


def _last_tag(root: Path, tag: str) -> str:
    """The last release before this one; empty for the first."""
    tags = _git(root, "tag", "--list", "v[0-9]*", "--merged", "HEAD", "--sort=-creatordate", "--sort=-version:refname")
    return next((one for one in tags.splitlines() if one != tag), "")


def since(history: History, root: Path, tag: str) -> list[Change]:
    """The changes made by the commits that a tag does not hold."""
    new = set(_git(root, "rev-list", f"{tag}..HEAD" if tag else "HEAD").splitlines())
    return [change for change in history.changes if change.commit in new]


def gather(data: Path, out: Path, name: str, notes: str) -> None:
    """Put the files of a release into a folder of their own: tables, data base, workbook, JSON, notes, checksums."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    files = sorted(path for path in data.rglob("*") if path.is_file())
    about = [data / "index.json", data / "changes.json"]
    tables = [path for path in files if path.suffix == ".csv"]
    objects = [path for path in files if path.suffix == ".json" and not path.name.endswith(".csl.json")]
    _zip(out / f"nksea-{name}-csv.zip", data, {*tables, data / "datapackage.json", *about})
    _zip(out / f"nksea-{name}-json.zip", data, {*objects, *about})
    for form in ("sqlite", "xlsx"):
        shutil.copyfile(data / f"nksea.{form}", out / f"nksea-{name}.{form}")
    (out / "NOTES.md").write_text(notes, encoding="utf-8")
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(out.iterdir())]
    (out / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _zip(target: Path, folder: Path, files: Iterable[Path]) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(files):
            entry = zipfile.ZipInfo(f"{target.stem}/{path.relative_to(folder).as_posix()}", _EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)


def _commit(root: Path, name: str, version: Version) -> None:
    """Name the version where the repository is cited from, and commit that."""
    changed = [file for file in CITED_IN if (root / file).exists() and _name_version(root / file, name, version.day)]
    if changed:
        _git(root, "add", "--", *changed)
        _git(root, "commit", "--quiet", "--message", f"Release {name}", "--", *changed)


def _name_version(path: Path, name: str, day: str) -> bool:
    """Write version and day into a file that says how to cite the repository; returns whether it changed."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".json":
        said = json.loads(text) | {"version": name, "publication_date": day}
        return write_if_changed(path, json.dumps(said, ensure_ascii=False, indent=2) + "\n")
    kept = re.sub(r"^(version|date-released):.*\n", "", text, flags=re.MULTILINE)
    return write_if_changed(path, f'{kept}version: "{name}"\ndate-released: "{day}"\n')


def _git(folder: Path, *arguments: str) -> str:
    """What git prints. Raises BuildError with its reason when it fails or is not there."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True, encoding="utf-8"
        )
    except FileNotFoundError:
        raise BuildError("git is not installed; a release needs it") from None
    except subprocess.CalledProcessError as error:
        raise BuildError(f"git {arguments[0]}: {error.stderr.strip()}") from None
    return done.stdout.strip()
