from django.apps import AppConfig


class BoundariesConfig(AppConfig):
    name = "plandugnad.boundaries"
    label = "boundaries"
