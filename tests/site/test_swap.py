"""The swap: whole or not at all, and nothing else is touched."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from scripts.site import swap as stage
from scripts.site.folders import place_for
from scripts.site.lock import alone
from scripts.site.swap import FILES, swap
from scripts.values.problems import BuildError
from tests.conftest import MINI, ROOT
from tests.site.cuts import NEW, OLD, THEIRS, swapped, tree, write


def own(folder: Path) -> dict[str, str]:
    """A site without its list."""
    found = tree(folder)
    del found[FILES]
    return found


@pytest.fixture(params=["exchange", "one-by-one"])
def how(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "one-by-one":
        monkeypatch.setattr(stage, "_exchange", lambda *_: False)
    return str(request.param)


@pytest.mark.whole
@pytest.mark.parametrize("how", ["exchange", "one-by-one"])
def test_a_swap_may_be_killed_at_any_step(tmp_path: Path, how: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.site.cuts", how, str(tmp_path)],
        cwd=ROOT, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert int(done.stdout) > 100


def test_a_site_follows_another_and_the_rest_stays(tmp_path: Path, how: str) -> None:
    site = tmp_path / "site"
    swapped(tmp_path, OLD)
    assert own(site) == OLD
    write(site, THEIRS)
    (site / "link").symlink_to("notes")
    (site / "empty").mkdir()
    site.chmod(0o751)
    swapped(tmp_path, NEW)
    found = own(site) if not (site / "link").unlink() else {}
    assert found == NEW | THEIRS
    assert (site / "empty").is_dir()
    assert not (site / "gone").exists()
    assert site.stat().st_mode & 0o777 == 0o751
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_site_without_a_list_loses_nothing(tmp_path: Path, how: str) -> None:
    write(tmp_path / "site", {"index.html": "mine", "photo.html": "mine", "CNAME": "example.org"})
    swapped(tmp_path, NEW)
    assert own(tmp_path / "site") == NEW | {"photo.html": "mine", "CNAME": "example.org"}


@pytest.mark.parametrize("name", ["b/index.html", "b", "turned/mine.txt"])
def test_what_is_in_the_way_is_named_and_stays(tmp_path: Path, how: str, name: str) -> None:
    swapped(tmp_path, OLD)
    write(tmp_path / "site", {name: "mine"})
    with pytest.raises(BuildError, match=f"/site/{name}: is not of the site's making and in its way"):
        swapped(tmp_path, NEW)
    assert own(tmp_path / "site") == OLD | {name: "mine"}


@pytest.mark.parametrize("how", ["exchange", "one-by-one"], indirect=True)
def test_no_reader_finds_a_gap(tmp_path: Path, how: str) -> None:
    swapped(tmp_path, OLD)
    missed: list[str] = []
    readings, over = 0, threading.Event()

    def read() -> None:
        nonlocal readings
        while not over.is_set():
            for name in ("index.html", "a/index.html", "pagefind/pagefind-entry.json"):
                try:
                    (tmp_path / "site" / name).read_text()
                except OSError as error:
                    missed.append(f"{name}: {error}")
                readings += 1

    reader = threading.Thread(target=read)
    reader.start()
    for files in [NEW, OLD] * 15:
        swapped(tmp_path, files)
    over.set()
    reader.join()
    assert missed == []
    assert readings


def test_a_symbolic_link_stays_and_its_target_is_the_site(tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    (tmp_path / "site").symlink_to("web/root")
    for files in (OLD, NEW, OLD):
        write(tmp_path / "new", files)
        swap(tmp_path / "new", place_for(tmp_path / "site", MINI, tmp_path / "work"))
        assert own(tmp_path / "web" / "root") == files
    assert (tmp_path / "site").is_symlink()
    assert [path.name for path in (tmp_path / "web").iterdir()] == ["root"]


def test_beside_a_volume_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> str:
        raise OSError(errno.EROFS, "Read-only file system")

    swapped(tmp_path, OLD)
    monkeypatch.setattr(tempfile, "mkdtemp", refuse)
    swapped(tmp_path, NEW)
    assert own(tmp_path / "site") == NEW


def test_a_part_on_another_disk_has_files_written_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    swapped(tmp_path, OLD)
    write(tmp_path / "site", THEIRS)
    inode = (tmp_path / "site").stat().st_ino
    monkeypatch.setattr(os, "link", refuse)
    swapped(tmp_path, NEW)
    assert own(tmp_path / "site") == NEW | THEIRS
    assert (tmp_path / "site").stat().st_ino == inode


def test_a_work_folder_on_another_disk_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    swapped(tmp_path, OLD)
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    write(tmp_path / "new", NEW)
    swap(tmp_path / "new", tmp_path / "site")
    assert own(tmp_path / "site") == NEW

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    shutil.rmtree(tmp_path / "new")
    write(tmp_path / "new", OLD)
    with pytest.raises(OSError, match="No space left on device"):
        swap(tmp_path / "new", tmp_path / "site")
    assert own(tmp_path / "site") == NEW
    assert {path.name for path in tmp_path.iterdir()} == {"site", "new"}


def test_leftovers_that_cannot_be_deleted_are_named_and_do_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / ".site.new-1", {"stale/index.html": "stale"})
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    said: list[str] = []
    write(tmp_path / "new", OLD)
    swap(tmp_path / "new", tmp_path / "site", said.append)
    assert own(tmp_path / "site") == OLD
    assert len(said) == 1
    assert ".site.new-1 could not be deleted" in said[0]


def test_who_comes_second_says_so_and_waits(tmp_path: Path) -> None:
    first = alone(tmp_path / "lock", print, "")
    first.__enter__()
    said: list[str] = []

    def end_the_first(text: str) -> None:
        said.append(text)
        first.__exit__(None, None, None)

    with alone(tmp_path / "lock", end_the_first, "another is at work"):
        assert said == ["another is at work"]
    with alone(tmp_path / "lock", said.append, "another is at work"):
        assert len(said) == 1


@pytest.mark.parametrize(("site", "said"), [
    ("round", "its symbolic links go in a circle"),
    ("repository/.git/site", "lies in a folder that the build reads or writes"),
    ("work/site", "lies in a folder that the build reads or writes"),
    ("data/visits", "lies in a folder that the build reads or writes"),
    ("work", "the site would replace this folder"),
    ("", "the site would replace this folder"),
    ("letters", "holds other files than a site"),
    ("file", "is a file; the site is a folder"),
])  # fmt: skip
def test_a_place_that_is_no_place_for_a_site(tmp_path: Path, site: str, said: str) -> None:
    (tmp_path / "round").symlink_to("round")
    write(tmp_path, {"letters/a.txt": "x", "file": "x", "data/visits/a.yaml": "x"})
    with pytest.raises(BuildError, match=said):
        place_for(tmp_path / site, tmp_path / "data", tmp_path / "work")


def test_a_checkout_of_a_branch_for_pages_is_a_place(tmp_path: Path) -> None:
    write(tmp_path / "site", {".git/HEAD": "ref", "CNAME": "example.org", ".nojekyll": ""})
    assert place_for(tmp_path / "site", MINI, tmp_path / "work") == tmp_path / "site"
