"""Dossiers: who has one, what it holds, that its checksum is its file's, and how it prints."""

from __future__ import annotations

import hashlib
import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from playwright.sync_api import Browser
from pypdf import PdfReader

from scripts.derive.history import NO_HISTORY, Change, History
from scripts.derive.voices import sources_of
from scripts.load.archive import Archive
from scripts.pages.dossiers import looked_at
from scripts.pages.render import page_at
from scripts.takeaway.dossiers import FEWEST, checksum, file_of, has_dossier, naming, text_of, with_dossiers
from tests.conftest import serving

SHIP, PERSON = "mv-heron", "han-so"


def test_whoever_is_listed_sails_or_is_often_named_has_one(mini: Archive) -> None:
    found = [(kind, record.id) for kind, record in with_dossiers(mini)]
    assert found == [("officials", PERSON), ("entities", SHIP), ("entities", "sud-palace")]
    assert mini.entities[SHIP].kind == "ship"
    for kind, records in mini.records.items():
        for record in records.values():
            often = len(naming(kind, record, mini)) >= FEWEST and kind in ("officials", "entities")
            listed = bool(getattr(record, "listings", ()) or getattr(record, "imo", None))
            assert has_dossier(kind, record, mini) == (often or listed), (kind, record.id)
    port = mini.entities["sud-palace"].model_copy(update={"id": "nobody-names-it", "kind": "company"})
    assert not has_dossier("entities", port, mini)
    assert has_dossier("entities", port.model_copy(update={"kind": "ship"}), mini)
    assert has_dossier("entities", port.model_copy(update={"listings": mini.entities[SHIP].listings}), mini)


def test_the_file_holds_the_record_all_that_names_it_and_all_their_sources(mini: Archive) -> None:
    for kind, record in with_dossiers(mini):
        held = json.loads(text_of(kind, record, mini))
        assert held["record"]["name"] == record.name
        named = [(by, id) for by, records in held["records"].items() for id in records]
        assert named == [(by, one.id) for by, one in naming(kind, record, mini)]
        wanted = {id for one in (record, *(one for _, one in naming(kind, record, mini))) for id in sources_of(one)}
        assert set(held["sources"]) == wanted


def test_the_page_says_the_checksum_of_its_file_which_stays_while_nothing_changes(
    mini: Archive, mini_site: Path
) -> None:
    sums = dict(
        reversed(line.split(maxsplit=1)) for line in (mini_site / "data" / "SHA256SUMS").read_text("utf-8").splitlines()
    )
    for kind, record in with_dossiers(mini):
        file = mini_site / file_of(kind, record)
        said = html.parse(mini_site / kind / record.id / "dossier" / "index.html").xpath("//p[@class='checksum']/code")
        assert said[0].text == hashlib.sha256(file.read_bytes()).hexdigest() == checksum(text_of(kind, record, mini))
        assert said[1].text == f"curl -fsS https://nksea.github.io/{file_of(kind, record)} | sha256sum"
        assert sums[file.relative_to(mini_site / "data").as_posix()] == said[0].text
        assert "version" not in json.loads(file.read_text("utf-8"))


def test_the_page_lists_everything_and_its_record_leads_to_it(mini: Archive, mini_site: Path) -> None:
    for kind, record in with_dossiers(mini):
        held = json.loads(text_of(kind, record, mini))
        tree = html.parse(mini_site / kind / record.id / "dossier" / "index.html")
        assert {item.get("id") for item in tree.iterfind(".//ol[@class='sources']/li")} == {
            f"source-{id}" for id in held["sources"]
        }
        text = tree.find(".//article").text_content()
        for source in held["sources"].values():
            assert source.get("url", "") in text
            assert source.get("archive", "") in text
        for records in held["records"].values():
            for id in records:
                assert any(f"/{id}/" in link.get("href") for link in tree.iterfind(".//article//a[@href]")), id
        above = html.parse(mini_site / kind / record.id / "index.html")
        assert above.find(".//p[@class='ways-in']/a[@href='dossier/']") is not None
        # Search knows the page of the record, and not its dossier.
        assert above.find(".//article").get("data-pagefind-body") is not None
        assert tree.find(".//article").get("data-pagefind-body") is None


def test_a_listing_says_when_somebody_last_looked(mini: Archive) -> None:
    ship = mini.entities[SHIP]

    def change(day: str, action: str, *fields: str) -> Change:
        return Change("entities", SHIP, action, "c" * 40, f"{day}T00:00:00Z", "", fields)

    history = History((change("2020-01-02", "added"), change("2021-03-04", "changed", "listings", "name")))
    unread = ship.model_copy(update={"reviewed": None})
    assert looked_at(unread, NO_HISTORY) is None
    assert str(looked_at(unread, history)) == "2021-03-04"
    later = History((*history.changes, change("2022-05-06", "changed", "name")))
    assert str(looked_at(unread, later)) == "2021-03-04"
    reviewed = ship.model_copy(update={"reviewed": mini.visits["1964-11-02-han-so-sudville"].reviewed})
    assert str(looked_at(reviewed, later)) == "2024-01-02"


def test_a_preview_finds_a_dossier_where_there_is_one(mini: Archive) -> None:
    page = page_at(f"entities/{SHIP}/dossier.md", mini)
    assert page is not None
    assert page.title == "Dossier: MV Heron"
    assert page_at(f"officials/{SHIP}/dossier.md", mini) is None


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_it_prints_with_a_running_head_and_numbered_pages(
    browser: Browser, mini: Archive, mini_site: Path, paper: str, size: tuple[int, int]
) -> None:
    with serving(mini_site) as base:
        page = browser.new_page(base_url=base)
        for kind, id in (("entities", SHIP), ("officials", PERSON)):
            page.goto(f"{kind}/{id}/dossier/")
            printed = PdfReader(BytesIO(page.pdf(format=paper)))
            record: Any = mini.records[kind][id]
            texts = [" ".join(sheet.extract_text().split()) for sheet in printed.pages]
            for n, (sheet, text) in enumerate(zip(printed.pages, texts, strict=True), 1):
                assert (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) == pytest.approx(
                    size, abs=1
                )
                assert f"North Korea in Southeast Asia · {record.name} Dossier" in text
                assert f"Page {n} of {len(texts)}" in text
                assert re.search(r"Version \d{4}\.\d\d\.\d\d\+\w{7}", text)
            whole = "".join(texts).replace(" ", "").replace("ﬃ", "ffi").replace("ﬁ", "fi")
            for source in json.loads(text_of(kind, record, mini))["sources"].values():
                assert source.get("url", "") in whole
                assert source.get("archive", "") in whole
            assert checksum(text_of(kind, record, mini)) in whole
        page.close()
