"""The theme escapes what it prints: MkDocs does not do it for a theme, so that each expression must."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from jinja2 import Environment, nodes

from tests.conftest import ROOT

TEMPLATES = sorted((ROOT / "theme").glob("*.html"))

# What is HTML already, with the reason why it may be printed as it is.
HTML = {
    "contents()": "a macro of the theme, whose own expressions are held to the rule",
    "page.content | replace(mark, contents())": "the page's Markdown, made HTML; text is escaped where it enters the Markdown",
    "meta.running": "made by scripts/pages/dossiers.py, which escapes",
    "meta.head": "made by scripts/pages/headtags.py, which escapes",
}


def shown(node: nodes.Node) -> str:
    """An expression as it is written in a template, as far as the list above needs it."""
    if isinstance(node, nodes.Filter):
        arguments = f"({', '.join(map(shown, node.args))})" if node.args else ""
        return f"{shown(node.node) if node.node else ''} | {node.name}{arguments}"
    if isinstance(node, nodes.Call):
        return f"{shown(node.node)}({', '.join(map(shown, node.args))})"
    if isinstance(node, nodes.Getattr):
        return f"{shown(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else repr(node)


def is_escaped(node: nodes.Node) -> bool:
    """Whether an expression is text of the template itself, or ends in `e`."""
    if isinstance(node, nodes.CondExpr):
        return is_escaped(node.expr1) and (node.expr2 is None or is_escaped(node.expr2))
    return isinstance(node, nodes.TemplateData | nodes.Const) or (isinstance(node, nodes.Filter) and node.name == "e")


def printed_as_it_is(template: str) -> Iterator[str]:
    """The expressions of a template that are printed without being escaped."""
    for output in Environment().parse(template).find_all(nodes.Output):
        for node in output.nodes:
            if not is_escaped(node):
                yield shown(node)


def test_every_expression_of_the_theme_is_escaped_or_known_to_be_html() -> None:
    found = {text for path in TEMPLATES for text in printed_as_it_is(path.read_text(encoding="utf-8"))}
    assert found <= HTML.keys()
    assert HTML.keys() - {"contents()"} <= found, "an exception that is none any more"


@pytest.mark.parametrize(
    "template",
    ["{{ title }}", "{{ title | e | upper }}", "{{ title if title else 'x' }}", "{% for a in b %}<i>{{ a[0] }}</i>{% endfor %}",
     "{% block x %}{{ a.b }}{% endblock %}", "{{ 'a' ~ title }}", "{% macro m() %}{{ title | safe }}{% endmacro %}"],
)  # fmt: skip
def test_an_expression_that_is_not_escaped_is_found(template: str) -> None:
    assert list(printed_as_it_is(template))


@pytest.mark.parametrize("template", ["x", "{{ title | e }}", "{{ 'x' if title else 'y' }}", "{{ (a | url) | e }}"])
def test_an_expression_that_is_escaped_is_not_found(template: str) -> None:
    assert not list(printed_as_it_is(template))


def test_no_template_switches_escaping_or_quotes_off() -> None:
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        assert "autoescape" not in text
        assert "={{" not in text, "an attribute without quotes can be left by a space"
        assert "style=" not in text
        assert not [line for line in text.split("\n") if len(line) > 160]
