"""Areas whose edge crosses itself."""

import json
from pathlib import Path
from time import perf_counter

import pytest
from django.urls import reverse

from plandugnad.plans.extent.crossing import crossing_of
from plandugnad.plans.extent.geojson import WrongExtent, read_extent
from tests.cast import Cast
from tests.plans.builders import SQUARE, browser, fresh, make_plan

BOUNDARIES = Path(__file__).parents[4] / "shared" / "data" / "boundaries" / "municipalities_2024.geojson"
BOW_TIE = [(7.0, 58.0), (7.2, 58.1), (7.2, 58.0), (7.0, 58.05), (7.0, 58.0)]


def test_a_bow_tie_is_refused_with_the_place(cast: Cast) -> None:
    plan = make_plan(cast.fjordvik, plan_type="zoning_detail")
    given = {"text": json.dumps({"type": "Polygon", "coordinates": [BOW_TIE]}), "seen_version": plan.version}
    answer = browser(cast.person("Ingrid")).post(reverse("plan_extent", args=[plan.pk]), given)
    assert answer.status_code == 422
    assert "En flate krysser seg selv ved [7, 58]" in answer.content.decode()
    assert fresh(plan).extent is None


def test_to_touch_in_a_point_or_along_an_edge_is_not_to_cross() -> None:
    touching = [(0.0, 0.0), (2.0, 2.0), (4.0, 0.0), (4.0, 4.0), (2.0, 2.0), (0.0, 4.0), (0.0, 0.0)]
    there_and_back = [(0.0, 0.0), (4.0, 0.0), (4.0, 2.0), (6.0, 2.0), (4.0, 2.0), (4.0, 4.0), (0.0, 0.0)]
    assert crossing_of(touching) is None
    assert crossing_of(there_and_back) is None


@pytest.mark.skipif(not BOUNDARIES.exists(), reason="the real boundaries (../shared/data) are not here")
def test_every_municipality_of_norway_is_read() -> None:
    features = json.loads(BOUNDARIES.read_text())["features"]
    assert len(features) == 357
    for feature in features:
        assert read_extent(json.dumps(feature)).geometry


def test_what_is_made_to_cost_much_is_given_up_rather_than_waited_for() -> None:
    star = [(7.0 + (number % 2) * 0.5, 58.0 + number / 1e5) for number in range(19_000)]
    began = perf_counter()
    crossing_of([*star, star[0]])
    assert perf_counter() - began < 30  # not a measurement: only that it ends


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        ({"type": "Polygon", "coordinates": [[[7, 58], [7.0000001, 58], [7.0000001, 58.0000001], [7, 58]]]}, "mindre"),
        (SQUARE | {"coordinates": [*SQUARE["coordinates"], [[6, 57], [8, 57], [8, 59], [6, 59], [6, 57]]]}, "hull"),
    ],
)
def test_an_outline_with_next_to_nothing_inside_is_refused(cast: Cast, geometry: object, said: str) -> None:
    plan = make_plan(cast.fjordvik)
    given = {"text": json.dumps(geometry), "seen_version": plan.version}
    answer = browser(cast.person("Ingrid")).post(reverse("plan_extent", args=[plan.pk]), given)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_the_coordinate_system_is_found_also_where_it_stands_in_the_geometry() -> None:
    crs = {"type": "name", "properties": {"name": "EPSG:25832"}}
    ring = [[400000, 6500000], [400100, 6500000], [400100, 6500100], [400000, 6500000]]
    inner = {"type": "Polygon", "crs": crs, "coordinates": [ring]}
    whole = {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": inner}]}
    for given in (inner, {"type": "Feature", "geometry": inner}, whole):
        assert read_extent(json.dumps(given)).geometry["crs"]["properties"]["name"].endswith("25832")


def test_an_unknown_system_in_a_feature_is_not_passed_over() -> None:
    crs = {"type": "name", "properties": {"name": "EPSG:3857"}}
    given = {"type": "FeatureCollection", "features": [{"type": "Feature", "crs": crs, "geometry": SQUARE}]}
    with pytest.raises(WrongExtent, match="EPSG:3857"):
        read_extent(json.dumps(given))
