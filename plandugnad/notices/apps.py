from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "plandugnad.notices"
    label = "notices"
