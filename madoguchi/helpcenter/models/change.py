"""What changed for readers, so that every process drops the pages that it keeps and no others."""

from __future__ import annotations

from django.db import models


class Change(models.Model):
    """A tag of pages that are out of date: `group:…` (an article in all languages), `key:…`, `slug:…`, `in:…`."""

    tag = models.CharField(max_length=160)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self) -> str:
        return self.tag
