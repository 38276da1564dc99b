from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "plandugnad.api"
    label = "api"
