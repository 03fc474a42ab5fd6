"""The `madoguchi` command: one file per group, loaded only when it is called.

A group or command named `email` lives in `email.py` beside this file as a click command named `command`.
"""

from __future__ import annotations

import importlib
import pkgutil

import click


class Commands(click.Group):
    """Looks a command up as a module of this folder, so that `madoguchi shield` never pays for Django."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(
            m.name.replace("_", "-") for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_")
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="madoguchi")
def main() -> None:
    """Madoguchi, the counter where customers of an exchange are helped."""
