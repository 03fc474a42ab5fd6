"""Parts of the desk's addresses."""

from __future__ import annotations

from madoguchi.inbox.queries import VIEWS


class ViewConverter:
    """The key of a view."""

    regex = "|".join(VIEWS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class ReferenceConverter:
    """A conversation's public reference as it is stored."""

    regex = "[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
