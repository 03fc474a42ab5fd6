"""Numbered steps, each with a screenshot if it helps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from madoguchi.helpcenter.blocks.text import SMALL_FEATURES


class _StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=200, label=_("What to do"))
    text = blocks.RichTextBlock(required=False, features=SMALL_FEATURES, label=_("How"))
    picture = ImageChooserBlock(required=False, label=_("Screenshot"))
    alt = blocks.CharBlock(
        required=False, max_length=300, label=_("What the picture shows, for those who cannot see it")
    )
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))


class StepsBlock(blocks.StructBlock):
    steps = blocks.ListBlock(_StepBlock(), label=_("Steps"))

    class Meta:
        label = _("Numbered steps")
        icon = "list-ol"
