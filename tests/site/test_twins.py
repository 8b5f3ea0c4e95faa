"""Each page's Markdown is Markdown, and says what the page says: read by another program's parser."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from lxml import html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from scripts.site.twins import blocks

# As GitHub reads it: CommonMark with tables.
PARSER = MarkdownIt("commonmark").enable("table")
VISIT = "visits/1964-11-02-han-so-sudville/index.md"
# What stands on the screen alone.
ON_SCREEN = (
    "ancestor-or-self::*[self::svg or self::nav or self::form or self::script or @hidden"
    " or contains(concat(' ', @class, ' '), ' on-phone ') or contains(concat(' ', @class, ' '), ' sort ')"
    " or contains(concat(' ', @class, ' '), ' keys ') or contains(concat(' ', @class, ' '), ' legend ')"
    " or contains(concat(' ', @class, ' '), ' back ') or contains(concat(' ', @class, ' '), ' turn ')"
    " or contains(concat(' ', @class, ' '), ' embed ')]"
)


@pytest.fixture(scope="module")
def twins(mini_site: Path) -> dict[str, str]:
    """The Markdown of each page, by its path; those at former addresses stand under the present ones."""
    found = {path.relative_to(mini_site).as_posix(): path.read_text("utf-8") for path in mini_site.rglob("index.md")}
    return {
        path: text
        for path, text in found.items()
        if "refresh" not in (mini_site / path).with_suffix(".html").read_text("utf-8")
    }


def body(text: str) -> str:
    return text.split("---\n", 2)[2]


def tokens(text: str) -> Iterator[Token]:
    for token in PARSER.parse(body(text)):
        yield token
        yield from token.children or []


def shown(text: str) -> str:
    return html.fromstring(f"<div>{PARSER.render(body(text))}</div>").text_content()


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def test_no_twin_holds_html(twins: dict[str, str]) -> None:
    assert len(twins) > 160
    tags = {path: token.content for path, text in twins.items() for token in tokens(text) if "html" in token.type}
    assert tags == {}
    assert not any(re.search(r"\{ ?[#.:]", body(text)) for text in twins.values())


def test_a_twin_says_what_its_page_says(twins: dict[str, str], mini_site: Path) -> None:
    for path, text in twins.items():
        article = html.parse((mini_site / path).with_suffix(".html")).find(".//article")
        on_page = words(" ".join(article.xpath(f".//text()[not({ON_SCREEN})]")))
        lost = on_page - words(shown(text))
        # Numbers of lists are marks in one, and words in none.
        assert not {word for word in lost if not word.isdigit()}, path


def test_most_of_a_twin_is_text(twins: dict[str, str]) -> None:
    """Addresses of links are the rest. What was given out before was markup to 72 parts of a hundred."""
    whole = sum(len("".join(body(text).split())) for text in twins.values())
    text = sum(len("".join(shown(text).split())) for text in twins.values())
    assert text / whole > 0.6


def test_a_twin_has_headings_tables_links_and_numbers_in_brackets(twins: dict[str, str]) -> None:
    text = twins[VISIT]
    meta = yaml.safe_load(text.split("---\n")[1])
    assert meta["title"] == "Han So <visits> Sudville & signs *two* papers"
    assert meta["url"] == "https://nksea.github.io/visits/1964-11-02-han-so-sudville/"
    assert set(meta) == {"title", "description", "changed", "as_of", "version", "url", "license"}
    assert "# Han So \\<visits> Sudville & signs \\*two\\* papers\n" in text
    assert "Han So came for four days[2] and signed a treaty.[1][3]\n" in text
    assert "\n| Person | Post at the time | Part |\n| --- | --- | --- |\n| [Han So" in text
    assert "\n- **Host**: [Sudland](../../countries/sudland/)\n" in text
    assert re.search(r"^3\. \(press\) \*Two papers signed\*\. Far Post, 6 November 1964", text, re.MULTILINE)
    assert "](#" not in text
    assert "**The picture as a table**\n\n| " in twins["countries/sudland/index.md"]


@pytest.mark.parametrize(
    ("page", "markdown"),
    [
        ("<p>1. May &amp; <i>June</i>", ["1\\. May & *June*"]),
        ("<p># - no</p><p>- no</p>", ["\\# - no", "\\- no"]),
        ("<p>a_b _c_ [d] &lt;e> `f` \\ x~y &amp;amp;", ["a_b \\_c\\_ \\[d\\] \\<e> \\`f\\` \\\\ x\\~y \\&amp;"]),
        ("<p><b> bold </b>and <a href='x (1)'>there</a>", ["**bold** and [there](x%20%281%29)"]),
        ("<p><a href='x'><svg/></a><a href='#y'>here</a> <code>a`b</code>", ["here `` a`b ``"]),
        ("words<p>more</p>last<br>line", ["words", "more", "last line"]),
        ("<ul><li>a<li>b<ol start=3><li>c<li>d</ol></ul>", ["- a\n- b\n  3. c\n  4. d"]),
        ("<ul><li><p>a</p><p>b</p></ul>", ["- a\n\n  b"]),
        ("<table><tr><th>a|b<th colspan=2>c<tr><td><ul><li>x<li>y</ul><td>2</table>", ["| a\\|b | c |  |\n| --- | --- | --- |\n| - x - y | 2 |  |"]),
        ("<table><caption>Of what</caption></table><ul></ul>", ["**Of what**"]),
        ("<pre><code>a\n```\n</code></pre>", ["````\na\n```\n````"]),
        ("<dl><dt>Term</dt><dd>one</dd><dd>two</dd></dl>", ["- **Term**: one; two"]),
        ("<dl><div><dt>Term<dd><p>one</p><p>two</p></div></dl>", ["- **Term**:\n\n  one\n\n  two"]),
        ("<p>Sources <span class=detail>, all</span> <span class=detail>three</span>", ["Sources, all · three"]),
    ],
)  # fmt: skip
def test_what_is_written_for_what(page: str, markdown: list[str]) -> None:
    assert [block for block in blocks(html.fromstring(f"<article>{page}</article>")) if block] == markdown


def test_llms_txt_follows_its_convention(mini_site: Path) -> None:
    """llmstxt.org: one H1, a quotation, words without headings, then sections that are lists of links with notes."""
    found = MarkdownIt("commonmark").parse((mini_site / "llms.txt").read_text(encoding="utf-8"))
    blocks = [token for token in found if token.level == 0 and token.nesting >= 0]
    kinds = [f"{token.type.removesuffix('_open')} {token.tag}" for token in blocks]
    assert kinds[:2] == ["heading h1", "blockquote blockquote"]
    sections = kinds.index("heading h2")
    assert set(kinds[2:sections]) == {"paragraph p"}
    assert kinds[sections:] == ["heading h2", "bullet_list ul"] * 3
    items = [token for token in found if token.type == "inline" and token.level == 3]
    assert len(items) > 15
    for item in items:
        assert [token.type for token in item.children or []][:3] == ["link_open", "text", "link_close"], item.content
        assert re.search(r"\)(: .+)?$", item.content)
