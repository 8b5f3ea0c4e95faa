"""What is taken away: the data base, the data package, names, redirects, checksums, the whole site as one zip."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import shutil
import sqlite3
import urllib.request
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import etree, html
from playwright.sync_api import Browser

from scripts.derive.measures import measures_in_force
from scripts.derive.names import folded, script_of
from scripts.load.archive import Archive
from scripts.pages.render import render
from scripts.record.kinds import KINDS, PAGED
from scripts.rules.check import check
from scripts.site.former import keep_former
from scripts.site.packing import MADE_LATER, zip_files
from scripts.takeaway.database import EXAMPLES, VIEWS, ask, database
from scripts.takeaway.gather import redirect, redirects, takeaway
from scripts.takeaway.tables import tables
from scripts.values.dates import FuzzyDate, long_date
from scripts.values.settings import site_settings
from tests.conftest import MINI, TODAY, serving

VISIT = "1964-11-02-han-so-sudville"


@pytest.fixture(scope="module")
def files(mini: Archive) -> dict[str, Any]:
    return dict(takeaway(mini))


@pytest.fixture(scope="module")
def base(mini: Archive) -> bytes:
    return database(mini)


# SQLite


def test_the_same_records_give_the_same_bytes(base: bytes) -> None:
    again, _ = check(MINI, TODAY)
    assert database(again) == base
    assert base.startswith(b"SQLite format 3\0")
    assert int.from_bytes(base[16:18], "big") == 4096


def test_the_data_base_is_whole(base: bytes, tmp_path: Path) -> None:
    path = tmp_path / "nksea.sqlite"
    path.write_bytes(base)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_a_table(base: bytes, mini: Archive, kind: str) -> None:
    assert [row[0] for row in ask(base, f"SELECT id FROM {kind} ORDER BY rowid").rows] == list(mini.records[kind])


def test_dates_and_numbers_are_what_they_were(base: bytes) -> None:
    assert ask(base, f"SELECT start, \"end\", earliest_date, grade FROM visits WHERE id = '{VISIT}'").rows == [
        ("1964-11-02", "1964-11-05", "1964-11-02", "B")
    ]
    assert ask(base, "SELECT date, value, upper, sources FROM indicators_values ORDER BY n").rows == [
        ("1964", 1200000, 1500000, "sud-gazette-1961-treaty"),
        ("1965-06", 0.5, None, "sud-times-2020-envoys"),
    ]
    assert ask(base, "SELECT title, start, seen FROM officials_posts WHERE record = 'han-so' ORDER BY n").rows == [
        ("Minister of Foreign Affairs", "1960", None),
        ("Premier", "1965-04", "1970-02"),
    ]
    assert ask(base, f"SELECT value FROM lists WHERE record = '{VISIT}' AND field = 'places' ORDER BY n").rows == [
        ("Sudville",),
        ("Old_Harbour_",),
    ]
    assert ask(base, "SELECT claim FROM disputes WHERE kind = 'events' ORDER BY position").rows == [
        ("Rice",),
        ("Arms",),
    ]


def test_links_are_all_there(base: bytes, mini: Archive) -> None:
    found = {tuple(row) for row in ask(base, "SELECT kind, record, target_kind, target FROM links").rows}
    assert found == {(link.kind, link.id, kind, id) for (kind, id), links in mini.backlinks.items() for link in links}


ANSWERS = {
    "visits_in_words": ("SELECT visitor, host, leader, partner, direction FROM visits_in_words WHERE visit = '" + VISIT + "'", [("Nordland", "Sudland", "Han So", "sudland", "in")]),
    "meetings": ("SELECT person_id, met_id FROM meetings ORDER BY 1", [("han-so", "to-mau"), ("han-so-admiral", "to-mau")]),
    "last_visits": ("SELECT partner, direction, rank, visit FROM last_visits", [("sudland", "in", "minister", VISIT), ("westland", "in", "society", "2023-12-01-port-tour"), ("westland", "in", "official", "1980-12-31-party-westhaven"), ("westland", "in", "vice-minister", "1972-goodwill"), ("westland", "out", "leader", "1964-01-01-brand-nordburg")]),
    "visits_by_year": ("SELECT partner, year, came, went FROM visits_by_year", [("sudland", 1964, 1, 0), ("westland", 1964, 0, 1), ("westland", 1972, 1, 0), ("westland", 1980, 1, 0), ("westland", 2023, 1, 0)]),
    "relations_now": ("SELECT country, state_of_relations, last_change, since FROM relations_now", [("league", None, None, None), ("ostland", None, None, None), ("sudland", "full", "restored", "2007-04"), ("westland", "full", "downgraded", "2017-03-01")]),
    "missions_now": ("SELECT sender, host, city FROM missions_now", [("Nordland", "League of Harbours", "Sudville"), ("Nordland", "Sudland", "Sudville"), ("Nordland", "Westland", "Westhaven"), ("Westland", "Nordland", "Nordburg"), ("Westland", "Nordland", "Farburg")]),
    "agreements_in_words": ("SELECT date, parties, fields, status FROM agreements_in_words", [(None, "Westland; Nordland", "transport", "planned"), ("1964-01-31", "Westland; Nordland", "trade", "expired"), ("1964-11-04", "Nordland; Sudland", "transport; trade", "signed")]),
    "events_in_words": ("SELECT date, countries FROM events_in_words", [("1979-12-31", "Westland"), ("1983-10", "Ostland; Sudland"), ("1984-02-29", "Sudland"), ("2005", "Farland; Westland")]),
    "people_in_words": ("SELECT * FROM people_in_words WHERE country <> 'Westland' AND person IN ('han-so', 'han-so-admiral', 'to-mau')", [("Han So", "한소", "Nordland", "Minister of Foreign Affairs; Premier", 2, 1, "han-so"), ("Han So", None, "Nordland", None, 1, 0, "han-so-admiral"), ("Tô Mầu", "Tô Mầu", "Sudland", "Prime Minister", 1, 1, "to-mau")]),
    "votes_by_country": ("SELECT date, country, ballot FROM votes_by_country", [("1964-11", "Ostland", "abstained"), ("1964-11", "Sudland", "for"), ("1964-11", "Westland", "against"), ("1983-09-30", "Sudland", "for"), ("1983-09-30", "Westland", "for")]),
    "ambassadors": ("SELECT name, head, accredited, seat, credentials FROM ambassadors WHERE country = 'nordland'", [("Han Pil", "ambassador", "westland", None, "1964-03-02"), ("Han Ri", "charge", "westland", None, None), ("Han Pil", "ambassador", "ostland | sudland", "sudland", None)]),
    "sources_in_words": ("SELECT title, publisher, side FROM sources_in_words WHERE source = 'sud-gazette-1961-treaty'", [("[Treaties of 1961, with the later text on harbours]", "Sud Gazette", "partner")]),
    "one_word": ("SELECT kind, record, attestation FROM one_word", [("agreements", "1964-01-31-trade-protocol", "partner"), ("visits", "1964-02-29-speaker", "partner"), ("visits", "1964-11-06-han-so-ostland", "dprk"), ("visits", "1972-goodwill", "dprk"), ("events", "1979-12-31-break", "partner"), ("events", "1984-02-29-harbour-protest", "partner")]),
    "listings_now": ("SELECT count(*) FROM listings_now", [(0,)]),
    "measures_at": ("SELECT kind, record, subject FROM measures_at WHERE kind = 'events' AND record LIKE '1983%'", [("events", "1983-10-harbour-affair", "arms")]),
    "trade_by_year": ("SELECT country, year, value FROM trade_by_year", [("sudland", "1964", 1200000), ("sudland", "1965", 0.5)]),
}  # fmt: skip


@pytest.mark.parametrize("view", [view.name for view in VIEWS])
def test_a_view_answers_its_question(base: bytes, view: str) -> None:
    sql, rows = ANSWERS[view]
    assert ask(base, sql).rows == rows


def test_at_least_ten_questions_are_answered() -> None:
    assert len(VIEWS) >= 10
    assert all(view.question.rstrip(")").endswith(("?", ".")) for view in VIEWS)


def on_the_pages(archive: Archive) -> list[tuple[str, ...]]:
    """(kind, id, standing, measure, text) of what the pages show."""
    return sorted(
        (kind, record.id, standing, measure.id, provision.text)
        for kind, record in archive.happenings
        for found in [measures_in_force(record.when, archive)]
        for standing, bound in (("in force", found.at_start), ("begun", found.during))
        for measure, provisions in bound
        for provision in provisions
    )


def joined(base: bytes) -> list[tuple[str, ...]]:
    rows = ask(base, "SELECT kind, record, standing, measure, text FROM measures_at").rows
    return sorted(tuple(str(cell) for cell in row) for row in rows)


def test_measures_join_by_date_as_the_pages_do(base: bytes, mini: Archive) -> None:
    assert joined(base) == on_the_pages(mini)


def test_measures_join_by_date_as_the_pages_do_in_the_real_record(real: Archive) -> None:
    found = joined(database(real))
    assert found == on_the_pages(real)
    assert {row[2] for row in found} == {"in force", "begun"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.question)
def test_an_example_runs(base: bytes, example: Any) -> None:
    assert ask(base, example.sql).columns


def test_the_data_page_shows_examples_with_answers(mini_site: Path) -> None:
    page = html.parse(mini_site / "data" / "index.html")
    shown = [code.text_content().strip() for code in page.iterfind(".//article//pre/code")]
    assert shown == [example.sql.strip() for example in EXAMPLES]
    assert len(page.findall(".//table[@class='records answer']")) == 2
    questions = [term.text_content() for term in page.iterfind(".//article//dl//dt/code")]
    assert {view.name for view in VIEWS} <= set(questions)


# The data package


def valid(folder: Path) -> tuple[bool, list[str]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import Package

        report = Package(str(folder / "datapackage.json")).validate()
    return report.valid, [f"{row[0]}: {row[-1]}" for row in report.flatten(["name", "rowNumber", "type", "message"])]


def laid_out(files: dict[str, Any], folder: Path) -> Path:
    for path, content in files.items():
        if path.endswith((".csv", "datapackage.json")):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content.encode())
    return folder / "data"


def test_the_data_package_is_valid(files: dict[str, Any], tmp_path: Path) -> None:
    found, errors = valid(laid_out(files, tmp_path))
    assert found, errors


def test_the_data_package_of_the_real_record_is_valid(real_site: Path) -> None:
    found, errors = valid(real_site / "data")
    assert found, errors


def test_every_table_is_described(files: dict[str, Any]) -> None:
    described = json.loads(files["data/datapackage.json"])
    paths = [f"data/{resource['path']}" for resource in described["resources"]]
    assert sorted(paths) == sorted(path for path in files if path.endswith(".csv") and "/pictures/" not in path)
    keys = {
        (resource["name"], key["fields"], key["reference"]["resource"])
        for resource in described["resources"]
        for key in resource["schema"].get("foreignKeys", [])
    }
    assert {("visits", "host", "countries"), ("visits", "leader", "officials"), ("sources", "publisher", "publishers"), ("agreements-parties", "signatory", "officials")} <= keys  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (",sudland,,Sudville |", ",atlantis,,Sudville |", "foreign key"),
        ("minister", "emperor", "enum"),
        ("1964-11-05", "1964-13-05", "pattern"),
    ],
)
def test_the_package_notices_what_does_not_fit(
    files: dict[str, Any], tmp_path: Path, old: str, new: str, complaint: str
) -> None:
    folder = laid_out(files, tmp_path)
    visits = folder / "visits.csv"
    text = visits.read_bytes().decode()
    assert old in text
    visits.write_bytes(text.replace(old, new).encode())
    found, errors = valid(folder)
    assert not found
    assert any(complaint.lower() in error.lower() for error in errors), errors


# Names


def test_names_lead_to_ids(files: dict[str, Any]) -> None:
    rows = list(csv.DictReader(io.StringIO(files["data/names.csv"])))
    assert {
        "name": "Tô Mầu",
        "kind": "officials",
        "record": "to-mau",
        "type": "native",
        "language": "vi",
        "script": "Latin",
        "folded": "to mau",
    } in rows
    assert ("한소", "ko", "Hangul") in [(row["name"], row["language"], row["script"]) for row in rows]
    assert {row["record"] for row in rows if row["folded"] == "han so"} == {"han-so", "han-so-admiral"}
    assert ("Kingdom of Sudland", "formal") in [(row["name"], row["type"]) for row in rows]


@pytest.mark.parametrize(
    ("name", "script", "fold"),
    [
        ("Đỗ Mười", "Latin", "do muoi"),
        ("金日成", "Han", "金日成"),
        ("ທອງລຸນ", "Lao", "ທອງລຸນ"),
        ("김정은", "Hangul", "김정은"),
        ("38 North", "Latin", "38 north"),
        ("—", None, "—"),
    ],
)
def test_scripts_and_folding(name: str, script: str | None, fold: str) -> None:
    assert script_of(name) == script
    assert folded(name) == fold


def test_every_table_has_its_key_once(mini: Archive) -> None:
    for table in tables(mini):
        places = [[column.name for column in table.columns].index(name) for name in table.key]
        keys = [tuple(row[place] for place in places) for row in table.rows]
        assert len(keys) == len(set(keys)), table.name


# Redirects


def test_an_old_address_leads_to_the_new_one(mini_site: Path) -> None:
    page = html.parse(mini_site / "visits" / "1964-han-so-sudland" / "index.html")
    refresh = page.find(".//meta[@http-equiv='refresh']").get("content")
    assert refresh == f"0; url=../../visits/{VISIT}/"
    assert page.find(".//link[@rel='canonical']").get("href") == f"https://nksea.github.io/visits/{VISIT}/"
    link = page.find(".//a")
    assert link.get("href") == f"../../visits/{VISIT}/"
    assert link.text == "Han So <visits> Sudville & signs *two* papers"
    assert "1964-han-so-sudland" not in (mini_site / "sitemap.xml").read_text(encoding="utf-8")


def test_what_follows_an_old_address_is_kept(browser: Browser, mini_site: Path) -> None:
    """Without scripts the page leads on too, as it stands."""
    with serving(mini_site) as address:
        old, new = f"{address}visits/1964-han-so-sudland/", f"{address}visits/{VISIT}/"
        page = browser.new_page()
        for follows in ("", "?q=a%20b&q=%E0%A4%A#people", "?q=1#100%", "#%E0%A4%A"):
            page.goto("about:blank")
            page.goto(old + follows, wait_until="commit")
            page.wait_for_url(new + follows)
            assert page.locator("h1").inner_text() == "Han So <visits> Sudville & signs *two* papers"
            page.go_back()
            assert page.url == "about:blank", "the old address is no step on the way back"
        page.close()
        page = browser.new_page(java_script_enabled=False)
        page.goto(f"{old}?q=1#people", wait_until="commit")
        page.wait_for_url(new)
        page.close()


def test_the_files_of_a_record_stand_at_its_old_id_too(mini_site: Path) -> None:
    for place in (
        "data/visits/{}.json",
        "data/visits/{}.bib",
        "data/visits/{}.ris",
        "data/visits/{}.csl.json",
        "visits/{}/index.md",
    ):
        old = (mini_site / place.format("1964-han-so-sudland")).read_bytes()
        assert old == (mini_site / place.format(VISIT)).read_bytes(), place
    count = len(list((mini_site / "data" / "visits").glob("1964-han-so-sudland.*")))
    assert count == len(list((mini_site / "data" / "visits").glob(f"{VISIT}.*")))


def test_a_row_is_found_under_the_old_id_of_its_record(mini_site: Path) -> None:
    for path, place in (
        ("visits", "visit-"),
        ("visits/1960s", "visit-"),
        ("timeline", "visits-"),
        ("countries/sudland", "visit-"),
    ):
        page = html.parse(mini_site / path / "index.html")
        (old,) = page.getroot().xpath(f"//*[@id='{place}1964-han-so-sudland']")
        assert old.xpath(f"ancestor::*[@id='{place}{VISIT}']"), path


def test_a_record_counts_once_though_it_had_another_id(mini_site: Path, mini: Archive) -> None:
    with zipfile.ZipFile(mini_site / "data" / "data.zip") as packed:
        packed_visits = [name for name in packed.namelist() if re.fullmatch(r"nksea/data/visits/[^.]+\.json", name)]
    assert len(packed_visits) == len(mini.visits)
    assert "1964-han-so-sudland" not in (mini_site / "data" / "SHA256SUMS").read_text(encoding="utf-8")
    assert "1964-han-so-sudland" not in (mini_site / "data" / "datapackage.json").read_text(encoding="utf-8")
    with zipfile.ZipFile(mini_site / "data" / "site.zip") as packed:
        assert "nksea/data/visits/1964-han-so-sudland.json" in packed.namelist()


def test_all_that_a_country_has_stands_at_its_old_id(tmp_path: Path, mini: Archive) -> None:
    country = mini.countries["sudland"].model_copy(update={"formerly": ("southland",)})
    archive = replace(mini, records={**mini.records, "countries": {**mini.countries, "sudland": country}})
    files = (
        "data/countries/sudland.bib",
        "feeds/sudland.atom",
        "feeds/sudland.ics",
        "countries/sudland/timeline/index.md",
    )
    for path in (*files, "countries/sudland/visits/index.html", "feeds/sudlandia.atom", "visits/sudland/index.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path)
    made = {path for path in keep_former(tmp_path, archive) if "visits" not in path}
    assert made == {path.replace("sudland", "southland") for path in files}
    assert all((tmp_path / path).read_text() == path.replace("southland", "sudland") for path in made)
    assert (
        'data-to="../../countries/sudland/"'
        in dict(redirects(archive, site_settings()))["countries/southland/index.html"]
    )
    below = (tmp_path / "countries" / "southland" / "visits" / "index.html").read_text()
    assert 'data-to="../../../countries/sudland/visits/"' in below
    assert "<title>Moved: Sudland, visits</title>" in below


def test_the_sitemap_gives_each_page_the_day_of_its_record(mini_site: Path) -> None:
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = {
        url.findtext(f"{name}loc"): url.findtext(f"{name}lastmod")
        for url in etree.parse(mini_site / "sitemap.xml").getroot()
    }
    pages = {}
    for path in mini_site.rglob("index.md"):
        if path.parent.name == "1964-han-so-sudland":
            continue
        meta = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
        place = path.parent.relative_to(mini_site).as_posix()
        if meta.get("removed"):
            continue
        pages[f"https://nksea.github.io/{'' if place == '.' else f'{place}/'}"] = meta.get("changed")
    assert found == pages
    assert "https://nksea.github.io/visits/" in found
    assert found[f"https://nksea.github.io/visits/{VISIT}/"] is not None


def test_every_page_says_of_which_day_its_record_is(mini_site: Path) -> None:
    about = json.loads((mini_site / "data" / "index.json").read_bytes())
    day = long_date(FuzzyDate(about["changed"][:10]))
    # What stands within the pages of others is a picture and no page.
    pages = [path for path in mini_site.rglob("*.html") if path.name != "404.html" and path.parts[-3:][0] != "embed"]
    feet = {path: html.parse(path).find(".//footer[@class='site-foot']") for path in pages}
    told = [" ".join(foot.text_content().split()) for foot in feet.values() if foot is not None]
    assert len(told) > 60
    assert all("Record as of 30 December 2023, the date of its newest source" in foot for foot in told)
    assert all(f"; last changed {day}, version {about['version']}." in foot for foot in told)
    # Without a foot is what only leads on from a former address.
    assert all("refresh" in path.read_text() for path, foot in feet.items() if foot is None)


def test_without_a_history_no_page_says_of_which_day_its_record_is(mini: Archive) -> None:
    assert all("version:" not in text.split("---")[1] for _, text in render(mini))


def test_a_title_cannot_break_a_redirect() -> None:
    assert "<script>" not in redirect("</title><script>", "x/y/", site_settings())


# llms.txt


def test_llms_txt_leads_to_markdown_that_is_there(mini_site: Path) -> None:
    text = (mini_site / "llms.txt").read_text(encoding="utf-8")
    assert text.startswith("# North Korea in Southeast Asia\n\n> ")
    places = re.findall(r"\]\(https://nksea\.github\.io/([^)]+)\)", text)
    assert len(places) > 12
    for place in places:
        assert (mini_site / place).is_file(), place


# The finished site


def test_checksums_hold(mini_site: Path) -> None:
    lines = (mini_site / "data" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    names = []
    for line in lines:
        sum, name = line.split("  ")
        names.append(name)
        assert hashlib.sha256((mini_site / "data" / name).read_bytes()).hexdigest() == sum
    assert names == sorted(names)
    assert {"visits.csv", "nksea.sqlite", "datapackage.json", f"visits/{VISIT}.bib"} <= set(names)


def test_the_zip_is_the_site(mini: Archive, mini_site: Path, tmp_path: Path) -> None:
    packed = mini_site / "data" / "site.zip"
    with zipfile.ZipFile(packed) as archive:
        assert archive.testzip() is None
        inside = {name.removeprefix("nksea/") for name in archive.namelist()}
    outside = {path.relative_to(mini_site).as_posix() for path in mini_site.rglob("*") if path.is_file()}
    # The list of what belongs to the site is made where the site is put.
    later = {name for name in MADE_LATER if ".zip" in name}
    assert later < outside
    cards = {name for name in outside if name.startswith("cards/")}
    assert inside == outside - later - cards - {".files"}
    for name in ("site.zip", "data.zip"):
        told = (mini_site / "data" / f"{name}.sha256").read_text(encoding="utf-8")
        assert told == f"{hashlib.sha256((mini_site / 'data' / name).read_bytes()).hexdigest()}  {name}\n"
    with zipfile.ZipFile(mini_site / "data" / "data.zip") as archive:
        names = {name.removeprefix("nksea/") for name in archive.namelist()}
    # What stands under former ids stands in the zip once, under the present ones.
    former = {old for _, record in mini for old in record.formerly}
    assert len(former) > 2
    assert names == {
        name for name in inside if name.startswith("data/") and Path(name).name.split(".")[0] not in former
    }
    shutil.copytree(mini_site, tmp_path / "copy", ignore=shutil.ignore_patterns(".files"))
    again = tmp_path / "copy" / "data" / "site.zip"
    zip_files(tmp_path / "copy", tmp_path / "copy", again)
    assert again.read_bytes() == packed.read_bytes()


@pytest.fixture
def unpacked(mini_site: Path, tmp_path: Path) -> Iterator[str]:
    with zipfile.ZipFile(mini_site / "data" / "site.zip") as archive:
        archive.extractall(tmp_path)

    with serving(tmp_path / "nksea") as address:
        yield address


def test_the_unpacked_zip_works_from_a_local_server(unpacked: str) -> None:
    """Whatever the first pages ask for is there, by addresses that do not name the public host."""
    for place in ("", f"visits/{VISIT}/", "visits/1964-han-so-sudland/"):
        with urllib.request.urlopen(unpacked + place) as answer:
            page = html.fromstring(answer.read())
        page.make_links_absolute(unpacked + place)
        wanted = {
            link
            for element, attribute, link, _ in page.iterlinks()
            if attribute in ("href", "src") and element.get("rel") not in ("canonical", "external")
        }
        for link in wanted:
            if link.startswith(unpacked) and not re.search(r"\.zip(\.sha256)?$", link):
                with urllib.request.urlopen(link.split("#")[0]) as answer:
                    assert answer.status == 200


def test_a_record_s_page_leads_to_its_file_in_the_repository(mini_site: Path) -> None:
    page = html.parse(mini_site / "visits" / VISIT / "index.html")
    links = {link.text: link.get("href") for link in page.iterfind(".//footer[@class='record-foot']//a")}
    assert links["Edit this record"] == "https://github.com/nksea/nksea/edit/main/data/visits/sudland.yaml"
    report = (
        "https://github.com/nksea/nksea/issues/new?template=correction.yml&address=https%3A%2F%2Fnksea.github.io%2F"
    )
    assert links["Report a mistake"].startswith(report)


def test_every_record_s_markdown_stands_beside_its_page(mini_site: Path, mini: Archive) -> None:
    for kind in PAGED:
        for id in mini.records[kind]:
            assert (mini_site / kind / id / "index.md").is_file()
