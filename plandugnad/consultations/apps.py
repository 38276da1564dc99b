from importlib import import_module

from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "plandugnad.consultations"
    label = "consultations"

    def ready(self) -> None:
        """Adds what consultations tell to the overviews of all features and to the steps of a process, and what a
        municipality takes along of them, as they are loaded."""
        import_module(f"{self.name}.telling")
        import_module(f"{self.name}.beside")
        import_module(f"{self.name}.taking_out.part")
