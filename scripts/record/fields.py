"""The types of single fields: text, prose, addresses, languages, references.

References to other records are `Annotated[str, Ref(kind)]`; prose, which is Markdown with citations, is
`Prose`; everything else is plain text that can never become markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, get_args
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from scripts.record.vocabularies import LANGUAGES, MISTAKEN_LANGUAGES
from scripts.values import addresses
from scripts.values.vocabulary import Term, Vocabulary

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
# Scripts that are written without spaces, where an unseen mark says how letters join and where a word ends.
_JOINING = "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17b3\u17b6-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]"
# What nobody sees: zero-width and direction marks, tags, fillers, blank Braille, annotation marks, marks of music. Two
# names that look alike would differ. U+200B to U+200D may stand between Thai, Lao, Burmese and Khmer letters, where they
# belong; names are compared without them. U+0085 breaks a line for YAML and for no editor. U+FFFD is seen, and stands
# where a letter was lost.
HIDDEN = re.compile(
    "[\u0085\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164"
    "\ufeff\uffa0\ufff0-\ufffd\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
    f"(?<!{_JOINING}[\u200b-\u200d](?={_JOINING}))"
)
# What XML takes in no form; feeds, drawings and the pages of redirects are XML or nearly so.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
# The same in a web address, as it is written there.
_UNSEEN_IN_ADDRESS = re.compile("%(?:[01][0-9A-Fa-f]|7[Ff])")
# Where an address may tell more than its page: behind its path, and in the name of its host.
_MAY_FOLLOW = re.compile(r"[?#]|//amp\.", re.IGNORECASE)
# What stands for a value that is still to come.
_UNFINISHED = re.compile(r"(?i:null|n/a|n\.a\.|tbd|tba|todo|fixme)$|(?:TODO|FIXME|TBD)\b|[-?.\u2013\u2014\u2026]+$")
# More than any sum of money here, and less than what a data base or a drawing could no longer hold exactly.
MOST = 10**15
MOST_DIGITS = 40
# Several times what the longest of the record has. What reads a text may take the square of its length in time.
MOST_LETTERS = 2_000
MOST_LETTERS_IN_PROSE = 10_000
# An id is the name of a file, and of another that is longer by an ending.
MOST_LETTERS_IN_ID = 100
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)


@dataclass(frozen=True)
class Ref:
    """Marks a text field as the id of a record of `kind`."""

    kind: str


@dataclass(frozen=True)
class ProseMark:
    """Marks a text field as Markdown with citations."""


def hints(info: FieldInfo) -> list[Any]:
    """All types and marks of a model's field, outermost first."""

    def inside(found: Iterable[Any]) -> Iterator[Any]:
        for hint in found:
            yield hint
            yield from inside([*get_args(hint), *getattr(hint, "__metadata__", ())])

    return list(inside([info.annotation, *info.metadata]))


def vocabulary_of(info: FieldInfo) -> Vocabulary[Term] | None:
    """The vocabulary from which a field takes its word or words, if it takes them from one."""
    return next((hint for hint in hints(info) if isinstance(hint, Vocabulary)), None)


def fail(message: str, *at: str | int) -> PydanticCustomError:
    """A pydantic error with a message of ours, braces and all; `at` leads from what is validated to what is at fault."""
    return PydanticCustomError("record", "{text}", {"text": message, "at": at})


def what_is_hidden(sign: str) -> str:
    """What a character is that `HIDDEN` finds, and how to mend it."""
    if sign == "\ufffd":
        return "U+FFFD, which stands where a letter was lost; write the letter"
    return f"an invisible character, U+{ord(sign):04X}; delete it"


def _plain(value: str) -> str:
    text = _checked(" ".join(value.split()), MOST_LETTERS)
    if "[@" in text:
        raise fail("only prose cites; leave the citation out, and name the source under sources or cites")
    return text


def _prose(value: str) -> str:
    return _checked(value.strip(), MOST_LETTERS_IN_PROSE)


def _checked(text: str, most: int) -> str:
    if len(text) > most:
        raise fail(f"is {len(text):,} characters long; {most:,} is the limit")
    if not text:
        raise fail("is empty; fill it in or remove the key")
    # An escape in a quoted text, "\\u200b", writes what the loader finds in no file.
    unseen = HIDDEN.search(text) or _CONTROL.search(text)
    if unseen:
        raise fail(f"holds {what_is_hidden(unseen[0])}")
    if open_task := _UNFINISHED.match(text):
        raise fail(f"'{open_task[0]}' says nothing; fill it in or remove the key")
    return text


def _web_address(value: str) -> str:
    _checked(value, MOST_LETTERS)
    try:
        parts = urlsplit(value)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in ("http", "https") or not host or re.search(r"[\s<>\"\\^`{|}]", value):
        raise fail(f"'{value[:80]}' is no web address; write http://… or https://…, without spaces")
    if unseen := _UNSEEN_IN_ADDRESS.search(value):
        raise fail(f"holds {unseen[0]}, which stands for an invisible character; delete it")
    if _MAY_FOLLOW.search(value) and (clean := addresses.cleaned(value)) != value:
        raise fail(f"tells who followed it, or is a page for telephones; write {clean[:200]}")
    if host.endswith("."):
        raise fail(f"the host '{host[:60]}' ends in a dot; leave it out")
    return value


def _language(value: str) -> str:
    if value in MISTAKEN_LANGUAGES:
        raise fail(f"'{value}' is not the code of the language here; write {MISTAKEN_LANGUAGES[value]}")
    if not LANGUAGE.fullmatch(value):
        raise fail(f"'{value[:30]}' is no language tag such as vi, ko or zh-Hant")
    if value not in LANGUAGES:
        raise fail(
            f"'{value[:30]}' is a language without a name here; add it to LANGUAGES in scripts/record/vocabularies.py"
        )
    return value


def _imo(value: str) -> str:
    # IMO resolution A.1117(30): seven digits, the last of them a check digit.
    digits = [int(c) for c in value] if value.isascii() and value.isdigit() else []
    if len(digits) != 7 or sum(d * w for d, w in zip(digits, range(7, 1, -1), strict=False)) % 10 != digits[6]:
        raise fail(f"'{value[:20]}' is no IMO number: seven digits, the last a check digit")
    return value


def _number(value: str) -> Decimal:
    if not re.fullmatch(r"-?\d+(\.\d+)?", value, re.ASCII):
        raise fail(f"'{value[:30]}' is no number; write digits alone, 24500 or 0.5")
    if len(value) > MOST_DIGITS or abs(Decimal(value)) >= MOST:
        raise fail(f"is too large; {MOST:,} is the limit")
    return Decimal(value)


def _text_only(value: Any) -> Any:
    if isinstance(value, list):
        raise fail("takes text, not a list; brackets or a hyphen of the text's own need single quotes around it")
    if isinstance(value, dict):
        raise fail("takes text, not a mapping; a colon of the text's own needs single quotes around it")
    return value


def _reference(value: Any) -> Any:
    if not value:
        raise fail("is empty; fill it in or remove the key")
    return _text_only(value)


Text = Annotated[str, BeforeValidator(_text_only), AfterValidator(_plain)]
Prose = Annotated[str, BeforeValidator(_text_only), AfterValidator(_prose), ProseMark()]
Address = Annotated[str, BeforeValidator(_text_only), AfterValidator(_web_address)]
Language = Annotated[str, BeforeValidator(_text_only), AfterValidator(_language)]

CountryId = Annotated[str, BeforeValidator(_reference), Ref("countries")]
OfficialId = Annotated[str, BeforeValidator(_reference), Ref("officials")]
VisitId = Annotated[str, BeforeValidator(_reference), Ref("visits")]
EventId = Annotated[str, BeforeValidator(_reference), Ref("events")]
IndicatorId = Annotated[str, BeforeValidator(_reference), Ref("indicators")]
EntityId = Annotated[str, BeforeValidator(_reference), Ref("entities")]
AgreementId = Annotated[str, BeforeValidator(_reference), Ref("agreements")]
MeasureId = Annotated[str, BeforeValidator(_reference), Ref("measures")]
VoteId = Annotated[str, BeforeValidator(_reference), Ref("votes")]
TopicId = Annotated[str, BeforeValidator(_reference), Ref("topics")]
PublisherId = Annotated[str, BeforeValidator(_reference), Ref("publishers")]
SourceId = Annotated[str, BeforeValidator(_reference), Ref("sources")]
SourceIds = Annotated[tuple[SourceId, ...], Field(min_length=1)]

Imo = Annotated[str, BeforeValidator(_text_only), AfterValidator(_imo)]
Number = Annotated[Decimal, BeforeValidator(_number), BeforeValidator(_text_only)]
