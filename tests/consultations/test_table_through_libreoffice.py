"""The table opened in LibreOffice, saved in its own format and saved as Word or Excel again: nothing in it is lost."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from plandugnad.consultations.models import Point, Statement
from tests.cast import Cast
from tests.consultations.tables import Said, said
from tests.consultations.test_table import fetched
from tests.consultations.test_table_back import looked_at
from tests.processes.builders import at_screen

OFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed, so nothing can be saved by it"),
]
SECONDS = 240
ODD = {
    "kari": "Linje én.\n\nLinje tre  med to mellomrom,\ten tabulator og «tegn» <b>&amp;</b> 🌊 👩\u200d👩\u200d👧.\n"
    "- punkt\n- punkt til",
    "assessment": "=1+1 er ikke en formel.\n\nNei\u00a0takk, ikke del\u00ading.",
    "association": "2026",
    "pavement": "1/2",
}


def saved_by(office_folder: Path, content: bytes, kind: str, to: str) -> bytes:
    """What LibreOffice makes of it, with settings of its own so that it does not meet anybody's open window."""
    source = office_folder / f"tabell.{kind}"
    source.write_bytes(content)
    settings = f"-env:UserInstallation={(office_folder / 'innstillinger').as_uri()}"
    out = office_folder / to
    subprocess.run(
        [str(OFFICE), "--headless", settings, "--convert-to", to, "--outdir", str(out), str(source)],
        check=True, capture_output=True, timeout=SECONDS,
    )  # fmt: skip
    return (out / f"tabell.{to}").read_bytes()


def rewritten(content: bytes, old: str, new: str) -> bytes:
    """As somebody who writes over it in the window: the text in LibreOffice's own file."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            body = before.read(name)
            if name == "content.xml":
                assert body.decode().count(old) == 1
                body = body.decode().replace(old, new).encode()
            after.writestr(name, body)
    return out.getvalue()


def with_odd_texts(its: Said) -> Said:
    Statement.objects.filter(pk=its.kari.pk).update(summary=ODD["kari"], assessment=ODD["assessment"])
    Statement.objects.filter(pk=its.association.pk).update(summary=ODD["association"])
    Point.objects.filter(pk=its.pavement.pk).update(answer=ODD["pavement"])
    return its


@pytest.mark.parametrize(("kind", "own"), [("docx", "odt"), ("xlsx", "ods")])
def test_an_answer_edited_in_libreoffice_comes_back_and_all_the_others_are_as_they_were(
    cast: Cast, tmp_path: Path, kind: str, own: str
) -> None:
    its, client = with_odd_texts(said(cast.fjordvik)), at_screen(cast, "Ingrid")
    opened = saved_by(tmp_path, fetched(client, its.consultation, kind), kind, own)
    saved = saved_by(tmp_path, rewritten(opened, "Vi måler.", "Vi måler støyen i mai."), own, kind)
    address, context = looked_at(client, its, saved, f"tabell.{kind}")
    compared = context["compared"]
    assert [(one.theirs, one.mine) for one in context["changed"]] == [("Vi måler.", "Vi måler støyen i mai.")]
    assert (len(compared.differences), compared.lost, compared.absent, compared.unchanged) == (1, (), 0, 9)
    client.post(address, {"seen": compared.seen})
    its.group.refresh_from_db()
    its.kari.refresh_from_db()
    assert (its.group.answer, its.kari.summary) == ("Vi måler støyen i mai.", ODD["kari"])


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_a_table_libreoffice_saves_as_it_is_changes_nothing(cast: Cast, tmp_path: Path, kind: str) -> None:
    its, client = with_odd_texts(said(cast.fjordvik)), at_screen(cast, "Ingrid")
    saved = saved_by(tmp_path, fetched(client, its.consultation, kind), kind, kind)
    _address, context = looked_at(client, its, saved, f"tabell.{kind}")
    compared = context["compared"]
    assert (compared.differences, compared.lost, compared.absent, compared.unchanged) == ((), (), 0, 10)
