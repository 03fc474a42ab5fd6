"""A troubleshooting guide: questions, choices, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from madoguchi.helpcenter.blocks.text import SMALL_FEATURES


class _AnswerBlock(blocks.StructBlock):
    label = blocks.CharBlock(max_length=150, label=_("Answer"))
    leads_to = blocks.CharBlock(max_length=40, label=_("Key of the question or outcome that follows"))


class _QuestionBlock(blocks.StructBlock):
    key = blocks.RegexBlock(regex=r"\A[a-z0-9-]{1,40}\Z", label=_("Key"))
    question = blocks.CharBlock(max_length=200, label=_("Question"))
    text = blocks.RichTextBlock(required=False, features=SMALL_FEATURES, label=_("How to find out"))
    answers = blocks.ListBlock(_AnswerBlock(), label=_("Answers"))


class _OutcomeBlock(blocks.StructBlock):
    key = blocks.RegexBlock(regex=r"\A[a-z0-9-]{1,40}\Z", label=_("Key"))
    title = blocks.CharBlock(max_length=200, label=_("Outcome"))
    text = blocks.RichTextBlock(features=SMALL_FEATURES, label=_("What to do"))
    contact = blocks.BooleanBlock(required=False, default=True, label=_("Offer a way to support"))


class DecisionBlock(blocks.StructBlock):
    """The first question is asked first. Its form refuses keys that lead nowhere and circles."""

    topic = blocks.CharBlock(required=False, max_length=60, label=_("Topic of the contact form"))
    questions = blocks.ListBlock(_QuestionBlock(), min_num=1, label=_("Questions"))
    outcomes = blocks.ListBlock(_OutcomeBlock(), min_num=1, label=_("Outcomes"))

    class Meta:
        label = _("Troubleshooting guide")
        icon = "help"

    def clean(self, value: object) -> object:
        cleaned = super().clean(value)
        if problem := problem_of(cleaned["questions"], cleaned["outcomes"]):
            raise blocks.StructBlockValidationError(block_errors={"questions": ValidationError(problem)})
        return cleaned


def problem_of(questions: Iterable[Any], outcomes: Iterable[Any]) -> str:
    """What is wrong with a tree, or an empty string: keys used twice, answers that lead nowhere, circles."""
    leads = {q["key"]: [a["leads_to"] for a in q["answers"]] for q in questions}
    ends = [o["key"] for o in outcomes]
    keys = [*leads, *ends]
    if len(keys) != len(set(keys)):
        return str(_("A key is used twice."))
    for targets in leads.values():
        for target in targets:
            if target not in keys:
                return str(_("The answer leads to “%(key)s”, which does not exist.")) % {"key": target}
    open_, done = set[str](), set[str]()

    def circles(key: str) -> bool:
        if key in open_:
            return True
        if key in done or key not in leads:
            return False
        open_.add(key)
        found = any(circles(target) for target in leads[key])
        open_.discard(key)
        done.add(key)
        return found

    if any(circles(key) for key in leads):
        return str(_("The answers lead in a circle."))
    return ""
