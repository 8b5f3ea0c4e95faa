"""The records as tables that can be joined: one a kind, one a list of parts inside a record, one of all links.

The tables follow from the columns: a new field becomes a column, a new list of parts a table. The CSV files, the data
package and the SQLite data base are written from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from scripts.derive.names import HOW, folded, script_of, spellings
from scripts.load.archive import Archive, once
from scripts.record import model
from scripts.record.fields import Ref, hints
from scripts.record.kinds import KINDS, MODELS
from scripts.record.references import references
from scripts.takeaway.columns import (
    JOINT,
    TYPES,
    Cell,
    Column,
    cell,
    columns_of,
    computed,
    field_column,
    part_of,
)
from scripts.takeaway.exports import as_data


@dataclass(frozen=True)
class Table:
    """A table with its rows; `key` are the columns that name a row, `path` its CSV file below the data folder."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    meaning: str
    path: str

    @property
    def of_single_values(self) -> Table:
        """The table without lists, parts and mappings, which have tables of their own: as a data base holds it."""
        kept = [n for n, column in enumerate(self.columns) if column.form.sql]
        rows = tuple(tuple(row[n] for n in kept) for row in self.rows)
        return replace(self, columns=tuple(self.columns[n] for n in kept), rows=rows)


@once
def tables(archive: Archive) -> list[Table]:
    """All tables, those of kinds first."""
    found = [kind_table(kind, archive) for kind in KINDS]
    for kind, cls in MODELS.items():
        found += [part_table(kind, name, part, archive) for name, part in part_fields(cls)]
    return [
        *found,
        dispute_table(archive),
        ledger_table(archive),
        list_table(archive),
        link_table(archive),
        name_table(archive),
    ]


def kind_table(kind: str, archive: Archive) -> Table:
    """A row a record."""
    columns = columns_of(kind)
    rows = tuple(_row(columns, kind, record, archive) for record in archive.records[kind].values())
    return Table(kind, columns, ("id",), rows, first_sentence(KINDS[kind].model), f"{kind}.csv")


def _row(columns: tuple[Column, ...], kind: str, record: model.Record, archive: Archive) -> tuple[Cell, ...]:
    data = as_data(kind, record, archive)
    values: dict[str, Any] = {"id": record.id, **data, **data["computed"]}
    # Numbers and words as they are; lists and parts as plain data.
    values |= {column.name: getattr(record, column.name) for column in columns if column.type == "number"}
    return tuple(cell(column, values.get(column.name)) for column in columns)


def part_table(kind: str, name: str, part: type[BaseModel], archive: Archive) -> Table:
    """A row a part: posts of persons, parties of agreements, values of indicators. Lists inside a part are joined."""
    fields = [field_column(part, field) for field in part.model_fields]
    keyed = get_origin(KINDS[kind].model.model_fields[name].annotation) is dict
    key = (
        Column("key", meaning="What the part answers to.") if keyed else Column("n", "integer", "Its place among them.")
    )
    rows: list[tuple[Cell, ...]] = []
    for record in archive.records[kind].values():
        held = getattr(record, name)
        for n, item in held.items() if keyed else enumerate(held, 1):
            rows.append((record.id, n, *(cell(column, getattr(item, column.name)) for column in fields)))
    owner = Column("record", target=kind, meaning=f"Id of the record in {kind}.")
    columns = (*map(_required, (owner, key)), *(_as_text(column) for column in fields))
    return Table(
        f"{kind}_{name}", columns, ("record", key.name), tuple(rows), first_sentence(part), f"tables/{kind}_{name}.csv"
    )


def _required(column: Column) -> Column:
    return replace(column, required=True)


def _as_text(column: Column) -> Column:
    """A list inside a part: no table of its own holds it, so it stands in the data base as text."""
    return replace(column, type="text", meaning=column.description) if column.type == "list" else column


def dispute_table(archive: Archive) -> Table:
    """A row a position that a source takes in a dispute."""
    rows: list[tuple[Cell, ...]] = []
    for kind, record in archive:
        for n, dispute in enumerate(getattr(record, "disputes", ()), 1):
            for m, position in enumerate(dispute.positions, 1):
                rows.append((kind, record.id, n, m, dispute.about, position.claim, JOINT.join(position.sources)))
    columns = (
        _KIND,
        _RECORD,
        Column("dispute", "integer", "Which of the record's disputes."),
        Column("position", "integer", "Which of the positions in it."),
        Column("about", meaning="What the sources disagree about."),
        Column("claim", meaning="What this position says. Markdown with citations."),
        Column("sources", meaning=f"Ids of the sources that say so. {TYPES['list'].reading}"),
    )
    key = ("kind", "record", "dispute", "position")
    return _table("disputes", columns, key, rows, "What sources that contradict each other say.")


_LEDGER = ("source", "origin", "side", "years_later", "set_aside")


def ledger_table(archive: Archive) -> Table:
    """A row a source of a visit, an agreement or an event: whose word it is, or why it is set aside."""
    rows: list[tuple[Cell, ...]] = []
    for kind, record in archive.happenings:
        for line in computed(kind, record, archive)["ledger"]:
            rows.append((kind, record.id, *(line.get(name) for name in _LEDGER)))
    columns = (
        _required(_KIND),
        _required(_RECORD),
        Column("source", target="sources", meaning="The id of the source.", required=True),
        Column("origin", meaning="Whose word it is; empty where the source is set aside."),
        Column("side", meaning="Where the origin stands as seen from the record: dprk, partner, independent."),
        Column("years_later", "integer", "After how many years it tells of it; empty for a report of the time."),
        Column("set_aside", meaning="Why the source does not count; empty where it does."),
    )
    key = ("kind", "record", "source")
    return Table("ledger", columns, key, tuple(rows), "What counts for a grade of evidence.", "tables/ledger.csv")


def _table(
    name: str, columns: tuple[Column, ...], key: tuple[str, ...], rows: list[tuple[Cell, ...]], meaning: str
) -> Table:
    """A table over all kinds, in which no cell of a key's column is empty."""
    return Table(name, tuple(map(_required, columns)), key, tuple(rows), meaning, f"tables/{name}.csv")


_KIND = Column("kind", meaning="The kind of the record.")
_RECORD = Column("record", meaning="The id of the record.")


def list_table(archive: Archive) -> Table:
    """A row an item of a field that lists words: aliases, places, fields of agreements, earlier ids."""
    rows: list[tuple[Cell, ...]] = []
    listed = {
        kind: [name for name, info in cls.model_fields.items() if _lists_words(info)] for kind, cls in MODELS.items()
    }
    for kind, record in archive:
        for name in listed[kind]:
            rows += [(kind, record.id, name, n, str(item)) for n, item in enumerate(getattr(record, name), 1)]
    columns = (
        _KIND,
        _RECORD,
        Column("field", meaning="The field of the record."),
        Column("n", "integer", "The item's place in the list."),
        Column("value", meaning="The item."),
    )
    key = ("kind", "record", "field", "n")
    return _table("lists", columns, key, rows, "Items of fields that list words: aliases, places, fields.")


def link_table(archive: Archive) -> Table:
    """A row a link from a record to another, each once a field, citations in prose among them."""
    rows: list[tuple[Cell, ...]] = []
    for kind, record in archive:
        found = dict.fromkeys((str(where[0]), target, id) for where, target, id in references(record))
        rows += [(kind, record.id, field, target, id) for field, target, id in found]
    columns = (
        _KIND,
        _RECORD,
        Column("field", meaning="The field in which the record names the other."),
        Column("target_kind", meaning="The kind of the record that is named."),
        Column("target", meaning="Its id."),
    )
    key = ("kind", "record", "field", "target_kind", "target")
    return _table("links", columns, key, rows, "Every link from one record to another.")


def part_fields(cls: type[BaseModel]) -> Iterator[tuple[str, type[BaseModel]]]:
    """The fields of a model that hold several parts, with the model of a part. Disputes have a table of their own."""
    for name, info in cls.model_fields.items():
        part = part_of(info)
        if part is not None and name != "disputes" and get_origin(info.annotation) in (tuple, dict):
            yield name, part


def _leads(info: FieldInfo) -> bool:
    return any(isinstance(hint, Ref) for hint in hints(info))


def _lists_words(info: FieldInfo) -> bool:
    return get_origin(info.annotation) is tuple and not _leads(info) and not part_of(info)


def first_sentence(cls: type[BaseModel]) -> str:
    """What a model's docstring says first: the meaning of its table."""
    return " ".join((cls.__doc__ or "").split("\n\n")[0].split())


def name_table(archive: Archive) -> Table:
    """A row a name under which a person, an entity or a country is known: the crosswalk of spellings to ids."""
    rows: list[tuple[Cell, ...]] = []
    for kind in (name for name, about in KINDS.items() if about.serves("names")):
        for record in archive.records[kind].values():
            rows += [
                (one.text, kind, record.id, one.how, one.language, script_of(one.text), folded(one.text))
                for one in spellings(record, archive)
            ]
    columns = (
        Column("name", meaning="The name as it is written.", required=True),
        Column("kind", meaning="The kind of the record.", required=True),
        Column("record", meaning="The id of the record.", required=True),
        Column(
            "type",
            meaning=f"How the spelling is known. {'; '.join(f'{how}: {meaning}' for how, meaning in HOW.items())}.",
            required=True,
        ),
        Column("language", meaning="Language tag, where it is known."),
        Column("script", meaning="Unicode's name of the script."),
        Column("folded", meaning="For comparison: lower case, no diacritics, hyphens as spaces.", required=True),
    )
    key = ("name", "kind", "record", "type")
    return Table("names", columns, key, tuple(rows), "Every spelling of every name.", "names.csv")
