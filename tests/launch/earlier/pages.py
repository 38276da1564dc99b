"""Run with an installation's settings: signs Ingrid in and opens every page she is led to."""

import html
import re
import sys

import django

django.setup()

from django.test import Client  # noqa: E402  # after the settings

from plandugnad.accounts.models import Person  # noqa: E402

_MOST = 400
_LINK = re.compile(r'href="(/[^"#]*)')


def main() -> None:
    client = Client(headers={"host": "localhost"})
    client.force_login(Person.objects.get(email="ingrid@eksempel.no"))
    waiting, seen = ["/"], {"/"}
    while waiting:
        at = waiting.pop(0)
        answer = client.get(at, follow=True)  # some first ask who she is
        sys.stdout.write(f"{answer.status_code} {at}\n")
        if "text/html" not in answer.headers.get("Content-Type", ""):
            continue
        for link in map(html.unescape, _LINK.findall(answer.content.decode())):
            if link not in seen and not link.startswith(("/static/", "/ut/")) and len(seen) < _MOST:
                seen.add(link)
                waiting.append(link)


main()
