"""Who may do what in the editor: Wagtail asks groups, so an agent's groups follow his role."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from madoguchi.helpcenter.models import GivenRight
from madoguchi.people.contract import Permission as Right
from madoguchi.people.models import Agent, User

AUTHORS, EDITORS = "Help centre authors", "Help centre editors"
PREFIX = "/editor/"
_AUTHOR_MODELS = ("article", "picture", "video")
_EDITOR_MODELS = (*_AUTHOR_MODELS, "category", "banner")


class EditorAccess:
    """Middleware: before Wagtail asks what an agent may do in the editor, his groups are made to fit his role."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(PREFIX) and isinstance(request.user, User):
            # The sign-in would send a customer, who is signed in already, straight back here.
            if not hasattr(request.user, "agent"):
                raise PermissionDenied
            match_groups(request.user)
        return self.get_response(request)


def match_groups(user: User) -> None:
    """Put an agent into the groups that his role grants, and out of the others; customers are in none."""
    agent = Agent.objects.select_related("role", "user").filter(user=user).first()
    wanted = set()
    if agent and agent.may(Right.ARTICLES_WRITE):
        wanted.add(AUTHORS)
    if agent and agent.may(Right.ARTICLES_PUBLISH):
        wanted.add(EDITORS)
    have = set(user.groups.filter(name__in=(AUTHORS, EDITORS)).values_list("name", flat=True))
    if wanted != have:
        user.groups.remove(*Group.objects.filter(name__in=have - wanted))
        user.groups.add(*(group_with_rights(name) for name in wanted - have))


def group_with_rights(name: str) -> Group:
    """The group with its rights, made when it is first needed."""
    group, new = Group.objects.get_or_create(name=name)
    if new:
        give_rights(group)
        _give_pictures(group)
    return group


@transaction.atomic
def give_rights(group: Group) -> None:
    """Give a group of ours what it has not been given yet: all at first, later what a new version brought."""
    wanted = _rights_of(group.name)
    given = set(GivenRight.objects.filter(group=group).values_list("right", flat=True))
    if not given:
        given = _given_before(group, set(wanted))
    group.permissions.add(*(right for codename, right in wanted.items() if codename not in given))
    rows = [GivenRight(group=group, right=codename) for codename in wanted]
    GivenRight.objects.bulk_create(rows, ignore_conflicts=True)


def _rights_of(name: str) -> dict[str, Permission]:
    publish = name == EDITORS
    models = _EDITOR_MODELS if publish else _AUTHOR_MODELS
    verbs = ("add", "change", "delete", "publish", "lock", "unlock") if publish else ("add", "change")
    ours = Q(
        content_type__app_label="helpcenter",
        codename__in=[f"{verb}_{model}" for verb in verbs for model in models],
    )
    admin = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    translating = Q(content_type__app_label="simple_translation", codename="submit_translation")
    return {right.codename: right for right in Permission.objects.filter(ours | admin | translating)}


def _given_before(group: Group, wanted: set[str]) -> set[str]:
    """Of a group from before gifts were noted: everything about whatever it may do something with. What it may do
    nothing with was not there when the group was made."""
    has = set(group.permissions.values_list("codename", flat=True))
    known = {_thing(codename) for codename in has}
    return {codename for codename in wanted if _thing(codename) in known}


def _thing(codename: str) -> str:
    return codename.partition("_")[2]


def _give_pictures(group: Group) -> None:
    from wagtail.models import Collection, GroupCollectionPermission  # weight: only for a new group

    root = Collection.get_first_root_node()
    pictures = Permission.objects.filter(
        content_type__app_label="wagtailimages", codename__in=("add_image", "change_image", "choose_image")
    )
    for permission in pictures:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
