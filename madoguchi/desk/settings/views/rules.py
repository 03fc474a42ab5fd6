"""Rules for new conversations, and the bench on which they are tried."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from madoguchi.channels.web_form.topics import NAMED
from madoguchi.desk import words
from madoguchi.desk.settings.door import settings_view
from madoguchi.desk.settings.forms.rules import RuleForm, TryForm
from madoguchi.desk.settings.page import page, saved
from madoguchi.languages import BY_CODE, detect, to_supported
from madoguchi.people.contract import Staff
from madoguchi.routing import actions
from madoguchi.routing.queries import RuleFacts, rules

MISSES: dict[str, str | Promise] = {
    "off": gettext_lazy("switched off"),
    "channel": gettext_lazy("another channel"),
    "topic": gettext_lazy("another topic"),
    "language": gettext_lazy("another language"),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would become of a message; `missed` says for each earlier rule why it does not decide."""

    language: str
    rule: RuleFacts | None
    team: str
    priority: str
    missed: tuple[tuple[str, str], ...]


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def rule_list(request: HttpRequest, staff: Staff) -> HttpResponse:
    """POST tries the rules on a message; nothing is stored."""
    found = rules(staff)
    form = TryForm(request.POST or None, staff=staff)
    outcome, status = None, 200
    if request.method == "POST":
        if form.is_valid():
            outcome = _outcome(form, found)
        else:
            status = 422
    shown = [(rule, _conditions(rule), _effect(rule)) for rule in found]
    context = {"rules": shown, "form": form, "outcome": outcome}
    return page(request, staff, "rules", context, section="rules", status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@settings_view()
def rule(request: HttpRequest, staff: Staff, rule_id: int | None = None) -> HttpResponse:
    facts = next((one for one in rules(staff) if one.id == rule_id), None)
    if rule_id and facts is None:
        raise Http404
    form = RuleForm(request.POST or None, facts=facts)
    if request.method == "POST" and saved(
        form, lambda: actions.save_rule(staff=staff, rule_id=rule_id, **form.values())
    ):
        messages.success(request, _("Saved."))
        return redirect("desk:settings_rules")
    status = 422 if request.method == "POST" else 200
    return page(request, staff, "rule", {"form": form, "facts": facts}, section="rules", status=status)


@require_POST
@settings_view()
def decide(request: HttpRequest, staff: Staff, rule_id: int) -> HttpResponse:
    """`decision`: up, down or delete."""
    if not any(one.id == rule_id for one in rules(staff)):
        raise Http404
    if request.POST.get("decision") == "delete":
        actions.delete_rule(staff=staff, rule_id=rule_id)
        messages.success(request, _("The rule is deleted."))
    else:
        actions.move_rule(staff=staff, rule_id=rule_id, earlier=request.POST.get("decision") == "up")
    return redirect("desk:settings_rules")


def _outcome(form: TryForm, found: list[RuleFacts]) -> Outcome:
    state = form.inboxes[form.cleaned_data["inbox"]]
    code, sure = detect(form.cleaned_data["text"])
    language = to_supported(code, "en") if sure >= 0.5 else ""
    asked = {"channel": state.facts.channel, "topic": form.cleaned_data["topic"], "language": language}
    missed: list[tuple[str, str]] = []
    fitting = None
    for one in found:
        why = one.misses(**asked)
        if not why:
            fitting = one
            break
        missed.append((one.name, str(MISSES[why])))
    priority = fitting.priority if fitting and fitting.priority else 3
    return Outcome(
        BY_CODE[language].endonym if language else "",
        fitting,
        (fitting.team if fitting else "") or state.team,
        str(words.PRIORITIES[priority]),
        tuple(missed),
    )


def _conditions(rule: RuleFacts) -> list[str]:
    """What has to be so, in words; empty: everything."""
    topic = NAMED.get(rule.topic)
    said = (
        str(words.channel(rule.channel)[0]) if rule.channel else "",
        str(topic.label) if topic else rule.topic,
        BY_CODE[rule.language].endonym if rule.language in BY_CODE else rule.language,
    )
    return [text for text in said if text]


def _effect(rule: RuleFacts) -> list[str]:
    priority = str(words.PRIORITIES[rule.priority]) if rule.priority else ""
    return [text for text in (rule.team, priority) if text]
