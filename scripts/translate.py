"""Gathers what is to be translated (needs GNU gettext), and compiles the catalogues we ship (needs nothing)."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "locale"
GATHERED = ("nn", "en")
SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "plandugnad.config.settings",
    "PLANDUGNAD_SECRET_KEY": "only-for-gathering",
    "DATABASE_URL": "postgresql:///unused",
}


def gather() -> None:
    if not shutil.which("xgettext"):
        print("GNU gettext mangler, så nye setninger er ikke samlet inn. På Debian: apt install gettext.")
        return
    languages = [part for language in GATHERED for part in ("-l", language)]
    ignored = [part for folder in (".venv", "node_modules", "var", "tests") for part in ("-i", folder)]
    options = ("--no-obsolete", "--add-location=file", "-e", "html,txt,py,jinja")
    command = [sys.executable, "-m", "django", "makemessages", *languages, *ignored, *options]
    # What other packages say stands nowhere in our source, so gathering would drop our words for it.
    of_packages = {path: _of_packages(path) for path in _gathered()}
    subprocess.run(command, cwd=ROOT, env=os.environ | SETTINGS, check=True)
    for path, entries in of_packages.items():
        catalogue = polib.pofile(str(path))
        ours = {(entry.msgid, entry.msgctxt) for entry in catalogue}
        catalogue.extend(entry for entry in entries if (entry.msgid, entry.msgctxt) not in ours)
        catalogue.save()


def _of_packages(path: Path) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(path)) if not entry.occurrences] if path.exists() else []


def _gathered() -> list[Path]:
    return [LOCALE / language / "LC_MESSAGES" / "django.po" for language in GATHERED]


def compile_catalogues() -> None:
    for path in sorted(LOCALE.rglob("*.po")):
        catalogue = polib.pofile(str(path))
        catalogue.save_as_mofile(str(path.with_suffix(".mo")))
        missing = len(catalogue.untranslated_entries()) + len(catalogue.fuzzy_entries())
        print(f"{path.relative_to(ROOT)}: {catalogue.percent_translated()} %, {missing} igjen")


if __name__ == "__main__":
    gather()
    compile_catalogues()
