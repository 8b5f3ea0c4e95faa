"""Which pictures there are. Each has a title, a key, a description for those who do not see it, a table with the
same rows, a CSV file under `/data/pictures/`, and the line that says what it rests on. `charts` draws them.

One module a kind of picture: the rows it is made of, its words, its specification.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scripts.load.archive import Archive, once
from scripts.pictures.alone import Sheet, iframe, png, sheet
from scripts.pictures.coverage import COVERAGE, DENSE, coverage, coverage_picture
from scripts.pictures.heads import heads_picture
from scripts.pictures.picture import Picture
from scripts.pictures.plate import map_picture
from scripts.pictures.relations import relations_picture
from scripts.pictures.responses import responses_picture
from scripts.pictures.series import series_picture, trade_picture
from scripts.pictures.sides import sides_picture
from scripts.pictures.stories import story_picture
from scripts.pictures.visits import seismogram, visits_picture
from scripts.pictures.votes import votes_picture
from scripts.record import model
from scripts.values.settings import site_settings


def all_pictures(archive: Archive) -> Iterator[Picture]:
    """Every picture of the site."""
    yield from of_region(archive).values()
    for country in archive.partners:
        yield from of_country(country, archive).values()
    for indicator in archive.indicators.values():
        yield from of_indicator(indicator).values()
    for story in archive.stories.values():
        yield from of_story(story, archive).values()


def picture_files(archive: Archive) -> Iterator[tuple[str, str]]:
    """The rows and the drawing of every picture: (path below the docs folder, CSV or SVG)."""
    for picture in all_pictures(archive):
        yield picture.csv_path, picture.to_csv()
        yield picture.svg_path, sheet(picture, site_settings()).svg


@once
def of_country(country: model.Country, archive: Archive) -> dict[str, Picture]:
    """A country's pictures by name: `relations`, `heads`, `visits`, `trade`, `sides`, each only where there is enough to draw."""
    return _there(
        {
            "relations": relations_picture(country, archive),
            "heads": heads_picture(country, archive),
            "visits": visits_picture(country, archive),
            "trade": trade_picture(country, archive),
            "sides": sides_picture(archive, country),
        },
        f"countries/{country.id}/",
    )


@once
def of_region(archive: Archive) -> dict[str, Picture]:
    """The region's pictures by name: `map`, `seismogram` (visits by year and country), `visits`, `coverage`, `sides`, `votes`,
    `statements`."""
    return _there(
        {
            "map": map_picture(archive),
            "seismogram": seismogram(archive),
            "visits": visits_picture(None, archive),
            "coverage": coverage_picture(archive),
            "sides": sides_picture(archive),
            "votes": votes_picture(archive),
            "statements": responses_picture(archive),
        },
        None,
    )


# Where pictures of the region stand; the others are on the first page.
_PLACES = {
    "visits": "visits/",
    "coverage": "coverage/",
    "sides": "sources/",
    "votes": "votes/",
    "statements": "statements/",
}


def _there(pictures: dict[str, Picture | None], place: str | None) -> dict[str, Picture]:
    """The pictures for which there was enough to draw, each with its place: that of all, or of the region's its own."""
    places = {name: _PLACES.get(name, "") if place is None else place for name in pictures}
    return {name: replace(picture, place=places[name]) for name, picture in pictures.items() if picture}


def of_indicator(indicator: model.Indicator) -> dict[str, Picture]:
    """A series' picture, if it has values of three years or more."""
    picture = series_picture(indicator)
    return _there({"series": picture}, f"indicators/{indicator.id}/")


@once
def of_story(story: model.Story, archive: Archive) -> dict[str, Picture]:
    """A story's picture, if it has three steps or more that lie apart."""
    return _there({"story": story_picture(story, archive)}, f"stories/{story.id}/")


__all__ = [
    "COVERAGE",
    "DENSE",
    "Picture",
    "Sheet",
    "all_pictures",
    "coverage",
    "iframe",
    "of_country",
    "of_indicator",
    "of_region",
    "of_story",
    "picture_files",
    "png",
    "sheet",
]
