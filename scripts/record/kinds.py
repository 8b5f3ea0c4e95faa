"""What the kinds of records are called, and which of them have a page for each record."""

from __future__ import annotations

# Kinds that have a page for each record, with the name of one record and of the list.
RECORD_PAGES = {
    "countries": ("Country", "Countries"),
    "officials": ("Person", "People"),
    "visits": ("Visit", "Visits"),
    "agreements": ("Agreement", "Agreements"),
    "events": ("Event", "Events"),
    "entities": ("Entity", "Companies, ships, institutions"),
    "topics": ("Topic", "Topics"),
    "indicators": ("Figures", "Figures"),
    "measures": ("Measure", "Sanctions measures"),
}


# Kinds whose records are entries of a list.
LIST_ONLY = {"assessments": "Views", "sources": "Sources", "publishers": "Publishers"}


TITLES = {**{kind: names[1] for kind, names in RECORD_PAGES.items()}, **LIST_ONLY}


SINGULAR = {
    **{kind: names[0] for kind, names in RECORD_PAGES.items()},
    "assessments": "View",
    "sources": "Source",
    "publishers": "Publisher",
}
