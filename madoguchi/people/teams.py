"""Teams: who shares a queue."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from madoguchi.audit import actions as audit
from madoguchi.languages import CODES
from madoguchi.people.contract import Permission, Staff, StaffProblem
from madoguchi.people.models import Agent, Team
from madoguchi.people.permission import by, require


@transaction.atomic
def save_team(
    *, staff: Staff, team_id: int | None, name: str, languages: Iterable[str], member_ids: Iterable[UUID]
) -> Team:
    """Make a team (None), or change one; `member_ids` are its agents from now on. Raises StaffProblem."""
    require(staff, Permission.SETTINGS)
    name = " ".join(name.split())[:100]
    if Team.objects.filter(name__iexact=name).exclude(id=team_id or 0).exists():
        raise StaffProblem(_("There is a team of this name already."))
    team = Team.objects.get(id=team_id) if team_id else Team(key=_free_key(name))
    spoken = set(languages)
    team.name, team.languages = name, [code for code in CODES if code in spoken]
    team.save()
    # Who is away keeps his place: the screen shows active agents only.
    away = team.agents.filter(user__is_active=False)
    team.agents.set([*Agent.objects.filter(id__in=set(member_ids), user__is_active=True), *away])
    data = {"name": name, "members": team.agents.count()}
    audit.record(actor=by(staff), action="team.save", subject=f"team:{team.id}", data=data)
    return team


@transaction.atomic
def delete_team(*, staff: Staff, team_id: int) -> None:
    """Raises StaffProblem for a team that conversations, inboxes or rules belong to."""
    require(staff, Permission.SETTINGS)
    team = Team.objects.get(id=team_id)
    try:
        with transaction.atomic():
            team.delete()
    except ProtectedError:
        raise StaffProblem(
            _("Conversations, inboxes or rules belong to this team, so it stays. You can rename it.")
        ) from None
    audit.record(actor=by(staff), action="team.delete", subject=f"team:{team_id}", data={"name": team.name})


def _free_key(name: str) -> str:
    base = slugify(name)[:40] or "team"
    taken = set(Team.objects.values_list("key", flat=True))
    return next(key for n in range(len(taken) + 1) if (key := f"{base}-{n + 1}" if n else base) not in taken)
