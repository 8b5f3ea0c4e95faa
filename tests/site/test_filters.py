"""The filters of lists and timelines in a browser: any spelling of a name, years, and the rows taken away as files."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from scripts.load.archive import Archive
from scripts.takeaway.spellings import other_spellings, who_took_part

HAN_SO = "1964-11-02-han-so-sudville"
STOP = "1964-11-06-han-so-ostland"


NAMES = {"kim jong un": ["kim chong un", "김정은"], "ho chi minh": ["nguyen sinh cung"], "laos": ["lao pdr"]}
ROW = {"text": "9 11 oct 2025 to lam meets kim jong un in pyongyang 또 럼", "years": [2025, 2025]}
OTHER = {"text": "kim yong chol tells jong of the un", "years": None}
LONG = {"text": "the heron in the harbour of laos", "years": [1957, 1966]}


ASKED: list[tuple[str, dict[str, Any], bool]] = [
    ("", ROW, True),
    ("Kim Jong-un", ROW, True),
    ("Kim Jong Un", ROW, True),
    ("Kim Chong-un", ROW, True),
    ("KIM  CHŎNG’UN", ROW, True),
    ("Kim Jongun", ROW, True),
    ("김정은", ROW, True),
    (unicodedata.normalize("NFD", "김정은"), ROW, True),
    ("정은", ROW, True),
    ("Tô Lâm", ROW, True),
    (unicodedata.normalize("NFD", "Tô Lâm"), ROW, True),
    ("또 럼", ROW, True),
    ("Kim Chong-un Hanoi", ROW, False),
    ("Kim Chong Il", ROW, False),
    ("Kim Jong Un", OTHER, False),
    ("Un Jong Kim", OTHER, True),
    ("Kim Jong Un", {"text": "김정은", "years": None}, True),
    ("Lam Tô", ROW, True),
    ("pyong", ROW, True),
    ("yongyang", ROW, False),
    ("Lao P.D.R.", LONG, True),
    ("Nguyễn Sinh Cung", LONG, False),
    ("2025", ROW, True),
    ("2025-10", ROW, True),
    ("2025-10-09", ROW, True),
    ("2025-11", ROW, False),
    ("2025-10-12", ROW, False),
    ("1957–1966", ROW, False),
    ("2020–2025", ROW, True),
    ("2025–2020", ROW, True),
    ("2020 - 2024", ROW, False),
    ("1957–1966", LONG, True),
    ("1957-66", LONG, True),
    ("1966-70 heron", LONG, True),
    ("1967—70", LONG, False),
    ("1940–57", LONG, True),
    ("1898–03", LONG, False),
    ("1960s", LONG, True),
    ("1970s", LONG, False),
    ("1960–1965 laos", LONG, True),
    ("1960–1965 burma", LONG, False),
    ("1960–1965", {"text": "mv heron", "years": None}, False),
    ("%E0%A4%A (", ROW, False),
]


def test_words_ask_for_names_in_any_spelling_and_for_years(page: Page) -> None:
    page.goto("about/")
    asked = """async ([asked, names]) => {
        const { fits, prepared, wish } = await import("/assets/site/matching.js");
        return asked.map(([query, row]) => fits(row, wish(query, prepared(names))));
    }"""
    answers = page.evaluate(asked, [[[query, row] for query, row, _ in ASKED], NAMES])
    assert [query for (query, _, found), answer in zip(ASKED, answers, strict=True) if answer is not found] == []


def test_the_names_are_those_of_the_resolver(mini_site: Path, mini: Archive) -> None:
    told = json.loads((mini_site / "search" / "spellings.json").read_text(encoding="utf-8"))
    assert told["people"] == who_took_part(mini)
    assert told["people"][f"visits/{HAN_SO}"] == "han so | han so | to mau"
    told = told["names"]
    assert told == other_spellings(mini)
    # Both who bear the name; without what a row shows anyway.
    assert {"han soh", "hahn so", "한소"} <= set(told["han so"])
    assert "so han" not in told["han so"]
    assert "to mau" not in told
    assert "saigon" in told["ho chi minh city"]
    assert all(folded == folded.lower() for folded in told)


def rows(page: Page) -> list[str]:
    return [str(row.get_attribute("id")) for row in page.locator("table.records tbody tr:not([hidden])").all()]


def test_a_list_is_filtered_by_another_spelling_and_the_filter_is_linked(page: Page) -> None:
    page.goto("visits/")
    page.locator("form.filter input").fill("Hahn-So 1960–64")
    expect(page.locator("form.filter .count")).to_have_text("2 of 10")
    assert rows(page) == [f"visit-{STOP}", f"visit-{HAN_SO}"]
    page.wait_for_url("**/visits/?visits=Hahn-So+1960*")
    page.reload()
    expect(page.locator("form.filter .count")).to_have_text("2 of 10")
    page.locator("form.filter input").fill("Tô-Mầu")  # took part, and stands in no row
    expect(page.locator("form.filter .count")).to_have_text("1 of 10")
    page.locator("form.filter input").fill("goodwill mission")  # as the first words of a cell
    expect(page.locator("form.filter .count")).to_have_text("1 of 10")
    page.locator("form.filter input").fill("2020–2029")
    expect(page.locator("form.filter .count")).to_have_text("3 of 10")
    page.locator("form.filter input").fill("")
    expect(page.locator("form.filter .count")).to_have_text("")
    expect(page.locator("form.filter .take")).to_have_text("Take 10 records away: CSV BibTeX")


def test_people_are_found_by_the_years_of_their_posts(page: Page) -> None:
    page.goto("officials/?people=1975–1980")
    expect(page.locator("form.filter .count")).to_contain_text(" of ")
    assert set(rows(page)) == {"person-han-pil", "person-ida-berg", "person-oda-brand"}


def test_a_timeline_is_filtered_by_spelling_and_years_across_sections(page: Page) -> None:
    shown = ".chronicle > li:not([hidden])"
    page.goto("timeline/?text=1979–1980")
    expect(page.locator("form .count")).to_have_text("3 of 39")
    assert page.locator(shown).first.get_attribute("id") == "relations-westland-1979-12-31"
    page.goto("timeline/?text=한소&kind=visits")
    expect(page.locator("form .count")).to_have_text("2 of 39")
    page.goto("timeline/?text=to-mau 1964")  # a visit and a treaty
    expect(page.locator("form .count")).to_have_text("2 of 39")
    page.goto("timeline/?text=1981")  # a visit that began at the end of the year before
    expect(page.locator("form .count")).to_have_text("1 of 39")
    page.locator("#pick-text").fill("1964-11")
    expect(page.locator("form .count")).to_have_text("3 of 39")
    page.wait_for_url("**text=1964-11")


def taken(page: Page, name: str) -> tuple[str, str]:
    """The name and the text of the file that a button gives."""
    with page.expect_download() as download:
        page.locator(".take button", has_text=name).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes().decode()


def entries(text: str) -> list[str]:
    return re.split(r"\n(?=@)", text)


def test_a_selection_of_a_list_is_taken_away(page: Page, mini_site: Path) -> None:
    page.goto("visits/?visits=Han+Soh+1960–1965")
    expect(page.locator("form.filter .count")).to_have_text("2 of 10")
    name, text = taken(page, "CSV")
    assert name == "nksea-visits-han-soh-1960-1965.csv"
    whole = (mini_site / "data" / "visits.csv").read_bytes().decode()
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["id"] for row in found] == [STOP, HAN_SO]
    assert found == [
        row for id in (STOP, HAN_SO) for row in csv.DictReader(io.StringIO(whole, newline="")) if row["id"] == id
    ]
    # Line by line as it stands there, quoting and all.
    assert text.startswith(whole.split("\r\n")[0] + "\r\n")
    assert all(f"{line}\r\n" in whole for line in text.split("\r\n") if line)
    name, text = taken(page, "BibTeX")
    assert name == "nksea-visits-han-soh-1960-1965.bib"
    own = [
        entry
        for id in (STOP, HAN_SO)
        for entry in entries((mini_site / "data" / "visits" / f"{id}.bib").read_text("utf-8"))
    ]
    assert [entry.strip() for entry in entries(text)] == list(dict.fromkeys(entry.strip() for entry in own))


def test_a_selection_of_a_timeline_is_a_table_for_each_kind_and_one_list_of_works(page: Page, mini_site: Path) -> None:
    page.goto("countries/sudland/timeline/?text=1964–1983")
    expect(page.locator("form .count")).to_contain_text(" of ")
    name, text = taken(page, "CSV of events")
    assert name == "nksea-sudland-timeline-events-1964-1983.csv"
    assert [row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))] == ["1983-10-harbour-affair"]
    name, text = taken(page, "BibTeX")
    assert name == "nksea-sudland-timeline-1964-1983.bib"
    keys = re.findall(r"^@\w+\{(.+),$", text, re.MULTILINE)
    assert len(keys) == len(set(keys))
    assert {f"nksea-visits-{HAN_SO}", "nksea-events-1983-10-harbour-affair", "sud-times-1964-visit"} <= set(keys)


def test_publishers_are_taken_away_as_a_table(page: Page) -> None:
    page.goto("publishers/?publishers=Far+Post")
    expect(page.locator("form.filter .count")).to_contain_text(" of ")
    expect(page.locator(".take button")).to_have_count(1)
    name, text = taken(page, "CSV")
    assert name == "nksea-publishers-far-post.csv"
    assert [row["id"] for row in csv.DictReader(io.StringIO(text, newline=""))] == ["far-post"]


@pytest.mark.parametrize("cells", [["a", "b,c", 'd"e', "", "f\r\ng"], ["", '"', ",", '""'], ["'=1+1", "é", " ", "x"]])
def test_csv_is_cut_as_it_is_written(page: Page, cells: list[str]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([["id", "w", "x", "y", "z"], ["one", *cells], ["two", *cells]])
    page.goto("about/")
    cut = """async (text) => {
        const { cells, lines, rowsOf } = await import("/assets/site/selection.js");
        return [lines(text).map(cells), rowsOf(text, ["two", "nobody"])];
    }"""
    read, chosen = page.evaluate(cut, out.getvalue())
    assert read == [["id", "w", "x", "y", "z"], ["one", *cells], ["two", *cells]]
    assert list(csv.reader(io.StringIO("".join(f"{line}\r\n" for line in chosen), newline=""))) == [read[0], read[2]]


def test_the_bibtex_of_a_kind_holds_its_records_alone(mini_site: Path, mini: Archive) -> None:
    text = (mini_site / "data" / "visits.bib").read_text(encoding="utf-8")
    assert re.findall(r"^@\w+\{(.+),$", text, re.MULTILINE) == [f"nksea-visits-{id}" for id in mini.visits]
