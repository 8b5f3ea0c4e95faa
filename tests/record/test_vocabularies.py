"""The vocabularies say everything of every term: nothing falls to a silent default."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from scripts.load.archive import Archive
from scripts.pictures.coverage import COVERAGE
from scripts.record import model
from scripts.record import vocabularies as v
from scripts.values.vocabulary import Term, Vocabulary
from tests.conftest import ROOT
from tests.takeaway.test_citations import CSL_TYPES, VOCABULARY

ALL = {name: found for name, found in vars(v).items() if isinstance(found, Vocabulary)} | {"COVERAGE": COVERAGE}
TERMS = [(name, word) for name, found in ALL.items() for word in found]
WORKS = {**v.SOURCE_KINDS, "page": v.PAGE}
# What these formats call works; BibTeX's own types, those of RIS (2001) that the record needs.
BIBTEX_TYPES = {"online", "article", "book", "misc", "techreport"}
RIS_TYPES = {"BLOG", "BOOK", "CASE", "ELEC", "ENCYC", "GEN", "GOVDOC", "JOUR", "NEWS", "RPRT"}
# What is said of a term only where there is something to say.
OPTIONAL = {("VERDICTS", "rating"), ("LANGUAGES", "babel"), ("VISIT_STATUSES", "schema"), ("RELATION_STATES", "colour")}


@pytest.mark.parametrize(("name", "word"), TERMS)
def test_everything_is_said_of_a_term(name: str, word: str) -> None:
    term = ALL[name][word]
    assert isinstance(term, Term)
    for field in fields(term):
        assert getattr(term, field.name) not in ("", None) or (name, field.name) in OPTIONAL, field.name
    assert "_" not in term.label
    assert str(term) == term.meaning


@pytest.mark.parametrize("name", ALL)
def test_a_vocabulary_is_of_one_class_and_its_words_look_alike(name: str) -> None:
    assert len({type(term) for term in ALL[name].values()}) == 1
    letters = (
        r"[A-D]" if name == "GRADES" else r"[a-z]+(-[a-zA-Z]+)?" if name == "LANGUAGES" else r"[a-z0-9]+(-[a-z0-9]+)*"
    )
    assert all(re.fullmatch(letters, word) for word in ALL[name])
    labels = [term.label for term in ALL[name].values()]
    assert len(labels) == len(set(labels))


def test_abbreviations_are_written_as_a_reader_writes_them() -> None:
    assert v.SOURCE_KINDS["un"].label == "UN"
    assert v.SOURCE_KINDS["ngo"].label == "NGO"
    assert v.EVENT_KINDS["it-workers"].label == "IT workers"
    assert v.AGREEMENT_STATUSES["in-force"].label == "in force"


def test_what_a_kind_of_visit_counts_as_is_a_word_for_it() -> None:
    assert {kind.counts_as for kind in v.VISIT_KINDS.values()} | set(v.VISIT_STATUSES) - {"held"} == set(v.VISIT_COUNTS)


def test_only_what_was_signed_is_said_to_be_signed() -> None:
    told = {word: said.dated.format(label="X") for word, said in v.AGREEMENT_STATUSES.items()}
    assert [told[word] for word in ("planned", "initialled", "issued")] == ["X", "Initialled: X", "Issued: X"]
    assert {told[word] for word in set(told) - {"planned", "initialled", "issued"}} == {"Signed: X"}


def test_a_colour_is_one_of_the_theme() -> None:
    styles = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "theme").rglob("*.css"))
    for name in ("SIDES", "RELATION_STATES", "DIRECTIONS"):
        for term in ALL[name].values():
            assert term.colour is None or f"--{term.colour}:" in styles, (name, term)


@pytest.mark.parametrize("kind", WORKS)
def test_a_kind_of_source_is_one_kind_of_work_in_every_format(kind: str) -> None:
    work = WORKS[kind]
    assert work.bibtex in BIBTEX_TYPES
    assert work.ris in RIS_TYPES
    assert work.csl in CSL_TYPES
    assert work.schema in VOCABULARY
    report = {work.bibtex == "techreport", work.csl == "report", work.schema == "Report"}
    assert report == {True} or report == {False}
    article = {work.bibtex == "article", work.csl.startswith("article-"), work.schema.endswith("Article")}
    assert article == {True} or article == {False}
    book = {work.bibtex == "book", work.ris == "BOOK", work.csl == "book", work.schema == "Book"}
    assert book == {True} or book == {False}


@pytest.mark.parametrize("kind", v.ENTITY_KINDS)
def test_a_kind_of_entity_is_a_type_of_schema_org(kind: str) -> None:
    assert v.ENTITY_KINDS[kind].schema in VOCABULARY


def test_a_study_of_a_think_tank_is_a_report() -> None:
    study = v.SOURCE_KINDS["think-tank"]
    assert (study.bibtex, study.ris, study.csl, study.schema) == ("techreport", "RPRT", "report", "Report")


def test_every_change_leads_to_a_state() -> None:
    assert all(change.leads_to in v.RELATION_STATES for change in v.RELATION_CHANGES.values())


def test_a_record_says_what_its_words_mean(mini: Archive) -> None:
    visit = next(iter(mini.visits.values()))
    assert visit.term("rank") is v.RANKS[visit.rank]
    with pytest.raises(TypeError, match=r"Visit\.title holds no word"):
        visit.term("title")


def test_a_language_without_a_name_is_an_error() -> None:
    with pytest.raises(ValueError, match="'xx' is a language without a name here"):
        model.Native(text="X", language="xx")
