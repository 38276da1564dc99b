from importlib import import_module

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "plandugnad.agreements"
    label = "agreements"

    def ready(self) -> None:
        """The module adds what a municipality takes along of what it has agreed on, as it is loaded."""
        import_module(f"{self.name}.taking_out")
