from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "madoguchi.core"

    def ready(self) -> None:
        from madoguchi.core import checks as checks  # registers them; the registry wants loaded settings
