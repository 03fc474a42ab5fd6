from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig, apps


class JobsConfig(AppConfig):
    name = "madoguchi.jobs"
    label = "jobs"

    def ready(self) -> None:
        # Models must be loaded before the modules below can be.
        from madoguchi.core import events
        from madoguchi.jobs import actions

        events.set_enqueue(actions.enqueue_reactions)
        find_jobs()


def find_jobs() -> None:
    """Import every app's `reactions` and `jobs` module, where `@job` and `@every` register."""
    for app in apps.get_app_configs():
        if app.name.startswith("madoguchi."):
            for module in ("reactions", "jobs"):
                if find_spec(f"{app.name}.{module}"):
                    import_module(f"{app.name}.{module}")
