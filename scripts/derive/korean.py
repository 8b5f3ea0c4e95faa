"""Korean names in Latin letters, by the rules that newspapers, registers and archives follow.

A name is told from its Hangul. The tables are those of McCune and Reischauer (1939), of the Revised Romanization of
Seoul's ministry of culture (2000) and of Pyongyang's rules (1992); in all three each syllable of a personal name is
written by itself, and only McCune and Reischauer let the second syllable of a given name follow the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from scripts.values.text import capital

_FIRST, _LAST, _VOWELS, _FINALS = 0xAC00, 0xD7A3, 21, 28

# Consonants that begin a syllable, in the order of Unicode.
_REVISED = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "_", "j", "jj", "ch", "k", "t", "p", "h"]
_MCCUNE = ["k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "_", "ch", "tch", "ch’", "k’", "t’", "p’", "h"]
_PYONGYANG = ["k", "kk", "n", "t", "tt", "r", "m", "p", "pp", "s", "ss", "_", "j", "jj", "ch", "kh", "th", "ph", "h"]
# The same between vowels and after n, m, ng, l.
_VOICED = {"k": "g", "t": "d", "p": "b", "ch": "j"}

_REVISED_VOWELS = [
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
]
_MCCUNE_VOWELS = [
    "a",
    "ae",
    "ya",
    "yae",
    "ŏ",
    "e",
    "yŏ",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wŏ",
    "we",
    "wi",
    "yu",
    "ŭ",
    "ŭi",
    "i",
]
_PYONGYANG_VOWELS = [
    "a",
    "ae",
    "ya",
    "yae",
    "o",
    "e",
    "yo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "u",
    "ui",
    "i",
]
_ENDS = [
    "_",
    "k",
    "k",
    "k",
    "n",
    "n",
    "n",
    "t",
    "l",
    "k",
    "m",
    "l",
    "l",
    "l",
    "p",
    "l",
    "m",
    "p",
    "p",
    "t",
    "t",
    "ng",
    "t",
    "t",
    "k",
    "t",
    "p",
    "t",
]

# What the press writes for a family name besides what the rules give; for other families the rules suffice.
FAMILIES = {
    "김": "Kim", "리": "Ri Lee Yi Rhee Li", "이": "Ri Lee Yi Rhee Li", "박": "Pak Park", "최": "Choe Choi",
    "정": "Jong Jung Chung Jeong", "강": "Kang", "조": "Jo Cho", "림": "Rim Lim Im", "임": "Rim Lim Im",
    "류": "Ryu Yu Yoo", "유": "Ryu Yu Yoo", "오": "O Oh", "신": "Sin Shin", "서": "So Seo Suh", "권": "Kwon",
    "안": "An Ahn", "전": "Jon Jeon Chun Chon", "문": "Mun Moon", "손": "Son Sohn", "배": "Pae Bae",
    "백": "Paek Baek Paik", "허": "Ho Heo Hur Huh", "심": "Sim Shim", "로": "Ro Roh Noh No", "노": "Ro Roh Noh No",
    "곽": "Kwak", "주": "Ju Joo Chu", "우": "U Woo", "구": "Ku Koo", "현": "Hyon Hyun Hyeon", "계": "Kye",
    "장": "Jang Chang", "고": "Ko Koh", "변": "Pyon Byun", "방": "Pang Bang", "태": "Thae Tae", "길": "Kil Gil",
    "금": "Kum Keum", "궁": "Kung Gung", "동": "Tong Dong", "국": "Kuk Kook", "윤": "Yun Yoon", "성": "Song Sung",
}  # fmt: skip
_TWO_SYLLABLES = ("남궁", "황보", "선우", "제갈", "사공", "독고")

# What the press writes for a syllable of a given name where it does not follow the Revised Romanization.
_PRESS = {
    "정": "jung", "은": "un", "영": "young", "철": "chul", "성": "sung", "희": "hee", "수": "soo", "우": "woo",
    "현": "hyun", "선": "sun", "숙": "sook", "순": "soon", "근": "keun", "국": "kook", "준": "joon", "경": "kyung",
    "길": "kil", "규": "kyu", "광": "kwang", "기": "ki", "금": "keum", "명": "myung", "병": "byung", "승": "seung",
    "용": "yong", "룡": "ryong", "혁": "hyuk", "호": "ho", "춘": "chun", "훈": "hoon", "운": "woon", "학": "hak",
}  # fmt: skip

# How Seoul writes what begins with r in Pyongyang, at the beginning of a family name or a given name.
_SEOUL = {
    "리": "이", "림": "임", "류": "유", "로": "노", "라": "나", "량": "양", "렴": "염", "려": "여", "룡": "용",
    "련": "연", "렬": "열", "령": "영", "률": "율", "례": "예", "륜": "윤", "륭": "융", "란": "난", "락": "낙",
}  # fmt: skip


def is_hangul(text: str) -> bool:
    """Whether a text is Hangul throughout, spaces apart."""
    letters = text.replace(" ", "")
    return bool(letters) and all(_FIRST <= ord(c) <= _LAST for c in letters)


def parts_of(hangul: str) -> tuple[str, str]:
    """The family name and the given name of a Korean name in Hangul."""
    name = hangul.replace(" ", "")
    family = 2 if name.startswith(_TWO_SYLLABLES) and len(name) > 3 else 1
    return name[:family], name[family:]


def in_latin(hangul: str) -> Iterator[tuple[str, str]]:
    """(spelling, rule) of a Korean personal name in Hangul, the family name first."""
    family, given = parts_of(hangul)
    if not given:
        return
    # Pyongyang writes no family name without its r: 이용호 is a spelling of Seoul's.
    if family not in _SEOUL.values():
        yield f"{capital(_apart(family, _PYONGYANG, _PYONGYANG_VOWELS))} {_pyongyang(given)}", "pyongyang"
    yield f"{capital(_mccune(family))} {capital(_mccune(given, '-'))}", "mccune-reischauer"
    revised = _hyphened(given)
    yield f"{capital(_apart(family, _REVISED, _REVISED_VOWELS))} {revised}", "revised"
    families = FAMILIES.get(family, "").split() or [capital(_apart(family, _REVISED, _REVISED_VOWELS))]
    press = capital("-".join(_PRESS.get(c, _apart(c, _REVISED, _REVISED_VOWELS)) for c in given))
    for one, other in product(families, (revised, _pyongyang(given), press)):
        yield f"{one} {other}", "press"


def in_seoul(hangul: str) -> Iterator[str]:
    """The name as Seoul writes it, where Pyongyang's begins with r: 이용호 for 리용호."""
    family, given = parts_of(hangul)
    softer, soft = _SEOUL.get(family, family), _SEOUL.get(given[:1], given[:1]) + given[1:]
    for one, other in ((softer, given), (softer, soft), (family, soft)):
        if one + other != family + given:
            yield one + other


def _letters_of(syllable: str) -> tuple[int, int, int]:
    code = ord(syllable) - _FIRST
    return code // (_VOWELS * _FINALS), code // _FINALS % _VOWELS, code % _FINALS


def _apart(hangul: str, consonants: list[str], vowels: list[str]) -> str:
    """Each syllable by itself."""
    found = ((consonants[i], vowels[v], _ENDS[f]) for i, v, f in map(_letters_of, hangul))
    return "".join("".join(parts) for parts in found).replace("_", "")


def _hyphened(given: str) -> str:
    return capital("-".join(_apart(c, _REVISED, _REVISED_VOWELS) for c in given))


def _pyongyang(given: str) -> str:
    """Jong Un: a word for each syllable, voiced where it follows a voiced sound of the same name."""
    words, before = [], "k"
    for c in given:
        word = _apart(c, _PYONGYANG, _PYONGYANG_VOWELS)
        start = _PYONGYANG[_letters_of(c)[0]]
        if start in ("k", "t", "p") and _voiced(before):
            word = _VOICED[start] + word[1:]
        words.append(capital(word))
        before = word
    return " ".join(words)


def _mccune(hangul: str, joint: str = "") -> str:
    """A word by McCune and Reischauer: a consonant inside it is voiced between voiced sounds."""
    written: list[str] = []
    for n, c in enumerate(hangul):
        initial, vowel, final = _letters_of(c)
        start, end = _MCCUNE[initial], _ENDS[final]
        before = written[-1] if written else ""
        if before and start in _VOICED and _voiced(before):
            start = _VOICED[start]
        elif start == "r" and before.endswith("l"):
            start = "l"
        elif start == "r" and before and not before.endswith(tuple("aeiouŏŭ")):
            start = "n"
        follows_vowel = n + 1 < len(hangul) and _MCCUNE[_letters_of(hangul[n + 1])[0]] == "_"
        if follows_vowel:
            end = {"k": "g", "t": "d", "p": "b", "l": "r"}.get(end, end)
        written.append((start + _MCCUNE_VOWELS[vowel] + end).replace("_", ""))
    return joint.join(written)


def _voiced(before: str) -> bool:
    return before.endswith((*"aeiouŏŭ", "n", "m", "ng", "l"))
