"""What depends on the reader, and where he goes on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from madoguchi.helpcenter.blocks.text import FEATURES

ACCOUNTS = [("personal", _("Personal account")), ("business", _("Business account"))]


class AppliesBlock(blocks.StructBlock):
    regions = blocks.ListBlock(
        blocks.RegexBlock(
            regex=r"\A[A-Z]{2}\Z", error_messages={"invalid": _("Two capital letters, such as JP or BR.")}
        ),
        required=False,
        default=[],
        label=_("Countries (two letters)"),
    )
    account = blocks.ChoiceBlock(choices=ACCOUNTS, required=False, label=_("Kind of account"))
    text = blocks.RichTextBlock(features=FEATURES, label=_("Text"))

    class Meta:
        label = _("Applies only to some")
        icon = "user"


class RelatedBlock(blocks.StructBlock):
    articles = blocks.ListBlock(SnippetChooserBlock("helpcenter.Article"), label=_("Articles"))

    class Meta:
        label = _("Related articles")
        icon = "link"


class ContactBlock(blocks.StructBlock):
    topic = blocks.CharBlock(required=False, max_length=60, label=_("Topic of the contact form"))
    text = blocks.CharBlock(required=False, max_length=300, label=_("Why to write to us"))

    class Meta:
        label = _("Way to support")
        icon = "mail"
