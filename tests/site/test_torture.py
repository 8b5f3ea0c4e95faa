"""The bounded part of `make torture`."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import torture
from tests.torture import Figures


@pytest.mark.whole
def test_a_killed_build_leaves_a_whole_site(tmp_path: Path) -> None:
    figures = Figures()
    torture.kills(2, tmp_path, figures)
    assert figures.all_wrong == []
    assert figures.tried == {"builds killed at a random moment": 2, "builds after kills": 1}


@pytest.mark.whole
def test_a_second_build_waits_and_an_interruption_is_one_line(tmp_path: Path) -> None:
    figures = Figures()
    torture.two_at_once(tmp_path, figures)
    assert figures.all_wrong == []


@pytest.mark.whole
def test_other_surroundings_give_the_same_bytes(tmp_path: Path) -> None:
    figures = Figures()
    torture.surroundings(tmp_path, figures, list(torture.SURROUNDINGS))
    assert figures.all_wrong == []
    assert sum(figures.tried.values()) >= 1


@pytest.mark.whole
def test_the_guide_s_server_answers_under_load(tmp_path: Path) -> None:
    figures = Figures()
    torture.served(tmp_path, figures, readers=40, each=20, slow=10)
    assert figures.all_wrong == []
    assert figures.tried["answers of nginx under load"] == (810 if torture.serving.is_there() else 0)


def test_what_differs_is_found(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    done = torture.subprocess.CompletedProcess([], 0, "", "")
    assert torture.differences("x", done, tmp_path, torture.tree(tmp_path)) == []
    assert torture.differences("x", done, tmp_path, {"b": "1", "c.zip": "1"}, (".zip",)) == ["x: a", "x: b"]
