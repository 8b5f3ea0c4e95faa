"""The resolver of names: every spelling under which the record's persons, countries and bodies are looked for.

What a person has typed (name, native names, aliases, formal name) comes first, then what follows by rule, which nobody
needs to type. Search, the crosswalk of names and the editors' look-up ask here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from babel import Locale
from myanmar.converter import convert

from scripts.derive.korean import in_latin, in_seoul, is_hangul
from scripts.load.archive import Archive, once
from scripts.record import model

# How a spelling is known: typed by a person, or by which rule it follows.
HOW = {
    "name": "the name by which the record is listed",
    "formal": "the formal name, typed",
    "native": "the name in its own script, typed",
    "alias": "another spelling or name, typed",
    "adjective": "the adjective of a country's name, typed",
    "abbreviation": "the formal name of a country in short: DPRK, Lao PDR",
    "cldr": "a country's name in one of the region's languages, from Unicode's CLDR",
    "seoul": "a name in Hangul as Seoul writes it: 이용호 for 리용호",
    "pyongyang": "from Hangul by Pyongyang's rules of 1992: Kim Jong Un",
    "mccune-reischauer": "from Hangul by McCune and Reischauer: Kim Chŏng-ŭn",
    "revised": "from Hangul by the Revised Romanization of 2000: Gim Jeong-eun",
    "press": "from Hangul as the press writes it: Kim Jung-un",
    "zawgyi": "Burmese in the encoding of Zawgyi, which many telephones still write",
    "old-indonesian": "in the Indonesian spelling until 1972, or that of 1947: Soekarno, Djuanda",
    "new-indonesian": "in the Indonesian spelling since 1972",
    "untitled": "without its title: Mohamed Bolkiah",
    "order": "the family name last: Jong Un Kim",
    "initials": "given names as initials: S. B. Yudhoyono",
}

# Titles that stand before a name and are no part of it, in the form of `folded`.
TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "prof",
        "professor",
        "sir",
        "lord",
        "lady",
        "hon",
        "excellency",
        "he",
        "hm",
        "hrh",
        "king",
        "queen",
        "prince",
        "princess",
        "sultan",
        "president",
        "chairman",
        "premier",
        "minister",
        "ambassador",
        "senator",
        "marshal",
        "general",
        "gen",
        "colonel",
        "col",
        "lieutenant",
        "lt",
        "major",
        "maj",
        "admiral",
        "adm",
        "comrade",
        "supreme",
        "leader",
        "prime",
        "foreign",
        "vice",
        "deputy",
        "tun",
        "tan",
        "sri",
        "datuk",
        "dato",
        "seri",
        "datin",
        "puan",
        "encik",
        "haji",
        "hajah",
        "pehin",
        "awang",
        "dayang",
        "samdech",
        "techo",
        "preah",
        "ek",
        "lok",
        "oknha",
        "u",
        "daw",
        "ko",
        "ma",
        "saw",
        "sao",
        "thakin",
        "bo",
        "bogyoke",
        "nai",
        "nang",
        "khun",
        "phraya",
        "mom",
        "ong",
        "bac",
        "bung",
        "bapak",
        "pak",
        "ibu",
        "kyai",
        "kiai",
        "gus",
    ]
)

_CLDR_LANGUAGES = (
    "ko",
    "zh",
    "zh_Hant",
    "ja",
    "vi",
    "th",
    "lo",
    "km",
    "my",
    "id",
    "ms",
    "fil",
    "fr",
    "pt",
    "ru",
    "de",
    "es",
)
_KOREAN = ("north-korea", "south-korea")
# The family name comes first.
_FAMILY_FIRST = (*_KOREAN, "china", "vietnam", "japan", "taiwan")

_OLD = (("ny", "nj"), ("sy", "sj"), ("kh", "ch"), ("c", "tj"), ("j", "dj"), ("y", "j"))
_NEW = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("nj", "ny"), ("sj", "sy"))


@dataclass(frozen=True)
class Spelling:
    """One spelling of a name; `how` is a key of `HOW`."""

    text: str
    how: str
    language: str | None = None


@once
def spellings(record: model.Record, archive: Archive) -> tuple[Spelling, ...]:
    """All spellings of a country, a person or a body, the typed ones first; of derived ones only those that differ in
    letters from all before."""
    found = list(dict.fromkeys(_typed(record)))
    seen = {compact(one.text) for one in found}
    for one in _derived(record, tuple(found)):
        if (key := compact(one.text)) and key not in seen:
            seen.add(key)
            found.append(one)
    return tuple(found)


def is_korean(record: model.Record) -> bool:
    """Whether a record is a person whose name is Korean."""
    return isinstance(record, model.Official) and record.country in _KOREAN


def _typed(record: model.Record) -> Iterator[Spelling]:
    yield Spelling(record.label, "name")
    formal: str | None = getattr(record, "formal", None)
    if formal:
        yield Spelling(formal, "formal")
    yield from (Spelling(native.text, "native", native.language) for native in getattr(record, "native", ()))
    yield from (Spelling(alias, "alias") for alias in getattr(record, "aliases", ()))


def _derived(record: model.Record, typed: tuple[Spelling, ...]) -> Iterator[Spelling]:
    for follow in _FOLLOW.get(record.kind_name, ()):
        yield from follow(record, typed)


def _other_names_of_country(country: model.Country, typed: tuple[Spelling, ...]) -> Iterator[Spelling]:
    if country.adjective:
        yield Spelling(country.adjective, "adjective")
    if country.formal:
        short = country.formal.replace("People's Democratic Republic", "PDR")
        letters = "".join(re.findall(r"\b[A-Z]", country.formal))
        yield Spelling(short, "abbreviation")
        if len(letters) > 2:
            yield Spelling(letters, "abbreviation")
    for code in _CLDR_LANGUAGES:
        name = _territories(code).get(country.iso) if country.iso else None
        if name:
            yield Spelling(name, "cldr", code.replace("_", "-"))
            # ประเทศไทย is found as ไทย too.
            if name.startswith("ประเทศ"):
                yield Spelling(name.removeprefix("ประเทศ"), "cldr", code)


@cache
def _territories(language: str) -> Mapping[str, str]:
    return dict(Locale.parse(language).territories)


def _korean(person: model.Official, typed: tuple[Spelling, ...]) -> Iterator[Spelling]:
    for one in typed:
        if is_korean(person) and is_hangul(one.text):
            yield from (Spelling(name, "seoul", "ko") for name in in_seoul(one.text))
            yield from (Spelling(name, rule) for name, rule in in_latin(one.text))


def _other_orders(person: model.Official, typed: tuple[Spelling, ...]) -> Iterator[Spelling]:
    for one in typed:
        yield from _in_other_orders(one.text, person.country)


def _in_other_orders(name: str, country: str) -> Iterator[Spelling]:
    words = name.split()
    if len(words) < 2 or not folded(name).isascii():
        return
    bare = words
    while len(bare) > 2 and folded(bare[0]) in TITLES:
        bare = bare[1:]
    if bare != words:
        yield Spelling(" ".join(bare), "untitled")
    if country in _FAMILY_FIRST:
        given = bare[1:]
        yield Spelling(" ".join([*given, bare[0]]), "order")
        if "-" in name:
            return
        yield Spelling(" ".join([bare[0], *(f"{word[0]}." for word in given)]), "initials")
    else:
        yield Spelling(" ".join([*(f"{word[0]}." for word in bare[:-1]), bare[-1]]), "initials")


def _burmese(record: model.Record, typed: tuple[Spelling, ...]) -> Iterator[Spelling]:
    iso: str = getattr(record, "iso", None) or ""
    for text in (*(one.text for one in typed), _territories("my").get(iso, "")):
        if script_of(text) == "Myanmar":
            yield Spelling(convert(text, "unicode", "zawgyi"), "zawgyi", "my")


def _indonesian(record: model.Official | model.Entity, typed: tuple[Spelling, ...]) -> Iterator[Spelling]:
    for one in typed:
        if "indonesia" in record.concerned:
            yield from _respelt(one.text)


def _respelt(name: str) -> Iterator[Spelling]:
    plain = folded(name)
    if not plain.isascii():
        return
    yield Spelling(_swapped(plain, (("u", "oe"),)).title(), "old-indonesian")
    yield Spelling(_swapped(plain, _OLD).title(), "old-indonesian")
    yield Spelling(_swapped(plain, (*_OLD, ("u", "oe"))).title(), "old-indonesian")
    yield Spelling(_swapped(plain, _NEW).title(), "new-indonesian")


def _swapped(text: str, pairs: tuple[tuple[str, str], ...]) -> str:
    """All pairs at once, so that what one wrote is not changed by the next."""
    table = dict(pairs)
    return re.sub("|".join(table), lambda found: table[found[0]], text)


# By which rules further spellings follow from those that are typed. Of other kinds none do.
_FOLLOW: Mapping[str, tuple[Callable[[Any, tuple[Spelling, ...]], Iterator[Spelling]], ...]] = {
    "countries": (_other_names_of_country, _burmese),
    "officials": (_korean, _other_orders, _indonesian, _burmese),
    "entities": (_indonesian, _burmese),
}

_APART = re.compile(r"[^\w\u0300-\u036f\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+|_")
# Thai and Lao signs of tone, which are typed or not, and before or after the vowel sign.
_UNHEARD = re.compile(r"[\u0300-\u036f\u0e48-\u0e4b\u0ec8-\u0ecb\u200b-\u200d'’‘ʼʻ`´′]")

# Letters that decompose into nothing, and Lao's written below another, which is written beside it too: ຫຼ for ຫລ.
_ALIKE = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "\u0ebc": "ລ"})


@lru_cache(maxsize=50_000)
def folded(name: str) -> str:
    """A name for comparison: lower case, without diacritics, apostrophes and signs of tone, hyphens as spaces.

    `to lam` for `Tô Lâm`, `kim chong un` for `Kim Chŏng-ŭn`; both encodings of SARA AM become one. Letters of other
    scripts stay whole. The page's script folds what a reader types in the same way (`words` in search's names.js).
    """
    plain = _UNHEARD.sub("", unicodedata.normalize("NFKD", name).casefold())
    plain = unicodedata.normalize("NFC", plain).translate(_ALIKE)
    return " ".join(_APART.sub(" ", plain).split()) or plain


def compact(name: str) -> str:
    """`folded` without spaces, so that `Kim Jongun` and `Kim Jong Un` are one."""
    return folded(name).replace(" ", "")


def script_of(name: str) -> str | None:
    """The script of a name's first letter: Latin, Hangul, Thai, Lao …; CJK letters are Han."""
    letter = next((c for c in name if c.isalpha()), "")
    word = unicodedata.name(letter, "").split(" ")[0].capitalize() if letter else ""
    return {"Cjk": "Han"}.get(word, word) or None


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters and digits alone."""
    return folded(name).isascii()


_ENDS = re.compile(
    "(ations|ation|ators|ator|ating|ated|ates|ate|ings|ing|ions|ion|ments|ment|ers|er|ors|or|ies|ied|ed|es|als|al|s|e|y)$"
)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A folded word without its ending, so that `bombing` finds `bombed`; words of other scripts stay.

    Rougher than a dictionary, and the same for a record's words and a reader's, who asks in the page's script (`stem` in
    names.js). What is left has four letters at least, and no double letter at the end.
    """
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    shorter = word[:4] + _ENDS.sub("", word[4:])
    if shorter[-1] == shorter[-2]:
        shorter = shorter[:-1]
    return word if shorter == word else stem(shorter)


# Korean sounds that Latin letters tell in many ways, told in one. The rules are applied in this order.
_SOUNDS = [
    (re.compile(rule), heard)
    for rule, heard in (
        ("^(lee|yi|rhee|li|i|rhi|yee)$", "ri"),
        ("^oh$", "o"),
        ("ar(?=[kpt])", "a"),
        ("sh", "s"),
        ("tch|ch|tj", "j"),
        ("kh|k|gg", "g"),
        ("th|t|dd", "d"),
        ("ph|p|bb", "b"),
        ("l", "r"),
        ("eu|eo|oo|ou|woo|u", "o"),
        ("ee|ui|ye?i", "i"),
        ("ae|ai|oe|oi|ay", "e"),
        ("w", ""),
        (r"(.)\1+", r"\1"),
        ("c$", "g"),
    )
]


def sound(name: str) -> str:
    """A folded Korean name by its sound: one for `gim jong un` and `kim chung eun` (`sound` in names.js is the same)."""
    words = name.split(" ")
    for rule, heard in _SOUNDS:
        words = [rule.sub(heard, word) for word in words]
    words[0] = re.sub("^r?im$", "rim", words[0])
    return "".join(words)
