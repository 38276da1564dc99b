import gc
import io
from pathlib import Path

from plandugnad.launch.log import ChildLog


def follow(log: ChildLog, text: bytes) -> None:
    log.follow(io.BytesIO(text))
    log.finish()


def test_everything_is_kept_and_warnings_are_shown(tmp_path: Path) -> None:
    shown: list[str] = []
    follow(ChildLog(tmp_path / "web.log", shown.append), b"INFO start\nWARNING lite plass\n  File x\nINFO slutt\n")
    assert shown == ["WARNING lite plass"]
    assert (tmp_path / "web.log").read_text("utf-8").splitlines() == [
        "INFO start",
        "WARNING lite plass",
        "  File x",
        "INFO slutt",
    ]


def test_the_same_warning_is_shown_once(tmp_path: Path) -> None:
    shown: list[str] = []
    follow(ChildLog(None, shown.append), b"WARNING lite plass\n" * 5)
    assert shown == ["WARNING lite plass"]


def test_the_database_starting_and_stopping_is_nothing_to_warn_about() -> None:
    shown: list[str] = []
    lines = b"FATAL:  the database system is starting up\nERROR:  duplicate key\nPANIC:  could not write\n"
    follow(ChildLog(None, shown.append, database=True), lines)
    assert shown == ["PANIC:  could not write"]


def test_old_logs_are_rotated_away(tmp_path: Path) -> None:
    follow(ChildLog(tmp_path / "web.log"), (b"x" * 999 + b"\n") * 15_000)
    gc.collect()  # what is rotated away is closed, not left to whoever comes by
    sizes = [path.stat().st_size for path in tmp_path.iterdir()]
    assert len(sizes) == 5
    assert max(sizes) <= 2_000_000


def test_bytes_that_are_no_text_do_not_stop_the_log() -> None:
    log = ChildLog(None)
    follow(log, b"\xff\xfe\nslutt\n")
    assert log.tail().endswith("slutt")
