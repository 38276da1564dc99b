from importlib import import_module

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "plandugnad.agreements"
    label = "agreements"

    def ready(self) -> None:
        """The modules add what is taken along, where series are set up, and what lies elsewhere, as they are loaded."""
        for module in ("taking_out", "rooms.elsewhere", "setting_up"):
            import_module(f"{self.name}.{module}")
