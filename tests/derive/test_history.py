"""What changed, as git tells it: a fabricated repository, a shallow clone of it, broken ones, and none at all."""

from __future__ import annotations

import datetime as dt
import errno
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts.derive.history import NO_HISTORY, Change, History, HistoryError, read_history, settled
from scripts.derive.history import git as asked
from scripts.derive.history import read as reading
from scripts.derive.history.compare import compare
from scripts.derive.history.git import Commit, File
from scripts.load.archive import Archive
from scripts.pages.changes import changes_page
from scripts.pages.render import render
from scripts.rules.check import check
from scripts.takeaway.processor import cited_works, set_in_styles
from scripts.takeaway.version import version_of
from scripts.values.files import keep
from scripts.values.settings import site_settings
from tests.conftest import MINI, ROOT, TODAY

FIRST = """\
# Visits
2001-a:
  title: A
  start: 2001
  rank: minister
  met: [x]
  sources: [s1]

2002-b:
  title: B
  sources: [s1]
2003-c:
  title: C
2004-d:
    title: D
    note: four spaces
"""
SECOND = """\
# Visits, by year
2001-a:
  title: A
  start: 2001-05
  rank: minister
  met: [x, y]
  sources: [s1, s2, s3]
  reviewed: 2024-01-02

2003-c-longer:
  title: C
  formerly: [2003-c]
2004-d:
    title: D
    note: five spaces
"""


def git(folder: Path, *arguments: str, day: str = "2024-01-01") -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
        "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
        "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    identity = ["-c", "user.name=n", "-c", "user.email=n@example.com"]
    subprocess.run(["git", *identity, "-C", str(folder), *arguments], check=True, capture_output=True, env=environment)


def commit(repository: Path, subject: str, day: str, **files: str | None) -> None:
    for name, text in files.items():
        path = repository / "data" / "visits" / f"{name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text)
    git(repository, "add", "-A", day=day)
    git(repository, "commit", "-q", "-m", subject, day=day)


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("repository")
    git(folder, "init", "-q", "-b", "main")
    commit(folder, "[sud] Add visits", "2024-01-01", sud=FIRST)
    commit(folder, "[sud] Look again", "2024-01-03", sud=SECOND)
    commit(
        folder,
        "Move A to its country",
        "2024-01-04",
        sud="2003-c-longer:\n  title: C\n  formerly: [2003-c]\n",
        ost=SECOND.split("\n2003")[0] + "\n",
    )
    commit(
        folder,
        "[sud] Correct C's topics",
        "2024-01-05",
        sud="2003-c-longer:\n  title: C\n  topics: [t]\n  formerly: [2003-c]\n",
    )
    commit(
        folder,
        "Review",
        "2024-01-06",
        sud="2003-c-longer:\n  title: C\n  topics: [t]\n  formerly: [2003-c]\n  reviewed: 2024-01-06\n",
    )
    return folder


def test_a_record_that_is_renamed_for_a_new_date_is_corrected(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "Add", "2024-01-01", sud="2001-01-a:\n  title: A\n  start: 2001-01\n")
    commit(
        tmp_path, "Look again", "2024-01-02", sud="2001-02-a:\n  title: A\n  start: 2001-02\n  formerly: [2001-01-a]\n"
    )
    assert told(read_history(tmp_path / "data")) == [
        "2024-01-01 2001-01-a added",
        "2024-01-02 2001-02-a renamed from 2001-01-a",
        "2024-01-02 2001-02-a changed: date (corrected)",
    ]


def told(history: History) -> list[str]:
    return [
        f"{change.day} {change.id} {change.words}{' (corrected)' * change.is_correction}" for change in history.changes
    ]


TOLD = [
    "2024-01-01 2001-a added",
    "2024-01-01 2002-b added",
    "2024-01-01 2003-c added",
    "2024-01-01 2004-d added",
    "2024-01-03 2001-a changed: date, who was met, 2 sources added (corrected)",
    "2024-01-03 2002-b removed",
    "2024-01-03 2003-c-longer renamed from 2003-c",
    "2024-01-03 2004-d changed: note (corrected)",
    "2024-01-04 2004-d removed",
    "2024-01-05 2003-c-longer changed: topics (corrected)",
    "2024-01-06 2003-c-longer reviewed",
]


def test_a_history_says_in_words_what_became_of_each_record(repository: Path) -> None:
    history = read_history(repository / "data")
    assert told(history) == TOLD
    assert history.since is None


def test_the_latest_day_and_the_latest_correction_come_first(repository: Path) -> None:
    history = read_history(repository / "data")
    assert [(str(day), len(changes)) for day, changes in history.days()] == [
        ("2024-01-06", 1),
        ("2024-01-05", 1),
        ("2024-01-04", 1),
        ("2024-01-03", 4),
        ("2024-01-01", 4),
    ]
    assert [(str(change.day), change.id) for change in history.corrections] == [
        ("2024-01-05", "2003-c-longer"),
        ("2024-01-03", "2004-d"),
        ("2024-01-03", "2001-a"),
    ]


def test_a_change_names_its_fields_and_counts_its_sources() -> None:
    for more, words in (
        ({"fields": ("start",)}, "changed: date"),
        ({"fields": ("sources",), "sources_added": 1}, "changed: 1 source added"),
        ({"fields": ("sources",), "sources_removed": 2}, "changed: 2 sources removed"),
    ):
        assert change("changed", "a", "2026-01-01T08:00", **more).words == words


@pytest.mark.parametrize(("old", "new"), [("2001-a", "2001-b"), ("2001-b", "2001-a")])
def test_a_new_id_is_no_new_record(old: str, new: str) -> None:
    blobs = {"1": f"{old}:\n  title: A\n", "2": f"{new}:\n  title: A\n  formerly: [{old}]\n"}
    commit = Commit("c" * 40, "2024-01-01T00:00:00Z", "Rename")
    (change,) = compare(commit, [File("visits/x.yaml", "1", "2")], blobs)
    assert (change.id, change.words) == (new, f"renamed from {old}")


def test_a_record_made_of_two_has_the_address_of_the_first() -> None:
    blobs = {"1": "a:\n  title: A\nb:\n  title: A\n", "2": "c:\n  title: A\n  formerly: [b, a]\n"}
    (change,) = compare(Commit("c" * 40, "2024-01-01T00:00:00Z", "Join"), [File("visits/x.yaml", "1", "2")], blobs)
    assert (change.id, change.words) == ("c", "renamed from b")


@pytest.mark.parametrize(
    ("before", "after", "fields", "replaced"),
    [
        ("title: A", "title: B", ("title",), True),
        ("title: A", "note: B", ("title", "note"), True),
        # A gap that is filled, and what is about the record, correct nothing.
        ("title: A", "title: A\n  note: B", ("note",), False),
        ("topics: [a]", "topics: [b]", ("topics",), False),
        # Nor does one item or key more, however deep.
        ("met: [a]", "met: [b, a]", ("met",), False),
        ("met: [a, b]", "met: [a]", ("met",), True),
        ("met: a", "met: [a]", ("met",), True),
        ("met: [a]", "met: a", ("met",), True),
        ("posts: [{title: A}]", "posts: [{title: A, start: 1960}]", ("posts",), False),
        ("posts: [{title: A}]", "posts: [{title: B}]", ("posts",), True),
        ("posts: [{title: A}]", "posts: [A]", ("posts",), True),
        ("facts: {visas: {value: a}}", "facts: {visas: {value: a, as_of: 2020}, trade: {value: b}}", ("facts",), False),
        ("facts: {visas: {value: a}}", "facts: {trade: {value: a}}", ("facts",), True),
        ("facts: {visas: a}", "facts: [visas]", ("facts",), True),
        ("facts: visas", "facts: {visas: a}", ("facts",), True),
    ],
)
def test_a_correction_replaces_what_was_said(before: str, after: str, fields: tuple[str, ...], replaced: bool) -> None:
    blobs = {"1": f"a:\n  {before}\n", "2": f"a:\n  {after}\n"}
    look = Commit("c" * 40, "2024-01-01T00:00:00Z", "Look again")
    (change,) = compare(look, [File("visits/x.yaml", "1", "2")], blobs)
    assert (change.fields, change.is_correction) == (fields, replaced)


@pytest.mark.parametrize("text", ["", "x", ":", "a: b: c\n", "- a\n", "\ta: 1\n", "a: {\n", "a: {x: 1}\n", "é: 1\n"])
def test_what_is_no_data_file_is_no_failure(text: str) -> None:
    commit = Commit("c" * 40, "2024-01-01T00:00:00Z", "Break")
    list(compare(commit, [File("visits/x.yaml", "1", "2"), File("nonsense.yaml", "1", "2")], {"1": FIRST, "2": text}))
    list(compare(commit, [File("visits/x.yaml", "2", "1")], {"1": "a:\n  x: 1\n  formerly: {b: c}\n", "2": text}))


def test_what_commits_did_is_read_once(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = read_history(repository / "data", tmp_path)
    (stored,) = tmp_path.iterdir()
    written = stored.read_bytes()
    monkeypatch.setattr(reading, "contents_of", lambda *_: pytest.fail("read again"))
    assert read_history(repository / "data", tmp_path) == fresh == read_history(repository / "data", tmp_path)
    assert stored.read_bytes() == written


@pytest.mark.parametrize("damage", [b"", b"[1]", b"\xff", b"2024-01-03", b'"action":"removed"'])
def test_a_damaged_cache_is_read_anew(repository: Path, tmp_path: Path, damage: bytes) -> None:
    read_history(repository / "data", tmp_path)
    (stored,) = tmp_path.iterdir()
    whole = stored.read_bytes()
    stored.write_bytes(whole.replace(damage, damage[::-1]) if len(damage) > 3 else damage)
    assert stored.read_bytes() != whole
    assert told(read_history(repository / "data", tmp_path)) == TOLD
    assert stored.read_bytes() == whole


def test_a_cache_of_another_form_is_read_anew(repository: Path, tmp_path: Path) -> None:
    read_history(repository / "data", tmp_path)
    (stored,) = tmp_path.iterdir()
    for content in (b"[1]", b'{"%s": [{"kind": 1}]}' % (b"c" * 40), b"no JSON"):
        stored.unlink()
        keep(stored, content)
        assert told(read_history(repository / "data", tmp_path)) == TOLD


def test_a_shallow_clone_says_since_when(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "3", f"file://{repository}", "clone")
    history = read_history(tmp_path / "clone" / "data", tmp_path / "cache")
    assert history.notes == ("this clone begins on 2024-01-04: for what changed before, `git fetch --unshallow`",)
    assert history.since == dt.date(2024, 1, 4)
    assert told(history) == TOLD[-2:]
    # Once it is deepened, nothing wrong is remembered.
    git(tmp_path / "clone", "fetch", "-q", "--unshallow")
    assert told(read_history(tmp_path / "clone" / "data", tmp_path / "cache")) == TOLD


def test_a_merge_counts_as_what_it_brought_in(repository: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", f"file://{repository}", "clone")
    clone = tmp_path / "clone"
    git(clone, "checkout", "-q", "-b", "branch")
    commit(clone, "[sud] Draft", "2024-02-01", laos="2005-e:\n  title: Draft\n")
    commit(clone, "[sud] Finish", "2024-02-02", laos="2005-e:\n  title: E\n")
    git(clone, "checkout", "-q", "main")
    commit(clone, "[ost] Other", "2024-02-03", thai="2006-f:\n  title: F\n")
    git(clone, "merge", "-q", "-m", "Merge E", "branch", day="2024-02-04")
    assert told(read_history(clone / "data"))[len(TOLD) :] == ["2024-02-03 2006-f added", "2024-02-04 2005-e added"]


def test_without_a_repository_there_is_no_history_and_a_note(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    unpacked = read_history(tmp_path / "data")
    assert unpacked == NO_HISTORY
    assert unpacked.notes == ("data is in no git repository: the site cannot say what changed when",)
    assert not NO_HISTORY
    (repository / "empty").mkdir(exist_ok=True)
    git(tmp_path, "init", "-q")
    for folder, name in ((repository / "empty", "empty"), (tmp_path / "data", "data")):
        history = read_history(folder)
        assert history == NO_HISTORY
        assert history.notes == (f"no commit holds {name}: the site cannot say what changed when",)


def broken(repository: Path, tmp_path: Path) -> Path:
    """A copy of the repository that a test may break."""
    return shutil.copytree(repository, tmp_path / "copy", symlinks=True)


def without_git(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("PATH", "/nowhere")


def bad_settings(copy: Path, _: pytest.MonkeyPatch) -> None:
    (copy / ".git" / "config").write_text("[broken\n")


def no_head(copy: Path, _: pytest.MonkeyPatch) -> None:
    (copy / ".git" / "HEAD").write_text("nothing\n")


def leads_nowhere(copy: Path, _: pytest.MonkeyPatch) -> None:
    shutil.rmtree(copy / ".git")
    (copy / ".git").symlink_to("nowhere")


def empty_folder(copy: Path, _: pytest.MonkeyPatch) -> None:
    shutil.rmtree(copy / ".git")
    (copy / ".git").mkdir()


def lacks_a_file(copy: Path, _: pytest.MonkeyPatch) -> None:
    id = subprocess.check_output(["git", "-C", str(copy), "rev-parse", "HEAD:data/visits/ost.yaml"], text=True).strip()
    (copy / ".git" / "objects" / id[:2] / id[2:]).unlink()


def lacks_a_commit(copy: Path, _: pytest.MonkeyPatch) -> None:
    id = subprocess.check_output(["git", "-C", str(copy), "rev-parse", "HEAD~2"], text=True).strip()
    (copy / ".git" / "objects" / id[:2] / id[2:]).unlink()


def too_few_files(_: Path, patch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EMFILE, os.strerror(errno.EMFILE))

    patch.setattr(subprocess, "run", refuse)


def never_ends(_: Path, patch: pytest.MonkeyPatch) -> None:
    def wait(*_: object, **__: object) -> None:
        raise subprocess.TimeoutExpired("git", 300)

    patch.setattr(subprocess, "run", wait)


@pytest.mark.parametrize(
    ("harm", "reason"),
    [
        (without_git, "git is not installed"),
        (bad_settings, "bad config line 1 in file"),
        (no_head, "not a git repository"),
        (leads_nowhere, "not a git repository"),
        (empty_folder, "not a git repository"),
        (lacks_a_file, "the repository lacks [0-9a-f]{40}; clone it whole"),
        (lacks_a_commit, "[0-9a-f]{40}"),
        (too_few_files, "git cannot be run: Too many open files"),
        (never_ends, "git took more than 300 seconds"),
    ],
)
def test_a_repository_that_cannot_be_read_is_an_error(
    repository: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    harm: Callable[[Path, pytest.MonkeyPatch], None],
    reason: str,
) -> None:
    copy = broken(repository, tmp_path)
    harm(copy, monkeypatch)
    with pytest.raises(HistoryError, match=f"^the history cannot be read: .*{reason}"):
        read_history(copy / "data")


@pytest.mark.parametrize(
    ("stderr", "reason"),
    [
        (b"warning: a\nfatal: b: c\nhint: d\n", "b: c"),
        (b"killed by the system\nat once\n", "killed by the system"),
        (b"", "git failed (128)"),
    ],
)
def test_a_failure_of_git_is_told_in_its_words(
    repository: Path, monkeypatch: pytest.MonkeyPatch, stderr: bytes, reason: str
) -> None:
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: subprocess.CompletedProcess([], 128, b"", stderr))
    with pytest.raises(HistoryError, match=f"^{re.escape(f'the history cannot be read: {reason}')}$"):
        read_history(repository / "data")


def test_a_folder_of_another_owner_has_its_history(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(asked.ENVIRONMENT, "GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert told(read_history(repository / "data")) == TOLD
    monkeypatch.setitem(asked.ENVIRONMENT, "GIT_CONFIG_GLOBAL", os.devnull)
    with pytest.raises(HistoryError, match="dubious ownership"):
        read_history(repository / "data")


SETTINGS = """\
[log]
    showSignature = true
    follow = true
    diffMerges = combined
    decorate = full
    date = relative
[color]
    ui = always
[diff]
    orderFile = nowhere
    external = false
    renames = copies
    relative = false
[core]
    abbrev = 7
    pager = false
    quotePath = true
[i18n]
    logOutputEncoding = UTF-16
"""


def test_settings_of_the_user_and_of_the_repository_alter_nothing(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = broken(repository, tmp_path)
    with (copy / ".git" / "config").open("a") as file:
        file.write(SETTINGS)
    for settings in ("[broken\n", SETTINGS):
        (tmp_path / ".gitconfig").write_text(settings)
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / ".gitconfig"))
        monkeypatch.setenv("GIT_CONFIG_SYSTEM", str(tmp_path / ".gitconfig"))
        assert told(read_history(copy / "data")) == TOLD


def crafted(copy: Path, date: str, subject: str) -> None:
    """A commit on top of the others, with the last state of the first one's files, as `git commit` would not make it."""
    tree, parent = (
        subprocess.check_output(["git", "-C", str(copy), "rev-parse", name], text=True).strip()
        for name in ("HEAD~4^{tree}", "HEAD")
    )
    who = f"n <n@example.com> {date}"
    text = f"tree {tree}\nparent {parent}\nauthor {who}\ncommitter {who}\n\n{subject}\n"
    command = ["git", "-C", str(copy), "hash-object", "-t", "commit", "-w", "--stdin", "--literally"]
    id = subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout.decode().strip()
    git(copy, "update-ref", "HEAD", id)


@pytest.mark.parametrize(
    "date", ["99999999999999999999 +0000", "253402300800 +0000", "32503680000 +0000", "-1 +0000", "0 +0000", "soon", ""]
)
def test_a_commit_of_no_day_is_skipped_and_named(repository: Path, tmp_path: Path, date: str) -> None:
    copy = broken(repository, tmp_path)
    crafted(copy, date, "Go back")
    history = read_history(copy / "data")
    assert told(history) == TOLD
    (note,) = history.notes
    assert re.fullmatch(r"commit [0-9a-f]{12} is left out of the history: its date, .+, is no day", note)


def test_a_message_may_hold_any_character(repository: Path, tmp_path: Path) -> None:
    copy = broken(repository, tmp_path)
    crafted(copy, "1706000000 +0000", "Go\x01 back\x02\x1b[2J\u202e to: the first\n:100644 100644")
    history = read_history(copy / "data")
    assert not history.notes
    new = [change for change in history.changes if change.day == dt.date(2024, 1, 23)]
    assert {change.subject for change in new} == {"Go  back  [2J  to: the first :100644 100644"}
    assert {change.id for change in new} == {"2001-a", "2002-b", "2003-c", "2003-c-longer", "2004-d"}


def test_a_record_keeps_its_history_when_its_file_is_renamed(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, "Add", "2024-01-01", sud="a:\n  title: A\n")
    commit(tmp_path, "Correct", "2024-01-02", sud="a:\n  title: B\n")
    commit(tmp_path, "Rename the file", "2024-01-03", sud=None, ost="a:\n  title: B\n")
    commit(tmp_path, "Copy it", "2024-01-04", laos="a:\n  title: B\n")
    commit(tmp_path, "Remove the copied", "2024-01-05", ost=None)
    commit(tmp_path, "Correct again", "2024-01-06", laos="a:\n  title: C\n")
    commit(tmp_path, "Remove it", "2024-01-07", laos=None, thai="b:\n  title: C\n  formerly: [a]\n")
    assert told(read_history(tmp_path / "data")) == [
        "2024-01-01 a added",
        "2024-01-02 a changed: title (corrected)",
        "2024-01-06 a changed: title (corrected)",
        "2024-01-07 b renamed from a",
    ]


def test_a_hook_of_another_repository_does_not_mislead(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", str(ROOT / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere")
    assert told(read_history(repository / "data")) == TOLD


def test_an_archive_says_of_which_commit_it_is(repository: Path, tmp_path: Path) -> None:
    for name in (".archived", ".gitattributes"):
        shutil.copyfile(ROOT / name, repository / name)
    git(repository, "add", ".archived", ".gitattributes")
    git(repository, "commit", "-q", "-m", "Say what an archive is of", day="2024-01-09")
    asked = ["git", "-C", str(repository), "rev-parse", "HEAD"]
    head = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    git(repository, "archive", "--output", str(tmp_path / "it.zip"), "HEAD")
    (tmp_path / "unpacked").mkdir()
    shutil.unpack_archive(tmp_path / "it.zip", tmp_path / "unpacked")
    history = read_history(tmp_path / "unpacked" / "data")
    assert history.notes == (f"data is an archive of {head[:12]}: the site cannot say what changed when",)
    assert not history
    version = version_of(history)
    assert (version.commit, version.day) == (head, "2024-01-09")
    # In a clone the file says nothing, and is not asked.
    assert "$Format" in (repository / ".archived").read_text()
    assert version_of(read_history(repository / "data")).day != "2024-01-09"


@pytest.mark.parametrize("text", ["", "$Format:%H %ct$\n", f"{'a' * 40} 99999999999999\n", f"{'a' * 40} -1", "\x00"])
def test_what_no_archive_wrote_is_not_believed(tmp_path: Path, text: str) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / ".archived").write_text(text)
    assert read_history(tmp_path / "data") == NO_HISTORY


def of_mini(mini: Archive) -> History:
    """A history of one record of the mini world, under its old id and its present one."""
    visit = "1964-11-02-han-so-sudville"
    common = {"kind": "visits", "commit": "c" * 40, "subject": "[sudland] Add"}
    return History(
        (
            Change(id="1964-han-so-sudland", action="added", time="2023-01-01T00:00:00Z", **common),
            Change(id=visit, action="renamed", old_id="1964-han-so-sudland", time="2023-01-02T00:00:00Z", **common),
            Change(id=visit, action="changed", fields=("end", "sources"), replaced=("end",), sources_added=1, time="2024-01-05T00:00:00Z", **common),
        )
    )  # fmt: skip


def test_a_page_says_what_became_of_its_record(mini: Archive, tmp_path: Path) -> None:
    history = of_mini(mini)
    cited = set_in_styles(cited_works(mini, history, site_settings()), tmp_path)
    pages = {page.path: text for page, text in render(mini, history, entries=cited)}
    text = pages["visits/1964-11-02-han-so-sudville.md"]
    line = next(line for line in text.splitlines() if "record-history" in line)
    assert "Added <a" in line
    assert "renamed from 1964-han-so-sudland 2 January 2023" in line
    assert line.index("corrected <a") < line.index("5 January 2024</a>: end, 1 source added")
    assert "record-history" not in pages["visits/2020-05-envoys-meet-farland.md"]
    assert "## 5 January 2024 { #day-2024-01-05 }" in pages["changes.md"]
    assert "North Korea in Southeast Asia, January 5, 2024." in text
    assert "feeds/corrections.atom" in pages["changes.md"]
    assert "feeds/corrections.atom" in pages["data/index.md"]


def test_without_a_history_nothing_is_said(mini: Archive) -> None:
    pages = {page.path: text for page, text in render(mini)}
    assert "without the repository’s history" in pages["changes.md"]
    assert not any("record-history" in text or "corrections.atom" in text for text in pages.values())


def test_old_reviews_come_first(mini: Archive) -> None:
    reviews = changes_page(mini, NO_HISTORY).values["reviews"]
    assert [one.id for one in reviews.oldest] == [
        "2024-03-15-minister-westhaven",
        "1964-11-02-han-so-sudville",
    ]
    assert reviews.done == 2


def test_the_same_state_gives_the_same_pages(repository: Path) -> None:
    archive, _ = check(MINI, TODAY)
    one, two = (read_history(repository / "data") for _ in range(2))
    assert [text for _, text in render(archive, one)] == [text for _, text in render(archive, two)]


def change(action: str, id: str, time: str, **more: Any) -> Change:
    return Change("visits", id, action, "c", f"{time}:00Z", "Subject", **more)


def test_the_day_of_a_records_addition_is_one_change() -> None:
    told = [
        change("added", "a", "2026-01-01T08:00"),
        change("changed", "a", "2026-01-01T09:00", fields=("start",), replaced=("start",)),
        change("added", "gone", "2026-01-01T09:00"),
        change("removed", "gone", "2026-01-01T10:00"),
        change("renamed", "b", "2026-01-01T11:00", old_id="a"),
        change("changed", "b", "2026-01-01T12:00", fields=("end",), replaced=("end",)),
        change("changed", "b", "2026-01-02T08:00", fields=("end",), replaced=("end",)),
        change("removed", "b", "2026-01-03T08:00"),
    ]
    assert [(one.action, one.id, one.time[:10]) for one in settled(told)] == [
        ("added", "b", "2026-01-01"),
        ("changed", "b", "2026-01-02"),
        ("removed", "b", "2026-01-03"),
    ]
