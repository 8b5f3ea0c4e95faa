"""A record is added where it belongs: asked for, given by options, or as a skeleton; what was there stays as it was."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from scripts.__main__ import main
from scripts.edit import style
from scripts.edit.ask import Check, Terminal
from scripts.edit.new import PARTS, Wish, blank, make, proposed_id, skeleton
from scripts.edit.surgery import Refused, Sheet
from scripts.load.archive import Archive, link
from scripts.load.loader import load
from scripts.record.kinds import KINDS
from scripts.rules.check import check
from scripts.values.problems import errors
from tests.conftest import MINI, ROOT, TODAY, examples

EVENT = {
    "title": "Sudland's 'first' letter: a #1",
    "date": "1979",
    "kind": "statement",
    "countries": ["sudland", "nordland"],
    "confidence": "reported",
    "summary": "It was sent, and nobody answered. [@far-post-1983-10-09]",
    "sources": ["far-post-1983-10-09"],
}


@pytest.fixture
def world(tmp_path: Path) -> Path:
    shutil.copytree(MINI, tmp_path / "data")
    return tmp_path / "data"


def read(data: Path) -> Archive:
    return link(load(data), TODAY)[0]


def lines(data: Path) -> dict[Path, list[str]]:
    return {path: path.read_text(encoding="utf-8").split("\n") for path in data.rglob("*.yaml")}


def assert_only_added(before: Mapping[Path, list[str]], data: Path) -> list[str]:
    """Returns the lines that are new; every other line stands where it stood."""
    added = []
    for path, now in lines(data).items():
        old = before.get(path, [""])
        rest = list(now)
        for line in old:
            while rest[0] != line:
                added.append(rest.pop(0))
            rest.pop(0)
        added += rest
    return added


class Scripted:
    """Answers from a list: (beginning of the question, answer)."""

    def __init__(self, *answers: tuple[str, Any]) -> None:
        self.answers = list(answers)
        self.refused: list[str] = []

    def _next(self, question: str) -> Any:
        assert self.answers, f"nobody answers {question!r}"
        expected, answer = self.answers.pop(0)
        assert question.startswith(expected), (question, expected)
        return answer

    def text(self, question: str, check: Check, words: Mapping[str, str] | None = None, default: str = "") -> str:
        while True:
            answer = self._next(question)
            answer = default if answer is None else answer
            wrong = check(answer)
            if wrong is None:
                return str(answer)
            self.refused.append(wrong)

    def choice(self, question: str, words: Mapping[str, str]) -> str:
        answer = self._next(question)
        assert answer in words
        return str(answer)

    def several(self, question: str, words: Mapping[str, str]) -> Sequence[str]:
        found = self._next(question)
        assert set(found) <= set(words)
        return list(found)

    def yes(self, question: str) -> bool:
        return bool(self._next(question))


def test_a_record_goes_where_its_date_belongs(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = lines(world)
    given = [
        f"--set={name}={value if isinstance(value, str) else '[' + ', '.join(value) + ']'}"
        for name, value in EVENT.items()
    ]
    assert main(["new", "--data", str(world), "--today", TODAY.isoformat(), "events", *given]) == 0
    said = capsys.readouterr().out
    assert re.search(r"data/events/sudland\.yaml:\d+:1: 1979-sudlands-first-letter-1: Sudland's 'first' letter", said)
    assert_only_added(before, world)
    archive = read(world)
    assert archive.events["1979-sudlands-first-letter-1"].title == EVENT["title"]
    assert not errors(check(world, TODAY)[1])


def test_every_place_in_a_file_is_found(mini: Archive) -> None:
    """Whatever its date, a record stands behind those that are not later, before those that are."""
    for date in ("1900", "1964-11-02", "1964-11", "1983-10", "2023"):
        sheets, path, id = make(
            mini, MINI, Wish("events", {**EVENT, "date": date, "countries": ["westland", "nordland"]}), None
        )
        sheet = Sheet(next(after for of, (_, after) in sheets.changes().items() if of.name == Path(path).name))
        dates = [mini.events[one].when.first.isoformat() if one in mini.events else date for one in sheet.records]  # type: ignore[union-attr]
        firsts = [one if len(one) == 10 else (one + "-01-01")[:10] for one in dates]
        assert firsts == sorted(firsts), (date, dates)
        assert id in sheet.records


@pytest.mark.parametrize("kind", PARTS)
def test_a_part_is_added_to_its_record(world: Path, kind: str) -> None:
    archive = read(world)
    about = PARTS[kind]
    of, values = {
        "facts": ("ostland", {"key": "visas", "value": "unknown", "searched": "the harbour library"}),
        "values": (next(iter(archive.indicators)), {"date": "1950", "value": "1.5", "sources": ["handbook"]}),
        "posts": ("to-mau", {"title": "Harbour Master", "seen": ["1963"], "sources": ["sud-times-1964-visit"]}),
    }[kind]
    before = lines(world)
    sheets, _, _ = make(archive, world, Wish(kind, values, of=of), None)
    sheets.commit(TODAY)
    added = [line for line in assert_only_added(before, world) if line.strip()]
    assert len(added) in (len(values), len(values) + 1)
    old, new = (
        getattr(archive.records[about.kind][of], about.field),
        getattr(read(world).records[about.kind][of], about.field),
    )
    assert len(new) == len(old) + 1
    if kind != "facts":
        assert new[1:] == old, "the earliest stands first"
    assert not errors(check(world, TODAY)[1])


def test_what_is_asked_source_first_makes_a_record_and_its_source(world: Path) -> None:
    archive = read(world)
    asker = Scripted(
        ("The source", "https://post.example.com/1984/03/09/letter?utm_source=x"),
        ("title: The headline", ""),
        ("title: The headline", "A letter"),
        ("More to say", []),
        ("Its id", None),
        ("title: ", "A letter"),
        ("date: ", "1984-13"),
        ("date: ", "1984-03-08"),
        ("kind: ", "statement"),
        ("countries: ", "nobody"),
        ("countries: ", "Südland?, nordland"),
        ("confidence: ", "reported"),
        ("summary: ", "It came. [@far-post-1984-03-09-letter]"),
        ("More to say", ["officials"]),
        ("officials: ", "Tô Mầu"),
        ("Its id", "Bad Id"),
        ("Its id", None),
    )
    sheets, path, id = make(archive, world, Wish("events", {}), asker)
    sheets.commit(TODAY)
    after = read(world)
    source = after.sources["far-post-1984-03-09-letter"]
    assert source.url == "https://post.example.com/1984/03/09/letter"
    event = after.events[id]
    assert (id, path, event.officials, event.countries) == (
        "1984-03-08-letter", "data/events/sudland.yaml", ("to-mau",), ("sudland", "nordland"),
    )  # fmt: skip
    assert event.sources == (source.id,)
    assert not asker.answers
    assert [text for text in asker.refused if "is no date" in text or "no id" in text or "there is no" in text]
    assert not errors(check(world, TODAY)[1])


def test_a_publisher_that_is_not_there_is_made_on_the_way(world: Path) -> None:
    asker = Scripted(
        ("The source", "https://gull.example/1979/x"),
        ("Nobody in publishers.yaml publishes there", True),
        ("name: ", "The Gull"),
        ("side: ", "press"),
        ("More to say", ["type"]),
        ("type: ", "newspaper"),
        ("Its id", None),
        ("title: ", "A letter"),
        ("language: ", "en"),
        ("kind: ", "news"),
        ("More to say", []),
        ("Its id", None),
    )
    given = {name: value for name, value in EVENT.items() if name != "sources"}
    given["summary"] = "It was sent. [@the-gull-1979-letter]"
    asker.answers += [("More to say", []), ("Its id", None)]
    sheets, _, id = make(read(world), world, Wish("events", given), asker)
    assert {path.name for path in sheets.commit(TODAY)} == {"publishers.yaml", "1979.yaml", "sudland.yaml"}
    after = read(world)
    assert after.sources[after.events[id].sources[0]].publisher == "the-gull"


def test_parts_are_asked_for_one_by_one(world: Path) -> None:
    asker = Scripted(
        ("The source", "handbook"),
        ("name: ", "Ta Vu"),
        ("country: ", "sudland"),
        ("More to say", ["posts"]),
        ("posts 1: title: ", "Minister of Ports"),
        ("posts 1: More to say", ["seen"]),
        ("posts 1: seen: ", "1964, 1965"),
        ("posts: another?", True),
        ("posts 2: title: ", "Minister"),
        ("posts 2: More to say", []),
        ("posts: another?", False),
        ("Its id", None),
    )
    sheets, _, id = make(read(world), world, Wish("officials", {}), asker)
    sheets.commit(TODAY)
    person = read(world).officials[id]
    assert [(post.title, [str(day) for day in post.seen]) for post in person.posts] == [
        ("Minister of Ports", ["1964", "1965"]),
        ("Minister", []),
    ]


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        (Wish("vists", {}), "no kind of record is called 'vists'; did you mean 'visits'?"),
        (Wish("events", {**EVENT, "date": "1979-13"}), "date: '1979-13' is no date"),
        (Wish("events", {"title": "x", "sources": ["handbook"]}), "and 'summary' are missing"),
        (Wish("events", {**EVENT, "titel": "x"}), "there is no field 'titel'; did you mean 'title'?"),
        (Wish("events", EVENT, id="Bad"), "'Bad' is no id"),
        (Wish("events", EVENT, id="1983-10-harbour-affair"), "there is a record '1983-10-harbour-affair' already"),
        (Wish("events", EVENT, file="../x"), "is no name of a file"),
        (Wish("events", {}, source="nowhere"), "there is no source 'nowhere'"),
        (Wish("events", {}, source="https://nobody.example/x"), "the record has no source at https://nobody.example/x"),
        (Wish("posts", {"title": "x"}, of="nobody"), "there is no official 'nobody'"),
        (Wish("facts", {"key": "visas", "value": "unknown"}, of="sudland"), "sudland answers 'visas' already"),
        (Wish("claims", {}), "'title', 'topics', 'said'"),
    ],
)
def test_a_bad_wish_says_why(mini: Archive, wish: Wish, said: str) -> None:
    with pytest.raises(Refused, match=re.escape(said)):
        make(mini, MINI, wish, None)


def test_nothing_typed_is_lost(world: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = lines(world)
    options = ["new", "--data", str(world), "--today", TODAY.isoformat(), "events", "--source", "handbook"]
    given = [f"--set={name}={value}" for name, value in EVENT.items() if isinstance(value, str)]
    assert main([*options, *given, "--set", "countries=[sudland, atlantis]"]) == 1
    said = capsys.readouterr().err
    assert "no country 'atlantis'" in said
    assert "title: 'Sudland''s ''first'' letter: a #1'" in said
    assert lines(world) == before
    assert main([*options, "--set", "title"]) == 1
    assert "'title' is no field with a value" in capsys.readouterr().err


def test_without_a_terminal_nobody_is_asked(
    world: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert main(["new", "--data", str(world), "events"]) == 1
    assert "there is no terminal to ask in" in capsys.readouterr().err


def _asked_and_answered() -> None:
    with create_pipe_input() as typed, create_app_session(input=typed, output=DummyOutput()):
        asker = Terminal()
        typed.send_text("x\x7fone\r")
        assert asker.text("Title", lambda text: None if text else "fill it in") == "one"
        typed.send_text("han-so\r")
        assert asker.text("Leader", lambda _: None, {"han-so": "Han So"}) == "han-so"
        typed.send_text("\x1b[B\r")
        assert asker.choice("Kind", {"a": "first", "b": "second"}) == "b"
        typed.send_text(" \r")
        assert asker.several("More", {"a": "first", "b": "second"}) == ["a"]
        typed.send_text("y")
        assert asker.yes("Another?") is True
        typed.send_text("\x03")
        with pytest.raises(KeyboardInterrupt):
            asker.text("Title", lambda _: None)


def test_the_terminal_asks_and_completes() -> None:
    with ThreadPoolExecutor(1) as pool:  # a browser's loop may run in this thread
        pool.submit(_asked_and_answered).result()


def test_an_id_is_proposed_that_nobody_has(mini: Archive) -> None:
    event = mini.events["1983-10-harbour-affair"]
    assert proposed_id("events", event, mini) == "1983-10-harbour-affair-2"
    assert proposed_id("officials", mini.officials["to-mau"], mini) == "to-mau-2"
    source = mini.sources["far-post-1983-10-09"]
    assert proposed_id("sources", source, mini) == "far-post-1983-10-09-ship-held"


@settings(max_examples=examples(300))
@given(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cf")), min_size=1).map(str.strip).filter(bool)
)
def test_a_text_is_written_so_that_it_is_read_as_it_was(text: str) -> None:
    for written in (
        style.fields({"a": text}),
        style.fields({"a": [text, "b"]}),
        style.fields({"a": [{"b": text}]}),
    ):
        found = yaml.load("\n".join(written), yaml.CBaseLoader)["a"]
        found = found if isinstance(found, str) else found[0] if isinstance(found[0], str) else found[0]["b"]
        assert " ".join(found.split()) == " ".join(text.split())


@settings(max_examples=examples(25), deadline=None)
@given(st.data())
def test_two_additions_at_other_dates_merge_without_a_conflict(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """git merges two branches that each add a record, where one of the file stands between them."""
    text = (ROOT / "data" / "visits" / "vietnam.yaml").read_text(encoding="utf-8")
    ids = [*Sheet(text).records]
    one, other = sorted(data.draw(st.lists(st.integers(0, len(ids)), min_size=2, max_size=2, unique=True)))
    folder = tmp_path_factory.mktemp("merge")
    results = []
    for n, place in enumerate((one, other)):
        sheet = Sheet(text)
        sheet.insert_record(f"1950-new-{n}:\n  title: New\n  kind: goodwill", ids[place] if place < len(ids) else None)
        (folder / str(n)).write_text(sheet.result(), encoding="utf-8")
        results.append(sheet.result())
    (folder / "base").write_text(text, encoding="utf-8")
    command = ["git", "merge-file", "-p", str(folder / "0"), str(folder / "base"), str(folder / "1")]
    merged = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout
    found = [*Sheet(merged).records]
    assert found.index("1950-new-0") < found.index("1950-new-1")
    assert [id for id in found if "new" not in id] == ids


# The skeleton.


@pytest.mark.parametrize("kind", KINDS)
def test_a_skeleton_names_every_field(kind: str) -> None:
    text = skeleton(kind, "an-id")
    for name, info in KINDS[kind].model.model_fields.items():
        if name not in ("id", "formerly", "lowered"):
            assert re.search(rf"^  {name}:" if info.is_required() else rf"^  # {name}: ", text, re.MULTILINE), name


def test_a_skeleton_holds_the_shape_of_its_parts() -> None:
    record = yaml.load(skeleton("agreements", "x"), yaml.CBaseLoader)["x"]
    assert record["parties"] == [{"country": ""}]


def test_a_skeleton_is_appended_and_the_check_says_what_to_fill_in(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (world / "visits" / "sudland.yaml").read_text(encoding="utf-8")
    assert main(["new", "--data", str(world), "visits", "sudland", "2021-a-visit", "--blank"]) == 0
    said = capsys.readouterr().out
    after = (world / "visits" / "sudland.yaml").read_text(encoding="utf-8")
    assert after.startswith(before)
    line = int(re.search(r":(\d+): ", said)[1])  # type: ignore[index]
    assert after.split("\n")[line - 1] == "2021-a-visit:"
    messages = [p.message for p in check(world, TODAY)[1] if p.line > line]
    assert "an empty value; fill it in or remove the key" in messages


@pytest.mark.parametrize(
    ("kind", "stem", "id", "message"),
    [
        ("visit", "sudland", "x", "no kind of record is called 'visit'; did you mean 'visits'?"),
        ("visits", "sudland", "Bad Id", "is no id"),
        ("topics", "", "harbours", "there is a record"),
        ("visits", "", "2021-a-visit", "is no name of a file"),
        ("visits", "../sudland", "2021-a-visit", "is no name of a file"),
        ("visits", "sudland.yaml", "2021-a-visit", "is no name of a file"),
    ],
)
def test_a_bad_request_writes_nothing(world: Path, kind: str, stem: str, id: str, message: str) -> None:
    before = lines(world)
    with pytest.raises(Refused, match=re.escape(message)):
        blank(world, kind, stem, id)
    assert lines(world) == before
