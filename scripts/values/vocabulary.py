"""A controlled list of words, and the hint for a word that is nearly one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` when one of `known` is close to `word`, else an empty string."""
    close = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""


class Vocabulary(dict[str, str]):
    """Terms with their definitions; in a model `Annotated[str, VOCABULARY]` admits these terms only."""

    def __init__(self, name: str, terms: dict[str, str]) -> None:
        super().__init__(terms)
        self.name = name

    def __hash__(self) -> int:  # type: ignore[override]  # typing wants annotations hashable
        return id(self)

    def rank(self, term: str) -> int:
        """The place of a term in the list, for vocabularies that are an order."""
        return list(self).index(term)

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
            "enumDescriptions": list(self.values()),
        }
