"""Pictures and videos."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

_ELSEWHERE = {
    "youtube": re.compile(r"https://(?:www\.youtube\.com/watch\?v=|youtu\.be/)([\w-]{11})(?:[?&].*)?\Z"),
    "vimeo": re.compile(r"https://(?:www\.)?vimeo\.com/(\d{5,12})(?:[/?].*)?\Z"),
}


def video_elsewhere(address: str) -> tuple[str, str] | None:
    """(provider, id) of a YouTube or Vimeo page, or None for any other address."""
    for provider, pattern in _ELSEWHERE.items():
        if found := pattern.match(address):
            return provider, found.group(1)
    return None


class PictureBlock(blocks.StructBlock):
    picture = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(max_length=300, label=_("What the picture shows, for those who cannot see it"))
    caption = blocks.CharBlock(required=False, max_length=300, label=_("Caption"))

    class Meta:
        label = _("Picture")
        icon = "image"


class VideoBlock(blocks.StructBlock):
    video = SnippetChooserBlock("helpcenter.Video", required=False, label=_("Own video"))
    address = blocks.URLBlock(required=False, label=_("Or a page on YouTube or Vimeo"))
    title = blocks.CharBlock(max_length=200, label=_("Title"))

    class Meta:
        label = _("Video")
        icon = "media"

    def clean(self, value: object) -> object:
        cleaned = super().clean(value)
        if bool(cleaned["video"]) == bool(cleaned["address"]):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "address": ValidationError(_("Choose an own video, or give an address; one of them."))
                }
            )
        if cleaned["address"] and not video_elsewhere(cleaned["address"]):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "address": ValidationError(_("This is no address of a video on YouTube or Vimeo."))
                }
            )
        return cleaned
