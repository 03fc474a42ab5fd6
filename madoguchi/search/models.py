"""The tables of the index of articles. The words themselves lie in each database's own kind of full-text table."""

from __future__ import annotations

from django.db import models


class Scope(models.Model):
    """Articles of one collection in one language for one audience. Statistics never reach across audiences, so
    that nothing of an article can be told by those who may not see it.

    `version` rises with every change; what a process keeps in memory knows which one it was read at.
    """

    collection = models.CharField(max_length=100)
    lang = models.CharField(max_length=35)
    audience = models.CharField(max_length=100)
    articles = models.IntegerField(default=0)
    words = models.BigIntegerField(default=0)
    version = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["collection", "lang", "audience"], name="search_scope_once")
        ]


class IndexedArticle(models.Model):
    """An article as the index holds it. `terms` lists each term with its weighted count, for the final score.

    `digest` tells whether the text changed. `embedded` names the models whose vectors it has, and is empty while it
    waits for them. `stamp` is the scope's version at its last change.
    """

    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+")
    collection = models.CharField(max_length=100)
    lang = models.CharField(max_length=35)
    key = models.CharField(max_length=200)
    stamp = models.BigIntegerField()
    words = models.IntegerField()
    digest = models.CharField(max_length=64)
    analyser = models.CharField(max_length=20)
    embedded = models.CharField(max_length=200, default="")
    updated_at = models.DateTimeField(null=True)
    popularity = models.FloatField(default=0)
    regions = models.CharField(max_length=1000, default="")
    category = models.CharField(max_length=200, default="")
    holder = models.CharField(max_length=200, default="")
    title = models.CharField(max_length=1000)
    has_title = models.BooleanField(default=True)
    terms = models.TextField()
    tags = models.JSONField(default=list)
    passages = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["collection", "lang", "key"], name="search_article_once")
        ]
        indexes = [
            models.Index(fields=["scope", "stamp"], name="search_article_changes"),
            models.Index(fields=["embedded"], name="search_article_embedded"),
        ]


class VectorKind(models.IntegerChoices):
    TITLE = 1
    SHORT_TITLE = 2
    SECTION = 3
    SENTENCE = 4


class Vectors(models.Model):
    """All vectors of one kind of one article, int8, one after the other."""

    article = models.ForeignKey(IndexedArticle, on_delete=models.CASCADE, related_name="vectors")
    kind = models.SmallIntegerField(choices=VectorKind.choices)
    model = models.CharField(max_length=100)
    analyser = models.CharField(max_length=20)
    dimensions = models.IntegerField()
    data = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["article", "kind"], name="search_vectors_once")]


class SynonymGroup(models.Model):
    """Words of one language that mean the same. A concept joins the groups of several languages."""

    concept = models.CharField(max_length=100)
    lang = models.CharField(max_length=35)
    words = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["concept", "lang"], name="search_synonyms_once")]
