"""The build as a whole: what is written, what is swapped, what survives a failure."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from scripts.__main__ import main
from scripts.site import build as stages
from scripts.site import docs as docs_stage
from scripts.site.build import build
from scripts.site.docs import write_preview
from scripts.site.folders import Folders
from scripts.site.linkcheck import loose_ends
from scripts.values.files import remove_others, write_if_changed
from scripts.values.problems import BuildError, DataError
from tests.conftest import MINI, ROOT, TODAY

# What is built here is a site, or most of one.
pytestmark = pytest.mark.whole


def quiet(_: str) -> None:
    pass


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_gives_pages_data_and_search(mini_site: Path) -> None:
    for path in ("index.html", "404.html", "countries/sudland/index.html", "visits/1960s/index.html", "sources/1964/index.html",
                 "data/visits.json", "data/visits.csv", "data/visits/1964-11-02-han-so-sudville.json", "data/schema/visits.json",
                 "pagefind/pagefind.js", "sitemap.xml", "visits/1964-11-02-han-so-sudville/index.md", "index.md", "about/index.html"):  # fmt: skip
        assert (mini_site / path).is_file(), path


def test_two_builds_give_the_same_bytes(mini_site: Path, tmp_path: Path) -> None:
    first = tree(mini_site)
    for _ in range(2):  # the second one has all pages kept
        build(MINI, tmp_path / "again", today=TODAY, say=quiet, work=tmp_path / "work")
        second = tree(tmp_path / "again")
        assert sorted(first) == sorted(second)
        assert [path for path in first if first[path] != second[path]] == []


def test_no_page_names_the_machine(mini_site: Path) -> None:
    here = str(ROOT).encode()
    for path, content in tree(mini_site).items():
        assert here not in content, path
        assert b"/tmp/" not in content or path.startswith("pagefind/"), path


def test_pages_ask_nothing_of_a_third_party(mini_site: Path) -> None:
    loads = re.compile(
        r"<(?:script|img|iframe|source|video|audio|embed|object)[^>]+(?:src|data)=\"(https?:)?//|<link[^>]+rel=\"?(?:stylesheet|preconnect|preload|icon)[^>]+href=\"?https?:",
        re.I,
    )
    for path in mini_site.rglob("*.html"):
        assert not loads.search(path.read_text(encoding="utf-8")), path
    for path in [*mini_site.glob("assets/site/*.css"), *mini_site.glob("assets/site/*.js")]:
        assert not re.search(r"https?://(?!www\.w3\.org)", path.read_text(encoding="utf-8")), path


def test_only_what_changed_is_written_again(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI, data)
    from scripts.rules.check import check

    docs = tmp_path / "docs"
    write_preview(check(data, TODAY)[0], docs)
    before = {path: path.stat().st_mtime_ns for path in docs.rglob("*") if path.is_file()}
    assert write_preview(check(data, TODAY)[0], docs) == 0
    text = (data / "entities" / "sudland.yaml").read_text()
    (data / "entities" / "sudland.yaml").write_text(text.replace("900 tons", "901 tons"))
    write_preview(check(data, TODAY)[0], docs)
    # A part of the search index is named by its content, so that a changed one is another file.
    touched = {
        path.relative_to(docs).as_posix()
        for path, then in before.items()
        if not path.exists() or path.stat().st_mtime_ns != then
    }
    assert "entities/mv-heron/index.md" in touched
    assert "officials/to-mau/index.md" not in touched
    assert "countries/sudland/index.md" not in touched


def test_a_record_that_is_gone_takes_its_page_along(tmp_path: Path) -> None:
    from scripts.rules.check import check

    docs = tmp_path / "docs"
    archive = check(MINI, TODAY)[0]
    (docs / "visits").mkdir(parents=True)
    (docs / "visits" / "gone.md").write_text("x")
    write_preview(archive, docs)
    assert not (docs / "visits" / "gone.md").exists()


def test_broken_data_leave_the_old_site(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI, data)
    (data / "topics.yaml").write_text("harbours: nothing\n")
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old")
    with pytest.raises(DataError):
        build(data, site, today=TODAY, say=quiet, work=tmp_path / "work")
    assert tree(site) == {"index.html": b"old"}


@pytest.mark.parametrize("stage", ["make_html", "index", "read_finished", "write_docs"])
def test_a_stage_that_fails_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    def fail(*_: object, **__: object) -> None:
        raise BuildError("it failed")

    monkeypatch.setattr(stages, stage, fail)
    for name in ("make_html", "index", "read_finished"):
        if name != stage:
            monkeypatch.setattr(stages, name, lambda *_, **__: None)
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("old")
    with pytest.raises(BuildError):
        build(MINI, site, today=TODAY, say=quiet, work=tmp_path / "work")
    assert tree(site) == {"index.html": b"old"}


def test_a_link_that_leads_nowhere_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    far = "../" * 50
    wrong = f'<a href="{far}x">x</a><a href="http://[a">x</a>'
    (tmp_path / "index.html").write_text(
        f'<a href="a/#here">x</a><a href="a/#gone">x</a><a href="b/">x</a><p id="t"></p><p id="t"></p>{wrong}'
    )
    (tmp_path / "a" / "index.html").write_text(
        '<p id="here"></p><a href="../?q=1#t">x</a><a href="https://e.example.com">x</a><a href="mailto:a@b">x</a>'
    )
    assert loose_ends(tmp_path) == [
        "index.html: the id 't' stands twice",
        f"index.html: the link {far}x leads nowhere",
        "index.html: the link a/#gone leads nowhere",
        "index.html: the link b/ leads nowhere",
        "index.html: the link http://[a leads nowhere",
    ]


def test_links_from_the_top_of_the_server_lead_below_the_path_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text('<a href="/sub">x</a><a href="/sub/a/#t">x</a><p id="t"></p>')
    (tmp_path / "index.html").write_text('<a href="/sub/a/">x</a><a href="/">x</a><a href="/suburb/a/">x</a>')
    (tmp_path / "404.html").write_text('<a href="/sub/a">x</a><a href="/a/">x</a><a href="/sub/../a/">x</a>')
    assert loose_ends(tmp_path, root="/sub/") == [
        "404.html: the link /a/ leads nowhere",
        "404.html: the link /sub/../a/ leads nowhere",
        "index.html: the link / leads nowhere",
        "index.html: the link /suburb/a/ leads nowhere",
    ]


def test_a_page_that_nothing_leads_to_stops_the_build(tmp_path: Path) -> None:
    for name in ("a", "b", "island", "far", "old"):
        (tmp_path / name).mkdir()
    (tmp_path / "index.html").write_text('<a href="a/#x">x</a>')
    (tmp_path / "a" / "index.html").write_text('<p id="x"></p><a href="/b/?q=1">x</a>')
    (tmp_path / "b" / "index.html").write_text('<a href="../">x</a>')
    # Two that know only one another, and what is not meant to be found.
    (tmp_path / "island" / "index.html").write_text('<a href="../far/">x</a><a href="../a/">x</a>')
    (tmp_path / "far" / "index.html").write_text('<a href="../island/">x</a>')
    (tmp_path / "404.html").write_text("<p>x</p>")
    (tmp_path / "old" / "index.html").write_text(
        '<meta http-equiv="refresh" content="0; url=../a/"><a href="../a/">x</a>'
    )
    wrong = loose_ends(tmp_path)
    assert [line.split(":")[0] for line in wrong] == ["far/index.html", "island/index.html"]
    assert "no link leads to this page" in wrong[0]


def test_a_picture_that_stands_nowhere_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "data" / "pictures").mkdir(parents=True)
    for name in ("shown", "forgotten"):
        (tmp_path / "data" / "pictures" / f"{name}.csv").write_text("year\n")
    (tmp_path / "index.html").write_text('<a href="data/pictures/shown.csv">CSV</a>')
    assert loose_ends(tmp_path) == ["data/pictures/forgotten.csv: this picture was made and stands on no page"]


def test_a_loose_end_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "loose_ends", lambda *_, **__: ["x/index.html: no link leads to this page"])
    for name in ("make_html", "finish", "read_finished"):
        monkeypatch.setattr(stages, name, lambda *_, **__: None)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("old")
    with pytest.raises(BuildError, match=r"do not hang together:\nx/index.html: no link leads"):
        build(MINI, tmp_path / "site", today=TODAY, say=quiet, work=tmp_path / "work")
    assert tree(tmp_path / "site") == {"index.html": b"old"}


@pytest.mark.parametrize("place", ["file", "folder", "data", "data/visits", "."])
def test_a_site_replaces_nothing_but_a_site(tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI, data)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "letters.txt").write_text("x")
    (tmp_path / "file").write_text("x")
    before = tree(tmp_path)
    assert main(["build", "--data", str(data), "--site", str(tmp_path / place), "--today", "2024-02-01"]) == 1
    assert capsys.readouterr().err.startswith(f"{tmp_path / place}: ")
    assert tree(tmp_path) == before


def test_a_system_that_refuses_is_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "/srv/site")

    monkeypatch.setattr(stages, "write_docs", refuse)
    assert main(["build", "--data", str(MINI), "--site", str(tmp_path / "site"), "--today", "2024-02-01"]) == 1
    assert capsys.readouterr().err == "/srv/site: Permission denied\n"


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deep" / "a.txt"
    assert write_if_changed(path, "one")
    assert not write_if_changed(path, "one")

    def fail(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_if_changed(path, "two")
    assert path.read_text() == "one"


def test_empty_folders_go_with_their_files(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "x").write_text("x")
    keep = tmp_path / "keep"
    keep.write_text("x")
    assert remove_others(tmp_path, [keep]) == 1
    assert list(tmp_path.iterdir()) == [keep]


def test_a_handwritten_page_may_not_hide_a_generated_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from scripts.rules.check import check

    root = tmp_path / "root"
    (root / "docs").mkdir(parents=True)
    (root / "docs" / "method.md").write_text("x")
    monkeypatch.setattr(docs_stage, "ROOT", root)
    with pytest.raises(BuildError, match=r"method\.md: a generated page has this address"):
        write_preview(check(MINI, TODAY)[0], Folders(tmp_path).docs)


def test_a_history_that_cannot_be_read_stops_the_build_unless_told_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(MINI, tmp_path / "data")
    command = ["build", "--data", str(tmp_path / "data"), "--site", str(tmp_path / "site"), "--today", "2024-02-01"]

    def reached(*_: object) -> None:
        raise BuildError("the pages are written")

    monkeypatch.setattr(stages, "make_html", reached)
    assert main(command) == 1
    said = capsys.readouterr()
    assert "data is in no git repository: the site cannot say what changed when\n" in said.out
    assert said.err == "the pages are written\n"
    (tmp_path / ".git").mkdir()
    assert main(command) == 1
    said = capsys.readouterr().err
    assert said.startswith("the history cannot be read: not a git repository")
    assert said.endswith("; a build --without-history goes on without\n")
    assert main([*command, "--without-history"]) == 1
    assert capsys.readouterr().err == "the pages are written\n"
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("port", ["99999", "-1", "http", "1" * 5000])
def test_a_port_that_is_none_is_one_line(capsys: pytest.CaptureFixture[str], port: str) -> None:
    with pytest.raises(SystemExit):
        main(["serve", f"--port={port}"])
    assert capsys.readouterr().err.splitlines()[-1].endswith("is no port; ports are numbers up to 65535")


def test_an_interruption_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(stages, "make_html", interrupt)
    assert main(["build", "--data", str(MINI), "--site", str(tmp_path / "site"), "--today", "2024-02-01"]) == 130
    assert capsys.readouterr().err == "interrupted; nothing is half-written\n"
    assert not (tmp_path / "site").exists()
