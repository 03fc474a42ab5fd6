from django.apps import AppConfig


class HelpcenterConfig(AppConfig):
    name = "madoguchi.helpcenter"

    def ready(self) -> None:
        # Models must be loaded before; Wagtail's admin, which gets ready later, finds its places taken.
        from madoguchi.helpcenter.notices.listening import listen

        listen()
