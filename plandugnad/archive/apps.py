from importlib import import_module

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "plandugnad.archive"
    label = "archive"

    def ready(self) -> None:
        """The module adds its part to what a place takes along, as it is loaded."""
        import_module(f"{self.name}.takeout")
