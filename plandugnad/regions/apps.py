from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "plandugnad.regions"
    label = "regions"
