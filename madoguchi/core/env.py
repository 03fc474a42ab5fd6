"""Settings from the environment: each variable is declared once, with its default and what it is for."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Variable:
    """One environment variable as `docs/reference/settings.md` lists it."""

    name: str
    area: str
    default: object
    about: str


class BadSetting(ValueError):
    """An environment variable holds something that cannot be read as what it should be."""


VARIABLES: dict[str, Variable] = {}


class Area:
    """Reads the variables of one area, for example `mail = Area("E-mail")`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def text(self, name: str, default: str, about: str) -> str:
        """A line of text."""
        return self._read(name, default, about, str)

    def number(self, name: str, default: int, about: str) -> int:
        """A whole number."""
        return self._read(name, default, about, int)

    def decimal(self, name: str, default: float, about: str) -> float:
        """A number that may have a fraction."""
        return self._read(name, default, about, float)

    def flag(self, name: str, default: bool, about: str) -> bool:
        """yes/no, true/false, 1/0 or on/off."""
        return self._read(name, default, about, _flag)

    def words(self, name: str, default: list[str], about: str) -> list[str]:
        """A list, separated by commas."""
        return self._read(
            name, default, about, lambda value: [w.strip() for w in value.split(",") if w.strip()]
        )

    def _read(self, name: str, default: T, about: str, parse: Callable[[str], T]) -> T:
        VARIABLES[name] = Variable(name, self.name, default, about)
        value = os.environ.get(name)
        if value is None:
            return default
        try:
            return parse(value)
        except ValueError as error:
            raise BadSetting(f"{name} is {value!r}, which cannot be read: {about}") from error


def _flag(value: str) -> bool:
    word = value.strip().lower()
    if word in {"1", "true", "yes", "on"}:
        return True
    if word in {"0", "false", "no", "off", ""}:
        return False
    raise ValueError(value)
