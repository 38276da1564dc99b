from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    name = "plandugnad.archive"
    label = "archive"
