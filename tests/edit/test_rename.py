"""A record is renamed, joined, removed: all that names it follows, nothing else changes, and all is written or nothing."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.derive.history.compare import split
from scripts.edit import surgery
from scripts.edit.rename import _named, merge, remove, rename
from scripts.edit.surgery import Refused, Sheet, Sheets
from scripts.load.archive import Archive, link
from scripts.load.loader import load
from scripts.record.kinds import KINDS
from scripts.rules.check import check
from scripts.values.problems import DataError, errors
from tests.conftest import MINI, ROOT, TODAY, examples

NEW = "an-id-that-nobody-has"
REAL = ROOT / "data"


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A copy of the mini world that may be changed, with a page beside it that leads to records."""
    shutil.copytree(MINI, tmp_path / "data")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "about.md").write_text(
        "See [him](../officials/han-so/) and [her](../officials/han-so-admiral/).\n"
    )
    return tmp_path / "data"


def read(data: Path, today: dt.date = TODAY) -> Archive:
    return link(load(data), today)[0]


def pieces(sheets: Sheets) -> Iterator[tuple[str, str, str | None, str | None]]:
    """What becomes of each record in the files that change: (kind, id, text before, text after)."""
    for path, (before, after) in sheets.changes().items():
        if path.suffix == ".yaml":
            kind = path.relative_to(sheets.data).parts[0].removesuffix(".yaml")
            old, new = split(before), split(after)
            for id in {**old, **new}:
                yield kind, id, old.get(id), new.get(id)


def assert_only_named_change(sheets: Sheets, archive: Archive, kind: str, *ids: str) -> None:
    touched = {(kind, id) for id in (*ids, NEW)}
    touched |= {(one.by, one.id) for one in _named(archive, kind, ids[0])}
    for of, id, before, after in pieces(sheets):
        if of != "removals" and (of, id) not in touched:
            assert before == after, (of, id)


def assert_renamed(sheets: Sheets, archive: Archive, kind: str, old: str) -> None:
    """Every line stays as it is, or names the new id where it named the old one; one says what the record was called."""
    assert_only_named_change(sheets, archive, kind, old)
    added = 0
    for text, changed in sheets.changes().values():
        before, after = split(text), {id.replace(NEW, old): piece for id, piece in split(changed).items()}
        assert [id for id in before if id != old] == [id for id in after if id != old]
        for id, piece in before.items():
            lines = after[id].split("\n")
            for line in piece.split("\n"):
                while line not in (lines[0], lines[0].replace(NEW, old)):
                    assert re.fullmatch(rf"(  formerly: \[{old}\]|  - {old}|    - {old})\r?", lines[0]), (
                        line,
                        lines[0],
                    )
                    lines.pop(0)
                    added += 1
                lines.pop(0)
            added += len(lines)
    assert added <= 1


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("audits", "removals")])
def test_a_record_of_each_kind_takes_another_id(world: Path, kind: str) -> None:
    archive = read(world)
    for old, record in archive.records[kind].items():
        new = f"{old}-x"
        sheets = rename(archive, world, kind, old, new)
        assert_only_named_change(sheets, archive, kind, old, new)
        named = {(one.by, new if (one.by, one.id) == (kind, old) else one.id) for one in _named(archive, kind, old)}
        before = {path: path.read_text(encoding="utf-8") for path in sheets.changes()}
        surgery.write_all(sheets.changes())
        after = read(world)
        assert after.records[kind][new].formerly == (*record.formerly, old)
        assert {(one.by, one.id) for one in _named(after, kind, new)} == named
        assert not list(_named(after, kind, old))
        assert {len(found) for found in after.records.values()} == {len(found) for found in archive.records.values()}
        for path, text in before.items():
            path.write_text(text, encoding="utf-8")


@pytest.mark.real
@settings(max_examples=examples(15), suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_nothing_else_in_the_real_record_changes(real: Archive, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from([kind for kind in KINDS if real.records[kind]]))
    old, other = (data.draw(st.sampled_from(list(real.records[kind]))) for _ in range(2))
    assert_renamed(rename(real, REAL, kind, old, NEW), real, kind, old)
    if old != other:
        sheets, _ = merge(real, REAL, kind, old, other)
        assert_only_named_change(sheets, real, kind, old, other)
    if any(one.how == "prose" for one in _named(real, kind, old)):
        with pytest.raises(Refused, match="rest on it"):
            remove(real, REAL, kind, old, "It never was.")
    else:
        with suppress(Refused):  # a field that stands alone names it
            sheets = remove(real, REAL, kind, old, "It never was.")
            assert_only_named_change(sheets, real, kind, old)
            assert sum(before is not None and after is None for _, _, before, after in pieces(sheets)) == 1


def test_pages_follow(world: Path) -> None:
    rename(read(world), world, "officials", "han-so", "han-so-premier").commit(TODAY)
    page = (world.parent / "docs" / "about.md").read_text(encoding="utf-8")
    assert page == "See [him](../officials/han-so-premier/) and [her](../officials/han-so-admiral/).\n"


def test_lines_end_as_they_did(world: Path) -> None:
    path = world / "officials" / "nordland.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    rename(read(world), world, "officials", "han-so", "han-so-premier").commit(TODAY)
    after = path.read_bytes()
    assert b"formerly: [han-so]\r\n" in after
    assert after.count(b"\n") == after.count(b"\r\n")


def test_a_record_may_go_back_to_its_old_id(world: Path) -> None:
    before = {path: path.read_bytes() for path in world.rglob("*.yaml")}
    rename(read(world), world, "topics", "harbours", "ports").commit(TODAY)
    rename(read(world), world, "topics", "ports", "harbours").commit(TODAY)
    changed = {path.name for path, old in before.items() if path.read_bytes() != old}
    assert changed == {"topics.yaml"}
    assert read(world).topics["harbours"].formerly == ("ports",)


def test_two_that_are_joined_are_one(world: Path) -> None:
    archive = read(world)
    sheets, left = merge(archive, world, "publishers", "nord-wire", "nord-daily")
    sheets.commit(TODAY)
    after = read(world)
    assert "nord-wire" not in after.publishers
    assert after.publishers["nord-daily"].formerly == ("nord-wire",)
    assert after.publishers["nord-daily"].type == "agency", "what only the other said is taken over"
    assert left == ["  name: Nord Wire"]
    assert not list(_named(after, "publishers", "nord-wire"))
    assert not errors(check(world, TODAY)[1])


def test_a_list_or_citation_that_named_both_names_one_once(world: Path) -> None:
    archive = read(world)
    visit = archive.visits["1964-11-02-han-so-sudville"]
    assert "[@nord-daily-1964-visit;\n    @far-post-1964-11-06]" in (world / "visits/sudland.yaml").read_text(
        encoding="utf-8"
    )
    sheets, _ = merge(archive, world, "sources", "far-post-1964-11-06", "nord-daily-1964-visit")
    text = next(
        after for path, (_, after) in sheets.changes().items() if path.name == "sudland.yaml" and "visits" in path.parts
    )
    assert "[@nord-daily-1964-visit]" in text
    assert visit.sources == ("sud-times-1964-visit", "nord-daily-1964-visit")
    sheets, _ = merge(archive, world, "sources", "sud-times-1964-visit", "nord-daily-1964-visit")
    text = next(
        after for path, (_, after) in sheets.changes().items() if path.name == "sudland.yaml" and "visits" in path.parts
    )
    assert "  sources: [nord-daily-1964-visit]\n" in text


def test_what_is_removed_leaves_word(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = read(world)
    free = next(id for id in archive.events if not list(_named(archive, "events", id)))
    why = "Its source was: another's."
    assert main(["remove", "--data", str(world), "--today", TODAY.isoformat(), "events", free, why]) == 0
    after = read(world)
    assert free not in after.events
    word = after.removals[f"events-{free}"]
    assert (word.former, word.why, word.title, word.date.text) == (
        ("events", free), why, archive.events[free].title, TODAY.isoformat(),
    )  # fmt: skip
    assert not errors(check(world, TODAY)[1])
    assert "removals.yaml changed" in capsys.readouterr().out
    with pytest.raises(Refused, match="ids are never used again"):
        rename(after, world, "events", next(iter(after.events)), free)


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["rename", "vists", "a", "b"], "no kind of record is called 'vists'; did you mean 'visits'?"),
        (["rename", "officials", "nobody", "b"], "there is no official 'nobody'; make find Q=nobody"),
        (["rename", "visits", "1964-han-so-sudland", "b"], "it is now '1964-11-02-han-so-sudville'"),
        (["rename", "officials", "han-so", "Han So"], "'Han So' is no id"),
        (["rename", "officials", "han-so", "to-mau"], "'to-mau' is the id of another official; to join them: make merge"),
        (["rename", "events", "1983-10-harbour-affair", "1975-ghost-ship"], "ids are never used again"),
        (["rename", "events", "1983-10-harbour-affair", "harbour-affair"], "the id should begin with its date, 1983-10-"),
        (["merge", "officials", "han-so", "han-so"], "cannot be joined with itself"),
        (["merge", "officials", "han-so", "nobody"], "there is no official 'nobody'"),
        (["remove", "sources", "nord-daily-1964-visit", "It is lost."], "rests on 'nord-daily-1964-visit'"),
        (["remove", "officials", "han-so", " "], "say why it is removed"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_changes_nothing(
    world: Path, command: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in world.parent.rglob("*.*") if path.is_file()}
    name, *words = command
    assert main([name, "--data", str(world), "--today", TODAY.isoformat(), "--", *words]) == 1
    assert said in capsys.readouterr().err
    assert {path: path.read_bytes() for path in world.parent.rglob("*.*") if path.is_file()} == before


def test_a_change_that_would_break_the_record_is_not_made(world: Path) -> None:
    archive = read(world)
    path = world / "visits" / "sudland.yaml"
    before = path.read_bytes()
    sheets = Sheets(world)
    sheets.sheet(path).drop_field("1964-11-02-han-so-sudville", ("summary",))
    with pytest.raises(DataError) as caught:
        sheets.commit(archive.today)
    assert caught.value.problems[0].message == "'summary' is missing"
    assert path.read_bytes() == before


def test_a_file_that_was_saved_meanwhile_is_not_overwritten(world: Path) -> None:
    sheets = rename(read(world), world, "topics", "harbours", "ports")
    path = world / "topics.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# saved meanwhile\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in world.rglob("*") if path.is_file()}
    with pytest.raises(Refused, match="was changed meanwhile"):
        surgery.write_all(sheets.changes())
    assert {path: path.read_bytes() for path in world.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("n", range(1, 4))
def test_a_disk_that_fails_at_any_file_leaves_all_as_they_were(
    world: Path, n: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    changes = rename(read(world), world, "topics", "harbours", "ports").changes()
    assert len(changes) > 3
    before = {path: path.read_bytes() for path in world.rglob("*") if path.is_file()}
    really, calls = Path.replace, 0

    def failing(self: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == n:
            raise OSError(28, "No space left on device", str(target))
        return really(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OSError, match="No space left"):
        surgery.write_all(changes)
    assert {path: path.read_bytes() for path in world.rglob("*") if path.is_file()} == before


SHEET = """\
# The head of the file.

# About a.
a:
  title: 'one: two'   # quoted
  list: [x, "y",  z]  # a list
  block:
    - x   # first
    # between
    - y
  only: [x]
  text: >-
    Several words
    and more.

  # Behind a.

b:
  title: two
"""


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (("list", 0), "[x, ", "["),
        (("list", 1), ', "y"', ""),
        (("list", 2), ",  z", ""),
        (("block", 0), "    - x   # first\n", ""),
        (("block", 1), "    - y\n", ""),
        (("only", 0), "  only: [x]\n", ""),
    ],
)
def test_an_item_goes_and_its_neighbours_stay(path: tuple[str, int], old: str, new: str) -> None:
    sheet = Sheet(SHEET)
    sheet.drop_item("a", path)
    assert sheet.result() == SHEET.replace(old, new)


def test_items_fields_and_records_are_added_where_they_belong() -> None:
    sheet = Sheet(SHEET)
    sheet.add_item("a", "list", "w")
    sheet.add_item("a", "list", "v")
    sheet.add_item("a", "block", "z")
    sheet.add_lines("a", "more: 1", "", "and: 2")
    sheet.add_item("b", "formerly", "c")
    assert sheet.result() == (
        SHEET.replace(",  z]", ",  z, w, v]")
        .replace("    - y\n", "    - y\n    - z\n")
        .replace("    and more.\n", "    and more.\n  more: 1\n\n  and: 2\n")
        + "  formerly: [c]\n"
    )
    sheet = Sheet(SHEET)
    assert sheet.insert_record("aa:\n  title: new\n", "b") == 18
    assert sheet.result() == SHEET.replace("\nb:", "\naa:\n  title: new\n\nb:")
    sheet = Sheet(SHEET)
    assert sheet.insert_record("0:\n  title: new", "a") == 3
    assert sheet.result() == SHEET.replace("# About", "0:\n  title: new\n\n# About")
    sheet = Sheet(SHEET.rstrip())
    assert sheet.insert_record("c:\n  title: new\n", None) == 21
    assert sheet.result() == SHEET + "\nc:\n  title: new\n"
    assert sheet.result().split("\n")[20] == "c:"


def test_a_record_goes_with_the_line_below_it() -> None:
    sheet = Sheet(SHEET)
    sheet.drop_record("b")
    assert sheet.result() == SHEET.replace("\nb:\n  title: two\n", "")
    sheet = Sheet(SHEET)
    sheet.drop_record("a")
    assert sheet.result() == "# The head of the file.\n\n# About a.\n  # Behind a.\n\nb:\n  title: two\n"


def test_what_stands_in_one_line_is_left_to_a_person() -> None:
    sheet = Sheet("a: {x: [y], z: 1}\n")
    with pytest.raises(Refused, match="change it by hand"):
        sheet.drop_item("a", ("x", 0))
    with pytest.raises(Refused, match="stands in one line"):
        sheet.add_lines("a", "w: 1")
    with pytest.raises(Refused, match="does not parse"):
        Sheet("a: [")


def test_two_changes_of_one_place_are_refused() -> None:
    sheet = Sheet(SHEET)
    sheet.drop_item("a", ("list", 1))
    sheet.drop_field("a", ("list",))
    with pytest.raises(Refused, match="meet in one place"):
        sheet.result()
