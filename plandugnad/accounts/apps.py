from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "plandugnad.accounts"
    label = "accounts"
