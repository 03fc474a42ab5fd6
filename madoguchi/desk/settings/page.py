"""Drawing a page of the settings, and what goes wrong on one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from madoguchi.desk import screen
from madoguchi.desk.settings.menu import items_for
from madoguchi.inbox.contract import InboxError
from madoguchi.people.contract import Staff, StaffProblem
from madoguchi.trust.contract import TrustProblem

PROBLEMS = (StaffProblem, InboxError, TrustProblem)


def page(
    request: HttpRequest,
    staff: Staff,
    template: str,
    context: dict[str, Any],
    *,
    section: str,
    status: int = 200,
) -> HttpResponse:
    """`template` is a name below desk/settings/; `section` the key of the menu's item."""
    values = screen.frame(staff, section="settings") | {"menu": items_for(staff), "here": section} | context
    return render(request, f"desk/settings/{template}.html", values, status=status)


def saved(form: forms.Form, act: Callable[[], object]) -> bool:
    """Whether a valid form was written; what the action refuses stands on the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except PROBLEMS as problem:
        form.add_error(None, str(problem))
        return False
    return True


def done(request: HttpRequest, act: Callable[[], object], *, said: str) -> bool:
    """The same for a button without a form: what happened, or why not, is said on the next page."""
    try:
        act()
    except PROBLEMS as problem:
        messages.error(request, str(problem))
        return False
    messages.success(request, said)
    return True
