"""All that is taken away besides pages, in one list: JSON, CSV, schemas, citations, feeds, calendars, the data base, redirects.

Everything is made from the archive and the history alone; `packing` adds what needs the finished site.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from scripts.derive.apart import called
from scripts.derive.history import NO_HISTORY, History
from scripts.load.archive import Archive
from scripts.pictures import picture_files
from scripts.record.kinds import KINDS, PAGED
from scripts.takeaway.calendars import calendars
from scripts.takeaway.citations import bibtex, citation, source_work
from scripts.takeaway.database import database
from scripts.takeaway.dossiers import dossier_files
from scripts.takeaway.embeds import embeds, pixels
from scripts.takeaway.exports import DATA_FOLDER, exports
from scripts.takeaway.feeds import feeds
from scripts.takeaway.finder import finder
from scripts.takeaway.ftm import follow_the_money
from scripts.takeaway.package import package
from scripts.takeaway.schemas import schemas
from scripts.takeaway.spellings import filter_names
from scripts.takeaway.version import version_files, version_of
from scripts.takeaway.workbook import workbook
from scripts.values.assets import stamp
from scripts.values.settings import Settings, site_settings
from scripts.values.text import root_from


def data_files(archive: Archive, history: History = NO_HISTORY) -> Iterator[tuple[str, str]]:
    """What pages show or lead to of the data alone: JSON, CSV, schemas, the rows of pictures."""
    settings = site_settings()
    yield from exports(archive)
    yield from dossier_files(archive)
    yield from package(archive, version_of(history), settings)
    yield from version_files(archive, history, settings)
    yield from schemas(settings)
    yield from picture_files(archive)
    yield from embeds(archive, settings)


def takeaway(archive: Archive, history: History = NO_HISTORY) -> Iterator[tuple[str, str | bytes]]:
    """Every file: (path below the docs folder, content)."""
    settings = site_settings()
    yield from data_files(archive, history)
    yield from record_citations(archive, history, settings)
    yield (
        f"{DATA_FOLDER}/sources.bib",
        bibtex(source_work(source, archive, history) for source in archive.sources.values()),
    )
    yield f"{DATA_FOLDER}/nksea.sqlite", database(archive, version_of(history))
    yield f"{DATA_FOLDER}/nksea.xlsx", workbook(archive, version_of(history), settings)
    yield from feeds(archive, history, settings)
    yield from calendars(archive, history, settings)
    yield from follow_the_money(archive, settings)
    yield from pixels(archive, settings)
    yield from finder(archive)
    yield from filter_names(archive)
    yield from redirects(archive, settings)
    yield "llms.txt", llms(archive, settings)


def record_citations(archive: Archive, history: History, settings: Settings) -> Iterator[tuple[str, str]]:
    """Each record that has a page, with its sources, as BibTeX, RIS and CSL-JSON beside its JSON; and all of a kind, without."""
    for kind in PAGED:
        works = []
        for id, record in archive.records[kind].items():
            cited = citation(kind, record, archive, history, settings)
            yield f"{DATA_FOLDER}/{kind}/{id}.bib", cited.bibtex
            yield f"{DATA_FOLDER}/{kind}/{id}.ris", cited.ris
            yield f"{DATA_FOLDER}/{kind}/{id}.csl.json", cited.csl
            works.append(cited.work)
        yield f"{DATA_FOLDER}/{kind}.bib", bibtex(works)


def redirects(archive: Archive, settings: Settings) -> Iterator[tuple[str, str]]:
    """A page at each address that a record had before, which leads to the present one."""
    for kind in PAGED:
        for id, record in archive.records[kind].items():
            for old in record.formerly:
                title = called(kind, record, archive)
                yield f"{kind}/{old}/index.html", redirect(title, f"{kind}/{id}/", settings)


def redirect(title: str, place: str, settings: Settings) -> str:
    """The HTML of a page that only leads on to `place`, an address in the site, under the policy of all pages.

    The script takes along what followed the old address (`moved.js`); without scripts the page leads on all the same.
    Addresses are relative, so that a copy of the site works anywhere.
    """
    root = root_from(place)
    to = html.escape(root + place)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{html.escape(settings.content_security_policy)}">\n'
        f"<title>Moved: {html.escape(title)}</title>\n"
        f'<script src="{root}assets/site/moved.js?{stamp()}" data-to="{to}"></script>\n'
        f'<noscript><meta http-equiv="refresh" content="0; url={to}"></noscript>\n'
        f'<link rel="canonical" href="{html.escape(settings.url + place)}">\n'
        '<meta name="robots" content="noindex">\n'
        "</head>\n<body>\n"
        f'<p>This record has a new address: <a href="{to}">{html.escape(title)}</a>.</p>\n'
        "</body>\n</html>\n"
    )


def llms(archive: Archive, settings: Settings) -> str:
    """`llms.txt` (llmstxt.org): what the site holds and where its Markdown is, for programs that read text."""
    lines = [
        f"# {settings.name}",
        "",
        f"> {settings.description}",
        "",
        "Every fact has a source; the page says whose word it is (attestation) and how good the evidence is (grade A to D).",
        "Each page's Markdown stands at its address followed by `index.md`; each record's JSON at `data/<kind>/<id>.json`.",
        f"Data under CC BY 4.0. Cite the record and the sources under it: `data/<kind>/<id>.bib`. The site is {settings.url}",
        "",
        "## Records",
        "",
    ]
    for kind in KINDS:
        count = len(archive.records[kind])
        lines.append(f"- [{KINDS[kind].plural}]({settings.url}{kind}/index.md): {count} records")
    lines += [
        "",
        "## How to read them",
        "",
        f"- [Method]({settings.url}method/index.md): inclusion, sides, attestation, grades, dates, all terms",
        f"- [Corrections]({settings.url}corrections/index.md): how mistakes are mended",
        f"- [About]({settings.url}about/index.md)",
        "",
        "## Data",
        "",
        f"- [Data page]({settings.url}data/index.md): all downloads, example queries",
        f"- [SQLite]({settings.url}data/nksea.sqlite): all records as tables, with views",
        f"- [Data package]({settings.url}data/datapackage.json): the CSV tables with types and keys",
        f"- [Names]({settings.url}data/names.csv): every spelling of every name, with ids",
        "",
    ]
    return "\n".join(lines)
