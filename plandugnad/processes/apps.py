from importlib import import_module

from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    name = "plandugnad.processes"
    label = "processes"

    def ready(self) -> None:
        """The modules add what processes tell to the overviews of all features and to the page of a plan, and what a
        municipality takes along of them, as they are loaded."""
        import_module(f"{self.name}.telling")
        import_module(f"{self.name}.common.telling")
        import_module(f"{self.name}.beside")
        import_module(f"{self.name}.taking_out")
