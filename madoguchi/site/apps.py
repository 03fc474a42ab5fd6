from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "madoguchi.site"
    label = "madoguchi_site"

    def ready(self) -> None:
        """Join the apps: reactions, jobs, channels, live frames. Nothing else in the product knows all of them."""
        from madoguchi.site import wiring

        wiring.join()
