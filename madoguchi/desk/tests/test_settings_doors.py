"""Ada answers customers; whatever address of the settings she tries, it stays shut."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from madoguchi.audit.models import Entry
from madoguchi.desk.settings import urls
from madoguchi.people.contract import Permission
from madoguchi.people.models import Agent, Role
from tests.cast import Cast

ROUTES = [pattern for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)]
CANNED = ("settings_canned", "settings_canned_new", "settings_canned_reply", "settings_canned_delete")


def addresses() -> Iterator[tuple[str, str]]:
    for route in ROUTES:
        values = {
            name: uuid.UUID(int=7) if "UUID" in type(converter).__name__ else 7
            for name, converter in route.pattern.converters.items()
        }
        yield str(route.name), reverse(f"desk:{route.name}", kwargs=values)


@pytest.mark.parametrize(("name", "path"), list(addresses()))
def test_every_address_is_shut_for_who_may_not(cast: Cast, sign_in, name: str, path: str) -> None:
    ada = sign_in(cast.ada)
    assert ada.get(path).status_code in (403, 404, 405)
    assert ada.post(path, {"name": "x", "email": "x@evil.example"}).status_code in (403, 404, 405)
    assert {ada.get(path).status_code, ada.post(path).status_code} & {403}
    signed_out = Client().post(path)
    assert signed_out.status_code in (302, 405)
    assert not Entry.objects.filter(actor=f"agent:{cast.ada.agent_id}").exists()


@pytest.mark.parametrize(("name", "path"), list(addresses()))
def test_who_only_keeps_prepared_answers_sees_only_those(cast: Cast, sign_in, name: str, path: str) -> None:
    Role.objects.filter(key="agent").update(permissions=[Permission.ANSWER, Permission.CANNED])
    ada = sign_in(cast.ada)
    if name in CANNED or name == "settings":
        assert ada.post(path).status_code != 403
    else:
        assert 403 in (ada.get(path).status_code, ada.post(path).status_code)


def test_the_link_to_the_settings_is_there_for_who_may(cast: Cast, sign_in) -> None:
    assert b"/desk/settings/" not in sign_in(cast.ada).get("/desk/unassigned").content
    assert b"/desk/settings/" in sign_in(cast.lena).get("/desk/unassigned").content


def test_a_forged_form_without_the_page_changes_nothing(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(Agent.objects.get(id=cast.lena.agent_id).user)
    assert strict.post("/desk/settings/company", {"name": "Evil"}).status_code == 403
