"""How fast and how heavy reading a large overview is, beside plain readers of the same file in the same run.

python -m tests.bench.tables [ROWS]
"""

import io
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

_COLUMNS = (
    "Nr", "Område", "Plannavn", "Plantype", "Vedtatt", "Saksnr", "Sist revidert", "Planperiode", "Skal revideres",
    "Status", "Behov i perioden",
    "2024", "2025", "2026", "2027", "Prioritet", "Ansvarlig", "Hjemmel", "Merknad", "Lenke",
)  # fmt: skip
_ROUNDS = 3
_MEGABYTE = 1024  # in kilobytes


def generated(rows: int, seed: int = 20) -> bytes:
    """An overview of `rows` plans in 20 columns, the same for the same seed."""
    from openpyxl import Workbook
    from openpyxl.styles import Font, PatternFill

    chance = random.Random(seed)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Farsund kommune"])
    sheet.append([])
    sheet.append(list(_COLUMNS))
    for cell in sheet[3]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDDDDD")
    themes = [
        "helse",
        "omsorg",
        "skole",
        "barnehage",
        "vann",
        "avløp",
        "veg",
        "klima",
        "energi",
        "kultur",
        "idrett",
        "beredskap",
        "næring",
        "landbruk",
        "bolig",
    ]
    areas = ["Oppvekst", "Helse og velferd", "Tekniske tjenester", "Kultur", "Overordnet"]
    for number in range(1, rows + 1):
        sheet.append(_plan(number, chance, themes, areas))
        if number % 50 == 0:
            sheet.cell(sheet.max_row, 3).font = Font(bold=True)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _plan(number: int, chance: random.Random, themes: list[str], areas: list[str]) -> list[object]:
    year = chance.randint(2008, 2023)
    theme = f"{chance.choice(themes)} og {chance.choice(themes)} i krets {number}"
    adopted: object = chance.choice([
        date(year, 1, 1) + timedelta(days=chance.randint(0, 360)), year, str(year),
        f"{chance.randint(1, 28)}.06.{year}",
        f"vedtatt KS 14.12.{year % 100:02d} sak {chance.randint(1, 150)}/{year % 100:02d}",
        f"K-sak {chance.randint(1, 150)}/{year % 100:02d}",
        f"ca. {year}", None,
    ])  # fmt: skip
    crosses = [chance.choice(["x", None, None]) for _ in range(4)]
    return [
        number, chance.choice(areas), 
        f"{chance.choice(['Plan for', 'Strategi for', 'Kommunedelplan for'])} {theme} {year}–{year + 8}",
        chance.choice(["TP", "KDP", "Fagplan", None]), adopted, f"{chance.randint(1, 150)}/{year % 100:02d}",
        chance.choice([None, None, year + 2]), f"{year}-{year + 8}", chance.choice([2026, "2026/2027", "høst 2026",
        "årlig", None]),
        chance.choice(["gjeldende", "under revisjon", "under arbeid", "utgått"]), chance.choice(["Videreføres",
        "Revideres", None]), *crosses,
        chance.choice([1, 2, 3, None]), chance.choice(areas), chance.choice(["pbl § 11-5", None]),
        chance.choice([None, f"Se også saksframlegg nummer {number} og vedlegg til det"]),
        f"https://www.example.no/planer/{number}",
    ]  # fmt: skip


def _our_steps(content: bytes) -> dict[str, float]:
    from plandugnad.engines.tables import Places, guess_table, open_workbook, read_table

    places = Places.from_rows([("4206", "Farsund")])
    took = {}
    started, worked = time.perf_counter(), time.process_time()
    workbook = open_workbook(content, "planer.xlsx")
    took["open"] = time.perf_counter() - started
    started = time.perf_counter()
    guess = guess_table(workbook.sheets[0], "planer.xlsx", places)
    took["guess"] = time.perf_counter() - started
    assert guess is not None
    started = time.perf_counter()
    reading = read_table(workbook.sheets[0], guess)
    took["read"] = time.perf_counter() - started
    took["CPU so far"] = time.process_time() - worked
    assert len(reading.rows) + len(reading.errors) + len(reading.skipped_rows) > 100
    started = time.perf_counter()
    read_table(workbook.sheets[0], guess)
    took["read again"] = time.perf_counter() - started
    started = time.perf_counter()
    json.dumps(workbook.to_json())
    took["to JSON"] = time.perf_counter() - started
    return took


def _openpyxl(content: bytes) -> None:
    from openpyxl import load_workbook

    for sheet in load_workbook(io.BytesIO(content), data_only=True):
        for row in sheet.iter_rows(values_only=True):
            assert row is not None


def _calamine(content: bytes) -> None:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.get_sheet_by_index(0).to_python()


def _best(work: Callable[[bytes], object], content: bytes) -> float:
    def once() -> float:
        started = time.perf_counter()
        work(content)
        return time.perf_counter() - started

    return min(once() for _ in range(_ROUNDS))


_CHILD = """
import sys
from pathlib import Path
def peak():
    # The kernel's own mark of this program's peak; getrusage would carry over the parent's.
    return next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
content = Path(sys.argv[1]).read_bytes()
{imports}
before = peak()
{work}
after = peak()
print(before, after)
"""
_IMPORT_OURS = "from tests.bench.tables import _our_steps"
_IMPORT_PEER = "from tests.bench.tables import _openpyxl"


def _peak(path: Path, imports: str, work: str) -> tuple[float, float]:
    """Peak memory in MB of a child process: all of it, and what the work added to it."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD.format(imports=imports, work=work), str(path)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    before, after = map(int, done.stdout.split())
    return after / _MEGABYTE, (after - before) / _MEGABYTE


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    content = generated(rows)
    first = _our_steps(content)
    openpyxl, calamine = _best(_openpyxl, content), _best(_calamine, content)
    ours = first["open"] + first["guess"] + first["read"]
    print(f"{rows} rows x {len(_COLUMNS)} columns, {len(content) / 1e6:.2f} MB")
    for step, seconds in first.items():
        print(f"  {step:<12}{seconds:7.2f} s")
    print(f"file to rows  {ours:7.2f} s (first time in the process)")
    print(f"openpyxl load {openpyxl:7.2f} s   ours / openpyxl = {ours / openpyxl:.2f}")
    print(f"calamine      {calamine:7.2f} s   ours / calamine = {ours / calamine:.2f}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "planer.xlsx"
        path.write_bytes(content)
        for name, imports, work in (
            ("ours", _IMPORT_OURS, "_our_steps(content)"), ("openpyxl", _IMPORT_PEER, "_openpyxl(content)"),
        ):  # fmt: skip
            peak, added = _peak(path, imports, work)
            print(f"peak memory   {peak:7.0f} MB, {added:.0f} MB added by the work ({name})")


if __name__ == "__main__":
    main()
