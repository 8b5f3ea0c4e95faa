"""The resolver of names: rules on their own, and held against what people typed."""

from __future__ import annotations

import pytest

from scripts.derive.korean import in_latin, in_seoul, is_hangul
from scripts.derive.names import HOW, compact, folded, spellings
from scripts.load.archive import Archive
from scripts.record import model

TYPED = ("name", "formal", "native", "alias")


@pytest.mark.parametrize(
    ("hangul", "rule", "spelling"),
    [
        ("김정은", "mccune-reischauer", "Kim Chŏng-ŭn"),
        ("김정은", "revised", "Gim Jeong-eun"),
        ("김정은", "pyongyang", "Kim Jong Un"),
        ("김정은", "press", "Kim Jung-un"),
        ("박봉주", "pyongyang", "Pak Pong Ju"),
        ("박봉주", "press", "Park Bong-ju"),
        ("최태복", "pyongyang", "Choe Thae Bok"),
        ("최태복", "mccune-reischauer", "Ch’oe T’ae-bok"),
        ("장용철", "pyongyang", "Jang Yong Chol"),
        ("리선권", "pyongyang", "Ri Son Gwon"),
        ("김일성", "mccune-reischauer", "Kim Il-sŏng"),
        ("김일영", "mccune-reischauer", "Kim Ir-yŏng"),
        ("김일남", "mccune-reischauer", "Kim Il-nam"),
        ("남궁옥분", "revised", "Namgung Ok-bun"),
    ],
)
def test_hangul_is_written_by_each_rule(hangul: str, rule: str, spelling: str) -> None:
    assert (spelling, rule) in set(in_latin(hangul))


def test_seoul_writes_no_r_at_the_beginning() -> None:
    assert "이용호" in set(in_seoul("리용호"))
    assert "김용남" in list(in_seoul("김룡남"))
    assert not list(in_seoul("김정은"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong-un", "Kim Jong Un"),
        ("Kim Jong‑un", "kim jongun"),
        ("Tô Lâm", "To Lam"),
        ("Kaysone Phomvihane", "KAYSONE  Phomvihane"),
        ("Ch’oe T’ae-bok", "Choe Taebok"),
        ("น้ำ", "น\u0e4d\u0e49\u0e32"),
        ("ນ\u0ecd\u0ec9\u0eb2", "ນ\u0ec9\u0eb3"),
        ("또 럼", "\u1104\u1169 \u1105\u1165\u11b7"),
    ],
)
def test_what_differs_in_marks_alone_is_one(one: str, other: str) -> None:
    assert compact(one) == compact(other)


def official(country: str, name: str, **more: object) -> model.Official:
    return model.Official.model_validate({"name": name, "country": country, "sources": ["x"], **more})


def derived(record: model.Record, archive: Archive) -> dict[str, str]:
    return {folded(one.text): one.how for one in spellings(record, archive)}


@pytest.mark.parametrize(
    ("country", "name", "spelling", "how"),
    [
        ("indonesia", "Sukarno", "soekarno", "old-indonesian"),
        ("indonesia", "Juanda Kartawijaya", "djuanda kartawidjaja", "old-indonesian"),
        ("indonesia", "Soeharto", "suharto", "new-indonesian"),
        ("indonesia", "Susilo Bambang Yudhoyono", "s b yudhoyono", "initials"),
        ("brunei", "Prince Mohamed Bolkiah", "mohamed bolkiah", "untitled"),
        ("myanmar", "U Thaung Tun", "thaung tun", "untitled"),
        ("myanmar", "နေဝင်း", "ေနဝင္း", "zawgyi"),
        ("north-korea", "Kim Jong Un", "jong un kim", "order"),
        ("vietnam", "Tô Lâm", "lam to", "order"),
    ],
)
def test_a_name_is_told_in_other_ways(mini: Archive, country: str, name: str, spelling: str, how: str) -> None:
    assert derived(official(country, name), mini)[spelling] == how


@pytest.mark.parametrize(
    ("country", "name", "others"),
    [
        ("north-korea", "Kim Jong Un", {"jong un kim": "order", "kim j u": "initials"}),
        # A hyphen tells that two syllables are one name.
        ("north-korea", "Kim Jong-un", {"jong un kim": "order"}),
        # One word is no name without its title; one name has no order; what is not Latin has no initials.
        ("brunei", "Prince Bolkiah", {"p bolkiah": "initials"}),
        ("brunei", "Bolkiah", {}),
        ("thailand", "ทักษิณ ชินวัตร", {}),
    ],
)
def test_a_name_is_told_in_no_more_ways(mini: Archive, country: str, name: str, others: dict[str, str]) -> None:
    found = derived(official(country, name), mini)
    assert found.pop(folded(name)) == "name"
    assert found == others


def test_countries_are_known_in_the_languages_of_the_region(mini: Archive) -> None:
    laos = model.Country.model_validate(
        {
            "name": "Laos",
            "formal": "Lao People's Democratic Republic",
            "iso": "LA",
            "adjective": "Lao",
            "role": "partner",
        }
    )
    found = {one.text: one.how for one in spellings(laos, mini)}
    assert found["Lao PDR"] == "abbreviation"
    assert found["라오스"] == found["老挝"] == found["ラオス"] == "cldr"


def test_every_spelling_says_how_it_is_known_and_none_comes_twice(mini: Archive) -> None:
    for kind in ("countries", "officials", "entities"):
        for record in mini.records[kind].values():
            found = spellings(record, mini)
            assert found[0].text == record.label
            assert {one.how for one in found} <= set(HOW)
            by_rule = [compact(one.text) for one in found if one.how not in TYPED]
            typed = [compact(one.text) for one in found if one.how in TYPED]
            assert len(by_rule) == len(set(by_rule))
            assert not set(by_rule) & set(typed)


def test_rules_write_most_of_what_people_typed(real: Archive) -> None:
    """Aliases are what newspapers and registers print; from the Hangul alone the rules give nine in ten of them."""
    known = typed = 0
    for person in real.officials.values():
        hangul = [native.text for native in person.native if is_hangul(native.text)]
        if person.country != "north-korea" or not hangul:
            continue
        by_rule = {compact(text) for one in hangul for text, _ in in_latin(one)}
        latin = [name for name in (person.name, *person.aliases) if folded(name).isascii()]
        known += sum(compact(name) in by_rule for name in latin)
        typed += len(latin)
    assert typed > 500
    assert known / typed > 0.9
