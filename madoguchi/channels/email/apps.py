from importlib import import_module

from django.apps import AppConfig


class EmailConfig(AppConfig):
    name = "madoguchi.channels.email"
    label = "email_channel"

    def ready(self) -> None:
        import_module("madoguchi.channels.email.receive")  # registers how a mail is taken in
