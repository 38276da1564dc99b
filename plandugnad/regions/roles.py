"""The roles we ship, as rows. An installation may add its own; those are left alone."""

import csv

from plandugnad.core.places import DATA_FOLDER
from plandugnad.regions.models import Grant, Role, Scope


class WrongRole(Exception):
    """A line of roles.csv that names a grant or a scope there is none of."""


def load_roles() -> int:
    with (DATA_FOLDER / "roles.csv").open(encoding="utf-8", newline="") as file:
        roles = [_role(line) for line in csv.DictReader(file)]
    Role.objects.bulk_create(
        roles,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["name_nb", "name_nn", "name_en", "scopes", "grants", "order"],
    )
    return len(roles)


def _role(line: dict[str, str]) -> Role:
    scopes, grants = line["scopes"].split(), line["grants"].split()
    unknown = set(scopes) - set(Scope.values) | set(grants) - set(Grant.values)
    if unknown:
        raise WrongRole(f"roles.csv, {line['code']}: {', '.join(sorted(unknown))}")
    return Role(
        code=line["code"],
        name_nb=line["name_nb"],
        name_nn=line["name_nn"],
        name_en=line["name_en"],
        scopes=scopes,
        grants=grants,
        order=int(line["order"]),
    )
