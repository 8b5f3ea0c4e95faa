"""The band of relations and missions of a country, from 1948 to today."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from scripts.derive.heads import heads_of
from scripts.derive.relations import first_seen
from scripts.load.archive import Archive
from scripts.pictures.charts import FIRST_YEAR, LETTER_WIDTH, NARROW, TEXT, WIDE, Row, Spec, as_is
from scripts.pictures.picture import Picture, decade_lines, on_time, pixel_sheet, year_labels, year_of
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.values.dates import FuzzyDate, date_range

# The shortest stretch that can be seen.
SHORTEST = dt.timedelta(days=120)


@dataclass(frozen=True)
class Span:
    """A stretch of time on a band: from a day until a day, what it was, and how it is known."""

    track: str
    start: dt.date
    end: dt.date
    state: str
    text: str
    opened: FuzzyDate | None
    closed: FuzzyDate | None


def relation_spans(country: model.Country, archive: Archive) -> list[Span]:
    """The episodes of relations, each until the next; the last until today."""
    spans = []
    for i, episode in enumerate(country.relations):
        following = country.relations[i + 1].date if i + 1 < len(country.relations) else None
        end = following.first if following else archive.today
        text = v.RELATION_STATES[episode.state_after].meaning
        spans.append(Span("relations", episode.date.first, end, episode.state_after, text, episode.date, following))
    return spans


def mission_spans(country: model.Country, archive: Archive) -> list[Span]:
    """The missions both ways, as far as their dates are known; none for one that is not there or not found out.

    A mission whose opening is not known is `unknown` from the beginning of relations until a source saw it,
    or somebody at its head; one whose closing is not known ends where it was last seen.
    """
    founded = country.relations[0].date.first if country.relations else archive.today
    found = [m for m in country.missions if m.status not in ("none", "unknown")]
    return [span for mission in found for span in _spans_of(mission, founded, archive)]


def _spans_of(mission: model.Mission, founded: dt.date, archive: Archive) -> list[Span]:
    """The stretches of one mission, in order."""
    track = "dprk" if mission.sender == archive.home else "partner"
    name = f"{mission.term('kind').label}{f', {mission.city}' if mission.city else ''}"
    sighted, seen = mission.as_of or mission.opened, first_seen(mission, archive)
    if mission.closed:
        end = mission.closed.first
    elif mission.status == "closed":
        end = sighted.last if sighted else founded
    else:
        end = archive.today
    if mission.opened:
        start = mission.opened.first
    elif seen and seen < end and (not mission.closed or heads_of(mission, archive)):
        start = seen
    else:
        start = end
    spans = []
    if not mission.opened and min(founded, start) < start:
        spans.append(Span(track, founded, start, "unknown", name, None, mission.closed if start == end else None))
    pause, again = mission.suspended, mission.resumed
    state = "represented" if mission.kind == "non-resident" else "open"
    if pause and start < pause.first < end:
        back = again.first if again else end
        spans.append(Span(track, start, pause.first, state, name, mission.opened, pause))
        spans.append(Span(track, pause.first, back, "suspended", "suspended", pause, again or mission.closed))
        if back < end:
            spans.append(Span(track, back, end, state, name, again, mission.closed))
    elif start < end or not spans:
        # A mission that was seen on a single day still shows.
        spans.append(Span(track, start, max(end, start + SHORTEST), state, name, mission.opened, mission.closed))
    return spans


def relations_picture(country: model.Country, archive: Archive) -> Picture | None:
    """The band of relations and missions from 1948 to today."""
    spans = [*relation_spans(country, archive), *mission_spans(country, archive)]
    if not country.relations:
        return None
    tracks = {
        "relations": "Relations",
        "dprk": f"North Korea’s missions in {country.in_a_sentence}",
        "partner": f"Missions of {country.in_a_sentence} in North Korea",
    }
    # A track without a span says whether a source says so, or whether nothing was found.
    empty = {
        "dprk" if mission.sender == archive.home else "partner": "none, as a source says"
        if mission.status == "none"
        else "not found out"
        for mission in country.missions
        if mission.status in ("none", "unknown")
    }
    words = {"unknown": "opening not on record", "represented": "ambassador not resident"}
    rows = tuple(
        (
            tracks[span.track],
            span.opened.text if span.opened else "",
            span.closed.text if span.closed else "",
            span.text if span.track == "relations" else words.get(span.state, span.state),
            "" if span.track == "relations" else span.text,
        )
        for span in spans
    )
    told = "; ".join(
        f"{span.text} from {date_range(span.opened, None) if span.opened else 'a day that is not known'}"
        for span in spans
        if span.track == "relations"
    )
    owners = {"dprk": "North Korea’s", "partner": f"{country.in_a_sentence}’s"}
    missions = "; ".join(
        dict.fromkeys(
            f"{owners[s.track]} {s.text}" for s in spans if s.state not in ("suspended",) and s.track in owners
        )
    )
    return Picture(
        f"{country.id}-relations",
        f"Relations and missions of {country.in_a_sentence} and North Korea",
        f"Relations: {told}. {f'Missions: {missions}. ' if missions else ''}The table gives the days.",
        ("Track", "From", "Until", "State", "Mission"),
        rows,
        partial(_relations_spec, spans, tracks, empty, archive.today.year),
        source="The record’s own episodes of relations and missions, each with its sources on this page. A dashed outline: a mission whose opening is not on record.",
        told=False,
    )


@dataclass
class _Band:
    """The rows of the layers, as track after track is laid out; `y` is where the next one begins."""

    bars: list[Row] = field(default_factory=list)
    dashes: list[Row] = field(default_factory=list)
    starts: list[Row] = field(default_factory=list)
    texts: list[Row] = field(default_factory=list)
    labels: list[Row] = field(default_factory=list)
    y: int = 0


def _relations_spec(
    spans: list[Span], tracks: dict[str, str], empty: dict[str, str], last: int, *, narrow: bool
) -> Spec:
    scale = ((NARROW if narrow else WIDE) - 1) / (last + 1 - FIRST_YEAR)
    band = _Band()
    for track, label in tracks.items():
        band.labels.append({"year": FIRST_YEAR, "y": band.y + 9, "text": label})
        band.y += 18
        _lay_out(band, track, [span for span in spans if span.track == track], empty, scale)
    plain = partial(on_time, last=last)
    box: dict[str, Any] = {"x2": {"field": "end"}, "y2": {"field": "y2"}}
    middle = {"type": "text", "align": "left", "baseline": "middle"}
    dashed = {"type": "rect", "filled": False, "strokeWidth": 1, "strokeDash": [2, 3]}
    rule = {"type": "rule", "strokeWidth": 2, "color": "currentColor"}
    layers = [
        decade_lines(last, band.y, narrow),
        plain(band.bars, mark={"type": "rect", "strokeWidth": 1}, **box, fill=as_is("fill"), stroke=as_is("stroke")),
        plain(band.starts, mark=rule, y2={"field": "y2"}),
        plain(band.dashes, mark=dashed, **box, stroke=as_is("stroke")),
        plain(band.labels, mark={**middle, "color": "var(--muted)"}, text=TEXT),
        plain(band.texts, mark={**middle, "dx": 5}, text=TEXT, color=as_is("color")),
        year_labels(last, band.y + 10, narrow),
    ]
    return pixel_sheet(narrow, band.y + 18, layers)


def _lay_out(band: _Band, track: str, spans: list[Span], empty: dict[str, str], scale: float) -> None:
    """The spans of one track, each in the first lane that is free; `scale` is how many pixels a year has."""
    height = 26 if track == "relations" else 20
    lanes: list[dt.date] = []
    for span in spans:
        lane = next((i for i, until in enumerate(lanes) if until <= span.start), len(lanes))
        lanes[lane : lane + 1] = [span.end]
        top = band.y + lane * (height + 3)
        start, end = max(year_of(span.start), FIRST_YEAR), year_of(span.end)
        place = {"year": start, "end": end, "y": top, "y2": top + height}
        fill, stroke, ink = _look(span)
        (band.dashes if span.state == "unknown" else band.bars).append({**place, "fill": fill, "stroke": stroke})
        if track == "relations":
            band.starts.append(place)
        middle = {**place, "y": top + height / 2 + 1}
        band.texts += _fitting(_captions(span), middle, (end - start) * scale - 8, ink)
    if not spans:
        nothing = {"text": empty.get(track, "nothing found"), "color": "var(--muted)"}
        band.texts.append({"year": FIRST_YEAR, "y": band.y + 8, **nothing})
    band.y += max(1, len(lanes)) * (height + 3) + 7


def _captions(span: Span) -> list[str]:
    """What can be written into a span, the longest first."""
    text, year = span.text, str(span.opened.year) if span.opened else ""
    if span.state == "unknown":
        return [f"{text}; opening not on record", f"{text}; opening unknown", text, text.split(",")[0]]
    if span.track == "relations":
        return [f"{year} {v.RELATION_STATES[span.state].short}", f"{year} {span.state}", year]
    return [f"{text}, {year}" if year else text, text, year]


def _look(span: Span) -> tuple[str, str, str]:
    """Fill, outline and colour of letters of a span."""
    if span.track == "relations":
        colour = v.RELATION_STATES[span.state].colour
        return (f"var(--{colour})", "none", "currentColor") if colour else ("none", "var(--edge)", "currentColor")
    side = f"var(--{span.track})"
    if span.state == "open":
        return side, "none", "var(--paper)"
    return "none", side, side


def _fitting(words: Sequence[str], place: Row, room: float, color: str) -> list[Row]:
    """The longest of some words that fits into so many pixels, as a row; none when none fits."""
    text = next((word for word in words if word and len(word) * LETTER_WIDTH <= room), "")
    return [{**place, "text": text, "color": color}] if text else []
