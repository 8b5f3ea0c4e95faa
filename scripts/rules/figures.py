"""Numbers in their order, one for a day."""

from __future__ import annotations

from collections.abc import Iterator

from scripts.load.archive import Archive
from scripts.rules.rule import rule
from scripts.values.problems import Problem


@rule
def bounds_are_in_order(archive: Archive) -> Iterator[Problem]:
    """The upper bound of a value is not below the lower one."""
    for indicator in archive.indicators.values():
        for i, value in enumerate(indicator.values):
            if value.upper is not None and value.upper < value.value:
                text = f"upper {value.upper} is below value {value.value}"
                yield archive.problem("indicators", indicator, ("values", i, "upper"), text)


@rule
def a_series_has_one_value_a_date(archive: Archive) -> Iterator[Problem]:
    """A series has one value for a date, or one of each estimator."""
    for indicator in archive.indicators.values():
        seen: set[tuple[str, str | None]] = set()
        for i, value in enumerate(indicator.values):
            key = (value.date.text, value.estimator)
            if key in seen:
                whose = f" by '{value.estimator}'" if value.estimator else ""
                text = f"a value of {value.date}{whose} stands above; make them one, or name who estimated each"
                yield archive.problem("indicators", indicator, ("values", i, "date"), text)
            seen.add(key)
