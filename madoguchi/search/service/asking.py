"""Whether this process asks the service or searches by itself."""

from __future__ import annotations

from typing import Protocol

from madoguchi.search.contract import Found, Query


class Away(Exception):
    """The service did not answer."""


class Asked(Protocol):
    """A service that can be asked."""

    def search(self, query: Query) -> Found:
        """Raises Away."""

    def embed(self, limit: int) -> int:
        """Raises Away."""


_service: Asked | None = None
_own_model = True


def ask(service: Asked | None, *, own_model: bool = False) -> None:
    """From now on this process asks the service; None: it searches by itself. While the service is away it finds by
    words alone, or with `own_model` loads a model itself.
    """
    global _service, _own_model
    _service, _own_model = service, own_model or service is None


def own_model() -> bool:
    """Whether this process may ask a model of its own, and load it for that."""
    return _own_model


def model_later() -> None:
    """Until `model_now`, this process finds by words alone: its model is being loaded, and nobody waits for it."""
    global _own_model
    _own_model = False


def model_now() -> None:
    global _own_model
    _own_model = True


def service() -> Asked | None:
    return _service
