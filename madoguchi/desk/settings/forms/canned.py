"""A prepared answer in several languages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madoguchi.inbox.queries import CannedEntry
from madoguchi.languages import LANGUAGES
from madoguchi.people.queries import team_names


class CannedForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120, help_text=_("How agents find it."))
    shortcut = forms.SlugField(
        label=_("Shortcut"),
        max_length=50,
        allow_unicode=True,
        help_text=_("Agents type / and this in an answer, for example /txid."),
    )
    team = forms.ChoiceField(label=_("For"), required=False)

    def __init__(self, *arguments: Any, facts: CannedEntry | None = None, **more: Any) -> None:
        super().__init__(*arguments, **more)
        team = self.fields["team"]
        assert isinstance(team, forms.ChoiceField)
        team.choices = [("", _("Everyone")), *((str(id), name) for id, name in team_names())]
        for code, name in LANGUAGES:
            self.fields[f"text_{code}"] = forms.CharField(
                label=name,
                required=False,
                max_length=20_000,
                widget=forms.Textarea(attrs={"rows": 3, "lang": code, "dir": "auto"}),
            )
        if facts:
            self.initial = {
                "title": facts.title,
                "shortcut": facts.shortcut,
                "team": str(facts.team_id or ""),
            }
            self.initial |= {f"text_{code}": text for code, text in facts.texts.items()}

    @property
    def texts(self) -> list[forms.BoundField]:
        return [self[f"text_{code}"] for code, _name in LANGUAGES]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "title": data["title"],
            "shortcut": data["shortcut"],
            "team_id": int(data["team"]) if data["team"] else None,
            "texts": {code: data[f"text_{code}"] for code, _name in LANGUAGES},
        }
