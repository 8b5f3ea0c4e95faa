"""What pages make of the settings: the letter that reports a mistake."""

from __future__ import annotations

import dataclasses
from urllib.parse import parse_qs, unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from scripts.values.settings import Settings, site_settings

WITHOUT = dataclasses.replace(site_settings(), email="")
WITH = dataclasses.replace(WITHOUT, email="record@example.org")


def read(letter: str, settings: Settings = WITH) -> tuple[str, list[str]]:
    """Subject and lines of a letter, as a mail program opens it (RFC 6068: escapes alone, a plus is a plus)."""
    scheme, _, to, query, _ = urlsplit(letter)
    assert (scheme, unquote(to)) == ("mailto", settings.email)
    assert "+" not in query
    fields = parse_qs(query, keep_blank_values=True, strict_parsing=True)
    return fields["subject"][0], fields["body"][0].split("\r\n")


def test_a_letter_says_what_it_is_about() -> None:
    subject, lines = read(WITH.letter("A & B: 50% + «ö»?", "visits/x/", "2026.11.27+0a1b2c3"))
    assert subject == "Correction: A & B: 50% + «ö»?"
    assert lines[:3] == [
        "Record: A & B: 50% + «ö»?",
        f"Address: {WITH.url}visits/x/",
        "Version: 2026.11.27+0a1b2c3",
    ]
    assert "The source that says so:" in lines
    assert not any(line.startswith("Version") for line in read(WITH.letter("A", "x/"))[1])


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_no_title_breaks_out_of_a_letter(title: str) -> None:
    subject, lines = read(WITH.letter(title, "x/"))
    assert subject == f"Correction: {title}"
    assert lines[0] == f"Record: {title}"


def test_without_an_address_there_is_no_letter() -> None:
    assert WITHOUT.letter("A", "x/") == ""
