from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "plandugnad.meetings"
    label = "meetings"
