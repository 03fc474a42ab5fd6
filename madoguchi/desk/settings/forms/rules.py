"""A rule for new conversations, and a message to try the rules on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from madoguchi.channels.web_form.topics import NAMED
from madoguchi.desk.words import CHANNELS, PRIORITIES
from madoguchi.inbox.queries import all_inboxes
from madoguchi.languages import LANGUAGES
from madoguchi.people.contract import Staff
from madoguchi.people.queries import team_names
from madoguchi.routing.queries import RuleFacts

ANY = ("", _("Any"))
_TOPICS = [(topic.key, topic.label) for topic in NAMED.values()]


class RuleForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=100, help_text=_("It stands in the conversation that the rule moved.")
    )
    channel = forms.ChoiceField(
        label=_("Channel"),
        required=False,
        choices=[ANY, *((key, name) for key, (name, _icon) in CHANNELS.items())],
    )
    topic = forms.ChoiceField(label=_("Topic"), required=False, choices=[ANY, *_TOPICS])
    language = forms.ChoiceField(label=_("Language"), required=False, choices=[ANY, *LANGUAGES])
    team = forms.ChoiceField(label=_("Team"), required=False)
    priority = forms.TypedChoiceField(
        label=_("Priority"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("As it is")), *PRIORITIES.items()],
    )
    enabled = forms.BooleanField(label=_("In force"), required=False, initial=True)

    def __init__(self, *arguments: Any, facts: RuleFacts | None = None, **more: Any) -> None:
        super().__init__(*arguments, **more)
        team = self.fields["team"]
        assert isinstance(team, forms.ChoiceField)
        team.choices = [("", _("As it is")), *((str(id), name) for id, name in team_names())]
        if facts:
            self.initial = {
                "name": facts.name,
                "channel": facts.channel,
                "topic": facts.topic,
                "language": facts.language,
                "team": str(facts.team_id or ""),
                "priority": facts.priority or "",
                "enabled": facts.enabled,
            }

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("team") and not values.get("priority"):
            self.add_error("team", _("Choose a team or a priority: else the rule changes nothing."))
        return values

    def values(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        team = data.pop("team")
        return data | {"team_id": int(team) if team else None}


class TryForm(forms.Form):
    """A message that nobody sent."""

    inbox = forms.ChoiceField(label=_("It comes in through"))
    topic = forms.ChoiceField(label=_("Topic"), required=False, choices=[("", _("None")), *_TOPICS])
    text = forms.CharField(
        label=_("Message"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Its language is recognised as it is for mail."),
    )

    def __init__(self, *arguments: Any, staff: Staff, **more: Any) -> None:
        super().__init__(*arguments, **more)
        inbox = self.fields["inbox"]
        assert isinstance(inbox, forms.ChoiceField)
        self.inboxes = {str(state.facts.id): state for state in all_inboxes(staff)}
        inbox.choices = [(key, state.facts.name) for key, state in self.inboxes.items()]
