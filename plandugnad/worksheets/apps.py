from importlib import import_module

from django.apps import AppConfig


class WorksheetsConfig(AppConfig):
    name = "plandugnad.worksheets"
    label = "worksheets"

    def ready(self) -> None:
        """The module says where worksheets are begun, as it is loaded."""
        import_module(f"{self.name}.doors")
