"""What was said on tests, launches and attacks, by event and by country."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scripts.derive.responses import occasions, responses_of, responses_to
from scripts.load.archive import Archive
from scripts.pages.responsepages import event_responses, said_by, statements_page
from scripts.pictures.responses import responses_picture
from scripts.record import model
from scripts.rules.sides import stances_are_on_something
from scripts.values.dates import FuzzyDate

AFFAIR, PROTEST = "1983-10-harbour-affair", "1984-02-29-harbour-protest"


def with_events(mini: Archive, *events: model.Event) -> Archive:
    """The mini world with some events changed or added."""
    found = mini.events | {event.id: event for event in events}
    return replace(mini, records=mini.records | {"events": found}, memo={})


def statement(mini: Archive, id: str, stances: list[tuple[str, str]], **fields: object) -> model.Event:
    said = tuple(model.Stance(country=country, said=word) for country, word in stances)
    countries = tuple(dict.fromkeys(country for country, _ in stances))
    return mini.events[PROTEST].model_copy(update={"id": id, "stances": said, "countries": countries, **fields})


def test_a_statement_is_found_from_what_it_is_on_and_from_its_country(mini: Archive) -> None:
    assert [event.id for event in occasions(mini)] == [AFFAIR]
    ((country, (one,)),) = responses_to(AFFAIR, mini).items()
    assert (country, one.said, one.statement.id) == ("sudland", "objected", PROTEST)
    assert responses_of("sudland", mini) == (one,)
    assert responses_of("westland", mini) == ()


def test_of_several_words_of_a_country_the_sharpest_is_first(mini: Archive) -> None:
    milder = statement(mini, "1983-12-milder", [("sudland", "restraint"), ("westland", "supported")])
    sharper = statement(mini, "1984-03-sharper", [("sudland", "condemned")])
    world = with_events(mini, milder, sharper)
    found = responses_to(AFFAIR, world)
    assert [one.said for one in found["sudland"]] == ["condemned", "objected", "restraint"]
    assert [one.said for one in found["westland"]] == ["supported"]
    picture = responses_picture(world)
    assert picture is not None
    assert [row[3] for row in picture.rows] == ["condemned, objected, restraint", "supported"]
    assert ">+</text>" in picture.wide


def test_a_test_is_listed_though_nothing_was_found(mini: Archive) -> None:
    test = mini.events[AFFAIR].model_copy(update={"id": "1984-05-rocket", "kind": "test", "date": FuzzyDate("1984-05")})
    world = with_events(mini, test)
    assert [event.id for event in occasions(world)] == [AFFAIR, "1984-05-rocket"]
    values = event_responses(test, world)
    assert values["responses"] == ()
    assert values["unheard"] == ("ostland", "sudland", "westland")
    newest = statements_page(world).values["rows"][0]
    assert (newest.id, set(newest.cells)) == ("1984-05-rocket", {()})


def test_what_nobody_answered_has_no_list_of_the_silent(mini: Archive) -> None:
    values = event_responses(mini.events["1979-12-31-break"], mini)
    assert (values["responses"], values["unheard"]) == ((), ())


def test_a_country_tells_its_words_newest_first(mini: Archive) -> None:
    (row,) = said_by(mini.countries["sudland"], mini)
    assert (row.id, row.said.word, row.said.statement) == (AFFAIR, "objected", PROTEST)


def test_nothing_said_is_no_picture(mini: Archive) -> None:
    bare = mini.events[PROTEST].model_copy(update={"responds_to": (), "stances": ()})
    assert responses_picture(with_events(mini, bare)) is None


def test_a_stance_needs_a_subject_and_a_country_of_the_statement(mini: Archive) -> None:
    def found(change: Callable[[model.Event], model.Event]) -> list[str]:
        changed = change(mini.events[PROTEST])
        return [problem.message for problem in stances_are_on_something(with_events(mini, changed))]

    both = "a statement says both, to what it responds and with which stances"
    assert found(lambda event: event) == []
    assert found(lambda event: event.model_copy(update={"stances": ()})) == [both]
    assert found(lambda event: event.model_copy(update={"responds_to": ()})) == [both]
    twice = (model.Stance(country="sudland", said="condemned"), model.Stance(country="sudland", said="silent"))
    assert found(lambda event: event.model_copy(update={"stances": twice})) == [
        "'sudland' stands twice, or is no country of the statement"
    ]
    other = (model.Stance(country="westland", said="condemned"),)
    assert len(found(lambda event: event.model_copy(update={"stances": other}))) == 1
