"""The map as a picture that leaves: each state coloured by its relations with North Korea today, in a word too where they
are not full. On the page the map is a way in, with links and hatching (`map_of` in the templates)."""

from __future__ import annotations

import html

from markupsafe import Markup

from scripts.derive.standing import standings
from scripts.load.archive import Archive
from scripts.pictures.picture import Key, Picture
from scripts.pictures.regionmap import Shape, region_map
from scripts.record import vocabularies as v
from scripts.values.dates import FuzzyDate, long_date


def map_picture(archive: Archive) -> Picture | None:
    """The map of today; None where no state of the record has an outline."""
    states = {one.country.id: one for one in standings(archive.today, archive)}
    shown = [(shape, states[shape.id].state) for shape in region_map().shapes if shape.id in states]
    if not shown:
        return None
    named = {state: said.heading for state, said in v.RELATION_STATES.items()}
    rows = tuple(
        (one.country.name, named.get(one.state, "None on record"), one.since.text if one.since else "")
        for one in states.values()
    )
    words = "; ".join(
        f"{heading}: {', '.join(names)}"
        for heading in dict.fromkeys(row[1] for row in rows)
        if (names := [row[0] for row in rows if row[1] == heading])
    )
    used = {state for _, state in shown}
    return Picture(
        "map",
        f"Relations with North Korea on {long_date(FuzzyDate(archive.today.isoformat()))}",
        f"{words}.",
        ("Country", "Relations", "Since"),
        rows,
        (_drawing(archive, shown, 17), _drawing(archive, shown, 30)),
        keys=tuple(Key(f"is-{state}", heading) for state, heading in named.items() if state in used),
        source="By the episodes of relations on the countries’ pages. Outlines: Natural Earth, simplified; they take no side on any claim.",
        told=False,
        at="map",
    )


def _drawing(archive: Archive, shown: list[tuple[Shape, str]], letter: int) -> Markup:
    """The region with letters of a size."""
    whole = region_map()
    parts = [f'<path d="{whole.others}" fill="var(--land)" stroke="var(--rule)"/>']
    names = []
    for shape, state in shown:
        fill = f"var(--state-{state})" if state in v.RELATION_STATES else "var(--paper)"
        parts.append(f'<path d="{shape.path}" fill="{fill}" stroke="var(--muted)" stroke-width="1"/>')
        words = [archive.country_name(shape.id)]
        if state != "full":
            words.append(v.RELATION_STATES[state].short if state in v.RELATION_STATES else "not on record")
        for n, word in enumerate(words):
            weight = ' font-weight="600"' if not n else ""
            names.append(
                f'<text x="{shape.x}" y="{shape.y + n * letter}" text-anchor="{shape.anchor}"'
                f' font-size="{letter if not n else round(letter * 0.8)}"{weight} fill="var(--ink)">{html.escape(word)}</text>'
            )
    size = f'width="{whole.width}" height="{whole.height}"'
    # The land goes on beyond the frame; a drawing within one is cut at its edge.
    inside = f'<svg {size}><rect {size} fill="var(--sea)"/>{"".join(parts + names)}</svg>'
    return Markup(f'<svg viewBox="0 0 {whole.width} {whole.height}" fill="none">{inside}</svg>')
