from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plandugnad.plans"
    label = "plans"
