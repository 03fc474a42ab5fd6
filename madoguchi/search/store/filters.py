"""What narrows a search besides its scopes."""

from __future__ import annotations

from typing import NamedTuple


class Filter(NamedTuple):
    """An article without regions is for all of them; an empty value does not filter."""

    region: str = ""
    category: str = ""

    def where(self, table: str) -> tuple[str, list[str]]:
        """A condition on a table of articles (` AND …`, or nothing) and its values."""
        parts, values = "", []
        if self.region:
            parts += f" AND ({table}.regions = '' OR {table}.regions LIKE %s ESCAPE '!')"
            values.append(f"%,{_literal(self.region)},%")
        if self.category:
            parts += f" AND {table}.category = %s"
            values.append(self.category)
        return parts, values

    def __bool__(self) -> bool:
        return bool(self.region or self.category)


def joined(regions: tuple[str, ...]) -> str:
    """How an article's regions are kept."""
    return f",{','.join(regions)}," if regions else ""


def _literal(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
