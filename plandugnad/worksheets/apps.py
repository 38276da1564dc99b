from importlib import import_module

from django.apps import AppConfig


class WorksheetsConfig(AppConfig):
    name = "plandugnad.worksheets"
    label = "worksheets"

    def ready(self) -> None:
        """The modules say where worksheets are begun, and that something waits, as they are loaded."""
        for module in ("doors", "telling"):
            import_module(f"{self.name}.{module}")
