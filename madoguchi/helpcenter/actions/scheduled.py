"""What has a time set: it goes live and expires then."""

from __future__ import annotations

import logging

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from madoguchi.helpcenter.actions.publishing import UnreadMachineDraft
from madoguchi.helpcenter.models import Article

logger = logging.getLogger(__name__)


def publish_and_withdraw_due() -> None:
    """Withdraw what has expired and publish what is due, each by itself: one that cannot be harms no other."""
    now = timezone.now()
    for article in list(Article.objects.filter(live=True, expire_at__lte=now).order_by("expire_at")):
        article.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    due = Revision.objects.filter(
        content_type=ContentType.objects.get_for_model(Article), approved_go_live_at__lte=now
    )
    for revision in list(due.order_by("approved_go_live_at")):
        _publish(revision)


def _publish(revision: Revision) -> None:
    try:
        with transaction.atomic():
            revision.publish(log_action="wagtail.publish.scheduled")
    except UnreadMachineDraft:
        # Only who went round the editor can have scheduled it; without a time it waits as a draft.
        logger.warning("revision %s is scheduled, but nobody has read it: it stays a draft", revision.pk)
        revision.approved_go_live_at = None
        revision.save(update_fields=["approved_go_live_at"])
    except Exception:  # whatever is wrong with one; the others are due now, and this one is tried again
        logger.exception("revision %s is due and could not be published", revision.pk)
