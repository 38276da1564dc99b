from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ProjectionsConfig(AppConfig):
    name = "plandugnad.projections"
    label = "projections"

    def ready(self) -> None:
        """A feature's module `telling` adds its sources as it is loaded."""
        autodiscover_modules("telling")
