"""The form of an article: what authors type instead of what is stored."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from madoguchi.helpcenter.editor.fields import CountriesField, WordsField
from madoguchi.helpcenter.queries.work.narrow import category_choices


class ArticleForm(WagtailAdminModelForm):
    regions = CountriesField(
        required=False,
        label=_("Countries"),
        help_text=_(
            "For whom it is: names or two letters, with commas between them, such as Japan, BR. Empty: everybody."
        ),
    )
    tags = WordsField(
        required=False,
        label=_("Further words that people search for"),
        help_text=_("With commas between them. Readers do not see them."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "category" in self.fields:
            none = ("", self.fields["category"].empty_label)
            self.fields["category"].choices = [none, *category_choices(get_language() or "en")]
