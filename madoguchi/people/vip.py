"""The VIP mark of a customer: whose word counts, and what is kept of it."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from madoguchi.audit import actions as audit
from madoguchi.people.contract import Permission, Staff, StaffProblem
from madoguchi.people.models import Customer
from madoguchi.people.permission import by, require

EXCHANGE = "exchange"
_STAFF = "agent:"


@transaction.atomic
def set_vip(*, staff: Staff, customer_id: UUID, level: int) -> None:
    """Mark a customer as VIP of a level from 1 to VIP_LEVELS; 0 takes the mark away.

    What staff set stays whatever the exchange says, until staff take it away: then the exchange's word counts again.

    Raises:
        PermissionDenied: the agent's role does not grant it.
        StaffProblem: there is no such level.
    """
    require(staff, Permission.VIP)
    if not 0 <= level <= settings.VIP_LEVELS:
        raise StaffProblem(_("There is no such VIP level."))
    customer = _locked(customer_id)
    _mark(customer, level, set_by=by(staff) if level else "", actor=by(staff))


def vip_as_signed(*, customer_id: UUID, level: int) -> None:
    """The exchange says in its token which level the customer has; a mark that staff set stays. In a transaction."""
    customer = _locked(customer_id)
    if not customer.vip_set_by.startswith(_STAFF):
        _mark(customer, level, set_by=EXCHANGE if level else "", actor=EXCHANGE)


def _locked(customer_id: UUID) -> Customer:
    return Customer.objects.select_for_update(of=("self",)).get(id=customer_id)


def _mark(customer: Customer, level: int, *, set_by: str, actor: str) -> None:
    before = customer.vip_level
    if (before, customer.vip_set_by) == (level, set_by):
        return
    customer.vip_level, customer.vip_set_by = level, set_by
    customer.vip_set_at = timezone.now() if level else None
    customer.save(update_fields=["vip_level", "vip_set_by", "vip_set_at"])
    data = {"from": before, "to": level}
    audit.record(actor=actor, action="customer.vip", subject=f"customer:{customer.id}", data=data)
