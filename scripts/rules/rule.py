"""How a rule is written: `@rule` above a function whose docstring is the rule and which yields problems."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import overload

from scripts.load.archive import Archive
from scripts.values.problems import Problem

Look = Callable[[Archive], Iterator[Problem]]


@dataclass(frozen=True)
class Rule:
    """A rule that is run: what looks for breaches, its name, its words, and whether it waits until all records loaded."""

    look: Look
    name: str
    text: str
    needs_all: bool


# Every rule by its name, in the order in which modules and, inside them, functions stand.
RULES: dict[str, Rule] = {}


@overload
def rule(look: Look, /) -> Look: ...
@overload
def rule(*, needs_all: bool) -> Callable[[Look], Look]: ...
def rule(look: Look | None = None, /, *, needs_all: bool = False) -> Look | Callable[[Look], Look]:
    """Have a rule run at every check; with `needs_all=True` only where every record loaded, since without some of
    them its findings would mean nothing.

    Raises TypeError when the function says nothing of itself, or when its name is taken.
    """

    def register(look: Look) -> Look:
        name, text = look.__name__, " ".join((look.__doc__ or "").split())
        if not text or name in RULES:
            raise TypeError(f"the rule {name} {'is written twice' if text else 'has no docstring, which is the rule'}")
        RULES[name] = Rule(look, name, text, needs_all)
        return look

    return register if look is None else register(look)
