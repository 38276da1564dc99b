from importlib import import_module

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "plandugnad.api"
    label = "api"

    def ready(self) -> None:
        """The module closes keys when an account is closed, from when it is loaded."""
        import_module(f"{self.name}.actions")
