"""Which rights the product has given to the editor's groups."""

from __future__ import annotations

from django.db import models


class GivenRight(models.Model):
    """A right (its codename) that a group of the editor got from us: once, so that one taken away stays away."""

    group = models.ForeignKey("auth.Group", on_delete=models.CASCADE, related_name="+")
    right = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "right"], name="one_gift_of_a_right")]

    def __str__(self) -> str:
        return self.right
