import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from plandugnad.config import counts


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    counts._mapped.clear()


def of(route: str) -> counts.Counted | None:
    return next((one for one in counts.read() if one.route == route), None)


def test_requests_are_counted_by_route_status_and_how_fast_they_were() -> None:
    for seconds in (0.004, 0.03, 0.03, 2.0):
        counts.add("home", 200, seconds)
    counts.add("home", 503, 0.2)
    counted = of("home")
    assert counted is not None
    assert dict(zip(counts.STATUSES, counted.statuses, strict=True)) == {
        "1xx": 0,
        "2xx": 4,
        "3xx": 0,
        "4xx": 0,
        "5xx": 1,
    }
    assert counted.buckets == (1, 1, 3, 3, 3, 4, 4, 5, 5, 5)
    assert counted.seconds == pytest.approx(2.264)


def test_routes_nobody_has_asked_for_are_left_out_and_unknown_ones_share_a_row() -> None:
    assert counts.read() == []
    counts.add("finnes-ikke", 200, 0.1)
    assert [one.route for one in counts.read()] == [counts.NAMELESS]


def test_what_another_process_counted_is_added_also_after_it_is_gone(settings: Settings) -> None:
    counts.add("home", 200, 0.1)
    code = (
        "import django, sys; django.setup(); from pathlib import Path; from django.conf import settings;"
        "settings.DATA = Path(sys.argv[1]); from plandugnad.config import counts;"
        "[counts.add('home', 200, 0.1) for _ in range(3)]"
    )
    subprocess.run([sys.executable, "-c", code, str(settings.DATA)], check=True)
    counted = of("home")
    assert counted is not None
    assert counted.buckets[-1] == 4


def test_a_file_of_other_code_or_cut_short_is_left_alone(settings: Settings) -> None:
    counts.add("home", 200, 0.1)
    (settings.DATA / "counts" / f"1{counts._ending()}").write_bytes(b"\x00" * 16)
    (settings.DATA / "counts" / "2-00000000").write_bytes(b"\xff" * 800)
    counted = of("home")
    assert counted is not None
    assert counted.buckets[-1] == 1


def test_where_nothing_can_be_written_the_pages_go_on(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path / "fil"
    settings.DATA.write_text("i veien")
    counts.add("home", 200, 0.1)
    assert counts.read() == []
