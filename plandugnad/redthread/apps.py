from importlib import import_module

from django.apps import AppConfig


class RedThreadConfig(AppConfig):
    name = "plandugnad.redthread"
    label = "redthread"

    def ready(self) -> None:
        """The modules add what the red thread has to say to the page of a plan and to what is taken out."""
        for module in ("beside", "taking_out", "jointly.telling"):
            import_module(f"{self.name}.{module}")
