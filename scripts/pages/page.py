"""A page as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from scripts.record import model
from scripts.record.kinds import PAGED
from scripts.values.text import root_from


@dataclass(frozen=True)
class Page:
    """One Markdown page to be written.

    `path` is its file below the docs folder; `meta` its front matter, which the theme reads; `values` what
    the template sees besides the archive.
    """

    path: str
    template: str
    title: str
    description: str
    values: dict[str, Any] = field(default_factory=dict)
    meta: dict[str, Any] = field(default_factory=dict)
    # What sets the record whose page this is apart from its namesakes; it belongs to the title.
    apart: str = ""

    @property
    def full_title(self) -> str:
        """The title by which the page is told from all others."""
        return f"{self.title} ({self.apart})" if self.apart else self.title

    @property
    def record(self) -> tuple[str, model.Record] | None:
        """The kind and the record whose page this is, if it is one's."""
        kind, record = self.meta.get("kind", ""), self.values.get("record")
        return (kind, record) if kind in PAGED and record is not None else None

    @property
    def root(self) -> str:
        """The way from the page to the site's root."""
        return root_from(self.address)

    @property
    def address(self) -> str:
        """The page's address in the site: `visits/x/` for `visits/x.md`, `visits/` for `visits/index.md`, '' for home."""
        folder, _, name = self.path.removesuffix(".md").rpartition("/")
        return "".join(f"{part}/" for part in (folder, "" if name == "index" else name) if part)
