"""Every field of every kind with a page is shown there: a record that says something else makes another page.

A record of each kind is made from its class, with every field filled in. Then one field after the other, of the record and
of its parts, gets another value; where the page stays as it was, its template forgot the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from types import NoneType
from typing import Annotated, Any, get_args, get_origin

import pytest
from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader
from markupsafe import Markup
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scripts.load.archive import Archive
from scripts.pages.environment import TEMPLATES, environment
from scripts.pages.records import record_page
from scripts.pages.render import render_page
from scripts.record import fields
from scripts.record.kinds import PAGED
from scripts.record.model import Record, Step
from scripts.record.stories import STEP_FIELDS
from scripts.record.vocabularies import LANGUAGES
from scripts.takeaway.processor import STYLES
from scripts.values.dates import FuzzyDate
from scripts.values.vocabulary import Vocabulary

# Fields that a page does not show, with the reason. `*` is every kind.
EXCUSED = {
    ("*", "id"): "is the page's address",
    ("countries", "adjective"): "is looked for, not read: the search and the crosswalk of names have it",
    ("countries", "iso"): "identifies the country to machines: JSON-LD and the data files have it",
    ("countries", "wikidata"): "identifies the country to machines: JSON-LD and the data files have it",
    # The journey of a visit has the visit as a row, whose old anchors stay.
    **{(kind, "formerly"): "leads on from the addresses that the record had" for kind in PAGED if kind != "visits"},
}
Path = tuple[str, ...]
# Values that the type alone does not give: the usual one, and another.
SPECIAL: dict[Path, tuple[Any, Any]] = {
    ("imo",): ("9074729", "9176187"),
    ("role",): ("partner", "organisation"),
    ("journey",): ("1964-11-han-so-tour", "another-tour"),
    ("lowered", "grade"): ("D", "C"),
    ("context",): ({"sud-gazette-1961-treaty": "Context 1"}, {"sud-gazette-1961-treaty": "Context 2"}),
    ("said_by",): ({"sud-gazette-1961-treaty": "sudland"}, {"sud-gazette-1961-treaty": "nordland"}),
    ("voted_for",): (["sudland"], []),
    ("voted_against",): (["westland"], []),
    ("abstained",): (["ostland"], []),
    ("queries", "indicator"): ("sudland-trade", None),
    ("delegation",): (["to-mau"], ["oda-brand"]),
    ("posts", "seen"): (["1970"], ["1971"]),
}
# What the usual value of another field must be for one to show.
BESIDE: dict[Path, dict[Path, Any]] = {
    ("facts", "searched"): {("facts", "value"): "unknown"},
    ("posts", "seen"): {("posts", "end"): None},
    ("said_by",): {("context",): {}},
}
# A step names one record: in the field that is asked for, else a visit.
STEP_PATHS = [(name,) for name in STEP_FIELDS.values()]
NAMES = [style.name for style in STYLES]
# Fields that a panel gives with their own sources and reasons, the first of which a kind has.
OF_ITS_OWN = ("born", "start", "date", "place", "verdict")


def is_part(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def part_of(annotation: Any) -> type[BaseModel] | None:
    """The class of the parts that a field holds, if it holds any."""
    if is_part(annotation):
        return annotation
    return next((found for inner in get_args(annotation) if (found := part_of(inner))), None)


def paths(model: type[BaseModel], above: Path = ()) -> Iterator[Path]:
    """Every field of a class and of its parts."""
    for name, info in model.model_fields.items():
        inner = part_of(info.annotation)
        yield from paths(inner, (*above, name)) if inner else ((*above, name),)


class Sampler:
    """Values by type: each field has its own, and another one when it is `varied`."""

    def __init__(self, archive: Archive, of: type[BaseModel], varied: Path = (), beside: Path = ()) -> None:
        self.archive = archive
        self.of = of
        self.varied = varied
        self.beside = BESIDE.get(beside or varied, {})
        self.asked = beside or varied

    def model(self, model: type[BaseModel], above: Path = ()) -> dict[str, Any]:
        spare = set(STEP_FIELDS.values()) - {self.asked[-1] if self.asked[-1:] in STEP_PATHS else "visit"}
        return {
            name: self.field(info, (*above, name))
            for name, info in model.model_fields.items()
            if (above or name != "id") and not (model is Step and name in spare)
        }

    def field(self, info: FieldInfo, path: Path) -> Any:
        other = path == self.varied
        if path in self.beside:
            return self.beside[path]
        if path in SPECIAL:
            return SPECIAL[path][other]
        if path in (("cites",), ("inferred",)):
            return {next(name for name in OF_ITS_OWN if name in self.of.model_fields): self.said(path, other)}
        return self.value(info.annotation, list(info.metadata), path, int(other))

    def said(self, path: Path, other: bool) -> Any:
        if path == ("inferred",):
            return f"Because of {int(other)}."
        return [list(self.archive.sources)[int(other)]]

    def value(self, annotation: Any, marks: list[Any], path: Path, n: int) -> Any:
        if get_origin(annotation) is Annotated:
            inner, *more = get_args(annotation)
            return self.value(inner, [*more, *marks], path, n)
        if NoneType in get_args(annotation):
            return self.value(next(one for one in get_args(annotation) if one is not NoneType), marks, path, n)
        if get_origin(annotation) is tuple:
            return [self.value(get_args(annotation)[0], [], path, n + i) for i in range(1 if n else 2)]
        if get_origin(annotation) is dict:
            key, inner = get_args(annotation)
            return {self.value(key, [], path, 0): self.value(inner, [], path, n)}
        if is_part(annotation):
            return self.part(annotation, path, n)
        return self.leaf(annotation, marks, path, n)

    def part(self, model: type[BaseModel], path: Path, n: int) -> dict[str, Any]:
        """The parts of a list differ; of them the first is varied."""
        sampler = self if n == 0 else Sampler(self.archive, self.of)
        found = sampler.model(model, path)
        return {**found, **later(model, self.archive, n)} if n else found

    def leaf(self, annotation: Any, marks: list[Any], path: Path, n: int) -> str:
        for mark in marks:
            if isinstance(mark, fields.Ref):
                ids = list(self.archive.records[mark.kind])
                return ids[n % len(ids)]
            if isinstance(mark, Vocabulary):
                return list(mark)[n % len(mark)]
            if getattr(mark, "func", None) is fields._language:
                return list(LANGUAGES)[n]
            if getattr(mark, "func", None) is fields._web_address:
                return f"https://e.example.com/{n}"
        if annotation is FuzzyDate:
            return f"19{60 + n}-0{1 + n}-1{n}"
        if annotation is Decimal:
            return str(100 + n)
        return f"{' '.join(path)} {n}".capitalize()


def later(model: type[BaseModel], archive: Archive, n: int) -> dict[str, Any]:
    """What keeps the second part of a list apart from the first: its days and names."""
    sampler = Sampler(archive, model)
    return {
        name: sampler.value(info.annotation, list(info.metadata), (name,), n)
        for name, info in model.model_fields.items()
        if name in ("date", "id", "title", "text", "country")
    }


@pytest.fixture(scope="module")
def env() -> Environment:
    return environment()


def seen(kind: str, record: Record, archive: Archive, env: Environment) -> str:
    """What a reader sees of a record's page, as if the record stood in the archive: nothing that only the search knows."""
    place = next(place for (one, _), place in archive.places.items() if one == kind)
    world = replace(
        archive,
        records=archive.records | {kind: archive.records[kind] | {record.id: record}},
        places=archive.places | {(kind, record.id): place},
        memo={},
    )
    # What the processor sets of a work stands here as the work's key.
    entries = {key: dict.fromkeys(NAMES, Markup(key)) for key in (f"nksea-{kind}-{record.id}", *archive.sources)}
    text = render_page(record_page(kind, record, world, ()), world, env, entries=entries).split("\n---\n", 1)[1]
    return re.sub(r'<div class="facets" hidden>.*?</div>', "", text, flags=re.DOTALL)


def made(kind: str, archive: Archive, varied: Path = (), beside: Path = ()) -> Record:
    """A record of a kind with all fields filled in, one of them `varied`; the others so that the one `beside` shows."""
    model = PAGED[kind].model
    return model.model_validate({**Sampler(archive, model, varied, beside).model(model), "id": "sample"})


FIELDS = [(kind, path) for kind, about in PAGED.items() for path in paths(about.model)]


@pytest.mark.parametrize(("kind", "path"), FIELDS, ids=lambda part: part if isinstance(part, str) else ".".join(part))
def test_the_page_of_a_kind_shows_each_of_its_fields(mini: Archive, env: Environment, kind: str, path: Path) -> None:
    usual, other = made(kind, mini, beside=path), made(kind, mini, path)
    shown = seen(kind, usual, mini, env) != seen(kind, other, mini, env)
    excused = EXCUSED.get((kind, *path)) or EXCUSED.get(("*", *path))
    if excused:
        assert not shown, f"{'.'.join(path)} is shown, and needs no excuse"
    else:
        assert shown, (
            f"{PAGED[kind].stem}.md.jinja shows nothing of {'.'.join(path)}; show it, or excuse it with a reason"
        )


def test_every_excuse_is_of_a_field_that_there_is() -> None:
    known = {(kind, *path) for kind, path in FIELDS} | {("*", *path) for _, path in FIELDS}
    assert set(EXCUSED) <= known


def test_a_template_that_forgets_a_field_is_found(mini: Archive) -> None:
    text = (TEMPLATES / "visit.md.jinja").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if "record.occasion, [" in line)
    forgetful = environment()
    forgetful.loader = ChoiceLoader(
        [DictLoader({"visit.md.jinja": text.replace(line, "")}), FileSystemLoader(TEMPLATES)]
    )
    path = ("occasion",)
    usual, other = made("visits", mini, beside=path), made("visits", mini, path)
    assert seen("visits", usual, mini, forgetful) == seen("visits", other, mini, forgetful)
