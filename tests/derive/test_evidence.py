"""Who reports a record and how good that is: sides, attestation, grade, the reasons in words."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.derive.evidence import evidence_of, sources_of
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
US = {"name": "State", "side": "other-state", "country": "usland"}


def world(
    *sources: tuple[dict[str, str], str], agency: dict[str, str] | None = None, **fields: object
) -> tuple[Archive, model.Visit]:
    """An archive with one visit from nordland to sudland that has these (publisher, kind of source)."""
    loaded = Loaded()
    publishers = [publisher for publisher, _ in sources] + ([agency] if agency else [])
    for publisher in publishers:
        id = publisher["name"].lower().replace(" ", "-")
        loaded.records["publishers"][id] = model.Publisher(id=id, **publisher)  # type: ignore[arg-type]
    ids = []
    for i, (publisher, kind) in enumerate(sources):
        id = f"s{i}"
        ids.append(id)
        wire = {"relays": [agency["name"].lower().replace(" ", "-")]} if agency else {}
        loaded.records["sources"][id] = model.Source.model_validate(
            {
                "id": id,
                "title": "x",
                "publisher": publisher["name"].lower().replace(" ", "-"),
                "language": "en",
                "kind": kind,
                **wire,
            }
        )
    for id, role in (("nordland", "home"), ("sudland", "partner"), ("ostland", "partner"), ("usland", "other")):
        loaded.records["countries"][id] = model.Country(id=id, name=id.title(), role=role)
    visit = model.Visit.model_validate(
        {
            "id": "v", "title": "x", "start": "1964-11-02", "visitor": "nordland", "host": "sudland", "kind": "official", "rank": "minister",
            "status": "held", "confidence": "reported", "summary": "x", "sources": ids, **fields,
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
        ([(DPRK, "news"), (PARTNER, "news"), (PRESS, "news")], {}, "independent", "A"),
        ([(DPRK, "news"), (PARTNER, "news"), (PRESS, "news")], {"start": "1964-11"}, "independent", "B"),
        ([(DPRK, "news"), (PARTNER, "news"), (PRESS, "news")], {"confidence": "alleged"}, "independent", "D"),
        ([(PRESS, "news"), (PRESS_2, "news")], {"confidence": "disputed"}, "independent", "D"),
        ([(PRESS, "news"), (PRESS_2, "news")], {"lowered": {"grade": "D", "why": "x"}}, "independent", "D"),
        ([(PRESS, "news")], {"lowered": {"grade": "B", "why": "x"}}, "independent", "C"),
    ],
)
def test_attestation_and_grade(
    sources: list[tuple[dict[str, str], str]], fields: dict[str, object], attestation: str, grade: str
) -> None:
    archive, visit = world(*sources, **fields)
    evidence = evidence_of(visit, archive)
    assert (evidence.attestation, evidence.grade) == (attestation, grade)
    assert evidence.reasons


def test_a_page_that_carries_a_wire_counts_as_the_agency() -> None:
    archive, visit = world((PRESS, "news"), (PRESS_2, "news"), agency=DPRK)
    assert evidence_of(visit, archive).attestation == "dprk"
    archive, visit = world((PRESS, "news"), (PRESS_2, "news"), agency={"name": "Wire", "side": "press"})
    assert evidence_of(visit, archive).grade == "C"


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
