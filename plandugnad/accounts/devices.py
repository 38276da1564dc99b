"""A browser and machine in words people know, from what the browser says of itself. Good enough to tell one's own
apart; it proves nothing, and nothing finer is kept."""

import re

from django.utils.translation import gettext as _

# In this order: most browsers also say the names of those they descend from.
_BROWSERS = {
    "Edg": "Edge", "OPR": "Opera", "Firefox": "Firefox", "FxiOS": "Firefox", "SamsungBrowser": "Samsung",
    "CriOS": "Chrome", "Chrome": "Chrome", "Safari": "Safari",
}  # fmt: skip
_MACHINES = {
    "iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "CrOS": "Chromebook",
    "Macintosh": "Mac", "Linux": "Linux",
}  # fmt: skip
LIMIT = 60


def device_of(user_agent: str) -> str:
    """Kept as «Firefox/Windows», so that it can be said in either written form."""
    return f"{_first(_BROWSERS, user_agent)}/{_first(_MACHINES, user_agent)}"[:LIMIT]


def _first(known: dict[str, str], told: str) -> str:
    return next((name for mark, name in known.items() if re.search(rf"\b{mark}", told)), "")


def in_words(device: str) -> str:
    browser, _slash, machine = device.partition("/")
    if browser and machine:
        return _("%(browser)s på %(machine)s") % {"browser": browser, "machine": machine}
    return browser or machine or _("Ukjent nettleser")
