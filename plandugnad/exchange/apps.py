from importlib import import_module

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "plandugnad.exchange"
    label = "exchange"

    def ready(self) -> None:
        """The module follows what happens with plans, from when it is loaded."""
        import_module(f"{self.name}.publishing")
