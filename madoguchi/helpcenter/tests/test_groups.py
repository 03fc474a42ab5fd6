"""The editor's groups after an upgrade: new things can be done, and what somebody took away stays away."""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission

from madoguchi.helpcenter.editor.access import AUTHORS, EDITORS
from madoguchi.helpcenter.editor.prepare import prepare_editor
from madoguchi.helpcenter.models import GivenRight
from madoguchi.helpcenter.tests.stage import lena
from tests.cast import Cast


def rights(name: str) -> set[str]:
    return set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))


def take(name: str, *codenames: str) -> None:
    found = Permission.objects.filter(content_type__app_label="helpcenter", codename__in=codenames)
    Group.objects.get(name=name).permissions.remove(*found)


def test_a_group_from_before_gets_what_came_since_and_only_once(cast: Cast) -> None:
    prepare_editor()
    banners = {right for right in rights(EDITORS) if right.endswith("_banner")}
    assert "add_banner" in banners
    take(EDITORS, *banners, "delete_article")
    GivenRight.objects.all().delete()
    prepare_editor()
    assert banners <= rights(EDITORS), "the group is older than banners"
    assert "delete_article" not in rights(EDITORS), "somebody took it away"
    assert not {right for right in rights(AUTHORS) if right.startswith(("publish_", "delete_"))}
    client = lena(cast)
    assert client.get("/editor/snippets/helpcenter/banner/").status_code == 200
    take(EDITORS, "add_banner")
    prepare_editor()
    assert "add_banner" not in rights(EDITORS)
    assert client.get("/editor/snippets/helpcenter/banner/add/").status_code == 302
