"""Values as text, in the one form of each: JSON, CSV, numbers for readers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any


def to_json(data: Any) -> str:
    """JSON for people and machines: UTF-8, indented by one space, a line break at the end."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def to_csv(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """CSV by RFC 4180: a head, then the rows; None is an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def grouped(value: Any) -> str:
    """A number with thin spaces between thousands: 24 500 000 000 for 24500000000."""
    return f"{value:,}".replace(",", "\u202f")
