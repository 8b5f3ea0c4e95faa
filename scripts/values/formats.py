"""Values as text, in the one form of each: JSON, CSV, numbers for readers."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any

# What stands between the items of a list in one cell. No item holds it: a rule says so.
BAR = "|"
# Also behind spaces, and in the full width of East Asian text: some spreadsheets look past both.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def to_json(data: Any) -> str:
    """JSON for people and machines: UTF-8, indented by one space, a line break at the end."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def to_csv(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """CSV by RFC 4180: a head, then the rows; None is an empty cell, and no cell is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(map(_no_formula, row) for row in rows)
    return out.getvalue()


def _no_formula(cell: Any) -> Any:
    """A cell that a spreadsheet shows and does not compute: what begins as a formula gets an apostrophe, numbers stay."""
    if isinstance(cell, str) and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def grouped(value: Any) -> str:
    """A number with commas between thousands, as prose has them: 24,500,000,000 for 24500000000."""
    return f"{value:,}"
