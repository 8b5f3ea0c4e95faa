"""Who reports a record and how good that is: sides, attestation, grade, the reasons in words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.derive.evidence import evidence_of, ledger_of
from scripts.derive.voices import sources_of, wire_of
from scripts.load.archive import Archive, link
from scripts.load.loader import Loaded
from scripts.record import model
from scripts.record import vocabularies as v

DPRK = {"name": "Nord Daily", "side": "dprk", "country": "nordland"}
PARTNER = {"name": "Gazette", "side": "partner", "country": "sudland"}
NEIGHBOUR = {"name": "Ost Herald", "side": "partner", "country": "ostland"}
PRESS = {"name": "Post", "side": "press", "country": "sudland"}
PRESS_2 = {"name": "Times", "side": "press"}
SAME_OWNER = {"name": "Evening Post", "side": "press", "owner": "Post"}
MINISTRY = {"name": "Sud Ministry", "side": "partner", "country": "sudland", "type": "state-organ"}
US = {"name": "State", "side": "other-state", "country": "usland"}
LEAGUE = {"name": "Office", "side": "international", "country": "league"}
REWRITER = {"name": "Rewriter", "side": "press", "type": "aggregator"}
WIRE = {"name": "Wire", "side": "press", "type": "agency"}
HOUSES = (DPRK, PARTNER, NEIGHBOUR, PRESS, PRESS_2, SAME_OWNER, US, LEAGUE, REWRITER, WIRE, MINISTRY)


Pages = tuple[tuple[dict[str, str], str, dict[str, object]], ...]


def id_of(publisher: dict[str, str]) -> str:
    return publisher["name"].lower().replace(" ", "-")


def world(
    *sources: tuple[dict[str, str], str] | tuple[dict[str, str], str, dict[str, object]], **fields: object
) -> tuple[Archive, model.Visit]:
    """An archive with one visit from nordland to sudland that has these (publisher, kind of source, more of the source)."""
    loaded = Loaded()
    for publisher in HOUSES:
        loaded.records["publishers"][id_of(publisher)] = model.Publisher(id=id_of(publisher), **publisher)  # type: ignore[arg-type]
    for i, (publisher, kind, *more) in enumerate(sources):
        said = {
            "title": "x",
            "publisher": id_of(publisher),
            "language": "en",
            "kind": kind,
            "date": "1964-11-05",
            **(more[0] if more else {}),
        }
        loaded.records["sources"][f"s{i}"] = model.Source.model_validate({"id": f"s{i}", **said})
    for id, role in (
        ("nordland", "home"),
        ("sudland", "partner"),
        ("ostland", "partner"),
        ("usland", "other"),
        ("league", "organisation"),
    ):
        loaded.records["countries"][id] = model.Country(id=id, name=id.title(), role=role)
    visit = model.Visit.model_validate(
        {
            "id": "v", "title": "x", "start": "1964-11-02", "visitor": "nordland", "host": "sudland", "kind": "official", "rank": "minister",
            "status": "held", "confidence": "reported", "summary": "x", "sources": [f"s{i}" for i in range(len(sources))], **fields,
        }
    )  # fmt: skip
    loaded.records["visits"]["v"] = visit
    archive, _ = link(loaded, dt.date(2024, 1, 1))
    return archive, visit


@pytest.mark.parametrize(
    ("sources", "fields", "attestation", "grade"),
    [
        ([(DPRK, "news")], {}, "dprk", "D"),
        ([(PARTNER, "news")], {}, "partner", "D"),
        ([(PARTNER, "government")], {}, "partner", "D"),
        ([(DPRK, "news"), (PARTNER, "news")], {}, "both", "C"),
        ([(PRESS, "news")], {}, "independent", "C"),
        ([(PRESS, "news"), (SAME_OWNER, "news")], {}, "independent", "C"),
        ([(PRESS, "news"), (PRESS_2, "news")], {}, "independent", "B"),
        ([(DPRK, "news"), (PRESS, "news")], {}, "independent", "B"),
        ([(DPRK, "news"), (NEIGHBOUR, "news")], {}, "independent", "B"),
        ([(US, "cable"), (PRESS, "news")], {}, "independent", "B"),
        ([(PARTNER, "government"), (PRESS, "news")], {}, "independent", "A"),
        ([(US, "government"), (PRESS, "news")], {}, "independent", "B"),
        ([(US, "un"), (PRESS, "news")], {}, "independent", "A"),
        ([(DPRK, "news"), (PARTNER, "news"), (PRESS, "news")], {}, "independent", "A"),
        ([(DPRK, "news"), (PARTNER, "news"), (PRESS, "news")], {"start": "1964-11"}, "independent", "B"),
        ([(DPRK, "news"), (PARTNER, "news"), (PRESS, "news")], {"confidence": "alleged"}, "independent", "D"),
        ([(PRESS, "news"), (PRESS_2, "news")], {"confidence": "disputed"}, "independent", "D"),
        ([(PRESS, "news"), (PRESS_2, "news")], {"lowered": {"grade": "D", "why": "x"}}, "independent", "D"),
        ([(PRESS, "news")], {"lowered": {"grade": "B", "why": "x"}}, "independent", "C"),
        ([(LEAGUE, "news"), (PRESS, "news")], {"visitor": "nordland", "host": "league"}, "independent", "B"),
        ([(LEAGUE, "government")], {"host": "league"}, "partner", "D"),
        ([(LEAGUE, "un")], {}, "independent", "C"),
        ([(REWRITER, "news")], {}, "untraced", "C"),
        ([(REWRITER, "news"), (REWRITER, "news")], {}, "untraced", "C"),
        ([(REWRITER, "news"), (DPRK, "news")], {}, "dprk", "D"),
        ([(REWRITER, "news"), (PRESS, "news")], {}, "independent", "C"),
        ([(PARTNER, "government", {"date": "1965"}), (PRESS, "news")], {}, "independent", "A"),
        ([(PARTNER, "government", {"date": "1967"}), (PRESS, "news")], {}, "independent", "B"),
        ([(PARTNER, "treaty", {"date": "1967"}), (PRESS, "news")], {}, "independent", "A"),
        ([(PARTNER, "treaty", {"date": None}), (PRESS, "news")], {}, "independent", "A"),
        ([(PARTNER, "government", {"date": None}), (PRESS, "news")], {}, "independent", "B"),
        ([(PARTNER, "government"), (PRESS, "news", {"date": None})], {}, "independent", "B"),
        ([(PARTNER, "government"), (PRESS, "news", {"date": "1967"})], {}, "independent", "B"),
        ([(PARTNER, "government"), (PRESS, "news", {"date": "1967"}), (PRESS_2, "news")], {}, "independent", "A"),
        (
            [(PARTNER, "government"), (REWRITER, "news", {"relays": ["wire"]}), (PRESS, "news", {"date": "1967"})],
            {},
            "independent",
            "B",
        ),
        (
            [(DPRK, "news", {"date": "1967"}), (PARTNER, "news", {"date": "1967"}), (PRESS, "news", {"date": "1968"})],
            {},
            "independent",
            "B",
        ),
    ],
)
def test_attestation_and_grade(
    sources: list[tuple[dict[str, str], str]], fields: dict[str, object], attestation: str, grade: str
) -> None:
    archive, visit = world(*sources, **fields)
    evidence = evidence_of(visit, archive)
    assert (evidence.attestation, evidence.grade) == (attestation, grade)
    assert evidence.reasons


def test_a_page_that_passes_on_anothers_words_counts_as_theirs() -> None:
    archive, visit = world(
        (PRESS, "news", {"relays": ["nord-daily"]}), (PRESS_2, "news", {"relays": ["wire", "nord-daily"]})
    )
    assert evidence_of(visit, archive).attestation == "dprk"
    archive, visit = world((PRESS, "news", {"relays": ["wire"]}), (PRESS_2, "news", {"relays": ["wire"]}))
    assert evidence_of(visit, archive).grade == "C"
    assert [[page.source.id for page in origin.pages] for origin in ledger_of(visit, archive).origins] == [["s0", "s1"]]


@pytest.mark.parametrize(
    ("relays", "wire"),
    [((), None), (("wire",), "wire"), (("wire", "nord-daily"), "wire"), (("nord-daily", "wire"), None)],
)
def test_a_page_carries_the_report_of_the_agency_that_it_names_first(relays: tuple[str, ...], wire: str | None) -> None:
    archive, _ = world((PRESS, "news", {"relays": relays}))
    agency = wire_of(archive.sources["s0"], archive)
    assert (agency.id if agency else None) == wire


def test_a_party_speaks_for_itself_whoever_prints_it() -> None:
    for speaker, attestation in (
        ("nordland", "dprk"),
        ("sudland", "partner"),
        ("ostland", "independent"),
        ("usland", "independent"),
    ):
        archive, visit = world((PRESS, "book", {"speaker": speaker, "relays": ["wire"]}))
        assert evidence_of(visit, archive).attestation == attestation


def owners(record: model.Happening, archive: Archive) -> list[tuple[str, str, int]]:
    return [(one.voice.owner, one.side, len(one.pages)) for one in ledger_of(record, archive).origins]


def test_a_statement_that_several_papers_tell_is_one_origin_with_the_state_that_made_it() -> None:
    said = {"speaker": "sudland"}
    archive, visit = world(
        (PRESS, "news", said), (PRESS_2, "news", {**said, "relays": ["wire"]}), (MINISTRY, "government")
    )
    assert owners(visit, archive) == [("Sudland", "partner", 3)]
    assert evidence_of(visit, archive).grade == "D"


def test_a_page_that_tells_of_one_record_only_what_a_state_said_counts_as_the_states_on_that_record() -> None:
    archive, visit = world((PRESS, "news"), (PRESS_2, "news"), said_by={"s1": "nordland"})
    assert owners(visit, archive) == [("Post", "independent", 1), ("Nordland", "dprk", 1)]
    other = visit.model_copy(update={"said_by": {}})
    assert owners(other, archive) == [("Post", "independent", 1), ("Times", "independent", 1)]
    assert [page.spoken for one in ledger_of(visit, archive).origins for page in one.pages] == [False, True]


@pytest.mark.parametrize(
    ("kind", "grade", "attestation"),
    [("sanctions-listing", "D", "partner"), ("seizure", "D", "partner"), ("trade", "C", "independent")],
)
def test_what_a_third_state_does_to_others_has_it_for_a_party(kind: str, grade: str, attestation: str) -> None:
    archive, visit = world((PRESS, "news", {"speaker": "usland"}), (PRESS_2, "news", {"speaker": "usland"}))
    event = model.Event.model_validate(
        {
            "id": "e", "title": "x", "date": "1964-11-02", "kind": kind, "countries": ["sudland"], "confidence": "reported",
            "summary": "x", "sources": list(visit.sources),
        }
    )  # fmt: skip
    evidence = evidence_of(event, archive)
    assert (evidence.grade, evidence.attestation) == (grade, attestation)
    assert owners(event, archive) == [("Usland", "partner" if grade == "D" else "independent", 2)]


def test_an_origin_that_only_a_rewriter_shows_gives_no_more_than_a_c() -> None:
    archive, visit = world((PRESS, "news"), (REWRITER, "news", {"relays": ["wire"]}))
    evidence = evidence_of(visit, archive)
    assert (evidence.grade, evidence.owners) == ("C", ("Post", "Wire"))
    archive, visit = world(
        (PRESS, "news"), (REWRITER, "news", {"relays": ["wire"]}), (PRESS_2, "news", {"relays": ["wire"]})
    )
    assert evidence_of(visit, archive).grade == "B"


@pytest.mark.parametrize(
    ("date", "counts"),
    [
        ("1964-11-01", False),
        ("1964-11-02", True),
        ("1964-11", True),
        ("1964-10", False),
        ("1964", True),
        ("1970", True),
    ],
)
def test_a_preview_attests_nothing(date: str, counts: bool) -> None:
    archive, visit = world((PRESS, "news", {"date": date}), (PRESS_2, "news"))
    ledger = ledger_of(visit, archive)
    assert len(ledger.origins) == 1 + counts
    assert [aside.why for aside in ledger.asides] == ([] if counts else ["written before it"])


@pytest.mark.parametrize(
    ("status", "grade"), [("held", "D"), ("departed", "D"), ("announced", "B"), ("cancelled", "B")]
)
def test_previews_alone_attest_a_plan(status: str, grade: str) -> None:
    archive, visit = world((PRESS, "news", {"date": "1964-10"}), (PRESS_2, "news", {"date": "1964-10"}), status=status)
    evidence = evidence_of(visit, archive)
    assert (evidence.grade, evidence.attestation, evidence.ledger.asides) == (grade, "independent", ())


@pytest.mark.parametrize(
    ("sources", "words"),
    [
        ([(PRESS, "news")], ("one origin reports it", "1 separate origin, no party to it")),
        ([(DPRK, "news")], ("only one party says so", "1 separate origin")),
        ([(REWRITER, "news")], ("nobody knows whose word it is", "1 separate origin")),
        (
            [(DPRK, "news"), (PARTNER, "news")],
            ("only the parties' own media and governments say so", "2 separate origins"),
        ),
        (
            [(PRESS, "news"), (PRESS_2, "news")],
            (
                "no primary document of the time, and not both parties' own announcements",
                "2 separate origins, none a party",
            ),
        ),
        (
            [(PARTNER, "government"), (PRESS, "news")],
            (
                "a primary document",
                "the day is known",
                "2 separate origins, 1 of them no party; the partner among them",
            ),
        ),
        (
            [(DPRK, "news"), (PARTNER, "news"), (PRESS, "news"), (PRESS_2, "news")],
            (
                "announced by both parties",
                "the day is known",
                "4 separate origins, 2 of them no party; Pyongyang and the partner among them",
            ),
        ),
        (
            [(PRESS, "news"), (REWRITER, "news", {"relays": ["wire"]})],
            ("only one origin was read at first hand", "2 separate origins, none a party"),
        ),
        (
            [(PRESS, "news", {"date": "1970"})],
            ("one origin reports it", "1 separate origin, no party to it", "1 page tells of it years later"),
        ),
        (
            [(PARTNER, "government"), (PRESS, "news", {"date": "1970"}), (PRESS, "news", {"date": "1971"})],
            (
                "nobody but the parties is known to have told it at the time",
                "2 separate origins, 1 of them no party; the partner among them",
                "2 pages tell of it years later",
            ),
        ),
    ],
)
def test_the_reasons_say_what_decided_and_who_counts(
    sources: list[tuple[dict[str, str], str]], words: tuple[str, ...]
) -> None:
    archive, visit = world(*sources)
    assert evidence_of(visit, archive).reasons == words


def test_a_date_that_is_no_day_is_a_reason_of_its_own() -> None:
    archive, visit = world((PARTNER, "government"), (PRESS, "news"), start="1964-11")
    assert evidence_of(visit, archive).reasons[0] == "the day is not known"


def test_whoever_took_part_speaks_for_a_party() -> None:
    archive, visit = world((US, "government"), (DPRK, "news"))
    assert evidence_of(visit, archive).attestation == "independent"
    archive.officials["envoy"] = model.Official.model_validate(
        {"id": "envoy", "name": "An Envoy", "country": "usland", "sources": ["s0"]}
    )
    met = visit.model_copy(update={"met": ("envoy",)})
    assert evidence_of(met, archive).attestation == "both"


def test_what_is_marked_as_context_does_not_count() -> None:
    archive, visit = world((PRESS, "news"), (PRESS_2, "news"), context={"s1": "the talks of 1963"})
    evidence = evidence_of(visit, archive)
    assert (evidence.grade, evidence.owners) == ("C", ("Post",))
    assert [(aside.source.id, aside.why) for aside in evidence.ledger.asides] == [("s1", "the talks of 1963")]


@pytest.mark.parametrize(
    ("date", "years"), [("1964", 0), ("1966-11-01", 0), ("1966-11-02", 2), ("1990-05-01", 25), ("", 0)]
)
def test_what_is_told_years_later_says_so(date: str, years: int) -> None:
    archive, visit = world((PRESS, "news", {"date": date or None}))
    evidence = evidence_of(visit, archive)
    assert [page.later for origin in evidence.ledger.origins for page in origin.pages] == [years]
    assert ("years later" in " ".join(evidence.reasons)) == bool(years)


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (("1964", "1970"), "1 page tells of it years later"),
        (("1969", "1970"), "2 pages tell of it years later"),
        (("1968", "1969", "1970"), "3 pages tell of it years later"),
    ],
)
def test_pages_that_tell_years_later_are_counted(dates: tuple[str, ...], said: str) -> None:
    assert said in evidence_of(*reversed(world(*((PRESS, "news", {"date": date}) for date in dates)))).reasons  # type: ignore[arg-type]


@pytest.mark.parametrize(("grade", "why"), [("B", None), ("C", None), ("D", "x")])
def test_a_grade_says_why_it_was_lowered_where_it_was(grade: str, why: str | None) -> None:
    archive, visit = world((PRESS, "news"), lowered={"grade": grade, "why": "x"})
    assert evidence_of(visit, archive).lowered == why


# A page made from others' reports is no more once theirs are known, so more sources can make it worse; see above.
SOURCES = st.lists(
    st.tuples(
        st.sampled_from([DPRK, PARTNER, NEIGHBOUR, PRESS, PRESS_2, SAME_OWNER, US]),
        st.sampled_from(sorted(v.SOURCE_KINDS)),
    ),
    min_size=1,
    max_size=4,
)


@given(SOURCES, SOURCES)
def test_more_sources_never_make_the_evidence_worse(
    some: list[tuple[dict[str, str], str]], more: list[tuple[dict[str, str], str]]
) -> None:
    fewer = evidence_of(*reversed(world(*some)))  # type: ignore[arg-type]
    all_of_them = evidence_of(*reversed(world(*some, *more)))  # type: ignore[arg-type]
    assert v.GRADES.rank(all_of_them.grade) <= v.GRADES.rank(fewer.grade)


def test_all_sources_of_a_record_are_found_once(mini: Archive) -> None:
    assert sources_of(mini.visits["1964-11-02-han-so-sudville"]) == (
        "sud-times-1964-visit",
        "nord-daily-1964-visit",
        "far-post-1964-11-06",
    )


def test_backlinks_lead_back(mini: Archive) -> None:
    assert [link.id for link in mini.linked_from("visits", "1964-11-02-han-so-sudville", by="agreements")] == [
        "1964-11-04-harbour-treaty"
    ]
    assert {link.kind for link in mini.backlinks["officials", "han-so"]} == {
        "visits",
        "agreements",
        "events",
        "entities",
        "officials",
    }
