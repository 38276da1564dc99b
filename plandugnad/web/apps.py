from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "plandugnad.web"
    label = "web"
