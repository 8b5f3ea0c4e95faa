"""Where records stand and what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from scripts.load.archive import Archive
from scripts.record import model
from scripts.record.fields import ID, MOST_LETTERS_IN_ID
from scripts.record.kinds import KINDS, Filing
from scripts.record.references import lists_of
from scripts.rules.rule import rule
from scripts.values.formats import BAR
from scripts.values.problems import Problem
from scripts.values.vocabulary import did_you_mean

# So many letters of what is no id, or stands twice, are told: it may be anything.
TOLD = 60


@rule
def records_stand_in_their_file(archive: Archive) -> Iterator[Problem]:
    """A record stands in the file of its country (or `regional`), a source in that of its year (or `undated`)."""
    for kind, record in archive:
        stems = stems_of(kind, record, archive)
        stem = Path(archive.places[kind, record.id].path).stem
        if stems and stem not in stems:
            wanted = " or ".join(f"{kind}/{name}.yaml" for name in stems)
            yield archive.problem(kind, record, (), f"stands in the wrong file; move it to {wanted}")


def stems_of(kind: str, record: model.Record, archive: Archive) -> list[str]:
    """The names of the files in which a record may stand; none when any will do."""
    filed = KINDS[kind].filed
    if filed is Filing.FREE:
        return []
    if filed is Filing.YEAR:
        return [str(record.when.year) if record.when else "undated"]
    if filed is Filing.OWN:
        if any(("countries", id) in archive.broken for id in record.concerned):
            return []  # nobody knows whether it is one of the others
        roles = {id: archive.countries[id].role for id in record.concerned if id in archive.countries}
        return ["others" if roles.get(id) == "other" else id for id in record.concerned]
    sides = sorted(record.sides - {archive.home})
    return sides if filed is Filing.SIDE else [*sides, "regional"]


def place_in_file(record: model.Record) -> tuple[str, str] | None:
    """By what a record is sorted in its file: its first possible day, the undated ones last, or its id where the kind has no
    dates. None where the order of the file is its editor's (see `Kind.in_order`).
    """
    if not KINDS[record.kind_name].in_order:
        return None
    if not record.is_dated:
        return "", record.id
    return (record.when.first.isoformat(), "") if record.when else ("9999", "")


@rule
def records_are_in_order(archive: Archive) -> Iterator[Problem]:
    """Records stand in their file in the order of their first possible day, those without a date last; records of a kind without
    dates in the order of their ids. So two editors who add something rarely meet in one place."""
    before: dict[str, tuple[tuple[str, str], model.Record]] = {}
    for (kind, id), place in sorted(archive.places.items(), key=lambda one: (one[1].path, one[1].spot)):
        record = archive.records[kind].get(id)
        mine = place_in_file(record) if record else None
        if record is None or mine is None:
            continue
        last = before.get(place.path)
        if last and mine < last[0]:
            yield archive.problem(kind, record, (), f"stands behind '{last[1].id}', which belongs below it; move it up")
        else:
            before[place.path] = mine, record


@rule
def ids_begin_with_their_date(archive: Archive) -> Iterator[Problem]:
    """The id of a visit, agreement or event begins with its date, or with its year or month."""
    for kind, record in archive.happenings:
        date = record.when
        if date is None:
            continue
        found = re.match(r"\d{4}(-\d\d(?!\d))?(-\d\d(?!\d))?(?=-|$)", record.id)
        # A slug may go on with a number, `1966-69-…`; a shorter date keeps an address when the day is found later.
        if not found or not (date.text.startswith(found[0]) or record.id.startswith(f"{date.text}-")):
            yield archive.problem(kind, record, (), f"the id should begin with its date, {date.text}-")


@rule
def items_can_be_taken_apart(archive: Archive) -> Iterator[Problem]:
    """No item of a list, and no name of a publisher, holds the bar that stands between the items of a list in CSV."""
    for kind, record in archive:
        for name in type(record).model_fields:
            value = getattr(record, name)
            for n, item in enumerate(value if isinstance(value, tuple) else ()):
                if isinstance(item, str) and BAR in item:
                    yield archive.problem(
                        kind, record, (name, n), f"{name}: holds '{BAR}', which separates items in CSV"
                    )
    for publisher in archive.publishers.values():
        if BAR in publisher.owned_by:
            yield archive.problem(
                "publishers", publisher, (), f"holds '{BAR}' in its name or owner, which separates items in CSV"
            )


@rule
def ids_are_not_the_site_s_own(archive: Archive) -> Iterator[Problem]:
    """No record has, or had, an id that is an address or a place on a list which the site uses itself (`index`, `1960s`), or
    under which Windows keeps no file: `nul`."""
    for kind, record in archive:
        if KINDS[kind].reserves(record.id):
            yield archive.problem(
                kind, record, (), f"'{record.id}' is an address that the site uses itself; choose another id"
            )
        for n, old in enumerate(record.formerly):
            if KINDS[kind].reserves(old):
                yield archive.problem(kind, record, ("formerly", n), f"'{old}' is an address that the site uses itself")


@rule
def items_stand_once(archive: Archive) -> Iterator[Problem]:
    """No word stands twice in one list: a person is met once, a source is named once."""
    for kind, record in archive:
        for path, items in lists_of(record):
            for n, item in enumerate(items):
                if item in items[:n]:
                    where = ".".join(map(str, path))
                    yield archive.problem(kind, record, (*path, n), f"{where}: '{item[:TOLD]}' stands twice")


@rule(needs_all=True)
def there_is_one_home(archive: Archive) -> Iterator[Problem]:
    """One country has the role `home`: the one whose ties are recorded."""
    homes = [country for country in archive.countries.values() if country.role == "home"]
    for other in homes[1:]:
        yield archive.problem("countries", other, ("role",), f"'{homes[0].id}' is home already")
    if not homes and archive.countries:
        first = next(iter(archive.countries.values()))
        yield archive.problem("countries", first, (), "no country has the role 'home'")


@rule
def old_ids_are_free(archive: Archive) -> Iterator[Problem]:
    """An id under `formerly` is well formed, no live id, and given up by one record only."""
    for kind, records in archive.records.items():
        taken: dict[str, str] = {}
        for record in records.values():
            for i, old in enumerate(record.formerly):
                if not ID.fullmatch(old) or len(old) > MOST_LETTERS_IN_ID:
                    yield archive.problem(kind, record, ("formerly", i), f"'{old[:TOLD]}' is no id")
                elif old in records:
                    yield archive.problem(kind, record, ("formerly", i), f"'{old}' is the id of a record that exists")
                elif old in taken:
                    yield archive.problem(kind, record, ("formerly", i), f"'{old}' is claimed by '{taken[old]}' too")
                else:
                    taken[old] = record.id


@rule
def removed_is_removed(archive: Archive) -> Iterator[Problem]:
    """What stands under `removals` is no record any more, nor an earlier id of one, and was removed once."""
    seen: dict[tuple[str, str], str] = {}
    for removal in archive.removals.values():
        kind, id = removal.former
        records = archive.records.get(kind, {})
        text = ""
        if kind not in KINDS:
            text = f"no kind of record is called '{kind}'{did_you_mean(kind, KINDS)}"
        elif id in records:
            text = f"'{id}' is the id of a record that exists"
        elif other := next((record for record in records.values() if id in record.formerly), None):
            text = f"'{id}' is an earlier id of '{other.id}'"
        elif removal.former in seen:
            text = f"'{id}' was removed by '{seen[removal.former]}' already"
        elif KINDS[kind].has_page == ("#" in removal.was):
            text = f"a record of '{kind}' stood at {kind}/{'' if KINDS[kind].has_page else '#'}{id}"
        if text:
            yield archive.problem("removals", removal, ("was",), text)
        seen.setdefault(removal.former, removal.id)


@rule
def provisions_have_their_own_ids(archive: Archive) -> Iterator[Problem]:
    """The ids of a measure's provisions are ids, each used once."""
    for measure in archive.measures.values():
        seen: set[str] = set()
        for i, provision in enumerate(measure.provisions):
            if not ID.fullmatch(provision.id):
                yield archive.problem("measures", measure, ("provisions", i, "id"), f"'{provision.id[:TOLD]}' is no id")
            elif provision.id in seen:
                yield archive.problem("measures", measure, ("provisions", i, "id"), f"'{provision.id}' stands twice")
            seen.add(provision.id)
