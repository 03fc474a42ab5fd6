"""What is counted: never who read or searched."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

REASONS = [
    ("unclear", _("I do not understand it")),
    ("missing", _("My question is not answered")),
    ("wrong", _("It is wrong or out of date")),
    ("dislike", _("I understand it, but I do not like it")),
]


class ArticleDay(models.Model):
    """An article's day: views, votes, and readers who still asked a person."""

    article = models.ForeignKey("helpcenter.Article", on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    views = models.PositiveIntegerField(default=0)
    helped = models.PositiveIntegerField(default=0)
    not_helped = models.PositiveIntegerField(default=0)
    contacts = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "day"], name="one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.article_id} {self.day}"


class Feedback(models.Model):
    """One reader's answer to "Did this help?", for the revision that he read; without his name."""

    article = models.ForeignKey("helpcenter.Article", on_delete=models.CASCADE, related_name="feedback")
    revision_id = models.BigIntegerField(null=True)
    helped = models.BooleanField()
    reason = models.CharField(max_length=10, choices=REASONS, blank=True)
    words = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey("people.Agent", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["article", "-created_at"], name="feedback_of_article"),
            models.Index(
                fields=["article"],
                condition=models.Q(helped=False, seen_at__isnull=True),
                name="feedback_unseen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.helped}"


class SearchDay(models.Model):
    """How often something was searched for on one day, in one language, at one brand. `task_done`: an article answers
    it since."""

    brand = models.ForeignKey("company.Brand", on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    language = models.CharField(max_length=10)
    words = models.CharField(max_length=120)
    searches = models.PositiveIntegerField(default=0)
    without_result = models.PositiveIntegerField(default=0)
    clicks = models.PositiveIntegerField(default=0)
    contacts = models.PositiveIntegerField(default=0)
    task_done = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "day", "language", "words"], name="one_search_count_a_day"
            )
        ]
        indexes = [models.Index(fields=["language", "words"], name="search_of_words")]

    def __str__(self) -> str:
        return self.words


class DismissedSearch(models.Model):
    """A search that needs no article, whoever said so."""

    language = models.CharField(max_length=10)
    words = models.CharField(max_length=120)
    dismissed_by = models.ForeignKey("people.Agent", on_delete=models.SET_NULL, null=True, related_name="+")
    dismissed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "words"], name="one_dismissal_of_a_search")
        ]

    def __str__(self) -> str:
        return self.words
