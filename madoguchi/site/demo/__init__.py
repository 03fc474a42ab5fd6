"""The invented exchange "Hoshi Exchange": what a newcomer finds on the first run."""

from __future__ import annotations

from django.db import transaction

from madoguchi.company.models import Brand
from madoguchi.site.demo.company import make_company
from madoguchi.site.demo.conversations import make_conversations
from madoguchi.site.demo.help_centre import make_help_centre
from madoguchi.site.demo.people import make_people


def make_demo() -> bool:
    """Fill an empty installation; False if it holds a brand already (nothing is changed then)."""
    if Brand.objects.exists():
        return False
    with transaction.atomic():
        make_company()
        make_people()
    make_conversations()
    make_help_centre()
    return True
