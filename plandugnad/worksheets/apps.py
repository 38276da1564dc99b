from importlib import import_module

from django.apps import AppConfig


class WorksheetsConfig(AppConfig):
    name = "plandugnad.worksheets"
    label = "worksheets"

    def ready(self) -> None:
        """The modules say where worksheets are begun, what is to be found and taken along, as they are loaded."""
        for module in ("doors", "telling", "takeout", "reviewing.telling"):
            import_module(f"{self.name}.{module}")
