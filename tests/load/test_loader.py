"""Whatever the bytes, the checker prints problems in one format and never a traceback."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scripts.load import loader
from scripts.load.yamltree import Node, parse
from scripts.record.kinds import KINDS
from scripts.rules.check import check
from scripts.values.problems import Problem, errors, summary
from tests.conftest import MINI, TODAY
from tests.rules.test_prose import steps

LINE = re.compile(r"data/[^\n]*:\d+:\d+: \S[^\n]*")

GOOD = """\
far-post:
  name: Far Post
  side: press
"""


def problems_of(content: bytes, name: str = "publishers.yaml") -> list[Problem]:
    """The problems of a data folder that holds this one file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "data", name)
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        return check(Path(folder, "data"), TODAY)[1]


def assert_format(problems: list[Problem]) -> None:
    for problem in problems:
        assert LINE.fullmatch(str(problem)), repr(str(problem))
    assert problems == sorted(problems)


YAMLISH = st.lists(
    st.sampled_from(
        ["far-post", ":", " ", "\n", "\n  ", "\n    ", "name", "side", "press", "- ", "[", "]", "{", "}", "&a", "*a", "!!str", "<<",
         "'", '"', "|", ">", "#", "? ", "---", "...", "\t", "%YAML 1.1\n", ", ", "~", "null", "\u200b", "e\u0301", "é", "\x00", "@", "`", "\r", "\x85"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=80), YAMLISH.map(str.encode), YAMLISH.map(lambda text: (GOOD + text).encode())))
@example(b"\xef\xbb\xbf")
@example(b"\xff\xfea\x00")
@example(b"a: \xed\xa0\x80")
@example(b"? ?")
@example(b"%TAG ! tag:x,2000:\n---\na: b")
def test_any_bytes_give_problems_in_one_format(content: bytes) -> None:
    assert_format(problems_of(content))


SCALAR = st.one_of(st.sampled_from(["1964", "press", "far-post", "x", "[@x]", "2025-10-09", "no"]), st.text(max_size=8))
VALUE = st.recursive(
    SCALAR,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["title", "date", "sources", "parties", "country", "value", "note", "x"]), inner, max_size=3
        ),
    ),
    max_leaves=6,
)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_values_in_any_field_give_problems_in_one_format(data: st.DataObject) -> None:

    kind = data.draw(st.sampled_from(sorted(KINDS)))
    fields = data.draw(st.dictionaries(st.sampled_from(sorted(KINDS[kind].model.model_fields)), VALUE, max_size=6))
    content = yaml.safe_dump({"a-record": fields}, allow_unicode=True).encode()
    name = f"{kind}.yaml" if kind in ("topics", "publishers") else f"{kind}/sudland.yaml"
    assert_format(problems_of(content, name))


IDS = st.lists(st.text("az09", min_size=1, max_size=4), min_size=1, max_size=3).map("-".join)


@given(
    st.recursive(
        st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1),
        lambda i: st.one_of(st.lists(i, min_size=1), st.dictionaries(IDS, i, min_size=1)),
        max_leaves=8,
    )
)
def test_plain_yaml_is_read_as_it_was_written(value: object) -> None:
    found: list[Problem] = []
    tree = parse(yaml.safe_dump(value, default_style='"', allow_unicode=True), "data/x.yaml", found)
    assert not found
    assert isinstance(tree, Node)
    assert tree.plain() == value


@pytest.mark.parametrize("text", ["NO", "1964-11", "0123", "1e3", "0x10", "yes", "1_000", "12:30:00"])
def test_scalars_stay_what_was_written(text: str) -> None:
    found: list[Problem] = []
    tree = parse(f"a: {text}\n", "data/x.yaml", found)
    assert tree is not None
    assert tree.plain() == {"a": text}


def test_positions_are_those_an_editor_shows() -> None:
    found: list[Problem] = []
    tree = parse("a:\n  b:\n    - x\n    - c: ü\n      d: e\n", "data/x.yaml", found)
    assert tree is not None
    assert tree.at(("a", "b", 1, "d")) == (5, 7)
    assert tree.at(("a", "b", 0)) == (3, 7)
    assert tree.at(("a", "missing")) == (1, 1)


@pytest.mark.parametrize("text", ["[" * 1000, "- " * 1000, "{a: " * 1000, "[" * 100_000])
def test_nesting_a_thousand_deep_is_one_problem(text: str) -> None:
    problems = problems_of(text.encode())
    assert [p.message for p in problems] == ["is nested more than 20 deep; check the indentation"]


def test_a_huge_file_is_refused_at_once() -> None:
    problems = problems_of(b"a: b\n" * 10_000_000)
    assert [p.message for p in problems] == ["is larger than 4 MB; split it"]


def test_a_file_with_thousands_of_mistakes_lists_the_first() -> None:
    problems = problems_of("".join(f"r{i}:\n  name: x\n  sid: y\n" for i in range(500)).encode())
    assert len(problems) == loader.MAX_PROBLEMS + 1
    assert problems[-1].message == "… and 300 problems more in this file"


def test_what_the_system_will_not_read_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "data" / "publishers.yaml"
    path.parent.mkdir()
    path.write_text(GOOD)

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert [str(p) for p in check(path.parent, TODAY)[1]] == [
        "data/publishers.yaml:1:1: cannot be read: Permission denied"
    ]


def test_links_pipes_and_folders_are_no_data_files(tmp_path: Path) -> None:
    data = tmp_path / "data"
    (data / "visits" / "x.yaml").mkdir(parents=True)
    (data / "publishers.yaml").symlink_to("nowhere")
    os.mkfifo(data / "topics.yaml")
    (data / "loop.yaml").symlink_to("loop.yaml")
    assert [str(p) for p in check(data, TODAY)[1]] == [
        "data/loop.yaml:1:1: no kind of record is called 'loop'",
        "data/publishers.yaml:1:1: is a symbolic link to nothing",
        "data/topics.yaml:1:1: is no regular file",
        "data/visits/x.yaml:1:1: is a folder; a data file was expected",
    ]


# A break that only YAML sees, bidi marks, fillers, a blank that is no space, joiners, annotation marks, tags.
UNSEEN = [
    "\u0085",
    "\u202e",
    "\u061c",
    "\u3164",
    "\u115f",
    "\u2800",
    "\u034f",
    "\ufff9",
    "\u2066",
    "\u2028",
    "\U000e0041",
    "\U000e0001",
]


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_what_nobody_sees_is_refused_where_it_stands(sign: str) -> None:
    for text in (
        GOOD.replace("Far Post", f"Far{sign} Post"),
        GOOD.replace("name:", f"name{sign}:"),
        f"# {sign}\n{GOOD}",
    ):
        (problem,) = problems_of(text.encode())
        assert problem.message == f"an invisible character, U+{ord(sign):04X}; delete it"
        lines = text.split("\n")
        assert lines[problem.line - 1][problem.column - 1] == sign


@pytest.mark.parametrize("escape", ["\\u202e", "\\u2800", "\\U000e0041", "\\0"])
def test_an_address_holds_nothing_unseen(escape: str) -> None:
    content = f'a:\n  title: T\n  publisher: x\n  language: en\n  kind: news\n  url: "https://e.example.com/{escape}"\n'
    found = [str(problem) for problem in problems_of(content.encode(), "sources/undated.yaml")]
    assert any(":6:3: a: url: holds an invisible character" in text for text in found), found


def test_a_host_has_no_dot_at_its_end() -> None:
    content = "a:\n  title: T\n  publisher: x\n  language: en\n  kind: news\n  url: https://e.example.com./x\n"
    found = [problem.message for problem in problems_of(content.encode(), "sources/undated.yaml")]
    assert "url: the host 'e.example.com.' ends in a dot; leave it out" in found


@pytest.mark.parametrize("escape", ["\\a", "\\0", "\\x1b", "\\u200b", "\\ufffe"])
def test_an_escape_brings_no_invisible_character_in(escape: str) -> None:
    problems = problems_of(GOOD.replace("Far Post", f'"Far{escape}Post"').encode())
    assert any("name: holds an invisible character, U+" in p.message for p in problems)


@pytest.mark.parametrize(
    "number", ["1e400", "1e999999999999", "1E+14", "nan", "-Infinity", "579,000", "0x10", "1_000", "٣", "1."]
)
def test_a_number_is_digits_alone(number: str) -> None:
    content = f"a:\n  values:\n    - date: 2000\n      value: {number}\n      sources: [x]\n"
    found = [str(problem) for problem in problems_of(content.encode(), "indicators/sudland.yaml")]
    said = f":4:7: a: values.0.value: '{number}' is no number; write digits alone, 24500 or 0.5"
    assert any(text.endswith(said) for text in found), found


@pytest.mark.parametrize("number", ["9" * 5000, "-1000000000000000", "99999999999999999999"])
def test_a_number_that_no_table_holds_is_refused(number: str) -> None:
    content = f"a:\n  values:\n    - date: 2000\n      value: {number}\n      sources: [x]\n"
    problems = problems_of(content.encode(), "indicators/sudland.yaml")
    assert "values.0.value: is too large; 1,000,000,000,000,000 is the limit" in [p.message for p in problems]


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    assert [str(p) for p in check(tmp_path / "none", TODAY)[1]] == ["none:1:1: there is no such folder"]


def test_a_folder_without_records_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "data" / "visits").mkdir(parents=True)
    assert [str(p) for p in check(tmp_path / "data", TODAY)[1]] == ["data:1:1: holds no records"]


def test_a_folder_elsewhere_is_not_followed_and_not_left_out_in_silence(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI, data)
    (data / "topics.yaml").rename(tmp_path / "elsewhere.yaml")
    (data / "entities").rename(tmp_path / "entities")
    (data / "entities").symlink_to(tmp_path / "entities")
    found = [str(p) for p in check(data, TODAY)[1]]
    assert (
        "data/entities:1:1: is a symbolic link to a folder, which is not followed; put the folder itself here" in found
    )


def test_what_an_editor_leaves_beside_a_file_stops_nothing(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI, data)
    for name in ("sudland.yaml~", "#sudland.yaml#", "sudland.yaml.bak", ".sudland.yaml.swp", "sudland.yaml.orig"):
        (data / "visits" / name).write_text("half: a rec")
    archive, found = check(data, TODAY)
    assert len(archive.visits) > 5
    assert {problem.message for problem in found} == {"looks like a backup of an editor; nothing reads it"}
    assert len(found) == 4
    assert not errors(found)


def test_a_name_that_is_no_utf_8_is_told(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI, data)
    Path(os.fsdecode(os.fsencode(data) + b"/visits/su\xff.yaml")).write_bytes(b"x: y")
    assert "data/visits/su?.yaml:1:1: its name is not UTF-8; rename it" in [str(p) for p in check(data, TODAY)[1]]


def test_line_breaks_of_any_kind_count_the_same() -> None:
    for end in ("\n", "\r\n"):
        problems = problems_of(GOOD.replace("press", "pres").replace("\n", end).encode())
        assert [(p.line, p.column) for p in problems if not p.warning] == [(3, 3)]


def test_the_summary_counts() -> None:
    one = Problem("data/a.yaml", 1, 1, "", "x")
    assert summary([]) == "no problems"
    assert summary([one]) == "1 problem in 1 file"
    assert (
        summary([one, Problem("data/b.yaml", 1, 1, "", "x"), Problem("data/b.yaml", 1, 1, "", "y", warning=True)])
        == "2 problems in 2 files, 1 warning"
    )
    assert errors([one]) == [one]
    assert (
        str(Problem("data/a.yaml", 0, 0, "r", "a\nb\x1b[31m", warning=True)) == "data/a.yaml:1:1: r: warning: a b [31m"
    )


@pytest.mark.parametrize("text", ["ក\u200bខ", "မ\u200cက", "ກ\u200bຂ", "ก\u200dข"])
def test_scripts_without_spaces_keep_what_joins_and_parts_their_letters(text: str) -> None:
    assert not [p for p in problems_of(GOOD.replace("Far Post", text).encode()) if not p.warning]
    for sign in "\u200b\u200c\u200d":
        for wrong in (f"{text}{sign}", f"{sign}{text}", f"ក{sign}{sign}ខ", f"ក{sign} ខ", f"a{sign}ខ", f"ក{sign}b"):
            (problem,) = problems_of(GOOD.replace("Far Post", wrong).encode())
            assert problem.message == f"an invisible character, U+{ord(sign):04X}; delete it"


GARBLED = ["Tô Lâm", "Café", "Nẵng", "Hồ Chí Minh", "It’s", "한국", "ไทย", "Đà", "“so”", "Кир"]


@pytest.mark.parametrize("text", GARBLED)
def test_what_was_read_in_the_wrong_encoding_is_told(text: str) -> None:
    """Each text, saved as UTF-8 and opened as Windows-1252 by a program that keeps what it cannot show."""
    wrong = "".join(byte.decode("cp1252", "ignore") or chr(byte[0]) for byte in (bytes([b]) for b in text.encode()))
    (problem,) = problems_of(GOOD.replace("Far Post", wrong).encode())
    assert re.fullmatch(
        r"'.{2,4}' is . in the wrong encoding; write the letter, or save the file as UTF-8", problem.message
    )
    assert not [p for p in problems_of(GOOD.replace("Far Post", f"'{text}'").encode()) if not p.warning]


@pytest.mark.parametrize("text", ["LIBERTÉ» oui", "TÃ”", "À…", "São Tomé – x", "naïve’s", "œuvre", "Ô, à"])
def test_letters_beside_quotation_marks_are_in_the_right_encoding(text: str) -> None:
    assert not [p for p in problems_of(GOOD.replace("Far Post", f"'{text}'").encode()) if not p.warning]


HOSTILE = {
    "marks of a merge": "<<<<<<< a\n",
    "records that cannot be read": "a:\n  b: 'c\n",
    "lines without anything": "\n",
    "tabs": "\ta\n",
    "fields that stand twice": "  a: b\n",
    "quotation marks": " 'a",
    "brackets": "[a, ",
    "keys that are no ids": "A b: c\n",
    "words": "a b c\n",
    "hyphens": "- a",
    "garbled letters": "Ã©",
    "comments": "a: b #c\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_faults_cost_twice_the_work(name: str) -> None:
    """However a file is broken, the work grows with its length and not with the square of it."""

    def cost(number: int) -> int:
        return steps(lambda: problems_of(f"x:\n  name: y\n{HOSTILE[name] * number}\nz: [\n".encode()))

    cost(10)  # what is made once is made before
    assert cost(800) < 3 * cost(400) + 5000
