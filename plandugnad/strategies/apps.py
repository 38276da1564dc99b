from importlib import import_module

from django.apps import AppConfig


class StrategiesConfig(AppConfig):
    name = "plandugnad.strategies"
    label = "strategies"

    def ready(self) -> None:
        """The modules add what strategies tell to the overviews and to the page of a plan, as they are loaded."""
        for module in (
            "beside",
            "jointly.telling",
            "tidying.step",
            "tidying.answering",
            "tidying.taking_out",
            "needs.steps",
            "needs.taking_out",
            "workshop.steps",
            "asking.steps",
            "document.steps",
            "document.takeout",
            "wheel.drawing",
            "deciding.steps",
            "living.parts",
            "living.telling",
        ):
            import_module(f"{self.name}.{module}")
