from plandugnad.core.models import Installation


def current() -> Installation | None:
    return Installation.objects.first()


def is_demo() -> bool:
    return Installation.objects.filter(is_demo=True).exists()
