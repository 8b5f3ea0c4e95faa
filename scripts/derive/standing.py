"""How a country and North Korea stood on a day: relations, missions both ways. For the map, the years, the comparison."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from scripts.derive.relations import first_related, mission_state_at, related_since, relations_at
from scripts.load.archive import Archive
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.values.dates import FuzzyDate

# The state of relations before the first episode on record.
BEFORE = "before"
# The states of a mission that are worth saying, the strongest first.
_SAID = ("open", "suspended", "unknown", "none")


@dataclass(frozen=True)
class Standing:
    """A country on a day. `there`: North Korea's missions in the country; `here`: the country's in North Korea."""

    country: model.Country
    day: dt.date
    relation: model.Relation | None
    there: tuple[tuple[model.Mission, str], ...]
    here: tuple[tuple[model.Mission, str], ...]

    @property
    def state(self) -> str:
        """A word of `RELATION_STATES`, or `before` when no episode had begun."""
        return self.relation.state_after if self.relation else BEFORE

    @property
    def since(self) -> FuzzyDate | None:
        """When this state began: relations, or having none, from the beginning of their present spell; else the state itself."""
        if self.state in ("full", "none"):
            return related_since(self.country, self.day)
        since = None
        for episode in reversed([r for r in self.country.relations if r.date.first <= self.day]):
            if episode.state_after != self.state:
                break
            since = episode.date
        return since

    @property
    def first(self) -> FuzzyDate | None:
        """When relations first began, where `since` is the day of their return."""
        return first_related(self.country, self.day)

    @property
    def words(self) -> str:
        """The state of relations in words."""
        return v.RELATION_STATES[self.state].meaning if self.relation else "no relations on record"


def standing(country: model.Country, day: dt.date, archive: Archive) -> Standing:
    """A country's relations and missions on a day, by the rules of `derive`.

    Missions that had not begun are left out; so is one of which nothing is known on a day on which there were no
    relations, and one of which nothing is known beside one that was open. Of those that were closed the last is told
    where no other is left.
    """
    relation = relations_at(country, day)
    unrelated = relation is None or relation.state_after == "none"
    there, here = (
        _worth_saying(
            [m for m in country.missions if (m.sender == archive.home) is inbound], day, archive, unrelated=unrelated
        )
        for inbound in (True, False)
    )
    return Standing(country, day, relation, there, here)


def _worth_saying(
    missions: list[model.Mission], day: dt.date, archive: Archive, *, unrelated: bool
) -> tuple[tuple[model.Mission, str], ...]:
    """Those missions, with their state on the day, of which `standing` tells."""
    found = [(mission, mission_state_at(mission, day, archive)) for mission in missions]
    said = [(mission, state) for mission, state in found if state in _SAID]
    known = [(mission, state) for mission, state in said if state != "unknown"]
    if known or unrelated:
        said = known
    if not said:
        # None is left: the one closed last tells more than a blank.
        gone = [(mission, state) for mission, state in found if state == "closed"]
        return tuple(sorted(gone, key=lambda pair: pair[0].closed.first if pair[0].closed else dt.date.min)[-1:])
    return tuple(sorted(said, key=lambda pair: _SAID.index(pair[1])))


def standings(day: dt.date, archive: Archive) -> list[Standing]:
    """The Southeast Asian states on a day, by name."""
    return [standing(country, day, archive) for country in archive.partners]


def year_end(year: int, today: dt.date) -> dt.date:
    """The last day of a year, or today in the running one."""
    return min(dt.date(year, 12, 31), today)


def mission_words(mission: model.Mission, state: str) -> str:
    """A mission and its state on a day in words: `embassy`, `embassy, suspended`, `non-resident ambassador: not known`."""
    return v.MISSION_STATUSES[state].words.format(kind=mission.term("kind").label)
