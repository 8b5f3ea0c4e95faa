"""What is no longer part of the record: where it stood, when it went, and why."""

from __future__ import annotations

import re
from typing import ClassVar

from pydantic import field_validator

from scripts.record.base import Record
from scripts.record.fields import ID, Text, fail
from scripts.values.dates import FuzzyDate

_ADDRESS = re.compile(rf"[a-z]+/({ID.pattern}/|([a-z0-9]+/)?#{ID.pattern})", re.ASCII)


class Removal(Record):
    """A record that was taken away, so that its address says what became of it."""

    kind_name: ClassVar[str] = "removals"

    title: Text
    """What the record was called."""
    was: Text
    """The address at which it stood: `visits/1999-someone/`, or `sources/2024/#id` for an entry of a list."""
    date: FuzzyDate
    """The day on which it was taken away."""
    why: Text
    """Why it was taken away."""

    @field_validator("was")
    @classmethod
    def _is_a_place_of_the_site(cls, address: str) -> str:
        if not _ADDRESS.fullmatch(address):
            raise fail(f"'{address[:80]}' is no address of a record; write visits/1999-someone/ or sources/2024/#id")
        return address

    @property
    def former(self) -> tuple[str, str]:
        """The kind and the id of the record that was taken away."""
        return self.was.split("/")[0], re.split("[/#]", self.was.removesuffix("/"))[-1]

    @property
    def gist(self) -> str:
        return self.why
