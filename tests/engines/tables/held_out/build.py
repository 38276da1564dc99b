"""The held-out tables: file name to the function that builds its bytes.

They are laid out as other municipalities might keep such lists. The municipalities are real; every plan, date, case
number and person is invented. What each must become stands in KEY.expected.json.

In originals/ lie tables of invented municipalities as files, written by somebody who had not seen the engine.
"""

from collections.abc import Callable
from pathlib import Path

from .tables import (
    aafjord,
    alvdal,
    aurskog_holand,
    bykle,
    hemnes,
    hjelmeland,
    karlsoy,
    krodsherad,
    kvam,
    lierne,
    masfjorden,
    porsanger,
    rollag,
    royrvik,
    sel,
    sor_odal,
    suldal,
    time,
    vinje,
)

BUILDERS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "alvdal": (alvdal.NAME, alvdal.build),
    "masfjorden": (masfjorden.NAME, masfjorden.build),
    "porsanger": (porsanger.NAME, porsanger.build),
    "aafjord": (aafjord.NAME, aafjord.build),
    "sor_odal": (sor_odal.NAME, sor_odal.build),
    "bykle": (bykle.NAME, bykle.build),
    "vinje": (vinje.NAME, vinje.build),
    "rollag": (rollag.NAME, rollag.build),
    "hemnes": (hemnes.NAME, hemnes.build),
    "aurskog_holand": (aurskog_holand.NAME, aurskog_holand.build),
    "kvam": (kvam.NAME, kvam.build),
    "karlsoy": (karlsoy.NAME, karlsoy.build),
    "time": (time.NAME, time.build),
    "royrvik": (royrvik.NAME, royrvik.build),
    "lierne": (lierne.NAME, lierne.build),
    "suldal": (suldal.NAME, suldal.build),
    "sel": (sel.NAME, sel.build),
    "krodsherad": (krodsherad.NAME, krodsherad.build),
    "hjelmeland": (hjelmeland.NAME, hjelmeland.build),
}

ORIGINALS = Path(__file__).parent / "originals"
BUILDERS |= {file.stem: (file.name, file.read_bytes) for file in sorted(ORIGINALS.iterdir()) if file.suffix != ".json"}
