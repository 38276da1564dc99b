from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "plandugnad.core"
    label = "core"
