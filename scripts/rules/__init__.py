"""The rules across records, in one list. A rule is a function whose docstring is the rule; it yields problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from scripts.load.archive import Archive
from scripts.rules import dates, evidence, filing, people, prose, sides, sources
from scripts.values.problems import Problem

Rule = Callable[[Archive], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    filing.records_stand_in_their_file,
    filing.ids_begin_with_their_date,
    filing.old_ids_are_free,
    dates.ends_follow_beginnings,
    dates.dates_are_past,
    dates.new_years_day_is_meant,
    sides.a_visit_has_two_sides,
    sides.people_belong_to_their_side,
    sides.agreements_fall_into_their_visit,
    people.posts_do_not_overlap,
    people.nobody_stands_twice,
    sides.a_leader_is_in_one_place,
    sides.a_journey_has_stops,
    evidence.held_means_reported_afterwards,
    evidence.confirmed_is_more_than_one_side,
    evidence.grades_are_only_lowered,
    dates.relations_are_in_order,
    sides.missions_have_two_sides,
    evidence.party_media_have_a_country,
    filing.provisions_have_their_own_ids,
    sources.addresses_are_used_once,
    sources.every_source_is_cited,
    sources.every_publisher_publishes,
    prose.prose_is_simple,
    prose.citations_are_whole,
    prose.prose_cites,
)

# Rules whose findings mean nothing while some records are missing.
NEEDS_ALL: frozenset[Rule] = frozenset(
    {sources.every_source_is_cited, sources.every_publisher_publishes, sides.a_journey_has_stops}
)
