"""What an editor looks for is found, however it is written; an address becomes a source."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.__main__ import main
from scripts.edit.cite import begun, cite, date_in
from scripts.edit.find import find, source_at
from scripts.load.archive import Archive
from scripts.values import addresses
from tests.conftest import BROKEN, MINI, TODAY, examples

ASKED = ["--today", TODAY.isoformat(), "--data"]


@pytest.mark.parametrize(
    ("asked", "path", "id"),
    [
        ("Han So", "data/officials/nordland.yaml", "han-so"),
        ("han  SO", "data/officials/nordland.yaml", "han-so"),
        ("hanso", "data/officials/nordland.yaml", "han-so"),
        ("so, han", "data/officials/nordland.yaml", "han-so"),
        ("to-mau", "data/officials/sudland.yaml", "to-mau"),
        ("1964-han-so-sudland", "data/visits/sudland.yaml", "1964-11-02-han-so-sudville"),
        ("Far Post", "data/publishers.yaml", "far-post"),
        ("http://post.example.com/heron#top", "data/sources/1983.yaml", "far-post-1983-10-09"),
        ("harbours", "data/topics.yaml", "harbours"),
        ("envoys farland", "data/visits/sudland.yaml", "2020-05-envoys-meet-farland"),
        ("Sudville", "data/visits/sudland.yaml", "Sudville"),
    ],
)
def test_the_nearest_is_first(mini: Archive, asked: str, path: str, id: str) -> None:
    first = next(iter(find(asked, mini)), None)
    assert first is not None
    assert (first.path, first.record) == (path, id)
    assert first.line


def test_every_name_that_a_person_typed_finds_its_record(mini: Archive) -> None:
    for kind in ("countries", "officials", "entities"):
        for record in mini.records[kind].values():
            for name in (record.label, *(one.text for one in record.native), *record.aliases):  # type: ignore[attr-defined]
                assert record.id in [one.record for one in find(name, mini)], name


@settings(max_examples=examples(60))
@given(st.text(max_size=30))
def test_whatever_is_asked_is_answered(mini: Archive, asked: str) -> None:
    for one in find(asked, mini):
        assert one.line, one


def test_it_works_while_the_data_have_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", *ASKED, str(BROKEN), "--", "nordland"]) == 0
    assert "data/" in capsys.readouterr().out


def test_what_is_not_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", *ASKED, str(MINI), "xyzzy"]) == 1
    assert capsys.readouterr().out == "nothing in the record is called 'xyzzy'\n"
    assert main(["find", *ASKED, str(MINI), " "]) == 1
    assert "ask for something" in capsys.readouterr().out


def test_many_finds_are_cut(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scripts.edit.commands.MOST_FOUND", 2)
    assert main(["find", *ASKED, str(MINI), "sud"]) == 0
    *two, last = capsys.readouterr().out.splitlines()
    assert len(two) == 2
    assert last.endswith(" more; ask for more of the name")


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://a.example/x?utm_source=b&id=3&fbclid=c", "https://a.example/x?id=3"),
        ("https://amp.a.example/x?amp=1", "https://a.example/x"),
        ("https://amp.dev/x", "https://amp.dev/x"),
        ("https://a.example/x#:~:text=word", "https://a.example/x"),
        ("https://a.example/x?q=%C3%B4+b&r=a;b", "https://a.example/x?q=%C3%B4+b&r=a;b"),
        ("https://a.example/x?empty=", "https://a.example/x?empty="),
    ],
)
def test_what_a_sender_added_goes(url: str, clean: str) -> None:
    assert addresses.cleaned(url) == clean


@settings(max_examples=examples(100))
@given(st.from_regex(r"https://[a-z.]{1,12}/[a-z0-9/._%-]{0,12}(\?[a-z_=&;%+]{0,20})?(#[a-z:~]{0,9})?", fullmatch=True))
def test_a_clean_address_stays_as_it_is(url: str) -> None:
    once = addresses.cleaned(url)
    assert addresses.cleaned(once) == once


def test_a_source_is_known_by_its_address_in_any_dress(mini: Archive) -> None:
    for source in mini.sources.values():
        if source.url and "?" not in source.url:
            for dressed in (
                source.url,
                f"{source.url}?utm_source=x",
                f"https://web.archive.org/web/2020id_/{source.url}",
            ):
                assert source_at(dressed, mini) is source
                assert cite(dressed, mini) == (source, "")


def test_a_new_source_is_begun_with_what_is_known(mini: Archive) -> None:
    text = begun("https://web.archive.org/web/2021/http://m.post.example.com/1984/03/05/x?gclid=1", mini)
    assert yaml.safe_load(text) == {
        "far-post-1984-03-05-words": {
            "title": None,
            "publisher": "far-post",
            "date": TODAY.replace(1984, 3, 5),
            "url": "http://m.post.example.com/1984/03/05/x",
            "archive": "https://web.archive.org/web/2021/http://m.post.example.com/1984/03/05/x?gclid=1",
            "language": "en",
            "kind": "news",
        }
    }


def test_a_publisher_that_is_not_known_is_asked_for(mini: Archive) -> None:
    text = begun("https://nobody.example/a", mini)
    assert "nobody in publishers.yaml publishes at nobody.example" in text
    assert text.startswith("nobody-nd-words:")


@pytest.mark.parametrize(
    ("url", "date"),
    [
        ("https://a.example/2024/05/16/x", "2024-05-16"),
        ("https://a.example/20240516", "2024-05-16"),
        ("https://a.example/2024-05/x", "2024-05"),
        ("https://a.example/2024/13/x", "2024"),
        ("https://a.example/2023/02/30/x-2021", "2021"),
        ("https://a.example/120240516", None),
    ],
)
def test_an_address_may_tell_its_date(url: str, date: str | None) -> None:
    assert (found := date_in(url)) == found
    assert (str(found) if found else None) == date


def test_the_command_prints_what_to_paste(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cite", *ASKED, str(MINI), "https://nobody.example/a"]) == 0
    assert capsys.readouterr().out.startswith("nobody-nd-words:\n")
    assert main(["cite", *ASKED, str(MINI), "http://www.post.example.com/heron/"]) == 0
    assert capsys.readouterr().out.startswith("data/sources/1983.yaml:1:1: far-post-1983-10-09: Ship held\n")
    assert main(["cite", *ASKED, str(MINI), "ftp://x"]) == 1
    assert "is no web address" in capsys.readouterr().err
