"""Articles that show a picture which is older than their text."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, DateField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast, Coalesce, TruncDate
from wagtail.models import ReferenceIndex

from madoguchi.helpcenter.models import Article, Picture
from madoguchi.helpcenter.queries.work.narrow import Narrow


def with_old_pictures(narrow: Narrow) -> QuerySet[Article]:
    """What can be read, whose text changed for real after a picture in it was taken, and that nobody has verified
    since. In each language the picture counts that is shown there."""
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Article),
        to_content_type=ContentType.objects.get_for_model(Picture),
    )
    used = references.filter(object_id=OuterRef(OuterRef("as_text"))).values("to_object_id")
    older = Picture.objects.annotate(
        day=Coalesce("shown_at", TruncDate("created_at"), output_field=DateField())
    ).filter(day__lt=OuterRef("changed_day"))
    language = OuterRef("locale__language_code")
    replaced = Picture.objects.filter(
        stands_for=OuterRef("pk"), language=OuterRef(OuterRef("locale__language_code"))
    )
    own = older.annotate(number_as_text=Cast("pk", CharField())).filter(
        ~Exists(replaced), number_as_text__in=used
    )
    instead = older.annotate(number_as_text=Cast("stands_for_id", CharField())).filter(
        language=language, number_as_text__in=used
    )
    return (
        narrow.articles()
        .filter(live=True, changed_at__isnull=False)
        .filter(Q(verified_at=None) | Q(verified_at__lt=F("changed_at")))
        .annotate(as_text=Cast("pk", CharField()), changed_day=TruncDate("changed_at"))
        .filter(as_text__in=references.values("object_id"))
        .filter(Exists(own) | Exists(instead))
        .order_by("changed_at", "id")
    )
