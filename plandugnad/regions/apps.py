from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class RegionsConfig(AppConfig):
    name = "plandugnad.regions"
    label = "regions"

    def ready(self) -> None:
        """A feature's module `parting` says what of its own ends when a member leaves a collaboration."""
        autodiscover_modules("parting")
