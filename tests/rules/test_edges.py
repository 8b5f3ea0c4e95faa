"""The edges of each rule: the last case that is allowed and the first that is not, and every exception."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.values import addresses
from tests.rules.test_rules import Edit, changed

VISITS, WEST = "visits/sudland.yaml", "visits/westland.yaml"
OFFICIALS = "officials/nordland.yaml"
STORIES = "stories/sudland.yaml"
OTHER_PERSON = """
x-person:
  name: {name}
  country: {country}
  {more}
  sources: [nord-daily-1983-break]
"""
ORDER = "stands behind"
EVENT = """
{id}:
  title: X
  date: {date}
  kind: other
  countries: [westland]
  confidence: reported
  summary: X.
  sources: [west-wire-1981-party]
"""
JANUARY = "looks like a year; write {}, or cite the source of the day"


def person(name: str = "X", country: str = "nordland", more: str = "aliases: [Y]") -> str:
    return OTHER_PERSON.format(name=name, country=country, more=more)


def event(id: str, date: str) -> Edit:
    return ("events/westland.yaml", "", EVENT.format(id=id, date=date))


# What is changed, and the beginnings of all the messages that follow, in any order.
CASES: dict[str, tuple[list[Edit], list[str]]] = {
    # ends_follow_beginnings
    "a visit may end on the day on which it begins": ([(VISITS, "end: 1964-11-05", "end: 1964-11-02"), ("agreements/sudland.yaml", "  visit: 1964-11-02-han-so-sudville\n", "")], []),
    "an end may be the month or the year of the beginning": ([(WEST, "end: 1981-01-02", "end: 1980")], []),
    "an end lies in no earlier year": ([(WEST, "end: 1981-01-02", "end: 1979")], ["end 1979 is before start 1980-12-31"]),
    "an event ends after it begins": ([("events/regional.yaml", "end: 1983-11", "end: 1983-09")], ["end 1983-09 is before date 1983-10"]),
    "an agreement expires after its date": ([("agreements/westland.yaml", "expires: 1968-12-31", "expires: 1964-01-30")], ["expires 1964-01-30 is before date 1964-01-31"]),
    "a measure ends after it begins": ([("measures/un.yaml", "date: 2009-06-12\n  end: 2024-04-30", "date: 2009-06-12\n  end: 2009-06-11")], ["end 2009-06-11 is before date 2009-06-12"]),
    "a provision ends after it begins": ([("measures/un.yaml", "end: 1984-06\n", "end: 1983-12\n")], ["end 1983-12 is before start 1984-01-01"]),
    "a post ends after it begins": ([(OFFICIALS, "end: 1965-03", "end: 1959")], ["end 1959 is before start 1960"]),
    "a mission closes after it opens": ([("countries/sudland.yaml", "closed: 1983", "closed: 1961")], ["closed 1961 is before opened 1962"]),
    "a mission resumes after it was suspended": ([("countries/westland.yaml", "resumed: 1972-01", "resumed: 1968-12-30")], ["resumed 1968-12-30 is before suspended 1968-12-31"]),
    "a person dies after birth": ([("officials/westland.yaml", "died: 1999-12", "born: 1999-12-02\n  died: 1999-12-01")], ["died 1999-12-01 is before born 1999-12-02"]),
    "a company closes after it opens": ([("entities/sudland.yaml", "opened: 1900", "opened: 1900\n  closed: 1899")], ["closed 1899 is before opened 1900"]),
    "an entry on a list is removed after its date": ([("entities/sudland.yaml", "removed: 1990", "removed: 1984-01-04")], ["removed 1984-01-04 is before date 1984-01-05"]),
    # dates_are_past: the day is 1 February 2024
    "today is past": ([("events/regional.yaml", "end: 1983-11", "end: 2024-02-01")], []),
    "tomorrow has begun where the day comes first": ([("events/regional.yaml", "end: 1983-11", "end: 2024-02-02")], []),
    "the day after has not": ([("events/regional.yaml", "end: 1983-11", "end: 2024-02-03")], ["end 2024-02-03 lies in the future"]),
    "the running month and year have begun": ([("events/regional.yaml", "end: 1983-11", "end: 2024-02"), ("countries/westland.yaml", "as_of: 2020\n", "as_of: 2024\n")], []),
    "the next year has not": ([("countries/westland.yaml", "as_of: 2020\n", "as_of: 2025\n")], ["as_of 2025 lies in the future"]),
    "a fact of a country is not of the future": ([("countries/sudland.yaml", "value: Visas are needed both ways.\n      as_of: 2020", "value: Visas are needed both ways.\n      as_of: 2025")], ["as_of 2025 lies in the future"]),
    "an agreement may expire in the future": ([("agreements/westland.yaml", "expires: 1968-12-31", "expires: 2968-12-31")], []),
    "the provision of a measure may end in the future": ([("measures/un.yaml", "end: 1984-06\n", "end: 2984-06\n")], []),
    "a provision does not begin in the future": ([("measures/un.yaml", "start: 2017-12-22\n      end: 2027", "start: 2026-12-22\n      end: 2027")], ["start 2026-12-22 lies in the future"]),
    "a measure may end in the future and does not begin there": ([("measures/un.yaml", "date: 2009-06-12\n", "date: 2024-03-12\n")], ["date 2024-03-12 lies in the future"]),
    "only an announced visit lies in the future": ([(WEST, "status: announced", "status: cancelled")], ["end 2024-03-17 lies in the future", "start 2024-03-15 lies in the future"]),
    "an announced visit was not reviewed in the future": ([(WEST, "reviewed: 2024-01-01", "reviewed: 2024-02-03")], ["reviewed 2024-02-03 lies in the future"]),
    "the end of a post does not lie in the future": ([(OFFICIALS, "end: 1965-03", "end: 2965-03")], ["end 2965-03 lies in the future"]),
    # records_are_in_order
    "a record stands behind those of earlier days": ([event(id="1950-a", date="1950")], ["stands behind '2005-judgment', which belongs below it; move it up"]),
    "a source of the year stands where its first day stands": ([("sources/1964.yaml", "date: 1964-11-03", "date: 1964")], ["stands behind 'west-ministry-1964-note', which belongs below it; move it up"]),
    "those of one day stand in any order": ([("sources/1964.yaml", "date: 1964-11-05", "date: 1964-11-03")], []),
    "people stand by their ids": ([("officials/nordland.yaml", "", person().replace("x-person", "a-person"))], ["stands behind 'han-so-admiral', which belongs below it; move it up"]),
    # removed_is_removed
    "what was removed does not exist": ([("removals.yaml", "events/1975-ghost-ship/", "events/1983-10-harbour-affair/")], ["'1983-10-harbour-affair' is the id of a record that exists"]),
    "it was of a kind": ([("removals.yaml", "events/1975-ghost-ship/", "evnts/1975-ghost-ship/")], ["no kind of record is called 'evnts'; did you mean 'events'?"]),
    "it went once": ([("removals.yaml", "publishers/#grey-sheet", "sources/1983/#far-post-1983-lost")], ["'far-post-1983-lost' was removed by 'publishers-grey-sheet' already"]),
    "a record with a page stood there": ([("removals.yaml", "events/1975-ghost-ship/", "events/#1975-ghost-ship")], ["a record of 'events' stood at events/1975-ghost-ship"]),
    "an entry of a list stood there": ([("removals.yaml", "publishers/#grey-sheet", "publishers/grey-sheet/")], ["a record of 'publishers' stood at publishers/#grey-sheet"]),
    "an address has one form": ([("removals.yaml", "events/1975-ghost-ship/", "/events/1975-ghost-ship/")], ["was: '/events/1975-ghost-ship/' is no address of a record; write visits/1999-someone/ or sources/2024/#id"]),
    # new_years_day_is_meant
    "1 January is cited by name": ([(WEST, "  cites:\n    start: [west-ministry-1964-note]\n", "  cites:\n    end: [west-ministry-1964-note]\n")], ["warning: start 1964-01-01 " + JANUARY.format(1964)]),
    "a citation of the record's field does not speak for a part": ([(OFFICIALS, "start: 1960\n", "start: 1960-01-01\n"), (OFFICIALS, "    born: [nord", "    posts: [nord-daily-1964-visit]\n    born: [nord")], ["warning: start 1960-01-01 " + JANUARY.format(1960)]),
    "a source may be of 1 January": ([("sources/1964.yaml", "date: 1964-11-03", "date: 1964-01-01")], []),
    "a deadline may be 1 January, a day of adoption is rare": ([("measures/un.yaml", "      basis: deadline\n", "")], ["warning: start 1984-01-01 " + JANUARY.format(1984)]),
    # relations_are_in_order
    "two episodes may begin on one day": ([("countries/westland.yaml", "date: 1979-12-31", "date: 1975-04-01")], []),
    "an episode stands after the one before it": ([("countries/westland.yaml", "date: 1979-12-31", "date: 1975-03-31")], ["relations: 1975-03-31 stands after 1975-04"]),
    # held_means_reported_afterwards
    "a source of the first day reports an arrival": ([(VISITS, "status: announced", "status: held"), ("sources/2020.yaml", "date: 2020-03-01", "date: 2020-05-01")], []),
    "a source of the month may report it": ([(VISITS, "status: announced", "status: held"), ("sources/2020.yaml", "date: 2020-03-01", "date: 2020-05")], []),
    "a source of the day before does not": ([(VISITS, "status: announced", "status: held"), ("sources/2020.yaml", "date: 2020-03-01", "date: 2020-04-30")], ["warning: is held, but every source is older"]),
    "of several sources the latest counts": ([(VISITS, "status: announced", "status: held"), (VISITS, "  sources: [sud-times-2020-envoys]", "  sources: [sud-times-2020-envoys, port-watch-2023]")], []),
    "an undated source may be later": ([(VISITS, "status: announced", "status: held"), (VISITS, "  sources: [sud-times-2020-envoys]", "  sources: [sud-times-2020-envoys, handbook]")], []),
    "undated sources alone say nothing of it": ([(VISITS, "status: announced", "status: held"), (VISITS, "  sources: [sud-times-2020-envoys]", "  sources: [handbook]")], []),
    "a departure is reported when it happens": ([(VISITS, "status: announced", "status: departed")], []),
    # confirmed_is_more_than_one_side
    "one party's word confirms nothing": ([("events/westland.yaml", "confidence: reported", "confidence: confirmed")], ["warning: is confirmed, but only one party says so"]),
    "Pyongyang's word confirms nothing": ([(WEST, "confidence: alleged", "confidence: confirmed")], ["warning: is confirmed, but only one party says so"]),
    # grades_are_only_lowered
    "a grade is not lowered to itself": ([(WEST, "grade: C", "grade: B")], ["the computed grade is B; a grade can only be lowered"]),
    "a grade is not raised": ([(WEST, "grade: C", "grade: A")], ["the computed grade is B; a grade can only be lowered"]),
    "a grade may be lowered to the last": ([(WEST, "grade: C", "grade: D")], []),
    # party_media_have_a_country
    "only a partner's media need a country": ([("publishers.yaml", "country: westland\n  side: partner", "side: partner")], ["a publisher on a partner's side needs a country"]),
    # records_stand_in_their_file
    "a visit stands with the other country": ([(WEST, "visitor: nordland\n  host: westland\n  kind: goodwill", "visitor: nordland\n  host: ostland\n  kind: goodwill")], ["stands in the wrong file; move it to visits/ostland.yaml"]),
    "a person of another state stands with the others": ([("officials/others.yaml", "", person(country="farland"))], []),
    "and not in a file of its own": ([("officials/farland.yaml", "", person(country="farland"))], ["stands in the wrong file; move it to officials/others.yaml"]),
    "a person stands with his or her country": ([("officials/ostland.yaml", "", person())], ["stands in the wrong file; move it to officials/nordland.yaml"]),
    "an event of one country may stand with the regional ones": ([("events/regional.yaml", "", EVENT.format(id="1981-x", date="1981"))], []),
    "an event stands with a country that it concerns": ([("events/sudland.yaml", "", EVENT.format(id="1981-x", date="1981"))], ["stands in the wrong file; move it to events/westland.yaml or events/regional.yaml"]),
    "a source without a date stands with the undated": ([("sources/2023.yaml", "  date: 2023-12-30\n", "")], ["stands in the wrong file; move it to sources/undated.yaml"]),
    "a country has a file of its own": ([("countries/others.yaml", "role: other", "role: partner")], ["stands in the wrong file; move it to countries/farland.yaml"]),
    # items_can_be_taken_apart
    "a publisher's name holds no bar": ([("publishers.yaml", "name: Far Post", "name: Far|Post")], ["holds '|' in its name or owner"]),
    "nor does its owner's": ([("publishers.yaml", "name: Far Post", "name: Far Post\n  owner: Far|Press")], ["holds '|' in its name or owner"]),
    # ids_begin_with_their_date
    "an id may hold less than the date": ([event("1981-x", "1981-02-03")], []),
    "an id may hold the month alone": ([event("1981-02-x", "1981-02-03")], []),
    "an id may be the date alone": ([event("1981-02-03", "1981-02-03")], []),
    "an id may hold more than the date": ([event("1981-02-03-x", "1981-02")], []),
    "an id may go on with a number": ([event("1966-69-x", "1966")], []),
    "an id holds no other day": ([event("1981-02-04-x", "1981-02-03")], ["the id should begin with its date, 1981-02-03-"]),
    "an id holds no other year": ([event("1982-x", "1981")], ["the id should begin with its date, 1981-"]),
    "an id begins with a year": ([event("x-1981", "1981")], ["the id should begin with its date, 1981-"]),
    "a number of three digits is no month": ([event("1981-021-x", "1981-02")], []),
    # old_ids_are_free
    "an old id is an id": ([(VISITS, "[1964-han-so-sudland]", "[Han So]")], ["'Han So' is no id"]),
    "an old id is given up by one record": ([(WEST, "  title: A goodwill mission\n", "  title: A goodwill mission\n  formerly: [1964-han-so-sudland]\n")], ["'1964-han-so-sudland' is claimed by '1964-11-02-han-so-sudville' too"]),
    "an old id may be that of a record of another kind": ([(VISITS, "[1964-han-so-sudland]", "[1964-11-04-harbour-treaty]")], []),
    # provisions_have_their_own_ids
    "the id of a provision is an id": ([("measures/un.yaml", "id: harbours", "id: The harbours")], ["'The harbours' is no id"]),
    "two measures may use one id for a provision": ([("measures/un.yaml", "id: workers", "id: arms")], []),
    # posts_do_not_overlap
    "a post may begin again on the day on which it ended": ([(OFFICIALS, "title: Premier\n      start: 1965-04", "title: Minister of foreign affairs\n      start: 1965-03-31")], []),
    "a post does not begin again a day earlier": ([(OFFICIALS, "title: Premier\n      start: 1965-04", "title: Minister of foreign affairs\n      start: 1965-03-30")], ["'Minister of foreign affairs' overlaps with the same post above"]),
    "the order in which posts are written does not matter": ([(OFFICIALS, "start: 1960\n      end: 1965-03", "start: 1970\n      end: 1972"), (OFFICIALS, "title: Premier\n      start: 1965-04", "title: Minister of Foreign Affairs\n      start: 1965-04")], ["'Minister of Foreign Affairs' overlaps with the same post above"]),
    "every later post is looked at": ([(OFFICIALS, "      seen: [1970-02]\n", "      seen: [1970-02]\n    - title: Minister of Foreign Affairs\n      start: 1961\n")], ["'Minister of Foreign Affairs' overlaps with the same post above"]),
    "a post without a date overlaps with none": ([(OFFICIALS, "      seen: [1970-02]\n", "      seen: [1970-02]\n    - title: Premier\n")], []),
    # nobody_stands_twice
    "a spelling is compared without case, marks and hyphens": ([(OFFICIALS, "", person(name="HÀN-SOH"))], ["shares a name with 'han-so'; make them one, or write distinct_from: [han-so]"]),
    "a name in its script is compared": ([(OFFICIALS, "", person(more="native: [{text: 한소, language: ko}]"))], ["shares a name with 'han-so'"]),
    "an alias is compared": ([(OFFICIALS, "", person(more="aliases: [Hahn So]"))], ["shares a name with 'han-so'"]),
    "two shared spellings are told once": ([(OFFICIALS, "", person(more="aliases: [Hahn So, Han Soh]"))], ["shares a name with 'han-so'"]),
    "either of the two may say that they differ": ([(OFFICIALS, "", person(name="Han Soh")), (OFFICIALS, "  aliases: [Han Soh, Hahn So]\n", "  aliases: [Han Soh, Hahn So]\n  distinct_from: [x-person]\n")], []),
    "people of two countries may share a name": ([("officials/ostland.yaml", "", person(name="Han So", country="ostland"))], []),
    # posts_do_not_overlap
    "a post may be taken up again on the day on which it was left": ([(OFFICIALS, "start: 1960\n", "start: 1960-05-02\n"), (OFFICIALS, "title: Premier\n      start: 1965-04\n      entity: sud-palace\n      seen: [1970-02]", "title: Minister of Foreign Affairs\n      start: 1958\n      end: 1960-05-02")], []),
    # posts_of_one_body_leave_no_gap
    "a post with an end may leave one": ([(OFFICIALS, "end: 1965-03", "end: 1964-10")], []),
    "each post without an end is looked at": ([(OFFICIALS, "end: 1965-03", "end: 1963"), (OFFICIALS, "start: 1965-04\n", "start: 1964-01\n      entity: sud-palace\n    - title: President\n      start: 1965-04\n")], ["warning: has no end and is last seen on 1964-01-31, the next post begins on 1965-04-01, and '1964-11-02-han-so-sudville' lies between"]),
    "what was on the day before the gap does not lie in it": ([(OFFICIALS, "end: 1965-03\n", "seen: [1964-11-06]\n      sources: [nord-daily-1964-visit]\n")], []),
    "nor does what was on the first day of the next post": ([(OFFICIALS, "end: 1965-03\n      ", ""), (OFFICIALS, "start: 1965-04", "start: 1964-11-02")], []),
    # a_visit_has_two_sides
    "nobody visits home": ([(WEST, "visitor: nordland\n  host: westland\n  kind: goodwill", "visitor: westland\n  host: westland\n  kind: goodwill")], ["visitor and host are both 'westland'"]),
    "one side is North Korea": ([(WEST, "visitor: nordland\n  host: westland\n  kind: goodwill", "visitor: ostland\n  host: westland\n  kind: goodwill")], ["neither side is 'nordland'"]),
    "a meeting has a venue": ([(WEST, "  venue: farland\n", "")], ["a meeting, and nothing else, has a venue"]),
    "nothing else has a venue": ([(WEST, "kind: goodwill", "kind: goodwill\n  venue: farland")], ["a meeting, and nothing else, has a venue"]),
    "a venue is not the host": ([(WEST, "venue: farland", "venue: nordland")], ["the venue is one of the two sides"]),
    # people_belong_to_their_side
    "a leader is of the visitor": ([(WEST, "leader: oda-brand", "leader: han-so")], ["'han-so' is of nordland, not of the visitor, westland"]),
    "each member of a delegation is of the visitor": ([(VISITS, "delegation: [han-so-admiral]", "delegation: [han-so-admiral, oda-brand, to-mau]")], ["'oda-brand' is of westland, not of the visitor, nordland", "'to-mau' is of sudland, not of the visitor, nordland"]),
    "a signatory is of the party": ([("agreements/westland.yaml", "signatory: oda-brand", "signatory: to-mau")], ["'to-mau' is of sudland, not of the party, westland"]),
    # agreements_fall_into_their_visit
    "an agreement may be of the first day of its visit": ([("agreements/sudland.yaml", "date: 1964-11-04", "date: 1964-11-02")], ["the id should begin with its date, 1964-11-02-"]),
    "an agreement may be of the last day of its visit": ([("agreements/sudland.yaml", "date: 1964-11-04", "date: 1964-11-05")], ["the id should begin with its date, 1964-11-05-"]),
    "an agreement is not of the day before its visit": ([("agreements/sudland.yaml", "date: 1964-11-04", "date: 1964-11-01"), (STORIES, "what: treaty", "what: treaty\n      out_of_order: x")], ["the id should begin with its date", "date 1964-11-01 is outside the visit, 1964-11-02 to 1964-11-05"]),
    "an agreement is not of the day after its visit": ([("agreements/sudland.yaml", "date: 1964-11-04", "date: 1964-11-06")], ["the id should begin with its date", "date 1964-11-06 is outside the visit, 1964-11-02 to 1964-11-05"]),
    "a visit without an end may bring an agreement within a fortnight": ([(WEST, "  end: 1964-01-31\n", ""), ("agreements/westland.yaml", "1964-01-31-trade-protocol", "1964-01-trade-protocol"), ("agreements/westland.yaml", "date: 1964-01-31", "date: 1964-01-15")], []),
    "and not a day later": ([(WEST, "  end: 1964-01-31\n", ""), ("agreements/westland.yaml", "1964-01-31-trade-protocol", "1964-01-trade-protocol"), ("agreements/westland.yaml", "date: 1964-01-31", "date: 1964-01-16")], ["date 1964-01-16 is outside the visit, 1964-01-01"]),
    "an agreement without a date may be of a visit": ([("agreements/westland.yaml", "  status: planned\n", "  visit: 1964-01-01-brand-nordburg\n  status: planned\n")], []),
    "the sides of a visit are parties": ([("agreements/westland.yaml", "    - country: westland\n      signatory: oda-brand\n", "    - country: sudland\n")], ["stands in the wrong file", "the sides of the visit are not both parties"]),
    "a meeting of many may bring an agreement with others": ([("agreements/westland.yaml", "    - country: westland\n      signatory: oda-brand\n", "    - country: league\n"), ("agreements/westland.yaml", "    - country: nordland\n", "    - country: westland\n"), (WEST, "kind: state", "kind: multilateral")], []),
    "a summit may": ([("agreements/westland.yaml", "    - country: westland\n      signatory: oda-brand\n", "    - country: league\n"), ("agreements/westland.yaml", "    - country: nordland\n", "    - country: westland\n"), (WEST, "kind: state", "kind: summit")], []),
    # a_leader_is_in_one_place
    "stops of two journeys are two places": ([("visits/ostland.yaml", "1964-11-06-han-so-ostland", "1964-11-02-han-so-ostland"), ("visits/ostland.yaml", "start: 1964-11-06", "start: 1964-11-02"), ("visits/ostland.yaml", "journey: 1964-11-han-so-tour", "journey: another")], ["has the leader and the day of '1964-11-02-han-so-ostland'", "warning: no other visit is part of the journey '1964-11-han-so-tour'", "warning: no other visit is part of the journey 'another'"]),
    "a leader may be in two places in one month": ([("visits/ostland.yaml", "1964-11-06-han-so-ostland", "1964-11-han-so-ostland"), ("visits/ostland.yaml", "start: 1964-11-06", "start: 1964-11"), ("visits/ostland.yaml", "journey: 1964-11-han-so-tour\n", "occasion: x\n"), (VISITS, "1964-11-02-han-so-sudville", "1964-11-han-so-sudville"), (VISITS, "start: 1964-11-02", "start: 1964-11"), (VISITS, "  journey: 1964-11-han-so-tour\n", ""), ("agreements/sudland.yaml", "visit: 1964-11-02", "visit: 1964-11"), ("events/regional.yaml", "visits: [1964-11-02", "visits: [1964-11"), (STORIES, "visit: 1964-11-02", "visit: 1964-11")], []),
    "visits without a leader are not compared": ([("visits/ostland.yaml", "1964-11-06-han-so-ostland", "1964-11-02-han-so-ostland"), ("visits/ostland.yaml", "start: 1964-11-06", "start: 1964-11-02"), ("visits/ostland.yaml", "  leader: han-so\n", ""), (VISITS, "  leader: han-so\n", "")], []),
    # long_visits_say_whence
    "a visit of two months needs no word": ([(WEST, "start: 2005-06\n  end: 2005-06-30", "start: 2005-06-30\n  end: 2005-08-29")], []),
    "a day more does": ([(WEST, "2005-06-talks", "2005-06-30-talks"), (WEST, "start: 2005-06\n  end: 2005-06-30", "start: 2005-06-30\n  end: 2005-08-30")], ["warning: end 2005-08-30 is 61 days after the start"]),
    "a source of the end is a word": ([(WEST, "  end: 2005-06-30\n", "  end: 2006\n  cites: {end: [court-2005-judgment]}\n")], []),
    "so is a reason": ([(WEST, "  end: 2005-06-30\n", "  end: 2006\n  inferred: {end: they left then}\n")], []),
    # the_dead_do_not_travel
    "who died on the day was there": ([("officials/sudland.yaml", "  country: sudland\n", "  country: sudland\n  died: 1964-11-04\n")], []),
    "who was born on the day was there": ([("officials/sudland.yaml", "  country: sudland\n", "  country: sudland\n  born: 1964-11-02\n")], []),
    "the unborn meet nobody": ([("officials/sudland.yaml", "  country: sudland\n", "  country: sudland\n  born: 1964-11-05\n")], ["'to-mau' was born on 1964-11-05, after 1964-11-02"]),
    "the dead sign nothing, and are told once": ([("officials/westland.yaml", "died: 1999-12", "died: 1963")], ["'oda-brand' died on 1963, before 1964-01-01"]),
    "an event may concern the dead": ([("officials/nordland.yaml", "  born: 1912-03-01\n", "  born: 1912-03-01\n  died: 1982\n")], []),
    # ranks_fit_the_post
    "a deputy prime minister is of a minister's rank": ([(OFFICIALS, "title: Minister of Foreign Affairs", "title: Deputy Prime Minister")], []),
    "a second post explains the rank": ([(OFFICIALS, "title: Minister of Foreign Affairs", "title: Vice Minister of Foreign Affairs"), (OFFICIALS, "    - title: Premier\n", "    - title: Chair of the party\n      start: 1960\n      end: 1965\n    - title: Premier\n")], []),
    "a vice-minister may lead a visit of the rank": ([(OFFICIALS, "title: Minister of Foreign Affairs", "title: Vice Minister of Foreign Affairs"), (VISITS, "rank: minister", "rank: vice-minister"), ("visits/ostland.yaml", "rank: minister", "rank: vice-minister")], []),
    # names_are_in_their_order
    "a name in another order is told": ([("officials/sudland.yaml", "to-mau:\n", "mau-to:\n  name: Mau To\n  country: sudland\n  sources: [sud-times-1964-visit]\n\nto-mau:\n")], ["is the name of 'mau-to' in another order; make them one, or write distinct_from: [mau-to]"]),
    "unless the two are set apart": ([("officials/sudland.yaml", "to-mau:\n", "mau-to:\n  name: Mau To\n  country: sudland\n  distinct_from: [to-mau]\n  sources: [sud-times-1964-visit]\n\nto-mau:\n")], []),
    "people of two countries may have names that are turned": ([("officials/ostland.yaml", "", person(name="Mau To", country="ostland"))], []),
    # hosts_are_met
    "one's own people are not met": ([(VISITS, "met: [to-mau]", "met: [to-mau, han-so-admiral]")], ["warning: 'han-so-admiral' is of the visitor's own side, nordland"]),
    "unless a source says so": ([(VISITS, "met: [to-mau]", "met: [to-mau, han-so-admiral]"), (VISITS, "  cites:\n", "  cites:\n    met: [nord-daily-1964-visit]\n")], []),
    # bounds_are_in_order, a_series_has_one_value_a_date
    "two bounds may be one number": ([("indicators/trade.yaml", "upper: 1500000", "upper: 1200000")], []),
    "two estimators may count one year": ([("indicators/trade.yaml", "date: 1965-06\n      value: 0.5\n", "date: 1964\n      estimator: Harbour office\n      value: 0.5\n")], []),
    "one estimator counts it once": ([("indicators/trade.yaml", "date: 1965-06\n      value: 0.5\n", "date: 1964\n      estimator: Customs office\n      value: 0.5\n")], ["a value of 1964 by 'Customs office' stands above; make them one"]),
    # nothing_happens_twice
    "two events of a day may share a source": ([("events/westland.yaml", "1979-12-31-break:", "1979-12-31-another:\n  title: Another\n  date: 1979-12-31\n  kind: other\n  countries: [westland]\n  confidence: reported\n  summary: X.\n  sources: [west-wire-1981-party]\n\n1979-12-31-break:")], []),
    "two of a kind, a day and a source are probably one": ([("events/westland.yaml", "1979-12-31-break:", "1979-12-31-another:\n  title: Another\n  date: 1979-12-31\n  kind: diplomacy\n  place: Westhaven\n  countries: [westland]\n  confidence: reported\n  summary: X.\n  sources: [west-wire-1981-party]\n\n1979-12-31-break:")], ["warning: looks like '1979-12-31-another', of the same day and with a source in common"]),
    "without a source in common they are two": ([("events/westland.yaml", "1979-12-31-break:", "1979-12-31-another:\n  title: Another\n  date: 1979-12-31\n  kind: diplomacy\n  place: Westhaven\n  countries: [westland]\n  confidence: reported\n  summary: X.\n  sources: [nord-daily-1981-party]\n\n1979-12-31-break:")], []),
    "agreements without a date are not compared": ([("agreements/westland.yaml", "port-plan:\n", "port-idea:\n  title: A plan for the port\n  kind: plan\n  fields: [transport]\n  parties:\n    - country: westland\n    - country: nordland\n  status: planned\n  confidence: alleged\n  summary: X.\n  sources: [port-watch-2023]\n\nport-plan:\n")], []),
    # citations_are_whole
    "a bracket that names no source is text": ([("countries/westland.yaml", "note: The ambassadors went home.", "note: The [so-called] ambassadors of 1983-85 [1983-85] went home.")], []),
    "an address of mail is no citation": ([("countries/westland.yaml", "note: The ambassadors went home.", "note: The ambassadors wrote to envoys@west-land.example and went home.")], []),
    "fewer than five are no markup": ([("countries/westland.yaml", "note: The ambassadors went home.", "note: Some <5 ambassadors, or a < b, went home.")], []),
    # missions_have_two_sides
    "a mission is of one of the two sides": ([("countries/westland.yaml", "sender: westland\n      host: nordland\n      kind: committee", "sender: westland\n      host: westland\n      kind: committee")], ["a mission here joins nordland and westland"]),
    # every_source_is_cited, every_publisher_publishes
    "each source that nobody cites is told": ([("sources/2023.yaml", "", "x-source:\n  title: X\n  publisher: port-watch\n  date: 2023\n  language: en\n  kind: ngo\ny-source:\n  title: Y\n  publisher: port-watch\n  date: 2023\n  language: en\n  kind: ngo")], ["warning: nobody cites this source"] * 2),
    "each publisher that publishes nothing is told": ([("publishers.yaml", "", "x-press:\n  name: X\n  side: press\ny-press:\n  name: Y\n  side: press")], ["warning: no source names this publisher"] * 2),
    # prose
    "each paragraph of an introduction cites": ([("countries/westland.yaml", "    Six papers tell", "    One paragraph of this introduction cites nothing.\n\n    Six papers tell")], ["introduction: the paragraph 'One paragraph of this introduction cites…' cites nothing"]),
    "a summary of a country cites": ([("countries/westland.yaml", "make up. [@west-wire-1981-party]", "make up.")], ["summary: the paragraph"]),
    "a record's summary need not cite": ([(WEST, "summary: Brand stayed a month.", "summary: Brand stayed.")], []),
    "prose in a part of a record is looked at": ([("countries/westland.yaml", "note: The ambassadors went home.", "note: The ambassadors <b>went</b> home.")], ["relations.1.note: holds raw HTML"]),
    "each fault is told": ([("countries/westland.yaml", "note: The ambassadors went home.", 'note: "![x](y) {x}"')], ["relations.1.note: holds a brace", "relations.1.note: holds a link that is not http or https", "relations.1.note: holds an image"]),
    "a citation without a space between its ids is whole": ([("countries/westland.yaml", "note: The ambassadors went home.", "note: They went. [@handbook;@port-watch-2023]")], []),
    "half a citation is told where it begins": ([("countries/westland.yaml", "note: The ambassadors went home.", "note: They went [@handbook] home. [@Port Watch]")], ["relations.1.note: '[@Port Watch]' is no citation"]),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_edge_of_a_rule(case: str, tmp_path: Path) -> None:
    edits, expected = CASES[case]
    found = sorted(changed(tmp_path, *edits))
    if not any(text.startswith(ORDER) for text in expected):  # another id or date may belong elsewhere
        found = [text for text in found if not text.startswith(ORDER)]
    assert len(found) == len(expected), found
    for text, beginning in zip(found, sorted(expected), strict=True):
        assert text.startswith(beginning), found


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example.com/x", "http://a.example.com/x", True),
        ("https://www.a.example.com/x/", "HTTPS://a.example.com/x", True),
        ("https://www2.a.example.com/x", "https://m.a.example.com/x#part", True),
        ("https://a.example.com/%ED%95%9C", "https://a.example.com/한", True),
        ("https://a.example.com/x", "https://a.example.com/X", False),
        ("https://a.example.com/x?p=1", "https://a.example.com/x?p=2", False),
        ("https://a.example.com/x", "https://mm.a.example.com/x", False),
        ("https://a.example.com/x", "https://b.example.com/x", False),
    ],
)
def test_addresses_that_lead_to_one_page(one: str, other: str, same: bool) -> None:
    assert (addresses.key(one) == addresses.key(other)) == same
