"""The heads of missions of a country and North Korea: who was in the post when, as far as it is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from scripts.derive.heads import Head, heads_between
from scripts.derive.posts import post_dates, span_of
from scripts.load.archive import Archive
from scripts.pictures.charts import FIRST_YEAR, LETTER_WIDTH, NARROW, TEXT, WIDE, Row, Spec, as_is
from scripts.pictures.picture import Area, Key, Picture, decade_lines, on_time, pixel_sheet, year_labels, year_of
from scripts.record import model
from scripts.values.dates import FuzzyDate

# Heights in pixels: of a heading, of the line that gathers all, of a person.
_HEADING, _GATHERED, _ROW = 20, 14, 17
# The room at the foot for the years.
_FOOT = 18
# A term of days still shows, and so does a day: so many years.
_LEAST = 0.35


@dataclass(frozen=True)
class Way:
    """One way between two countries: on which side it is drawn, its title, whose missions where, their heads."""

    side: str
    title: str
    sender: str
    host: str
    heads: tuple[Head, ...]


def ways(country: model.Country, archive: Archive) -> tuple[Way, Way]:
    """Both ways with their heads of mission, North Korea's in the country first."""
    home, name = archive.home, country.in_a_sentence
    return (
        Way("dprk", f"North Korea’s in {name}", home, country.id, heads_between(home, country.id, archive)),
        Way(
            "partner",
            f"{name[0].upper()}{name[1:]}’s in North Korea",
            country.id,
            home,
            heads_between(country.id, home, archive),
        ),
    )


def caption(head: Head, archive: Archive) -> str:
    """A head of mission as the picture names him or her: with the rank below ambassador, and the seat elsewhere."""
    besides = [] if head.post.head == "ambassador" else [head.said.label]
    besides += [f"in {archive.country_name(head.post.seat)}"] if head.post.seat and not head.resident else []
    return f"{head.official.name} ({', '.join(besides)})" if besides else head.official.name


def heads_picture(country: model.Country, archive: Archive) -> Picture | None:
    """A line for each head of mission, both ways, from 1948 to today; none where nobody is on record."""
    both = tuple(way for way in ways(country, archive) if way.heads)
    if not both:
        return None
    rows = tuple(
        (
            way.title,
            head.official.name,
            head.said.label,
            post_dates(head.post),
            head.post.credentials.text if head.post.credentials else "",
            "" if head.resident or not head.post.seat else archive.country_name(head.post.seat),
        )
        for way in both
        for head in way.heads
    )
    told = "; ".join(f"{way.title}: {len(way.heads)}" for way in both)
    plan = _Plan(both, archive)
    return Picture(
        f"{country.id}-heads",
        f"Heads of mission: {country.in_a_sentence} and North Korea",
        f"On record {told}. The table gives each with the days.",
        ("Mission", "Name", "As", "When", "Credentials", "Sits in"),
        rows,
        partial(_spec, plan, archive.today.year),
        keys=(
            Key("term-known", "from the first to the last day of a known term"),
            Key("term-least", "at least from, at least to: no day of arrival or leaving is known"),
        ),
        source="From the posts of persons, each with its sources on the person’s page. A dot is a day on which a source saw the person in the post. The line above gathers all; where it is blank, nobody is on record.",
        told=False,
        areas=plan.areas,
        height=plan.height,
    )


@dataclass(frozen=True)
class _Line:
    """A person's line: where it stands, on which side, whose it is, the caption."""

    y: int
    side: str
    head: Head
    text: str


class _Plan:
    """Where everything stands from the top, whatever the width."""

    def __init__(self, both: Sequence[Way], archive: Archive) -> None:
        self.titles: list[tuple[int, str]] = []
        self.gathered: list[tuple[int, Way]] = []
        self.lines: list[_Line] = []
        y = 0
        for way in both:
            self.titles.append((y + _HEADING // 2, way.title))
            y += _HEADING
            self.gathered.append((y, way))
            y += _GATHERED
            for head in way.heads:
                self.lines.append(_Line(y, way.side, head, caption(head, archive)))
                y += _ROW
            y += 6
        self.bottom = y
        self.height = y + _FOOT

    @property
    def areas(self) -> tuple[Area, ...]:
        """What each line leads to: the person."""
        return tuple(Area(one.y, _ROW, "officials", one.head.official.id, one.text) for one in self.lines)


@dataclass
class _Marks:
    """The rows of the layers."""

    bars: list[Row] = field(default_factory=list)
    ticks: list[Row] = field(default_factory=list)
    dots: list[Row] = field(default_factory=list)
    texts: list[Row] = field(default_factory=list)
    left: list[Row] = field(default_factory=list)


def _spec(plan: _Plan, last: int, *, narrow: bool) -> Spec:
    scale = ((NARROW if narrow else WIDE) - 1) / (last + 1 - FIRST_YEAR)
    marks = _Marks()
    for y, way in plan.gathered:
        for start, end in _years_of(way.heads):
            place = {"year": start, "end": max(end, start + _LEAST), "y": y + 2, "y2": y + 8}
            marks.bars.append({**place, "fill": f"var(--{way.side})", "stroke": "none"})
    for line in plan.lines:
        _draw(line, marks, scale, last)
    plain = partial(on_time, last=last)
    box: dict[str, Any] = {"x2": {"field": "end"}, "y2": {"field": "y2"}}
    text = {"type": "text", "baseline": "middle"}
    titles: list[Row] = [{"year": FIRST_YEAR, "y": y, "text": title} for y, title in plan.titles]
    layers = [
        decade_lines(last, plan.bottom, narrow),
        plain(titles, mark={**text, "align": "left", "color": "var(--muted)"}, text=TEXT),
        plain(marks.bars, mark={"type": "rect", "strokeWidth": 1}, **box, fill=as_is("fill"), stroke=as_is("stroke")),
        plain(marks.ticks, mark={"type": "rule", "strokeWidth": 2}, y2={"field": "y2"}, color=as_is("color")),
        plain(marks.dots, mark={"type": "circle", "size": 30, "opacity": 1}, color=as_is("color")),
        plain(marks.texts, mark={**text, "align": "left", "dx": 7}, text=TEXT),
        plain(marks.left, mark={**text, "align": "right", "dx": -7}, text=TEXT),
        year_labels(last, plan.bottom + 10, narrow),
    ]
    return pixel_sheet(narrow, plan.height, layers)


def _years_of(heads: Sequence[Head]) -> Iterator[tuple[float, float]]:
    """The years in which somebody is on record, joined where they touch."""
    start, end = None, 0.0
    for first, until in sorted(head.span for head in heads if head.span):
        one, other = year_of(first), year_of(until)
        if start is None or one > end:
            if start is not None:
                yield start, end
            start, end = one, other
        else:
            end = max(end, other)
    if start is not None:
        yield start, end


def _draw(line: _Line, marks: _Marks, scale: float, last: int) -> None:
    """One person: a bar for a term of which both ends are known, else a thin line with a mark at what is known."""
    post, middle, color = line.head.post, line.y + _ROW / 2, f"var(--{line.side})"
    span = span_of(post)
    if span is None:
        marks.texts.append(
            {
                "year": FIRST_YEAR,
                "y": middle,
                "text": shortened(f"{line.text}, no day known", scale * (last - FIRST_YEAR)),
            }
        )
        return
    start, end = year_of(span[0]), year_of(span[1])
    whole = post.start and post.end
    if whole or end - start > _LEAST:
        thick = 5 if whole else 1.5
        reach = max(end, start + _LEAST)
        marks.bars.append(
            {"year": start, "end": reach, "y": middle - thick, "y2": middle + thick, "fill": color, "stroke": "none"}
        )
    known = [] if whole else [day for day in (post.start, post.end) if day]
    marks.ticks += [{"year": _at(day), "y": middle - 6, "y2": middle + 6, "color": color} for day in known]
    marks.dots += [{"year": _at(day), "y": middle, "color": color} for day in post.seen if not whole]
    _name(line.text, start, max(end, start + _LEAST), middle, marks, scale, last)


def _at(day: FuzzyDate) -> float:
    """Where a day stands, one that is not known to the day in the middle of what it may be."""
    return (year_of(day.first) + year_of(day.last)) / 2


def _name(text: str, start: float, end: float, y: float, marks: _Marks, scale: float, last: int) -> None:
    """The caption, behind the term if there is room, else before it; shortened where neither side has enough."""
    behind, before = (last + 1 - end) * scale - 8, (start - FIRST_YEAR) * scale - 8
    if len(text) * LETTER_WIDTH <= behind or behind >= before:
        marks.texts.append({"year": end, "y": y, "text": shortened(text, behind)})
    else:
        marks.left.append({"year": start, "y": y, "text": shortened(text, before)})


def shortened(text: str, room: float) -> str:
    """A caption that fits into so many pixels: without what stands in brackets, then cut."""
    if len(text) * LETTER_WIDTH <= room:
        return text
    bare, most = text.partition(" (")[0], int(room / LETTER_WIDTH)
    return bare if len(bare) <= most else f"{bare[: most - 1]}…"
