"""Questions in the terminal, field by field: each says what it means, and is asked again until the model takes the answer.

What asks is an `Asker`; in the terminal it is `Terminal`, which leaves the screen to a library.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any, Protocol, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from scripts.derive.names import compact
from scripts.edit.find import find
from scripts.load.archive import Archive
from scripts.record import model
from scripts.record.fields import ProseMark, Ref, hints, vocabulary_of
from scripts.values.problems import Problem

# None where the answer is taken, else what is wrong with it.
Check = Callable[[str], str | None]
# Not asked: what the record's place says, and what a person writes by hand, beside the text that it is about.
NOT_ASKED = ("id", "formerly", "lowered", "cites", "inferred", "context", "said_by", "disputes", "facts")


# Asked for, although a record may do without: it then says the same in another field.
WANTED: Mapping[type[BaseModel], tuple[str, ...]] = {model.Source: ("title",)}


class Asker(Protocol):
    """Who answers. Each question returns the answer, or raises KeyboardInterrupt."""

    def text(self, question: str, check: Check, words: Mapping[str, str] | None = None, default: str = "") -> str:
        """A line of text; `words` are offered while it is typed, with what each means."""

    def choice(self, question: str, words: Mapping[str, str]) -> str:
        """One of some words."""

    def several(self, question: str, words: Mapping[str, str]) -> Sequence[str]:
        """Some of some words, or none."""

    def yes(self, question: str) -> bool:
        """Whether."""


class Terminal:
    """Asks in the terminal, with completion."""

    def text(self, question: str, check: Check, words: Mapping[str, str] | None = None, default: str = "") -> str:
        import questionary

        def checked(text: str) -> bool | str:
            return check(text) or True

        if words:
            asked = questionary.autocomplete(
                question, [*words], meta_information=dict(words), match_middle=True, validate=checked, default=default
            )
        else:
            asked = questionary.text(question, validate=checked, default=default)
        return str(asked.unsafe_ask())

    def choice(self, question: str, words: Mapping[str, str]) -> str:
        import questionary

        offered = [questionary.Choice(word, word, description=said) for word, said in words.items()]
        return str(questionary.select(question, offered).unsafe_ask())

    def several(self, question: str, words: Mapping[str, str]) -> Sequence[str]:
        import questionary

        offered = [questionary.Choice(word, word, description=said) for word, said in words.items()]
        return list(questionary.checkbox(question, offered).unsafe_ask())

    def yes(self, question: str) -> bool:
        import questionary

        return bool(questionary.confirm(question, default=False).unsafe_ask())


class Questions:
    """Asks for the fields of records and of their parts. `made` are ids that are about to be there, by kind."""

    def __init__(self, asker: Asker, archive: Archive) -> None:
        self.asker, self.archive = asker, archive
        self.made: set[tuple[str, str]] = set()

    def part(self, cls: type[BaseModel], given: Mapping[str, Any], title: str = "") -> dict[str, Any]:
        """The values of a record or a part: what is given, then what is required, then what somebody wants to add."""
        asked = {name: info for name, info in cls.model_fields.items() if name not in NOT_ASKED and name not in given}
        values = dict(given)
        for name, info in asked.items():
            if info.is_required() or name in WANTED.get(cls, ()):
                values[name] = self.field(name, info, title)
        optional = {name: str(info.description) for name, info in asked.items() if name not in values}
        if optional:
            for name in self.asker.several(f"{title}More to say? (space picks, enter goes on)", optional):
                values[name] = self.field(name, cls.model_fields[name], title)
        return {name: values[name] for name in cls.model_fields if name in values}

    def field(self, name: str, info: FieldInfo, title: str = "") -> Any:
        """The value of a field."""
        question = f"{title}{name}: {info.description}"
        many = any(get_origin(hint) is tuple for hint in hints(info))
        nested = next((hint for hint in hints(info) if isinstance(hint, type) and issubclass(hint, BaseModel)), None)
        if nested is not None:
            parts = [self.part(nested, {}, f"{title}{name} 1: ")]
            while many and self.asker.yes(f"{title}{name}: another?"):
                parts.append(self.part(nested, {}, f"{title}{name} {len(parts) + 1}: "))
            return parts if many else parts[0]
        vocabulary = vocabulary_of(info)
        if vocabulary is not None:
            said = {word: term.meaning for word, term in vocabulary.items()}
            if not many and len(said) <= 36:
                return self.asker.choice(question, said)
            return self._text(name, info, question, many, said)
        ref = next((hint for hint in hints(info) if isinstance(hint, Ref)), None)
        words = {id: record.label for id, record in self.archive.records[ref.kind].items()} if ref else None
        return self._text(name, info, question, many, words, ref)

    def _text(
        self,
        name: str,
        info: FieldInfo,
        question: str,
        many: bool,
        words: Mapping[str, str] | None,
        ref: Ref | None = None,
    ) -> Any:
        prose = any(isinstance(hint, ProseMark) for hint in hints(info))

        def value(text: str) -> Any:
            parts = [text] if prose or not many else text.split(",")
            found = [self.id_of(ref.kind, part.strip()) if ref else part.strip() for part in parts]
            return [part for part in found if part] if many else found[0]

        def check(text: str) -> str | None:
            given = value(text)
            wrong = complaint(info, given)
            if ref is None or wrong:
                return wrong
            missing = [id for id in (given if many else [given]) if not self._is_there(ref.kind, id)]
            return f"there is no {ref.kind} '{missing[0]}'" if missing else None

        if many and not prose:
            question += " (separated by commas)"
        return value(self.asker.text(question, check, words))

    def id_of(self, kind: str, asked: str) -> str:
        """The id of a record that is called so; what was asked, where none is or several are."""
        if asked in self.archive.records[kind] or not asked:
            return asked
        # Of `find` the nearest; a second one that is as near would be a guess.
        named = [one for one in find(asked, self.archive) if self._is(kind, one)]
        return named[0].record if len(named) == 1 or (named and _same(asked, named)) else asked

    def _is_there(self, kind: str, id: str) -> bool:
        return id in self.archive.records[kind] or (kind, id) in self.made

    def _is(self, kind: str, one: Problem) -> bool:
        place = self.archive.places.get((kind, one.record))
        return place is not None and (place.path, place.spot[0]) == (one.path, one.line)


def _same(asked: str, named: Sequence[Problem]) -> bool:
    return compact(named[0].message) == compact(asked) != compact(named[1].message)


def complaint(info: FieldInfo, value: Any) -> str | None:
    """What the model says against a value of a field; None where it takes it."""
    hint: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    taken: TypeAdapter[Any] = TypeAdapter(hint)
    try:
        taken.validate_python(tuple(value) if isinstance(value, list) else value)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        return "fill it in" if first["type"] in ("too_short", "missing") or value in ("", []) else str(first["msg"])
    return "fill it in" if value in ("", []) else None
