"""Text from YAML never becomes markup, wherever it is put; prose becomes only the markup it may."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import markdown
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scripts.load.archive import Archive
from scripts.pages.markup import EXTENSIONS, Writer
from scripts.rules.prose import faults
from scripts.values.prose import plain_text
from scripts.values.text import address, as_markdown, escape, shortened
from tests.conftest import ROOT

NASTY = st.text(st.sampled_from("\\`*_{}[]()#+-.!|<>~^=&\"':;,/@$%0123 aZé한ｱ"), min_size=1)
TEXT = (
    st.one_of(NASTY, st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1))
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


class Page(HTMLParser):
    """What a browser would see: texts by tag, all tags, all attributes."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def convert(source: str) -> Page:
    config = {"toc": {"permalink": False}}
    return Page(markdown.markdown(source, extensions=list(EXTENSIONS), extension_configs=config))


PLACES = {
    "paragraph": ("{}", ["p"]),
    "middle": ("before {} after", ["p"]),
    "heading": ("## {} {{ #anchor }}", ["h2"]),
    "list item": ("- {}", ["ul", "li"]),
    "Markdown table": (
        "| a | b |\n| --- | --- |\n| {} | x |",
        ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"],
    ),
    "raw cell": ("<table>\n<tr><td>{}</td></tr>\n</table>", ["table", "tr", "td"]),
    "raw attribute": ('<p><span title="{}">x</span></p>', ["p", "span"]),
    "link text": ('<a href="https://e.example.com">{}</a>', ["p", "a"]),
}


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=250, deadline=None)
@given(TEXT)
@example("1. a")
@example("~0~ ^0^ ==x==")
@example("<b>x</b> &amp; &#60;")
@example("[x](javascript:alert(1)){: onclick=x }")
@example("-->")
@example("]]>")
def test_text_comes_back_unchanged(place: str, text: str) -> None:
    template, tags = PLACES[place]
    page = convert(template.format(escape(text)))
    assert page.tags == tags
    found = dict(page.attributes)["title"] if place == "raw attribute" else page.text
    assert text in " ".join((found or "").split())


@given(TEXT)
def test_a_template_value_is_escaped_unless_it_is_markup(text: str) -> None:
    assert as_markdown(text) == escape(text)
    assert as_markdown(escape(text)) == escape(text)
    assert html.unescape(escape(text)) == text


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


@settings(max_examples=600, deadline=None)
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


def test_an_address_is_safe_in_an_attribute() -> None:
    assert address('https://e.example.com/?a=1&b="x"[1]') == "https://e.example.com/?a=1&amp;b=&quot;x&quot;%5B1%5D"


def test_plain_text_has_no_marks_and_is_cut_between_words() -> None:
    assert plain_text("A *b* **c** [d](https://e.example.com) `e` f_g [@x; @y].") == "A b c d e f_g."
    assert shortened("one two three", 9) == "one two…"
    assert shortened("short", 9) == "short"
