"""What the editor needs in an empty installation: its groups, and the review before publishing."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

from madoguchi.helpcenter.editor.access import AUTHORS, EDITORS, give_rights, group_with_rights
from madoguchi.helpcenter.models import Article

REVIEW = "Review before publishing"


def prepare_editor() -> None:
    """Make the groups and the review where they are missing, and give the groups the rights that a new version brought;
    what somebody changed stays as it is."""
    authors, editors = group_with_rights(AUTHORS), group_with_rights(EDITORS)
    give_rights(authors)
    give_rights(editors)
    if Workflow.objects.filter(name=REVIEW).exists():
        return
    workflow = Workflow.objects.create(name=REVIEW)
    task = GroupApprovalTask.objects.create(name=REVIEW)
    task.groups.add(editors)
    WorkflowTask.objects.create(workflow=workflow, task=task.task_ptr, sort_order=0)
    WorkflowContentType.objects.create(
        workflow=workflow, content_type=ContentType.objects.get_for_model(Article)
    )
