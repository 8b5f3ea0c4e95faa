"""The ledger on a page: what counts, what does not, and that all of it stands in the list of sources."""

from __future__ import annotations

import re

from scripts.derive.evidence import evidence_of
from scripts.derive.voices import sources_of
from scripts.load.archive import Archive
from scripts.pages.environment import environment
from scripts.pages.ledgers import ledger_rows
from scripts.pages.records import record_page
from scripts.pages.render import render_page


def page_of(kind: str, id: str, archive: Archive) -> str:
    return render_page(record_page(kind, archive.records[kind][id], archive, ()), archive, environment())


def test_every_source_of_a_record_is_listed_on_its_page_once(mini: Archive) -> None:
    for kind, record in mini.happenings:
        listed = re.findall(r'<li id="source-([^"]+)"', page_of(kind, record.id, mini))
        assert sorted(listed) == sorted(sources_of(record)), record.id


def test_what_no_sentence_cites_was_also_read(mini: Archive) -> None:
    visit = mini.visits["1964-11-02-han-so-sudville"]
    more = visit.model_copy(update={"sources": (*visit.sources, "handbook")})
    text = render_page(record_page("visits", more, mini, ()), mini, environment())
    cited, also = text.split("Also read</p>")
    assert re.findall(r'<li id="source-([^"]+)"', also) == ["handbook"]
    assert 'id="source-handbook"' not in cited
    assert "Also read</p>" not in page_of("visits", visit.id, mini)


def test_an_origin_stands_over_the_pages_that_carry_it(mini: Archive) -> None:
    ledger = ledger_rows(evidence_of(mini.visits["1964-11-02-han-so-sudville"], mini), mini)
    assert [(line.name, line.side.side, [page.id for page in line.pages]) for line in ledger.origins] == [
        ("Nord State Press", "dprk", ["sud-times-1964-visit", "nord-daily-1964-visit"]),
        ("Far Post", "press", ["far-post-1964-11-06"]),
    ]
    assert [page.said for page in ledger.origins[0].pages] == ["passes on Nord Wire", ""]


def test_what_does_not_count_says_why(mini: Archive) -> None:
    ledger = ledger_rows(evidence_of(mini.events["2005-judgment"], mini), mini)
    assert [(page.id, page.said) for page in ledger.asides] == [("institute-2005-study", "the quarrels before it")]
    letter = next(line for line in ledger.origins if line.name == "Farland")
    assert (letter.side.side, letter.side.country, letter.pages[0].said) == ("partner", "", "on its word")


def test_a_page_says_how_late_and_at_which_hand_it_tells(mini: Archive) -> None:
    late = ledger_rows(evidence_of(mini.visits["1972-goodwill"], mini), mini)
    assert late.origins[0].pages[0].said == "8 years later"
    undated = ledger_rows(evidence_of(mini.visits["1964-01-01-brand-nordburg"], mini), mini)
    assert undated.origins[1].pages[0].said == "undated"
    rewritten = ledger_rows(evidence_of(mini.visits["2023-12-01-port-tour"], mini), mini)
    assert rewritten.origins[0].pages[0].said == "at second hand"
