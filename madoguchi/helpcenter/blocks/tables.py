"""Rows and columns."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class _RowBlock(blocks.ListBlock):
    def __init__(self, **options: object) -> None:
        super().__init__(blocks.CharBlock(required=False, max_length=500), **options)


class TableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(required=False, max_length=200, label=_("Caption"))
    head = _RowBlock(label=_("Column headings"))
    rows = blocks.ListBlock(_RowBlock(label=_("Row")), label=_("Rows"))

    class Meta:
        label = _("Table")
        icon = "table"


class _ChoiceBlock(blocks.StructBlock):
    name = blocks.CharBlock(max_length=100, label=_("Name"))
    good_for = blocks.CharBlock(required=False, max_length=200, label=_("Good for"))
    points = blocks.ListBlock(blocks.CharBlock(max_length=200), label=_("Points"))


class ComparisonBlock(blocks.StructBlock):
    choices = blocks.ListBlock(_ChoiceBlock(), min_num=2, max_num=4, label=_("What is compared"))

    class Meta:
        label = _("Comparison")
        icon = "grip"
