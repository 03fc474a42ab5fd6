"""Drafts by a language model: asked for, written in a job, confirmed by a person; never live in between."""

from __future__ import annotations

import json

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Locale

from madoguchi.ai.contract import WritingError
from madoguchi.ai.queries import writer
from madoguchi.company.queries import brand_facts
from madoguchi.helpcenter.contract import HelpcenterError
from madoguchi.helpcenter.machine.article import Translated, translated
from madoguchi.helpcenter.models import Article, MachineDraft
from madoguchi.jobs.actions import enqueue
from madoguchi.languages import BY_CODE, to_supported
from madoguchi.people.contract import Permission, Staff
from madoguchi.people.permission import require
from madoguchi.people.queries import user_of

JOB = "helpcenter.machine_draft"
MADE, READ = "helpcenter.machine_draft", "helpcenter.machine_read"


@transaction.atomic
def ask_for_machine_draft(*, article_id: int, language: str, staff: Staff) -> MachineDraft:
    """Have a draft of the article written in another language, by a job.

    Raises PermissionDenied, HelpcenterError, Article.DoesNotExist.
    """
    require(staff, Permission.ARTICLES_WRITE)
    source = source_of(Article.objects.get(pk=article_id))
    code = to_supported(language, "")
    if not code or code == source.language:
        raise HelpcenterError(_("The article cannot be translated into this language."))
    _target(source, code)
    try:
        chosen = writer()
    except WritingError as error:
        raise HelpcenterError(str(error)) from error
    if chosen is None:
        raise HelpcenterError(_("No language model is set."))
    draft, _new = MachineDraft.objects.update_or_create(
        source=source,
        language=code,
        defaults={
            "state": MachineDraft.State.WAITING,
            "problem": "",
            "left": 0,
            "asked_by": user_of(staff),
            "asked_at": timezone.now(),
            "written_at": None,
            "read_by": None,
            "read_at": None,
        },
    )
    enqueue(JOB, {"draft_id": draft.pk}, key=f"{JOB}:{draft.pk}")
    return draft


def write_machine_draft(draft_id: int) -> None:
    """What the job does. Raises WritingError where the model gives none, HelpcenterError where it no longer fits."""
    draft = MachineDraft.objects.select_related("source").filter(pk=draft_id).first()
    if draft is None or draft.state != MachineDraft.State.WAITING:
        return
    source = draft.source
    _target(source, draft.language)
    chosen = writer()
    if chosen is None:
        raise WritingError(_("No language model is set."))
    said = source if source.live else source.get_latest_revision_as_object()
    made = translated(
        said,
        chosen,
        source=BY_CODE[source.language].english_name,
        target=BY_CODE[draft.language].english_name,
        names=[brand_facts(source.brand_id).name],
        most=settings.TRANSLATION_CHARACTERS,
    )
    _keep(draft, source, made, model=chosen.name)


def note_failure(draft_id: int, *, problem: str) -> None:
    """Why a draft could not be had stands where it was asked for."""
    MachineDraft.objects.filter(pk=draft_id, state=MachineDraft.State.WAITING).update(
        state=MachineDraft.State.FAILED, problem=problem[:2_000]
    )


@transaction.atomic
def confirm_machine_draft(*, article_id: int, revision_id: int, staff: Staff) -> None:
    """A person has read this revision and answers for it: now it may be published.

    Raises PermissionDenied, HelpcenterError, Article.DoesNotExist.
    """
    require(staff, Permission.ARTICLES_WRITE)
    article = Article.objects.select_for_update().get(pk=article_id)
    if article.unread_from is None:
        raise HelpcenterError(_("Somebody has confirmed it already."))
    if article.latest_revision_id != revision_id:
        raise HelpcenterError(_("It changed while you read. Here is how it stands now: read it once more."))
    user = user_of(staff)
    Article.objects.filter(pk=article.pk).update(unread_from=None)
    MachineDraft.objects.filter(article=article, read_at=None).update(read_by=user, read_at=timezone.now())
    log(instance=article, action=READ, user=user, revision=article.latest_revision)


def source_of(article: Article) -> Article:
    """The article that this one was translated from, or itself."""
    return article.source or article


def _target(source: Article, language: str) -> Article | None:
    """The translation that there is. Raises HelpcenterError where a person is at work on it."""
    others = Article.objects.filter(translation_key=source.translation_key)
    found: Article | None = others.filter(locale__language_code=language).first()
    if found is None:
        return None
    if found.locked or found.workflow_in_progress:
        raise HelpcenterError(_("The translation is locked or in review: nothing else may change it now."))
    if found.has_unpublished_changes and found.unread_from is None:
        raise HelpcenterError(
            _("Somebody has a draft of this translation. Publish it first, or go on with it.")
        )
    if found.unread_from is not None and not MachineDraft.objects.filter(revision=found.latest_revision_id):
        raise HelpcenterError(_("Somebody has corrected the machine's draft: go on with it, or confirm it."))
    return found


@transaction.atomic
def _keep(draft: MachineDraft, source: Article, made: Translated, *, model: str) -> None:
    article = _target(source, draft.language)
    if article is None:
        locale, _new = Locale.objects.get_or_create(language_code=draft.language)
        article = source.copy_for_translation(locale)
        article.slug, article.significance = "", source.significance
        _fill(article, made)
        article.save()
        text = article
    else:
        text = article.get_latest_revision_as_object()
        _fill(text, made)
    before = article.live_revision_id
    revision = text.save_revision(user=draft.asked_by, log_action=MADE, clean=False)
    if article.live and before is None:
        raise HelpcenterError(
            _("The translation has no revision that is live. Publish it once, then try again.")
        )
    Article.objects.filter(pk=article.pk).update(unread_from=article.unread_from or revision.pk)
    draft.article, draft.state, draft.model = article, MachineDraft.State.WRITTEN, model[:200]
    draft.left, draft.written_at, draft.revision = made.left, timezone.now(), revision.pk
    draft.save()


def _fill(article: Article, made: Translated) -> None:
    article.title, article.summary = made.title[:200], made.summary[:300]
    article.tags = made.tags
    article.body = json.dumps(made.body)
