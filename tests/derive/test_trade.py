"""Trade mirrored: by year and direction, with the gap between figures that differ."""

from __future__ import annotations

from decimal import Decimal

from scripts.derive.trade import Figure, TradeRow, trade_by_year
from scripts.load.archive import Archive
from scripts.record import model


def figure(value: str, upper: str | None = None) -> Figure:
    bounds = {"value": value, **({"upper": upper} if upper else {})}
    number = model.Value.model_validate({"date": "1964", "sources": ["west-wire-1981-party"], **bounds})
    return Figure("series", number)


def row(*figures: tuple[Figure, ...]) -> TradeRow:
    return TradeRow("1964", "USD", figures)


def test_the_years_of_a_country_stand_newest_first(mini: Archive) -> None:
    rows = trade_by_year("sudland", mini)
    assert [one.date for one in rows] == sorted((one.date for one in rows), reverse=True)
    series = [
        one for one in mini.indicators.values() if one.country == "sudland" and one.kind == "trade" and one.direction
    ]
    assert sum(len(some) for one in rows for some in one.figures) == sum(len(one.values) for one in series) > 0
    assert trade_by_year("westland", mini) == ()


def test_two_figures_of_one_direction_have_a_gap() -> None:
    (gap,) = row((figure("10"), figure("25")), (), ()).gaps
    assert (gap.direction, gap.apart, gap.times) == ("exports-to-dprk", Decimal(15), 2.5)


def test_bounds_count_and_equal_figures_have_none() -> None:
    (gap,) = row((), (figure("10", "12"), figure("11")), ()).gaps
    assert (gap.direction, gap.low, gap.high) == ("imports-from-dprk", Decimal(10), Decimal(12))
    assert row((), (figure("10"), figure("10")), ()).gaps == ()
    # One figure with two bounds is one word, not two.
    assert row((), (figure("10", "12"),), ()).gaps == ()


def test_directions_that_do_not_add_up_say_so() -> None:
    (gap,) = row((figure("10"),), (figure("5"),), (figure("20"),)).gaps
    assert (gap.direction, gap.apart, gap.times) == ("sum", Decimal(5), 1.3)
    assert row((figure("10"),), (figure("5"),), (figure("15"),)).gaps == ()
    assert row((figure("10"),), (figure("5"),), ()).gaps == ()


def test_nothing_against_something_is_no_multiple() -> None:
    (gap,) = row((figure("0"), figure("7")), (), ()).gaps
    assert gap.times is None


def test_the_figures_of_thailand_differ(real: Archive) -> None:
    gaps = [gap for one in trade_by_year("thailand", real) for gap in one.gaps]
    assert gaps
    assert all(gap.high > gap.low for gap in gaps)
