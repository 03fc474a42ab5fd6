"""Words: running text, callouts, questions that unfold, code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

FEATURES = ["h2", "h3", "bold", "italic", "link", "ol", "ul", "hr", "blockquote", "code"]
SMALL_FEATURES = ["bold", "italic", "link", "ol", "ul", "code"]
CALLOUTS = [
    ("note", _("Note")),
    ("tip", _("Tip")),
    ("warning", _("Warning")),
    ("fraud", _("Warning of fraud")),
]


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **options: object) -> None:
        super().__init__(features=FEATURES, **options)

    class Meta:
        label = _("Text")
        icon = "pilcrow"


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(choices=CALLOUTS, default="note", label=_("Kind"))
    title = blocks.CharBlock(required=False, max_length=150, label=_("Title"))
    text = blocks.RichTextBlock(features=SMALL_FEATURES, label=_("Text"))

    class Meta:
        label = _("Callout")
        icon = "info-circle"


class _QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=200, label=_("Question"))
    answer = blocks.RichTextBlock(features=SMALL_FEATURES, label=_("Answer"))


class AccordionBlock(blocks.StructBlock):
    questions = blocks.ListBlock(_QuestionBlock(), label=_("Questions"))

    class Meta:
        label = _("Questions that unfold")
        icon = "list-ul"


class CodeBlock(blocks.StructBlock):
    language = blocks.CharBlock(required=False, max_length=20, label=_("Programming language"))
    code = blocks.TextBlock(label=_("Code"))

    class Meta:
        label = _("Code")
        icon = "code"
