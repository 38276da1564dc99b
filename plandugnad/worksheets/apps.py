from django.apps import AppConfig


class WorksheetsConfig(AppConfig):
    name = "plandugnad.worksheets"
    label = "worksheets"
