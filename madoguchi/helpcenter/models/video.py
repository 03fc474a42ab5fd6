"""Videos that the help centre gives out itself, with a poster and captions."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from madoguchi.languages import LANGUAGES


class Video(ClusterableModel):
    """A file, a still picture, and captions in several languages."""

    name = models.SlugField(_("name in imports"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=200)
    file = models.FileField(_("file (WebM or MP4)"), upload_to="help/videos/")
    poster = models.FileField(_("still picture (PNG, JPEG or WebP)"), upload_to="help/posters/")
    width = models.PositiveSmallIntegerField(_("width"), default=1280)
    height = models.PositiveSmallIntegerField(_("height"), default=720)
    seconds = models.PositiveSmallIntegerField(_("length in seconds"), default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class Captions(models.Model):
    """What is said in a video, as WebVTT."""

    video = ParentalKey(Video, on_delete=models.CASCADE, related_name="captions")
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES)
    file = models.FileField(_("captions (WebVTT)"), upload_to="help/captions/")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["video", "language"], name="one_caption_a_language")]

    def __str__(self) -> str:
        return self.language
