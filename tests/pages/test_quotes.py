"""Sentences to quote: correct, dated, with their source and address, for every record that has them."""

from __future__ import annotations

import re

import pytest

from scripts.load.archive import Archive
from scripts.pages.quotes import during, listed, ordinal, quotes_of
from scripts.values.dates import FuzzyDate
from scripts.values.settings import site_settings

QUOTED = ("countries", "visits", "agreements", "events")


def quoted(kind: str, id: str, archive: Archive) -> tuple[str, ...]:
    return quotes_of(kind, archive.records[kind][id], archive, site_settings())


def test_a_visit_is_told_weighed_and_placed(mini: Archive) -> None:
    reference = "North Korea in Southeast Asia, https://nksea.github.io/visits/1964-01-01-brand-nordburg/"
    source = "Ministry of Foreign Affairs, Westland, 1 February 1964"
    assert quoted("visits", "1964-01-01-brand-nordburg", mini) == (
        f"From 1 to 31 January 1964, Oda Brand, Prime Minister, led a state visit from Westland to Nordland ({source}; {reference}).",
        "The visit from Westland to Nordland from 1 to 31 January 1964 is told by Ministry of Foreign Affairs, Westland and "
        f"Institute of Harbours; the evidence is graded C on a scale from A (best) to D ({reference}).",
        "Of 4 visits between Westland and Nordland on record, that of 1–31 January 1964 is the 1st, and the first from "
        f"Westland at its rank (leader) ({source}; {reference}).",
    )


@pytest.mark.parametrize(
    ("kind", "id", "n", "begins"),
    [
        ("visits", "1964-11-06-han-so-ostland", 0, "On 6 November 1964, a delegation led by Han So, Minister of Foreign Affairs, left Nordland for Ostland; no source on record reports its arrival ("),
        ("visits", "1964-02-29-speaker", 0, "A visit from Nordland to Westland planned for 29 February 1964 was called off ("),
        ("visits", "1964-02-29-speaker", 2, "The visit of 29 February 1964, called off, is not counted among the visits between Westland and Nordland ("),
        ("visits", "2020-05-envoys-meet-farland", 0, "A meeting of Sudland and Nordland was announced for May 2020 ("),
        ("visits", "2005-06-talks-farburg", 0, "In June 2005, Westland and Nordland met in Farland; sources dispute it ("),
        ("visits", "1964-11-02-han-so-sudville", 2, "The visit of 2–5 November 1964 is the only one between Sudland and Nordland on record ("),
        ("agreements", "port-plan", 0, "On a day that is not known, Westland and Nordland were to sign “A plan for the port”; this is alleged (Port Watch, 30 December 2023; "),
        ("agreements", "1964-11-04-harbour-treaty", 2, "“Treaty on harbours” (4 November 1964), in the field of transport and trade, is the only agreement of Sudland and Nordland on record ("),
        ("events", "1983-10-harbour-affair", 0, "October – November 1983: The harbour affair; sources dispute it (Nord Daily, 20 November 1983; "),
        ("events", "2005-judgment", 2, "“A court in Farburg rules on a debt” (2005) is the only event of the kind “court case” on record that concerns Westland ("),
        ("countries", "sudland", 0, "Since April 2007, Nordland and Sudland have had diplomatic relations (The Sud Times, 1 March 2020; "),
        ("countries", "westland", 1, "4 visits between Westland and Nordland are on record from 1964 to 2023, 1 of them to Nordland; the latest took place on 1 December 2023 (Port Watch, "),
        ("countries", "ostland", 0, "No episode of diplomatic relations between Nordland and Ostland is on record (North Korea in Southeast Asia, "),
    ],
)  # fmt: skip
def test_each_course_is_said_as_it_was(kind: str, id: str, n: int, begins: str, mini: Archive) -> None:
    assert quoted(kind, id, mini)[n].startswith(begins), quoted(kind, id, mini)[n]


def test_states_that_are_only_named_have_no_sentences(mini: Archive) -> None:
    assert quoted("countries", "farland", mini) == ()
    assert quotes_of("officials", mini.officials["han-so"], mini, site_settings()) == ()


def test_every_sentence_of_the_record_stands_alone(real: Archive) -> None:
    settings = site_settings()
    seen = 0
    for kind in QUOTED:
        for record in real.records[kind].values():
            found = quotes_of(kind, record, real, settings)
            assert len(found) in (0, 3), record.id
            for sentence in found:
                assert sentence.endswith(f"{settings.name}, {settings.url}{kind}/{record.id}/)."), sentence
                assert not re.search(r"\[\d|\[@|\bNone\b|  |\.\.|,,| 1 visits| of the of ", sentence), sentence
                assert not re.search(r"^(He|She|It|They|This|a|the)\b", sentence), sentence
                assert re.search(r"\b(1[89]|20)\d\d\b|undated| on record|day that is not known|is told by", sentence), (
                    sentence
                )
                seen += 1
    assert seen > 3000


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        ("2025-10-09", "2025-10-11", "from 9 to 11 October 2025"),
        ("2025-09-30", "2025-10-01", "from 30 September to 1 October 2025"),
        ("2024-12-30", "2025-01-01", "from 30 December 2024 to 1 January 2025"),
        ("2025-10-09", None, "on 9 October 2025"),
        ("2025-10-09", "2025-10-09", "on 9 October 2025"),
        ("2025-10", None, "in October 2025"),
        ("2025-10", "2025-11", "from October to November 2025"),
        ("2025", "2026", "from 2025 to 2026"),
        ("2025-10", "2025-10-11", "in October 2025"),
        ("2025-10-11", "2025", "in 2025"),
        ("2025-10", "2025-11-02", "from October 2025 to 2 November 2025"),
    ],
)
def test_days_are_said_as_precisely_as_they_are_known(start: str, end: str | None, said: str) -> None:
    assert during(FuzzyDate(start), FuzzyDate(end) if end else None) == said


def test_numbers_in_order_and_lists_in_words() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 102, 111)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th",
    ]  # fmt: skip
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
