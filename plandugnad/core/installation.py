from plandugnad.core.models import Installation

# What the mark says once it is there: nothing can change it, a trigger refuses. So it is asked for once a process.
_known: dict[str, bool] = {}


def current() -> Installation | None:
    return Installation.objects.first()


def is_demo() -> bool:
    if "is_demo" not in _known:
        found = Installation.objects.values_list("is_demo", flat=True).first()
        if found is None:  # an installation that is being made
            return False
        _known["is_demo"] = found
    return _known["is_demo"]


def forget() -> None:
    """For who reads another database in the same process, as each test does."""
    _known.clear()
