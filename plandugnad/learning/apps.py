from importlib import import_module

from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "plandugnad.learning"
    label = "learning"

    def ready(self) -> None:
        """Says at once what is wrong in files of the installation's own, where they are checked."""
        import_module(f"{self.name}.checks")
