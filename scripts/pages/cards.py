"""What the social card of each record says: its kind, its title, when, whose word it is and how good."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from scripts.derive.apart import page_title
from scripts.derive.evidence import evidence_of
from scripts.load.archive import Archive
from scripts.pages.happenings import attested_by
from scripts.pictures.picture import colours
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.record.kinds import KINDS, PAGED
from scripts.values.card import CARDS_FOLDER, Card, Sheet
from scripts.values.dates import date_range
from scripts.values.settings import Settings
from scripts.values.text import capital, shortened

# The colour of who attests it, as the badge on the page has it.
_ACCENTS = {
    "dprk": "dprk",
    "partner": "partner",
    "both": "partner",
    "independent": "independent",
    "untraced": "caution",
}
# So many letters of what a record says in short.
_IN_SHORT = 120


def card_path(kind: str, id: str) -> str:
    """Where the card of a record stands, below the site's root."""
    return f"{CARDS_FOLDER}/{kind}/{id}.png"


def sheet(settings: Settings) -> Sheet:
    """What all cards have."""
    place = urlsplit(settings.url)
    return Sheet(settings.name, (place.netloc + place.path).rstrip("/"), tuple(colours().items()))


def cards(archive: Archive) -> Iterator[Card]:
    """The card of each record that has a page."""
    for kind in PAGED:
        for record in archive.records[kind].values():
            yield card(kind, record, archive)


def card(kind: str, record: model.Record, archive: Archive) -> Card:
    """The card of one record."""
    path, title = card_path(kind, record.id), page_title(kind, record, archive)
    name = capital(record.id.replace("-", " "))
    if isinstance(record, model.Happening):
        evidence = evidence_of(record, archive)
        said = f"{attested_by(record, archive)} · Evidence {evidence.grade}"
        accent = _ACCENTS[evidence.attestation]
        return Card(path, KINDS[kind].singular, title, name, _when(record), said, accent)
    label = v.ENTITY_KINDS[record.kind].label if isinstance(record, model.Entity) else KINDS[kind].singular
    told = shortened(record.in_short.removeprefix(f"{record.label}: "), _IN_SHORT)
    return Card(path, label, title, name, (told,) if told != record.label else ())


def _when(record: model.Happening) -> tuple[str, ...]:
    """When it was, and that it did not take place, or has not yet; nothing where the day is not known."""
    said = [date_range(record.when, record.until)] if record.when else []
    if isinstance(record, model.Visit) and record.status != "held":
        said.append(record.term("status").label)
    return (" · ".join(said),) if said else ()
