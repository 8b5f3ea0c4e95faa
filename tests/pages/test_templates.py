"""Templates hold layout: short lines, no lists made on the way, no question to the records."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from pathlib import Path
from traceback import extract_tb
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, nodes

from scripts.derive.history import NO_HISTORY
from scripts.load.archive import Archive
from scripts.pages.environment import TEMPLATES, Compiled, environment
from scripts.pages.render import all_pages

ALL = sorted(TEMPLATES.glob("*.jinja"))


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_lines_are_short(path: Any) -> None:
    assert [line for line in path.read_text(encoding="utf-8").splitlines() if len(line) >= 160] == []


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.name)
def test_no_template_makes_a_list_or_asks_for_records(path: Any) -> None:
    env = environment()
    tree = env.parse(env.preprocess(path.read_text(encoding="utf-8"), path.name, str(path)))
    names = {name.name for name in tree.find_all(nodes.Name)}
    assert names.isdisjoint({"archive", "derive"})
    changing = {"append", "extend", "update", "insert", "add"}
    assert changing.isdisjoint(
        call.node.attr for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Getattr)
    )


def test_no_name_of_the_environment_leads_to_the_records() -> None:
    ours = set(environment().globals) - {"range", "dict", "lipsum", "cycler", "joiner", "namespace"}
    assert ours == {"v", "date_range", "short_date_range", "settings"}


def inside(value: Any) -> Iterator[Any]:
    """A value of a page, and what it holds."""
    yield value
    if isinstance(value, Mapping):
        inner: Any = value.values()
    elif isinstance(value, list | tuple | set):
        inner = value
    elif dataclasses.is_dataclass(value):
        inner = [getattr(value, field.name) for field in dataclasses.fields(value)]
    else:
        inner = ()
    for one in inner:
        yield from inside(one)


def test_the_values_of_a_page_are_what_it_shows(mini: Archive) -> None:
    """Rows that cannot be changed, and nothing through which a template could ask on."""
    for page in all_pages(mini, NO_HISTORY, {}):
        for value in inside(page.values):
            assert not isinstance(value, Archive), page.path
            if dataclasses.is_dataclass(value) and not isinstance(value, type):
                assert value.__dataclass_params__.frozen, f"{page.path}: {type(value).__name__}"


def written(text: str) -> str:
    env = environment()
    env.loader = DictLoader({"x": text})
    return env.get_template("x").render()


def test_an_indented_tag_continues_the_line_above() -> None:
    assert (
        written('<tr><td>a</td>\n  <td>b</td>\n  {{ "c" }}</tr>\n<p>d</p>\n')
        == "<tr><td>a</td><td>b</td>c</tr>\n<p>d</p>\n"
    )
    assert written("{% for n in (1, 2) %}\n<li>{{ n }}\n  {% if n > 1 %}!{% endif %}</li>\n{% endfor %}") == (
        "<li>1</li>\n<li>2!</li>\n"
    )
    assert written("a\n  b\n") == "a\n  b\n", "text is left as it is"


def test_a_continued_line_keeps_the_numbers_of_lines() -> None:
    with pytest.raises(Exception, match="nowhere") as raised:
        written("<p>\n  <b>\n  </b>\n{{ nowhere }}")
    assert [frame.lineno for frame in extract_tb(raised.tb) if frame.name == "top-level template code"] == [4]


def test_a_compiled_template_is_kept_until_it_or_what_compiles_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []

    class Counting(Environment):
        def compile(self, source: str, *args: Any, **kwargs: Any) -> Any:
            compiled.append(source)
            return super().compile(source, *args, **kwargs)

    def write(source: str) -> str:
        return Counting(loader=DictLoader({"x": source}), bytecode_cache=Compiled(tmp_path)).get_template("x").render()

    assert [write("{{ 1 }}"), write("{{ 1 }}"), write("{{ 2 }}")] == ["1", "1", "2"]
    assert compiled == ["{{ 1 }}", "{{ 2 }}"]
    [file] = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-1])  # as a full disk leaves it
    assert [write("{{ 2 }}"), write("{{ 2 }}")] == ["2", "2"]
    assert len(compiled) == 3
    monkeypatch.setattr("jinja2.__version__", "0")
    assert write("{{ 2 }}") == "2"
    assert len(compiled) == 4
