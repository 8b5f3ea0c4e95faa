"""The preview shows what a build would make of the files as they are: nothing else, nothing older, nothing broken."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scripts.derive.history import NO_HISTORY
from scripts.edit import preview as module
from scripts.edit import searching
from scripts.edit.preview import Preview
from scripts.load.archive import Archive
from scripts.load.kept import KeptFolder
from scripts.load.loader import load
from scripts.pages import environment
from scripts.pages.render import all_pages, page_at
from scripts.site.build import history_of
from scripts.values import settings as settings_module
from scripts.values.settings import site_settings
from tests.conftest import BROKEN, MINI, ROOT, TODAY, examples

VISIT = "visits/1964-11-02-han-so-sudville/"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of all that an editor may change."""
    shutil.copytree(MINI, tmp_path / "data")
    for name in ("docs", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copytree(environment.TEMPLATES, tmp_path / "templates")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    for where, name, path in (
        (module, "DOCS", "docs"),
        (module, "THEME", "theme"),
        (module, "ASSETS", "theme/assets"),
        (module, "TEMPLATES", "templates"),
        (module, "CONFIG", "mkdocs.yml"),
        (environment, "TEMPLATES", "templates"),
        (settings_module, "CONFIG", "mkdocs.yml"),
    ):
        monkeypatch.setattr(where, name, tmp_path / path)
    site_settings.cache_clear()
    yield tmp_path
    site_settings.cache_clear()


@pytest.fixture
def preview(house: Path) -> Preview:
    return Preview(house / "data", TODAY, house / "made")


def shown(preview: Preview, path: str) -> str:
    answer = preview.answer(path)
    assert answer.status == "200 OK", answer
    return answer.content.decode()


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# What only a build sets: a record's entries in the styles of citation, alone and with its sources.
ENTRIES = re.compile(
    r'(<details class="cite-this" id="cite-this"><summary>Cite this</summary>\n)'
    r"<dl>\n(?:<div><dt>(?:Chicago|APA|MLA)</dt>.*\n){3}</dl>\n"
    r'(?:<details class="with-sources"><summary>With its sources?</summary>\n<dl>\n(?:(?!</dl>).*\n)+</dl></details>\n)?'
    r'(?=<p class="forms">)'
)


def without_entries(built: str) -> str:
    """A page as it is where nobody set citations."""
    return ENTRIES.sub(r"\1", built)


def test_every_page_is_the_one_that_is_built(mini_site: Path) -> None:
    one = Preview(MINI, TODAY, MINI, history_of(MINI))
    pages = sorted(path.parent.relative_to(mini_site).as_posix() for path in mini_site.rglob("index.html"))
    assert len(pages) > 150
    for place in pages:
        address = "" if place == "." else f"{place}/"
        if place != "data":  # where the examples of the data base are not asked
            built = (mini_site / place / "index.html").read_text(encoding="utf-8")
            assert shown(one, address) == without_entries(built), address
    assert one.answer("nothing/").content.decode() == (mini_site / "404.html").read_text(encoding="utf-8")
    for path in ("assets/site/site.css", "promises.csv", "data/visits.json", "visits/index.md"):
        assert one.answer(path).status == "200 OK", path


def test_a_page_made_alone_is_the_one_of_all(mini: Archive) -> None:
    for page in all_pages(mini, NO_HISTORY, {}):
        alone = page_at(page.path, mini)
        assert alone is not None, page.path
        assert (alone.path, alone.template, alone.title, alone.meta) == (
            page.path,
            page.template,
            page.title,
            page.meta,
        )


CHANGES: dict[str, tuple[str, Callable[[Path], None], str]] = {
    "a visit": (VISIT, lambda house: change(house / "data/visits/sudland.yaml", "Harbour day #3", "Zz day"), "Zz day"),
    "a country's prose": ("countries/sudland/", lambda house: change(house / "data/countries/sudland.yaml", "introduction: ", "introduction: Zz. "), "Zz."),
    "the title of a source": ("sources/1983/", lambda house: change(house / "data/sources/1983.yaml", "Ship held", "Ship kept"), "Ship kept"),
    "the title of a source, seen from a record": ("events/1983-10-harbour-affair/", lambda house: change(house / "data/sources/1983.yaml", "Ship held", "Ship kept"), "Ship kept"),
    "a page of docs": ("promises/", lambda house: change(house / "docs/promises.md", "# Promises", "# Zz"), "Zz</h1>"),
    "a template": (VISIT, lambda house: change(house / "templates/visit.md.jinja", '"Occasion"', '"Zz occasion"'), "Zz occasion"),
    "a stylesheet": ("assets/site/site.css", lambda house: change(house / "theme/assets/site/site.css", "body", "body.zz, body"), "body.zz"),
    "the theme": (VISIT, lambda house: change(house / "theme/base.html", "</body>", "<p>Zz</p></body>"), "<p>Zz</p>"),
    "the settings": ("", lambda house: change(house / "mkdocs.yml", "site_name: North Korea in Southeast Asia", "site_name: Zz"), ">Zz</a>"),
    "the navigation": ("about/", lambda house: change(house / "mkdocs.yml", "About: about/", "Zz: about/"), ">Zz</a>"),
    "a new file": ("sources/1950/", lambda house: _write(house / "data/sources/1950.yaml", "zz-1950:\n  title: Zz\n  publisher: far-post\n  date: 1950\n  language: en\n  kind: news\n"), "Zz"),
    "a new page of docs": ("zz/", lambda house: _write(house / "docs/zz.md", "---\ntitle: Zz\n---\n\n# Zz\n"), "Zz</h1>"),
}  # fmt: skip


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_seen_at_once(preview: Preview, house: Path, name: str) -> None:
    path, make, mark = CHANGES[name]
    assert mark.encode() not in preview.answer(path).content
    before = preview.version
    make(house)
    assert preview.is_changed()
    assert mark in shown(preview, path)
    assert preview.version == before + 1
    assert not preview.is_changed()


def test_what_is_deleted_is_gone(preview: Preview, house: Path) -> None:
    assert "Zz" not in shown(preview, "assessments/")
    for path, address in (("data/entities/sudland.yaml", "entities/mv-heron/"), ("docs/promises.md", "promises/"),
                          ("theme/assets/site/social.png", "assets/site/social.png")):  # fmt: skip
        assert preview.answer(address).status == "200 OK"
        (house / path).unlink()
        assert preview.answer(address).status == "404 Not Found"


def test_an_old_address_leads_on_and_a_page_without_its_slash(preview: Preview) -> None:
    assert "This record has a new address" in shown(preview, "visits/1964-han-so-sudland/")
    answer = preview.answer(VISIT.rstrip("/"))
    assert (answer.status, answer.location) == ("302 Found", f"/{VISIT}")
    assert "was removed on" in shown(preview, "events/1975-ghost-ship/")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: official", "kind: offcial"),
        ("title: Han So", "title: a: b"),
        ("start: 1964-11-02", "start: [1964-11-02"),
        ("visitor: nordland", "\tvisitor: nordland"),
    ],
)
def test_what_is_broken_is_shown_as_it_was_and_everything_else_goes_on(
    preview: Preview, house: Path, old: str, new: str
) -> None:
    good = shown(preview, VISIT)
    assert not [one for one in preview.problems if not one.warning]
    path = house / "data/visits/sudland.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert "Han So" in shown(preview, VISIT)
    wrong = [one for one in preview.problems if not one.warning]
    assert wrong
    assert {one.path for one in wrong} == {"data/visits/sudland.yaml"}
    change(house / "data/entities/sudland.yaml", "900 tons", "901 tons")
    assert "901 tons" in shown(preview, "entities/mv-heron/")
    path.write_text(text, encoding="utf-8")
    assert shown(preview, VISIT) == good
    assert not [one for one in preview.problems if not one.warning]


def test_a_page_that_cannot_be_made_says_why(preview: Preview, house: Path) -> None:
    template = house / "templates" / "visit.md.jinja"
    text = template.read_text(encoding="utf-8")
    for broken in ("{% if %}", "{{ nothing.at_all }}"):
        template.write_text(broken + text, encoding="utf-8")
        answer = preview.answer(VISIT)
        assert answer.status.startswith("500 ")
        assert b"This page cannot be made now" in answer.content
        assert preview.answer("about/").status == "200 OK"
    template.write_text(text, encoding="utf-8")
    assert preview.answer(VISIT).status == "200 OK"
    change(house / "mkdocs.yml", "site_name:", "site_name: [")
    assert preview.answer(VISIT).status.startswith("500 ")
    change(house / "mkdocs.yml", "site_name: [", "site_name:")
    assert preview.answer(VISIT).status == "200 OK"


def test_a_world_that_was_never_in_order_is_served_as_far_as_it_goes() -> None:
    one = Preview(BROKEN, TODAY, BROKEN)
    for path in ("", "countries/", "visits/", "about/", "assets/site/site.css"):
        assert one.answer(path).status[:3] in ("200", "500"), path
    assert one.answer("about/").status == "200 OK"
    assert one.problems


def test_what_editors_leave_beside_a_file_changes_nothing(preview: Preview, house: Path) -> None:
    before = shown(preview, VISIT)
    folder = house / "data" / "visits"
    (folder / ".#sudland.yaml").symlink_to("someone@somewhere.123:456")
    for name in (
        "sudland.yaml~",
        ".sudland.yaml.swp",
        "4913",
        "#sudland.yaml#",
        "sudland.yaml.bak",
        ".sudland.yaml.draft",
    ):
        (folder / name).write_bytes(b"\xff: [")
        assert shown(preview, VISIT) == before
    assert preview.problems


@pytest.mark.parametrize(
    "path", ["linked", "linked.md", "linked/", "assets/site/linked", "docs/promises.md", "data/linked"]
)
def test_nothing_outside_is_served(preview: Preview, house: Path, path: str) -> None:
    (house / "secret").write_text("secret")
    for place in ("docs/linked", "docs/linked.md", "theme/assets/site/linked", "made/data/linked"):
        (house / place).parent.mkdir(parents=True, exist_ok=True)
        (house / place).symlink_to(house / "secret")
    answer = preview.answer(path)
    assert answer.status == "404 Not Found"
    assert b"secret" not in answer.content


# The folder that is read again and again.

EDITS = [
    ("visits/sudland.yaml", "kind: official", "kind: offcial"),
    ("visits/sudland.yaml", "  rank: minister\n", ""),
    ("topics.yaml", "harbours:", "ports:"),
    ("entities/sudland.yaml", "mv-heron:", "  mv-heron:"),
    ("publishers.yaml", "name: Far Post", "name: 'Far Post"),
    ("sources/1983.yaml", "Ship held", "Ship kept"),
]


@settings(max_examples=examples(15))
@given(st.lists(st.sampled_from(range(len(EDITS))), max_size=6))
def test_a_folder_that_is_kept_is_read_as_one_that_is_new(
    tmp_path_factory: pytest.TempPathFactory, steps: list[int]
) -> None:
    data = tmp_path_factory.mktemp("kept") / "data"
    shutil.copytree(MINI, data)
    kept = KeptFolder(data)
    first = kept.read()
    on: set[int] = set()
    for step in steps:
        file, old, new = EDITS[step]
        before, after = (new, old) if step in on else (old, new)
        on ^= {step}
        path = data / file
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace(before, after, 1) if before else text.replace("  status: held", f"{after}  status: held", 1),
            encoding="utf-8",
        )
        now, new_one = kept.read(), load(data)
        assert sorted(now.problems) == sorted(new_one.problems)
        assert now.broken == new_one.broken
        for kind, records in new_one.records.items():
            assert {id: now.records[kind].get(id) for id in records} == records
            assert set(now.records[kind]) - set(records) <= {id for of, id in now.broken if of == kind} | set(
                first.records[kind]
            )


def test_only_what_changed_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI, data)
    kept = KeptFolder(data)
    kept.read()
    read: list[str] = []
    really = load.__globals__["load_file"]
    monkeypatch.setattr(
        "scripts.load.kept.load_file", lambda path, *rest: (read.append(path.name), really(path, *rest))
    )
    change(data / "topics.yaml", "title: ", "title:  ")
    kept.read()
    assert read == ["topics.yaml"]


def test_a_record_in_two_files_is_told(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI, data)
    shutil.copy(data / "entities" / "sudland.yaml", data / "entities" / "westland.yaml")
    found = KeptFolder(data).read().problems
    assert sorted(found) == sorted(load(data).problems)
    assert any(re.match("this id stands twice, first in data/entities/sudland.yaml:1", one.message) for one in found)


@pytest.mark.whole
def test_the_search_is_that_of_a_whole_site_once_it_is_made(tmp_path: Path) -> None:
    preview = Preview(MINI, TODAY, tmp_path / "html")
    assert preview.answer("pagefind/pagefind-entry.json").status == "404 Not Found"
    assert searching.main(BROKEN, TODAY, tmp_path) == 1
    assert searching.main(MINI, TODAY, tmp_path) == 0
    for path in ("pagefind/pagefind-entry.json", "search/index.json"):
        assert preview.answer(path).type == "application/json"
    assert not (tmp_path / "html-next").exists()
