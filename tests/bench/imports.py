"""From a large spreadsheet to plans: how long a planner waits at each step, and how much memory it takes.

python -m tests.bench.imports [ROWS]

The steps go through Django's own client to the real views, on the embedded database, in a process of their own, so
that its peak of memory is theirs. The peer in the same run is the table engine alone, reading the same file.
"""

import io
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from plandugnad.launch.postgres import EmbeddedPostgres

_ROWS = 5_000
_SAME_NAME_ROWS = 20_000
_NUMBER = "4206"
_GOALS = {"file to preview": 3.0, "write": 5.0}
_PEAK_GOAL_MB = 300


def main() -> None:
    if sys.argv[1:2] == ["child"]:
        _measure(int(sys.argv[2]))
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else _ROWS
    folder = Path(tempfile.mkdtemp(prefix="plandugnad-bench-"))
    folder.chmod(0o755)
    (folder / "static").mkdir()
    with EmbeddedPostgres(folder / "db") as database:
        environment = os.environ | {
            "DATABASE_URL": database.url,
            "PLANDUGNAD_SECRET_KEY": "only-for-measuring",
            "PLANDUGNAD_DATA": str(folder),
            "DJANGO_SETTINGS_MODULE": "plandugnad.config.settings",
            "PLANDUGNAD_LOG_LEVEL": "ERROR",
            "PLANDUGNAD_TWO_STEPS": "nei",  # those who are measured have given theirs
        }
        subprocess.run([sys.executable, "-m", "tests.bench.imports", "child", str(rows)], check=True, env=environment)


def _measure(rows: int) -> None:
    import django

    django.setup()
    from django.test.utils import setup_test_environment

    from tests.bench.tables import generated

    setup_test_environment()
    client = _client()
    content, later = generated(rows), _changed(generated(rows))
    print(f"{rows} rows x 20 columns, {len(content) / 1e6:.2f} MB; memory before {_peak_mb():.0f} MB")
    engine = _engine_alone(content)
    preview = _told("file to preview", lambda: _upload(client, content))
    print(f"  peak memory so far {_peak_mb():.0f} MB (goal {_PEAK_GOAL_MB})")
    print(f"  (the table engine alone, in the same process: {engine:.2f} s)")
    _told("preview again", lambda: client.get(preview[0]))
    _told("a cell mended", lambda: _mend(client, preview[0]))
    _told("write", lambda: _write(client, preview[0]))
    print(f"  peak memory so far {_peak_mb():.0f} MB")
    again = _told("the same file again, to preview", lambda: _upload(client, content))
    print(f"    {_heading(again[1])}")
    changed = _told("a file with every row changed, to preview", lambda: _upload(client, later))
    print(f"    {_heading(changed[1])}")
    _told("write changes", lambda: _write(client, changed[0]))
    _told("undo changes", lambda: client.post(changed[0] + "angre/"))
    print(f"  peak memory {_peak_mb():.0f} MB")
    same = ("Plan;Vedtatt\n" + "A;2019\n" * _SAME_NAME_ROWS).encode()
    named = _told(f"{_SAME_NAME_ROWS} rows of one name, to preview", lambda: _upload(client, same, "planer.csv"))
    print(f"    {_heading(named[1])}; the page is {len(named[1].content) / 1000:.0f} kB")
    print(f"  peak memory {_peak_mb():.0f} MB")


def _client() -> Any:
    from django.conf import settings
    from django.core.management import call_command
    from django.test import Client

    from tests.cast import make_organisation, make_person

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from plandugnad.regions.roles import load_roles

    load_roles()
    person = make_person("Ingrid", "planner", make_organisation("Farsund", _NUMBER))
    client = Client()
    client.force_login(person)
    client.get("/helse")  # so that what is loaded once is not counted
    return client


def _engine_alone(content: bytes) -> float:
    from plandugnad.engines.tables import Places, guess_table, open_workbook, read_table

    places = Places.from_rows([(_NUMBER, "Farsund")])
    started = time.perf_counter()
    workbook = open_workbook(content, "planer.xlsx")
    guess = guess_table(workbook.sheets[0], "planer.xlsx", places)
    assert guess is not None
    read_table(workbook.sheets[0], guess)
    return time.perf_counter() - started


def _upload(client: Any, content: bytes, name: str = "planer.xlsx") -> tuple[str, Any]:
    answer = client.post(f"/kommuner/{_NUMBER}/import/", {"file": _file(content, name), "pasted": ""})
    assert answer.status_code == 302, answer.content.decode()
    address = answer.url.removesuffix("kolonner/")
    return address, client.get(address)


def _file(content: bytes, name: str) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def _mend(client: Any, address: str) -> Any:
    return client.post(
        address + "celle/",
        {"sheet": "0", "row": "10", "column": "2", "text": "Plan for noe helt annet"},
        headers={"HX-Request": "true"},
    )


def _write(client: Any, address: str) -> Any:
    page = client.get(address).content.decode()
    digest = re.search(r'name="seen" value="(\w+)"', page)
    assert digest
    started = time.perf_counter()
    answer = client.post(address + "skriv/", {"seen": digest[1]})
    took = time.perf_counter() - started
    assert answer.status_code == 302
    assert answer.url.endswith("ferdig/"), answer.url
    print(f"  {'  of which the button':<44}{took:6.2f} s")
    return answer


def _changed(content: bytes) -> bytes:
    """The same plans with another person responsible for each."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(content))
    for row in book.worksheets[0].iter_rows(min_row=4, min_col=17, max_col=17):
        row[0].value = f"{row[0].value} (ny)"
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _told(step: str, work: Callable[[], Any]) -> Any:
    started = time.perf_counter()
    answer = work()
    took = time.perf_counter() - started
    goal = f"   goal {_GOALS[step]:.0f} s" if step in _GOALS else ""
    print(f"  {step:<44}{took:6.2f} s{goal}")
    return answer


def _heading(answer: Any) -> str:
    found = re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode(), re.DOTALL)
    return found[1] if found else "?"


def _peak_mb() -> float:
    """The kernel's own mark of the most memory this process has had."""
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
