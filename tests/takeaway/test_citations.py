"""Citations and the tags of a page's head, read back by the programs that read them elsewhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import bibtexparser
import jsonschema
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, RemoveEnclosingMiddleware
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st
from lxml import html

from scripts.derive.history import NO_HISTORY, Change, History
from scripts.derive.voices import sources_of
from scripts.load.archive import Archive
from scripts.pages.headtags import IMAGE, IMAGE_SIZE
from scripts.record import vocabularies as v
from scripts.record.kinds import KINDS, PAGED
from scripts.takeaway.citations import Author, Work, bibtex, citation, csl, ris, source_work
from scripts.takeaway.gather import takeaway
from scripts.values.settings import site_settings
from tests.conftest import ROOT

VISIT = "1964-11-02-han-so-sudville"
# Types of CSL 1.0.2, of which those that stand here.
CSL_TYPES = {
    "article-journal", "article-newspaper", "book", "chapter", "document", "entry-encyclopedia", "legal_case",
    "legislation", "manuscript", "post-weblog", "report", "treaty", "webpage",
}  # fmt: skip
# What the loader can let through: printable text on one line.
TEXTS = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=60).filter(str.strip)


def read_bibtex(text: str, *, decoded: bool = True) -> dict[str, dict[str, str]]:
    """The fields of each entry by key. Addresses are read as they stand (`decoded` false), as BibLaTeX and Zotero do."""
    layers: list[Any] = [RemoveEnclosingMiddleware(), RemoveEnclosingMiddleware()]
    if decoded:
        layers.append(LatexDecodingMiddleware())
    library = bibtexparser.parse_string(text, parse_stack=[])
    assert not library.failed_blocks
    for layer in layers:
        library = layer.transform(library)
    return {entry.key: {field.key: field.value for field in entry.fields} for entry in library.entries}


@pytest.fixture(scope="module")
def cited(mini: Archive) -> Any:
    return citation("visits", mini.visits[VISIT], mini, NO_HISTORY, site_settings())


def test_a_headline_that_was_not_seen_stands_in_brackets(mini: Archive) -> None:
    work = source_work(next(s for s in mini.sources.values() if s.title is None), mini, NO_HISTORY)
    assert f"title = {{{{[{work.title}]}}}}" in bibtex([work])
    assert f"TI  - [{work.title}]" in ris([work])
    assert json.loads(csl([work]))[0]["title"] == f"[{work.title}]"


def test_bibtex_reads_back(cited: Any) -> None:
    entries = read_bibtex(cited.bibtex)
    assert list(entries) == [
        f"nksea-visits-{VISIT}",
        "sud-times-1964-visit",
        "nord-daily-1964-visit",
        "far-post-1964-11-06",
    ]
    record, source = entries[f"nksea-visits-{VISIT}"], entries["sud-times-1964-visit"]
    assert record["title"] == "Han So <visits> Sudville & signs *two* papers"
    assert record["url"] == f"https://nksea.github.io/visits/{VISIT}/"
    assert record["year"] == "2024"
    assert source["journal"] == "The Sud Times"
    assert source["month"] == "nov"
    assert source["author"] == "Clerk, B."
    assert source["langid"] == "english"
    assert "Archived at" in source["note"]


@tried(deadline=None)
@given(TEXTS, TEXTS)
def test_any_title_survives_bibtex(title: str, author: str) -> None:
    text = bibtex([Work(key="k", title=title, authors=(Author(author),), type=v.SOURCE_KINDS["news"], container="{x%")])
    entry = read_bibtex(text)["k"]
    plain = " ".join(title.split())
    assert text.count("{") == text.count("}")
    # The decoder takes two hyphens for a dash, a caret for an accent, and does not know LaTeX's names of braces.
    if not set(plain) & set("-`'~^{}<>\"?!,") and plain.isascii():
        assert entry["title"] == plain
    assert set(entry) == {"author", "title", "journal", "langid"}


def test_ris_reads_back(cited: Any) -> None:
    entries = rispy.loads(cited.ris)
    assert [entry["type_of_reference"] for entry in entries] == ["ELEC", "NEWS", "NEWS", "NEWS"]
    assert entries[0]["title"] == "Han So <visits> Sudville & signs *two* papers"
    # The comma at the end: an institution has no given name.
    assert entries[0]["authors"] == ["North Korea in Southeast Asia editors,"]
    assert entries[1]["authors"] == ["Clerk, B."]
    assert entries[0]["urls"] == [f"https://nksea.github.io/visits/{VISIT}/"]
    assert entries[1]["date"] == "1964/11/03/"
    assert entries[2]["title"] == "한소 방문"
    assert all(line.endswith("\r") for line in cited.ris.split("\n")[:-1])


@tried(deadline=None)
@given(TEXTS)
def test_any_title_survives_ris(title: str) -> None:
    (entry,) = rispy.loads(ris([Work(key="k", title=title)]))
    assert entry["title"] == " ".join(title.split())


def test_a_page_without_a_date_says_when_it_was_seen(mini: Archive) -> None:
    dated = next(source for source in mini.sources.values() if source.url and source.date)
    undated = dated.model_copy(update={"date": None})
    added = Change(
        kind="sources", id=undated.id, action="added", commit="c" * 40, time="2023-05-06T00:00:00Z", subject=""
    )
    history = History((added,))
    work = source_work(undated, mini, history)
    assert "urldate = {2023-05-06}" in bibtex([work])
    assert "Y2  - 2023/05/06/\r\n" in ris([work])
    assert json.loads(csl([work]))[0]["accessed"] == {"date-parts": [[2023, 5, 6]]}
    assert not source_work(dated, mini, history).seen


def test_institutions_stay_whole_and_people_are_turned_round() -> None:
    work = Work(key="k", title="x", authors=(Author("Xinhua"), Author("Berger", "Andrea"), Author("D. N. Aidit")))
    assert "author = {{Xinhua} and Berger, Andrea and {D. N. Aidit}}," in bibtex([work])
    assert [line for line in ris([work]).split("\r\n") if line.startswith("AU")] == [
        "AU  - Xinhua,", "AU  - Berger, Andrea", "AU  - D. N. Aidit,",
    ]  # fmt: skip
    assert json.loads(csl([work]))[0]["author"] == [
        {"literal": "Xinhua"}, {"family": "Berger", "given": "Andrea"}, {"literal": "D. N. Aidit"},
    ]  # fmt: skip
    assert work.byline == "Xinhua, Andrea Berger and D. N. Aidit"


def test_partial_dates_stay_partial() -> None:
    work = Work(key="k", title="x", date="1964-11", type=v.SOURCE_KINDS["news"])
    assert "DA  - 1964/11//\r\n" in ris([work])
    assert "year = {1964}" in bibtex([work])
    assert json.loads(csl([work]))[0]["issued"] == {"date-parts": [[1964, 11]]}
    assert "day" not in bibtex([work])


def test_csl_is_what_processors_take(cited: Any) -> None:
    items = json.loads(cited.csl)
    assert [item["type"] for item in items] == ["webpage", *["article-newspaper"] * 3]
    for item in items:
        assert item["type"] in CSL_TYPES
        assert {"id", "type", "title"} <= set(item)


def test_every_record_with_a_page_has_its_files(mini: Archive, mini_site: Path) -> None:
    for kind in PAGED:
        for id, record in mini.records[kind].items():
            entries = read_bibtex((mini_site / "data" / kind / f"{id}.bib").read_text(encoding="utf-8"))
            assert list(entries) == [f"nksea-{kind}-{id}", *sources_of(record)]
            assert len(rispy.loads((mini_site / "data" / kind / f"{id}.ris").read_text(encoding="utf-8"))) == len(
                entries
            )
            items = json.loads((mini_site / "data" / kind / f"{id}.csl.json").read_text(encoding="utf-8"))
            assert [item["id"] for item in items] == list(entries)
            page = html.parse(mini_site / kind / id / "index.html")
            links = {link.get("href") for link in page.iterfind(".//details[@id='cite-this']//a")}
            assert links == {f"../../data/{kind}/{id}.{form}" for form in ("bib", "ris", "csl.json")}


def test_all_sources_are_one_bibliography(mini_site: Path, mini: Archive) -> None:
    assert list(read_bibtex((mini_site / "data" / "sources.bib").read_text(encoding="utf-8"))) == list(mini.sources)


def test_the_real_record_s_citations_read_back(real_site: Path) -> None:
    """Headlines as they were printed, in a dozen languages, and every address."""
    sources = json.loads((real_site / "data" / "sources.json").read_text(encoding="utf-8"))
    entries = read_bibtex((real_site / "data" / "sources.bib").read_text(encoding="utf-8"), decoded=False)
    assert list(entries) == list(sources)
    for id, source in sources.items():
        assert entries[id].get("url") == (source.get("url") or source.get("archive")), id
    for path in sorted((real_site / "data" / "visits").glob("*.ris")):
        kinds = [entry["type_of_reference"] for entry in rispy.loads(path.read_text(encoding="utf-8"))]
        assert kinds[0] == "ELEC"
        assert len(kinds) > 1, path.name


# The head of a page


def tags(page: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in html.parse(page).iterfind(".//head//meta"):
        name = meta.get("name") or meta.get("property")
        if name:
            found.setdefault(name, []).append(meta.get("content"))
    return found


def zotero(found: dict[str, list[str]]) -> dict[str, Any]:
    """What Zotero's translators "Embedded Metadata" and "RDF" make of a page's tags."""
    lower = {name.lower(): values for name, values in found.items()}
    kind = {"website": "webpage"}.get(lower.get("og:type", [""])[0]) or lower.get("dc.type", [""])[0]
    item = {
        "itemType": kind or ("journalArticle" if "citation_title" in lower else "webpage"),
        "title": lower["citation_title"][0],
        "date": (lower.get("citation_date") or lower.get("dc.date") or [None])[0],
        "language": lower["citation_language"][0],
        "publicationTitle": (lower.get("dc.source") or lower["og:site_name"])[0],
        "url": lower["citation_public_url"][0],
        "abstractNote": lower["citation_abstract"][0],
        "rights": lower["dc.rights"][0],
    }
    # Tags that these translators take for a person, or for the name of the site.
    creators = r"citation_authors?|(dc|dcterms|eprints?|bib|bibo|foaf|z|article|og|prism)[.:_](creators?.*|authors?|contributor|editor)|author|byl"
    item["creators"] = [value for name, values in lower.items() if re.fullmatch(creators, name) for value in values]
    item["publisher"] = [
        value for name, values in lower.items() if re.search(r"[.:_]publisher$", name) for value in values
    ]
    return item


def test_zotero_reads_a_record_as_a_web_page_of_ours(mini_site: Path) -> None:
    item = zotero(tags(mini_site / "visits" / VISIT / "index.html"))
    item.pop("date")  # of the last change, which the repository's history tells
    assert item == {
        "itemType": "webpage",
        "title": "Han So <visits> Sudville & signs *two* papers",
        "language": "en",
        "publicationTitle": "North Korea in Southeast Asia",
        "url": f"https://nksea.github.io/visits/{VISIT}/",
        "abstractNote": "Han So came for four days and signed a treaty.",
        "rights": "https://creativecommons.org/licenses/by/4.0/",
        "creators": [],
        "publisher": [],
    }


def test_every_page_can_be_previewed_and_followed(mini_site: Path) -> None:
    for page in mini_site.rglob("index.html"):
        if mini_site / "embed" in page.parents:  # what stands in the frames of others is no page of ours to read
            continue
        tree = html.parse(page)
        if tree.find(".//meta[@http-equiv='refresh']") is not None:
            continue
        found = tags(page)
        address = site_settings().url + page.parent.relative_to(mini_site).as_posix() + "/"
        address = address.removesuffix("./")
        assert found["og:url"] == [address], page
        assert [link.get("href") for link in tree.iterfind(".//link[@rel='canonical']")] == [address]
        assert found["og:title"][0]
        assert found["og:description"][0]
        (image,) = found["og:image"]
        assert (mini_site / image.removeprefix(site_settings().url)).is_file()
        assert image.endswith(IMAGE) or "/cards/" in image
        for link in tree.iterfind(".//link[@rel='alternate']"):
            assert (page.parent / link.get("href")).resolve().is_file(), (page, link.get("href"))
        assert "All records" in [link.get("title") for link in tree.iterfind(".//link[@rel='alternate']")]


def test_the_social_image_is_there_in_its_size(mini_site: Path) -> None:
    data = (mini_site / IMAGE).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")) == IMAGE_SIZE


# Types and properties of schema.org that our pages can use, as its vocabulary lists them.
VOCABULARY = json.loads((ROOT / "tests" / "takeaway" / "schemaorg.json").read_text(encoding="utf-8"))


def properties(type: str) -> set[str]:
    known = VOCABULARY[type]
    return set(known["has"]).union(*(properties(parent) for parent in known["is"]))


def check_node(node: Any, where: str) -> None:
    if isinstance(node, list):
        for item in node:
            check_node(item, where)
    elif isinstance(node, dict):
        assert node.get("@type") in VOCABULARY, (where, node)
        for name, value in node.items():
            if not name.startswith("@"):
                assert name in properties(node["@type"]), (where, node["@type"], name)
                check_node(value, f"{where}.{name}")
    else:
        assert node or node is False, where


def linked(page: Path) -> dict[str, Any]:
    (script,) = html.parse(page).iterfind(".//script[@type='application/ld+json']")
    node: dict[str, Any] = json.loads(script.text)
    return node


def check_all(site: Path) -> None:
    for page in site.rglob("index.html"):
        if html.parse(page).find(".//script[@type='application/ld+json']") is not None:
            node = linked(page)
            assert node.pop("@context") == "https://schema.org"
            check_node(node, page.relative_to(site).as_posix())


def test_linked_data_use_the_vocabulary(mini_site: Path) -> None:
    check_all(mini_site)


def test_linked_data_of_the_real_record_use_the_vocabulary(real_site: Path) -> None:
    check_all(real_site)


def test_linked_data_say_what_a_page_is_about(mini_site: Path) -> None:
    node = linked(mini_site / "visits" / VISIT / "index.html")
    about = node["mainEntity"]
    assert (about["@type"], about["startDate"], about["endDate"]) == ("Event", "1964-11-02", "1964-11-05")
    assert about["location"]["name"] == "Sudville, Old_Harbour_, Sudland"
    assert [person["name"] for person in about["attendee"]] == ["Han So", "Han So", "Tô Mầu"]
    assert [source["@type"] for source in node["citation"]] == ["NewsArticle"] * 3
    assert linked(mini_site / "officials" / "han-so" / "index.html")["mainEntity"]["birthDate"] == "1912-03-01"
    assert linked(mini_site / "entities" / "mv-heron" / "index.html")["mainEntity"]["identifier"] == "IMO 9074729"
    assert linked(mini_site / "countries" / "sudland" / "index.html")["mainEntity"]["@type"] == "Country"
    data = linked(mini_site / "data" / "index.html")["mainEntity"]
    assert data["@type"] == "Dataset"
    assert len(data["hasPart"]) == len(KINDS)
    for part in [data, *data["hasPart"]]:
        for file in part["distribution"]:
            assert (mini_site / file["contentUrl"].removeprefix(site_settings().url)).is_file()
    figures = linked(mini_site / "indicators" / "sudland-trade" / "index.html")["mainEntity"]
    assert figures["temporalCoverage"] == "1964/1965-06"


def nodes(node: Any) -> Iterator[dict[str, Any]]:
    """Every object in linked data, within others too."""
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from nodes(inner)


def linked_pages(site: Path) -> dict[str, dict[str, Any]]:
    pages = (page for page in site.rglob("index.html") if "application/ld+json" in page.read_text(encoding="utf-8"))
    return {page.parent.relative_to(site).as_posix(): linked(page) for page in pages}


def test_records_are_linked_by_their_ids(mini_site: Path) -> None:
    pages = linked_pages(mini_site)
    things = {
        node["mainEntity"]["@id"]: node["mainEntity"] for node in pages.values() if "@id" in node.get("mainEntity", {})
    }
    visit = pages[f"visits/{VISIT}"]["mainEntity"]
    assert visit["@id"] == f"https://nksea.github.io/visits/{VISIT}/#this"
    assert visit["attendee"][0]["@id"] == "https://nksea.github.io/officials/han-so/#this"
    assert (
        pages["officials/to-mau"]["mainEntity"]["nationality"]["@id"]
        == "https://nksea.github.io/countries/sudland/#this"
    )
    # What is named somewhere is described on its own page, and is the same there.
    for node in pages.values():
        for one in nodes(node):
            if one.get("@id", "").endswith("#this"):
                assert things[one["@id"]]["name"] == one["name"], one
                assert things[one["@id"]]["@type"] == one["@type"], one


def test_every_page_but_the_first_says_the_way_to_it(mini_site: Path) -> None:
    pages = linked_pages(mini_site)
    assert len(pages) > 150
    for place, node in pages.items():
        if place == ".":
            assert "breadcrumb" not in node
            continue
        steps = node["breadcrumb"]["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert steps[0]["item"] == "https://nksea.github.io/"
        assert steps[-1] == {"@type": "ListItem", "position": len(steps), "name": node["name"], "item": node["url"]}
        for step in steps:
            assert (mini_site / step["item"].removeprefix("https://nksea.github.io/") / "index.html").is_file(), step
    assert [step["name"] for step in pages[f"visits/{VISIT}"]["breadcrumb"]["itemListElement"]][:2] == [
        "Home",
        "Visits",
    ]


def test_an_end_that_no_source_states_is_not_made_up(mini_site: Path, mini: Archive) -> None:
    pages = linked_pages(mini_site)
    ends = {id: pages[f"visits/{id}"]["mainEntity"].get("endDate") for id in mini.visits}
    assert ends == {id: visit.end.text if visit.end else None for id, visit in mini.visits.items()}
    assert None in ends.values()


def test_data_sets_are_described_as_search_engines_want_it(mini_site: Path) -> None:
    """Google's search for data sets takes descriptions of 50 to 5,000 characters."""
    found = [one for node in linked_pages(mini_site).values() for one in nodes(node) if one.get("@type") == "Dataset"]
    assert len(found) > len(KINDS)
    assert all(50 <= len(one["description"]) <= 5000 for one in found)


def test_no_text_ends_the_script(mini: Archive) -> None:
    from scripts.pages.linkeddata import to_script

    assert "<" not in to_script({"name": "</script><script>alert(1)"})


def test_the_head_is_left_out_of_the_markdown(mini_site: Path) -> None:
    text = (mini_site / "visits" / VISIT / "index.md").read_text(encoding="utf-8")
    assert "\nhead:" not in text
    assert "og:title" not in text
    assert text.startswith("---\ntitle:")


def test_csl_schema_shape(mini: Archive) -> None:
    """Names as objects, dates as parts, texts as texts: the parts of the official schema that we use."""
    text = {"type": "string", "minLength": 1}
    parts = {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}}
    date = {
        "type": "object",
        "required": ["date-parts"],
        "properties": {"date-parts": {"type": "array", "items": parts}},
    }
    schema = {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["type", "id"],
            "additionalProperties": False,
            "properties": {
                **dict.fromkeys(("id", "title", "container-title", "publisher", "URL", "language", "abstract", "note", "archive_location"), text),
                "type": {"enum": sorted(CSL_TYPES)},
                "author": {"type": "array", "items": {"oneOf": [
                    {"type": "object", "required": ["literal"], "maxProperties": 1},
                    {"type": "object", "required": ["family", "given"], "maxProperties": 2},
                ]}},
                "issued": date,
                "accessed": date,
            },
        },
    }  # fmt: skip
    jsonschema.validate(
        json.loads(csl(source_work(source, mini, NO_HISTORY) for source in mini.sources.values())), schema
    )


def test_files_are_the_same_each_time(mini: Archive) -> None:
    assert dict(takeaway(mini)) == dict(takeaway(mini))
