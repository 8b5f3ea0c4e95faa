"""Citations as a processor sets them in Chicago, APA and MLA: the strings that these styles ask for."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from scripts.derive.history import NO_HISTORY
from scripts.derive.voices import sources_of
from scripts.load.archive import Archive
from scripts.record import vocabularies as v
from scripts.record.kinds import PAGED
from scripts.takeaway import processor
from scripts.takeaway.citations import MOST_NAMED, Author, Work, citation, source_work
from scripts.takeaway.processor import STYLES, cited_works, set_in_styles
from scripts.values.problems import BuildError
from scripts.values.settings import site_settings
from tests.conftest import examples

EDITORS = Author("North Korea in Southeast Asia editors")
SITE = "https://nksea.github.io/visits/x/"
NEWS, PAPER = v.SOURCE_KINDS["news"], v.SOURCE_KINDS["un"]

# Each case with its entries in Chicago (18th edition, bibliography), APA (7th) and MLA (9th).
CASES: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "a page of ours: the editors are an institution": (
        {"title": "To Lam's visit", "authors": (EDITORS,), "container": "North Korea in Southeast Asia", "url": SITE,
         "date": "2026-11-24", "abstract": "To Lam came.", "note": "Visit record x"},
        f"North Korea in Southeast Asia editors. “To Lam’s Visit.” North Korea in Southeast Asia, November 24, 2026. {SITE}.",
        f"North Korea in Southeast Asia editors. (2026, November 24). To Lam’s visit. North Korea in Southeast Asia. {SITE}",
        f"North Korea in Southeast Asia editors. “To Lam’s Visit.” North Korea in Southeast Asia, 24 Nov. 2026, {SITE}.",
    ),
    "a page of ours without a history": (
        {"title": "Laos", "authors": (EDITORS,), "container": "North Korea in Southeast Asia", "url": SITE},
        f"North Korea in Southeast Asia editors. “Laos.” North Korea in Southeast Asia. {SITE}.",
        f"North Korea in Southeast Asia editors. (n.d.). Laos. North Korea in Southeast Asia. {SITE}",
        f"North Korea in Southeast Asia editors. “Laos.” North Korea in Southeast Asia, {SITE}.",
    ),
    "state media that nobody signs": (
        {"title": "한소 방문", "container": "Rodong Sinmun", "date": "1964-11-06", "url": "https://x/1", "type": NEWS, "is_issued": True,
         "language": "ko"},
        "Rodong Sinmun. “한소 방문.” November 6, 1964. https://x/1.",
        "Rodong Sinmun. (1964, November 6). 한소 방문. https://x/1",
        "“한소 방문.” Rodong Sinmun, 6 Nov. 1964, https://x/1.",
    ),
    "a newspaper that nobody signs, of a month": (
        {"title": "Party's envoy leaves", "container": "The Sud Times", "date": "1964-11", "url": "https://x/2", "type": NEWS},
        "The Sud Times. “Party’s Envoy Leaves.” November 1964. https://x/2.",
        "Party’s envoy leaves. (1964, November). The Sud Times. https://x/2",
        "“Party’s Envoy Leaves.” The Sud Times, Nov. 1964, https://x/2.",
    ),
    "several authors, of a year, without an address": (
        {"title": "Is it so?", "authors": (Author("Berger", "Andrea"), Author("D. N. Aidit")), "container": "The Sud Times",
         "date": "1964", "type": NEWS},
        "Berger, Andrea, and D. N. Aidit. “Is It So?” The Sud Times, 1964.",
        "Berger, A., & D. N. Aidit. (1964). Is it so? The Sud Times.",
        "Berger, Andrea, and D. N. Aidit. “Is It So?” The Sud Times, 1964.",
    ),
    "an agency's report in a newspaper": (
        {"title": "Kim Il-sung receives envoy", "authors": (Author("Xinhua"),), "container": "China Daily", "date": "1990-02-03",
         "url": "https://x/3", "type": NEWS},
        "Xinhua. “Kim Il-sung Receives Envoy.” China Daily, February 3, 1990. https://x/3.",
        "Xinhua. (1990, February 3). Kim Il-sung receives envoy. China Daily. https://x/3",
        "Xinhua. “Kim Il-sung Receives Envoy.” China Daily, 3 Feb. 1990, https://x/3.",
    ),
    "a paper of an organisation, without a date": (
        {"title": "Measures <in force>", "container": "United Nations", "url": "https://x/4", "type": PAPER, "is_issued": True,
         "seen": "2026-11-24"},
        "United Nations. Measures <in Force>. n.d. Accessed November 24, 2026. https://x/4.",
        "United Nations. (n.d.). Measures <in force>. Retrieved November 24, 2026, from https://x/4",
        "Measures <in Force>. United Nations, https://x/4. Accessed 24 Nov. 2026.",
    ),
    "a headline that was not seen is not quoted": (
        {"title": "Report on harbours", "is_description": True, "container": "Sud Gazette", "date": "1961-06", "type": NEWS,
         "archive": "https://archive/x"},
        "Sud Gazette. [Report on harbours]. June 1961. https://archive/x.",
        "[Report on harbours]. (1961, June). Sud Gazette. https://archive/x",
        "[Report on harbours]. Sud Gazette, June 1961, https://archive/x.",
    ),
}  # fmt: skip


def text_of(entry: str) -> str:
    return str(html.fromstring(f"<p>{entry}</p>").text_content())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Any:
    works = [Work(key=name, **given) for name, (given, *_) in CASES.items()]
    return set_in_styles(works, tmp_path_factory.mktemp("kept"))


@pytest.mark.parametrize("name", CASES)
def test_each_style_says_it_in_its_way(name: str, made: Any) -> None:
    assert [text_of(made[name][style.name]) for style in STYLES] == list(CASES[name][1:])


def test_the_language_of_a_title_and_emphasis_are_marked(made: Any) -> None:
    entries = made["state media that nobody signs"]
    assert all('<span lang="ko">한소 방문</span>' in entry for entry in entries.values())
    assert "<em>Rodong Sinmun</em>" in entries["MLA"]
    assert made["a headline that was not seen is not quoted"]["APA"].startswith("&#91;Report")


def test_each_kind_of_source_has_an_entry_signed_or_not_dated_or_not(tmp_path: Path) -> None:
    works = [
        Work(f"{kind}-{n}", "A title", authors=authors, date=date, container="A house", url="https://x/", type=type)
        for kind, type in v.SOURCE_KINDS.items()
        for n, (authors, date) in enumerate((a, d) for a in ((), (Author("B", "A"),)) for d in ("", "1964"))
    ]
    for key, entries in set_in_styles(works, tmp_path).items():
        assert all("title" in entry.lower() and "https" in entry for entry in entries.values()), (key, entries)


def test_what_was_set_is_not_set_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    works = [Work("a", "One"), Work("b", "Two")]
    first = set_in_styles(works, tmp_path)
    monkeypatch.setattr(processor, "_processed", lambda items, style: [item["title"] for item in items])
    assert set_in_styles(works, tmp_path) == first
    again = set_in_styles([*works, Work("c", "Three")], tmp_path)
    assert again | first == again
    assert again["c"] == {style.name: "Three" for style in STYLES}
    monkeypatch.setattr(processor, "MOST_KEPT", 1)
    set_in_styles([Work("d", "Four")], tmp_path)
    assert set_in_styles(works, tmp_path)["a"]["APA"] == "One"


def test_a_processor_that_fails_ends_the_build_with_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 1, b"", b"no such style")
    )
    with pytest.raises(BuildError, match="Chicago of some works: no such style"):
        set_in_styles([Work("a", "One")], tmp_path)

    def lost(*_: Any, **__: Any) -> Any:
        raise FileNotFoundError("pandoc")

    monkeypatch.setattr(subprocess, "run", lost)
    with pytest.raises(BuildError, match="does not run: pandoc"):
        set_in_styles([Work("a", "One")], tmp_path)


@settings(max_examples=examples(10))
@given(
    st.lists(
        st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12).filter(str.isalnum), max_size=30
    )
)
def test_any_words_survive(words: list[str]) -> None:
    """As far as a style leaves capitals alone: MLA and Chicago raise some."""
    works = [Work(str(n), f"x{word} <{word}> *{word}*", language="ko") for n, word in enumerate(words)]
    made = set_in_styles(works)
    for work in works:
        entry = text_of(made[work.key]["APA"])
        assert " ".join(work.title.split()) in " ".join(entry.split())


def test_a_page_names_its_record_and_first_sources_which_it_lists(mini: Archive, mini_site: Path) -> None:
    works = {work.key for work in cited_works(mini, NO_HISTORY, site_settings())}
    for kind in PAGED:
        for id, record in mini.records[kind].items():
            page = html.parse(mini_site / kind / id / "index.html")
            styles = [dt.text_content() for dt in page.iterfind(".//details[@id='cite-this']/dl/div/dt")]
            assert styles == ["Chicago", "APA", "MLA"]
            cited = citation(kind, record, mini, NO_HISTORY, site_settings())
            named = cited.sources[:MOST_NAMED]
            assert works >= {cited.work.key, *(work.key for work in named)}
            listed = {item.get("id") for item in page.iter("li")}
            assert {f"source-{work.key}" for work in cited.sources} <= listed, (kind, id)
            for part in page.iterfind(".//details[@class='with-sources']/dl/div/dd"):
                lines = [line.text_content() for line in part.iterfind("p")]
                assert len(lines) == 1 + len(named) + (len(cited.sources) > MOST_NAMED)
                for work, line in zip([cited.work, *named], lines, strict=False):
                    assert (work.url or work.archive or work.container) in line
                if len(cited.sources) > MOST_NAMED:
                    assert lines[-1].startswith(f"{len(sources_of(record)) - MOST_NAMED} more source")


def test_who_publishes_an_own_word_stands_for_an_author_who_is_not_named(mini: Archive) -> None:
    sources = {one.publisher: source_work(one, mini, NO_HISTORY) for one in mini.sources.values() if not one.author}
    assert sources["nord-daily"].is_issued
    assert not sources["far-post"].is_issued
