"""One change to all conversations that are ticked in the list."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from madoguchi.desk import screen
from madoguchi.desk.access import staff_required
from madoguchi.desk.bulk import Outcome, Wish, change_many
from madoguchi.desk.views.change import moment
from madoguchi.inbox.contract import InboxError
from madoguchi.inbox.queries import VIEWS, head
from madoguchi.people.contract import Staff


@require_POST
@staff_required
def bulk(request: HttpRequest, staff: Staff) -> JsonResponse:
    """`c` (references), `do` with `value`, and for snoozed `until`; `view` is the list that the rows are for.

    Answers what to say, the rows as they are now, the references that this agent does not see any more, what did not
    change with its reason, and what takes it back.
    """
    references = request.POST.getlist("c")
    if len(references) > settings.BULK_CONVERSATIONS:
        raise InboxError(
            _("At most %(limit)s conversations at once.") % {"limit": settings.BULK_CONVERSATIONS}
        )
    until = moment(request.POST.get("until", ""))
    wish = Wish(request.POST.get("do", ""), request.POST.get("value", ""), until)
    outcome = change_many(staff, references, wish)
    touched = [*outcome.changed, *outcome.same]
    heads = [facts for reference in touched if (facts := head(staff, reference))]
    seen = {facts.reference for facts in heads}
    view = request.POST.get("view", "")
    return JsonResponse(
        {
            "text": _said(outcome),
            "rows": screen.rows(staff, heads, view=view if view in VIEWS else "all"),
            "gone": [reference for reference in touched if reference not in seen],
            "failed": [{"c": c, "name": name, "reason": reason} for c, name, reason in outcome.failed],
            "undo": [{"do": do, "value": value, "c": c} for (do, value), c in outcome.before.items()],
        }
    )


def _said(outcome: Outcome) -> str:
    changed, same, failed = len(outcome.changed), len(outcome.same), len(outcome.failed)
    said = [ngettext("%(n)s conversation changed.", "%(n)s conversations changed.", changed) % {"n": changed}]
    if same:
        said.append(
            ngettext("%(n)s conversation was so already.", "%(n)s conversations were so already.", same)
            % {"n": same}
        )
    if failed:
        said.append(
            ngettext("%(n)s conversation was not changed.", "%(n)s conversations were not changed.", failed)
            % {"n": failed}
        )
    return " ".join(said)
