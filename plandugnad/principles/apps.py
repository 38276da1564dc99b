from importlib import import_module

from django.apps import AppConfig


class PrinciplesConfig(AppConfig):
    name = "plandugnad.principles"
    label = "principles"

    def ready(self) -> None:
        """The modules add what the overviews tell, what ends with a membership, and what is taken along."""
        for module in ("telling", "parting", "taking_out"):
            import_module(f"{self.name}.{module}")
