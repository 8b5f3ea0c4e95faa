"""Text from YAML never becomes markup, wherever it is put."""

from __future__ import annotations

import html

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from scripts.values.dates import FuzzyDate
from scripts.values.text import address, as_markdown, capital, escape, root_from, shortened, typographic
from tests.conftest import examples
from tests.shown import convert

NASTY = st.text(st.sampled_from("\\`*_{}[]()#+-.!|<>~^=&\"':;,/@$%0123 aZé한ｱ"), min_size=1)
TEXT = (
    st.one_of(NASTY, st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1))
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


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
@settings(max_examples=examples(250), deadline=None)
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
    assert as_markdown(text) == escape(typographic(text))
    assert as_markdown(escape(text)) == escape(text)
    assert html.unescape(escape(text)) == text


def test_an_address_is_safe_in_an_attribute() -> None:
    assert address('https://e.example.com/?a=1&b="x"[1]') == "https://e.example.com/?a=1&amp;b=&quot;x&quot;%5B1%5D"


def test_a_date_is_written_in_words_and_nothing_as_nothing() -> None:
    assert as_markdown(FuzzyDate("1964-02-29")) == "29 February 1964"
    assert as_markdown(None) == ""
    assert as_markdown(7) == "7"
    assert as_markdown(Markup("<b>")) == "<b>"


@pytest.mark.parametrize(
    ("page", "way"), [("", "./"), ("visits/", "../"), ("visits/x/", "../../"), ("data/visits/x/", "../../../")]
)
def test_the_way_to_the_root(page: str, way: str) -> None:
    assert root_from(page) == way


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("short", 9, "short"),
        ("ninechars", 9, "ninechars"),
        ("ten chars!", 9, "ten…"),
        ("one two three", 9, "one two…"),
        ("one two, three", 10, "one two…"),
        ("one – two three", 7, "one…"),
        ("indivisible", 5, "indi…"),
    ],
)
def test_a_text_is_cut_between_words(text: str, limit: int, short: str) -> None:
    assert shortened(text, limit) == short
    assert len(shortened(text, limit)) <= limit


def test_a_description_has_at_most_160_characters() -> None:
    assert shortened("x" * 160) == "x" * 160
    assert shortened("x" * 161) == "x" * 159 + "…"


@pytest.mark.parametrize(("text", "capitalised"), [("", ""), ("a", "A"), ("mOU of x", "MOU of x"), ("đ", "Đ")])
def test_a_capital_leaves_the_rest(text: str, capitalised: str) -> None:
    assert capital(text) == capitalised


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("the Workers' Party's paper", "the Workers’ Party’s paper"),
        ('he said "never" ("not once")', "he said “never” (“not once”)"),
        ("'Friend' of the '60s, Ch'oe", "‘Friend’ of the ’60s, Ch’oe"),
        ("\"'A friend' of ours,\" he said", "“‘A friend’ of ours,” he said"),
        ("`it's code`, [it's](https://x/'y')", "`it's code`, [it’s](https://x/'y')"),
        ('<span title="it\'s">"so"</span>', '<span title="it\'s">“so”</span>'),
        ("as it was", "as it was"),
    ],
)
def test_straight_quotes_become_typographic(typed: str, set_: str) -> None:
    assert typographic(typed) == set_


@given(st.text(alphabet="a '\"`<>()-–9s", max_size=40))
def test_quotes_are_set_once_and_nothing_else_changes(text: str) -> None:
    once = typographic(text)
    assert typographic(once) == once
    straight = str.maketrans({"’": "'", "‘": "'", "”": '"', "“": '"'})
    assert once.translate(straight) == text
