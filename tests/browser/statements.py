"""Statements put straight into the database of a running server, since each test works in one of its own."""

import re

from tests.browser import serving
from tests.browser.serving import Server

TEXT = (
    "Hei 🌊 kommune.\n\nVeien er for smal. Flytt den mot nord.\n\n"
    "Cafe\u0301en 👩\u200d👩\u200d👧 må få bli. <script>alert(1)</script>\n\nHilsen Kari"
)
_MAKE = """
from plandugnad.consultations.actions import make_consultation
from plandugnad.consultations.taking_in import add_statement
from plandugnad.core.audit import SYSTEM
from plandugnad.processes.models import Process
process = Process.objects.kept().filter(chain="KPA").select_related("plan__organisation").first()
consultation = make_consultation(SYSTEM, process, "KPA-7", round=9)
for party in ("private", "private", "private", "private", "authority"):
    said = {{"source": "web", "party": party, "name": "Kari Eksempel", "text": {text!r}}}
    print("made:", add_statement(SYSTEM, consultation, said, []).pk)
"""


def make_statements(server: Server) -> list[str]:
    """Their addresses: four of a private person and one of a public body."""
    said = serving.manage(server.folder, "shell", "-c", _MAKE.format(text=TEXT))
    return [f"/uttalelser/{line.split()[1]}/" for line in said.splitlines() if line.startswith("made: ")]


LETTER = (
    "Til Fjordvik kommune\n\nVeien langs Elvegata er for smal for busser og må få fortau.\n\n"
    "Fjellet ved Storvatnet tåler ikke flere hytter.\n\nHilsen {name} Eksempel"
)
_CAMPAIGN = """
from plandugnad.consultations.actions import make_consultation
from plandugnad.consultations.taking_in import add_statement
from plandugnad.core.audit import SYSTEM
from plandugnad.processes.models import Process
process = Process.objects.kept().filter(chain="KPA").select_related("plan__organisation").first()
consultation = make_consultation(SYSTEM, process, "KPA-7", round=8)
print("made:", f"/horinger/{{consultation.pk}}/")
for name in ("Tuva", "Aslak", "Nora"):
    text = {letter!r}.replace("{{name}}", name)
    said = {{"source": "web", "party": "private", "name": name + " Eksempel", "text": text}}
    print("made:", f"/uttalelser/{{add_statement(SYSTEM, consultation, said, []).pk}}/")
"""


def make_campaign(server: Server) -> tuple[str, list[str]]:
    """The address of a consultation, and of the three letters in it that are the same but for the name."""
    said = serving.manage(server.folder, "shell", "-c", _CAMPAIGN.format(letter=LETTER))
    consultation, *letters = re.findall(r"^made: (\S+)$", said, re.MULTILINE)
    return consultation, letters
