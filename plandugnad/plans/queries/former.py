"""Municipality numbers that were: whose they are now."""

from plandugnad.regions.models import Organisation


def successors(number: str) -> list[Organisation]:
    """None for a number that is in use today, or never was."""
    if not number.isdecimal() or Organisation.objects.municipalities().filter(number=number).exists():
        return []
    return list(Organisation.objects.municipalities().filter(former_numbers__number=number).in_norwegian_order())
