from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "plandugnad.accounts"
    label = "accounts"

    def ready(self) -> None:
        import_module("plandugnad.accounts.sessions")
        import_module("plandugnad.accounts.factors.tidings")
        import_module("plandugnad.accounts.passwords")
