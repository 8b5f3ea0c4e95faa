"""Prose becomes only the markup it may, and a citation mark loses no source."""

from __future__ import annotations

import re
from dataclasses import replace

import markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml.html import fragment_fromstring

from scripts.load.archive import Archive
from scripts.pages.markup import EXTENSIONS, Writer
from scripts.rules.prose import faults
from scripts.values.prose import plain_text
from tests.conftest import ROOT, examples
from tests.shown import convert

ALLOWED = {
    "p",
    "em",
    "strong",
    "code",
    "a",
    "ul",
    "ol",
    "li",
    "br",
    "blockquote",
    "pre",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}


@settings(max_examples=examples(300), deadline=None)
@given(st.text(st.sampled_from("\\`*_{}[]()#+-.!|<>&\"':/ \n\tahtpsjvrcin@"), max_size=60))
@example("[x](https://e.example.com 'title')")
@example("[x](https://e.example.com){: onclick=x }")
@example("[x]( javascript:alert(1))")
@example("[x](\njavascript:alert(1))")
@example("<javascript:alert(1)>")
@example("![x](https://e.example.com)")
@example("[x][y]\n\n[y]: javascript:alert(1)")
@example("&lt;script&gt;")
@example("[x](&#106;avascript:alert(1))")
@example("> [a]: &#106;avascript:alert(1)\n\n[a]")
@example("* [a]: &#106;avascript:alert(1)\n\n[a]")
@example("[a@b]: &#106;avascript:alert(1)\n\n[a@b]")
@example("\\<script>")
@example("<:@:>")
@example("<5@e.example.com>")
@example("<5 <=5 < 5 <5% <")
def test_prose_that_passes_the_check_holds_no_active_markup(text: str) -> None:
    if list(faults(text)):
        return
    page = convert(text)
    assert set(page.tags) <= ALLOWED
    for name, value in page.attributes:
        assert name in ("href", "title", "style", "start")
        if name == "href":
            assert re.match(r"https?://", value or "")
        if name == "style":
            assert re.fullmatch(r"text-align: \w+;", value or "")


@pytest.mark.parametrize(
    "text",
    [
        "a <b>",
        "![x](https://e.example.com)",
        "[x](javascript:x)",
        "[x](/relative)",
        "[x]: https://e.example.com",
        "> [x]: https://e.example.com",
        "1. [x@y]: https://e.example.com",
        "{: .x }",
        "# x",
        "x\n===",
        "<!-- x -->",
    ],
)
def test_prose_with_other_markup_is_refused(text: str) -> None:
    assert list(faults(text))


def test_extensions_are_those_of_mkdocs() -> None:
    config = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    names = [item if isinstance(item, str) else next(iter(item)) for item in config["markdown_extensions"]]
    assert sorted(names) == sorted(EXTENSIONS)


def test_citations_are_numbered_in_order_of_first_use(mini: Archive) -> None:
    writer = Writer(mini, "visits/x/")
    first = writer.prose("One [@far-post-1964-11-06] and two. [@nord-daily-1964-visit; @far-post-1964-11-06]")
    assert list(writer.cited) == ["far-post-1964-11-06", "nord-daily-1964-visit"]
    assert "[@" not in first
    assert first.count('id="cite-far-post-1964-11-06"') == 1
    assert not re.search(r" <sup", first), "a citation stands close to its word"


def test_prose_without_citations_cites_the_sources_of_the_record(mini: Archive) -> None:
    writer = Writer(mini, "visits/x/")
    assert "source-far-post-1964-11-06" in writer.prose("Something.", ["far-post-1964-11-06"])
    assert "source-far-post-1964-11-06" not in Writer(mini, "").prose(
        "Something. [@nord-daily-1964-visit]", ["far-post-1964-11-06"]
    )


def test_inline_prose_is_html_without_its_paragraph(mini: Archive) -> None:
    writer = Writer(mini, "visits/x/")
    assert writer.inline("A *word* & [link](https://e.example.com/?a=1&b=2).") == (
        'A <em>word</em> &amp; <a href="https://e.example.com/?a=1&amp;b=2">link</a>.'
    )


def test_addresses_are_relative_to_the_page(mini: Archive) -> None:
    assert Writer(mini, "visits/x/").href("officials", "han-so") == "../../officials/han-so/"
    assert Writer(mini, "").href("officials", "han-so") == "./officials/han-so/"
    assert Writer(mini, "method/").href("sources", "far-post-1964-11-06") == "../sources/1964/#far-post-1964-11-06"


def test_plain_text_has_no_marks_and_is_cut_between_words() -> None:
    assert plain_text("A *b* **c** [d](https://e.example.com) `e` f_g [@x; @y].") == "A b c d e f_g."


CITED = [f"far-post-{n}" for n in range(1, 13)]


@pytest.fixture(scope="module")
def many(mini: Archive) -> Archive:
    """The mini world with a dozen sources more."""
    one = mini.sources["far-post-1964-11-06"]
    more = {id: one.model_copy(update={"id": id}) for id in CITED}
    return Archive({**mini.records, "sources": {**mini.sources, **more}}, mini.places, mini.today)


def marks(html: str) -> list[tuple[str, str, list[int], str]]:
    """The marks of citations in a piece of HTML: text, anchor, the numbers that they stand for, the target."""
    found = []
    for attributes, text in re.findall(r"<a([^>]*)>\[(.*?)\]</a>", html):
        named = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        numbers = named.get("data-sources", text).split()
        found.append((text, named.get("id", ""), [int(number) for number in numbers], named["href"]))
    return found


@pytest.mark.parametrize(
    ("before", "cited", "texts"),
    [
        ([], [1], ["1"]),
        ([], [1, 2], ["1, 2"]),
        ([], [1, 2, 3], ["1–3"]),
        ([], [2, 1, 1], ["1, 2"]),
        ([1, 2, 3], [1, 3], ["1", "3"]),
        ([1, 2, 3, 4, 5], [1, 2, 4, 5], ["1, 2", "4, 5"]),
        ([1, 2, 3, 4, 5, 6, 7], [1, 3, 5, 7], ["1", "3", "5", "7"]),
        # Five marks do not fit: three, and the rest together.
        ([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 3, 5, 7, 9], ["1", "3", "5", "+2"]),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], [1, 3, 5, 7, 9, 10], ["1", "3", "5", "+3"]),
    ],
)
def test_numbers_in_a_row_are_one_mark_and_what_does_not_fit_is_counted(
    many: Archive, before: list[int], cited: list[int], texts: list[str]
) -> None:
    writer = Writer(many, "")
    writer.list_only(f"far-post-{n}" for n in before)
    assert [text for text, *_ in marks(writer.cite(f"far-post-{n}" for n in cited))] == texts


@given(st.lists(st.lists(st.sampled_from(CITED), min_size=1, max_size=9), min_size=1, max_size=6))
def test_a_mark_drops_no_source_and_the_list_leads_back_to_it(many: Archive, groups: list[list[str]]) -> None:
    writer = Writer(many, "")
    first_use: dict[str, str] = {}
    anchors: list[str] = []
    for group in groups:
        found = marks(writer.cite(group))
        numbers = [number for _, _, numbers, _ in found for number in numbers]
        assert numbers == sorted({writer.cited[id] for id in group}), "each source once, in order"
        ids = {number: id for id, number in writer.cited.items()}
        for _, anchor, inside, target in found:
            assert target == f"#source-{ids[inside[0]]}", "a mark leads to its first source"
            new = [ids[number] for number in inside if ids[number] not in first_use]
            assert anchor == (f"cite-{new[0]}" if new else ""), "named by the first source that is new"
            first_use.update(dict.fromkeys(new, anchor))
            anchors += [anchor] if anchor else []
    assert list(writer.cited.values()) == list(range(1, len(writer.cited) + 1)), "numbered in order of first use"
    assert len(anchors) == len(set(anchors)), "no two marks share a name"
    assert {id: writer.back(id) for id in writer.cited} == first_use


def test_marks_say_what_they_lead_to(many: Archive) -> None:
    writer = Writer(many, "")
    assert 'aria-label="Source 1: Far Post"' in writer.cite(["far-post-1"])
    assert 'aria-label="Sources 2, 3"' in writer.cite(["far-post-2", "far-post-3"])
    assert 'aria-label="Sources 1–3"' in writer.cite(["far-post-1", "far-post-2", "far-post-3"])
    writer.list_only(CITED)
    assert 'aria-label="&#43;2 more sources"' in writer.cite(f"far-post-{n}" for n in (1, 3, 5, 7, 9))
    # A page that carries a wire is the agency's word.
    assert 'aria-label="Source 13: Nord Wire"' in writer.cite(["sud-times-1964-visit"])


def test_a_mark_of_one_source_names_no_others(many: Archive) -> None:
    assert "data-sources" not in Writer(many, "").cite(["far-post-1"])


def test_what_is_no_source_gets_no_mark_and_no_number(many: Archive) -> None:
    writer = Writer(many, "")
    assert writer.cite(["nowhere"]) == ""
    assert writer.cite([]) == ""
    assert writer.list_only(["nowhere", "far-post-1"]) == ""
    assert writer.cited == {"far-post-1": 1}
    assert writer.back("far-post-1") is None, "it is in the list without a mark in the text"
    assert '<a id="cite-far-post-1"' in writer.cite(["far-post-1"])


def test_a_source_that_is_listed_keeps_its_number(many: Archive) -> None:
    writer = Writer(many, "")
    writer.cite(["far-post-2"])
    writer.list_only(["far-post-1", "far-post-2"])
    assert writer.cited == {"far-post-2": 1, "far-post-1": 2}


def test_prose_cites_in_the_text_or_at_its_end(many: Archive) -> None:
    for write in (Writer(many, "").prose, Writer(many, "").inline):
        text = str(write("One. [@far-post-1] Two.", ["far-post-2"]))
        assert re.sub(r"<[^>]+>", "", text) == "One.[1] Two.", "its own citations, and none added"
        text = str(write("One.", ["far-post-2"]))
        assert re.sub(r"<[^>]+>", "", text) == "One.[2]"
        assert re.sub(r"<[^>]+>", "", str(write("One."))) == "One."
    text = str(Writer(many, "").inline("A *b* [@far-post-1; @far-post-2] c."))
    assert re.sub(r"<[^>]+>", "", text) == "A b[1, 2] c."
    assert text.startswith("A <em>b</em><sup")


def test_paragraphs_in_a_cell_are_lines(many: Archive) -> None:
    assert Writer(many, "").inline("One\ntwo.\n\nThree.") == "One two.<br>Three."


def test_a_link_names_the_record_or_what_it_is_told(mini: Archive) -> None:
    writer = Writer(mini, "")
    assert writer.link("officials", "to-mau") == '<a href="./officials/to-mau/">Tô Mầu</a>'
    apart = '<span class="apart">(Minister of Foreign Affairs, 1960–1965)</span>'
    assert writer.link("officials", "han-so") == f'<a href="./officials/han-so/">Han So {apart}</a>'
    assert writer.link("officials", "han-so", "he*") == '<a href="./officials/han-so/">he&#42;</a>'
    assert writer.link("officials", "nobody") == '<a href="./officials/nobody/">nobody</a>'
    assert writer.links("officials", ["han-so", "to-mau"]).count(", <a") == 1


def test_a_publishers_name_cannot_leave_the_label_of_a_citation(mini: Archive) -> None:
    hostile = "The Times [x](y autofocus onfocus=window.__pwned=1 z) <script>"
    publishers = {id: one.model_copy(update={"name": hostile}) for id, one in mini.publishers.items()}
    changed = replace(mini, records={**mini.records, "publishers": publishers}, memo={})
    mark = Writer(changed, "visits/x/").cite(["sud-times-1964-visit"])
    page = markdown.markdown(f"Text{mark}.", extensions=list(EXTENSIONS))
    anchor = fragment_fromstring(page).xpath("//a")
    assert len(anchor) == 1
    assert set(anchor[0].attrib) == {"id", "href", "aria-label"}
    assert hostile in anchor[0].get("aria-label")
