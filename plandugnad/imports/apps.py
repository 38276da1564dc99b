from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "plandugnad.imports"
    label = "imports"
