"""A controlled list of words with what is said of each, and the hint for a word that is nearly one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` when one of `known` is close to `word`, else an empty string."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.7)
    return f"; did you mean '{close[0]}'?" if close else ""


@dataclass(frozen=True)
class Term:
    """What is said of a word: what it means, and how a reader says it.

    The label is the word itself with spaces, `court case` for `court-case`, unless another is given. A
    vocabulary of which more is said has a class of its own with fields that every term must fill.
    """

    meaning: str
    label: str = ""

    def __str__(self) -> str:
        return self.meaning


T = TypeVar("T", bound=Term)


class Vocabulary(dict[str, T]):
    """Words with their terms, in order; in a model `Annotated[str, VOCABULARY]` admits these words only."""

    def __init__(self, name: str, terms: Mapping[str, T]) -> None:
        super().__init__(
            {word: term if term.label else replace(term, label=word.replace("-", " ")) for word, term in terms.items()}
        )
        self.name = name

    @staticmethod
    def plain(name: str, terms: Mapping[str, str | Term]) -> Vocabulary[Term]:
        """A vocabulary of which no more is said than the meaning, and a label where the word is none by itself."""
        return Vocabulary(name, {word: Term(said) if isinstance(said, str) else said for word, said in terms.items()})

    def __hash__(self) -> int:  # type: ignore[override]  # typing wants annotations hashable
        return id(self)

    def rank(self, word: str) -> int:
        """The place of a word in the list, for vocabularies that are an order."""
        return list(self).index(word)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def known(value: Any) -> str:
            if isinstance(value, str) and value in self:
                return value
            hint = did_you_mean(str(value)[:60], self) or f"; one of: {', '.join(self)}"
            raise PydanticCustomError(
                "vocabulary",
                "'{value}' is no {name}{hint}",
                {"value": str(value)[:60], "name": self.name, "hint": hint},
            )

        return core_schema.no_info_plain_validator_function(known, serialization=core_schema.to_string_ser_schema())

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {
            "type": "string",
            "enum": list(self),
            # What editors show for each word; `description` is the field's own.
            "enumDescriptions": [term.meaning for term in self.values()],
        }
