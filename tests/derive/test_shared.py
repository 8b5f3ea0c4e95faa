"""What is computed once and handed to many: nobody can change it, and asked twice it is the same."""

from __future__ import annotations

import dataclasses
import inspect
from importlib import import_module
from pkgutil import iter_modules

import pytest

from scripts import derive
from scripts.derive.evidence import evidence_of
from scripts.derive.visits import visits_of, visits_on_record
from scripts.load.archive import Archive

VALUES = [
    cls
    for found in iter_modules(derive.__path__, "scripts.derive.")
    for _, cls in inspect.getmembers(import_module(found.name), inspect.isclass)
    if dataclasses.is_dataclass(cls) and cls.__module__ == found.name
]


@pytest.mark.parametrize("cls", VALUES, ids=lambda cls: cls.__name__)
def test_a_derived_value_cannot_be_changed(cls: type) -> None:
    first = dataclasses.fields(cls)[0].name
    value = object.__new__(cls)
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(value, first, None)


def test_what_is_asked_often_is_computed_once(mini: Archive) -> None:
    for ask in (visits_of, visits_on_record):
        assert ask("westland", mini) is ask("westland", mini)
    visit = mini.visits["1972-goodwill"]
    assert evidence_of(visit, mini) is evidence_of(visit, mini)
