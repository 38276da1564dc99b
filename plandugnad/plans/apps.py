from importlib import import_module

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plandugnad.plans"
    label = "plans"

    def ready(self) -> None:
        """The module adds the plans to what stands beside the files of a room, as it is loaded."""
        import_module(f"{self.name}.beside")
