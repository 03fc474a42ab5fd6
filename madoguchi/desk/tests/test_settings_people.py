"""Lena invites Ada's new colleague Nora; Mallory finds links that are used, old, revoked or invented."""

from __future__ import annotations

import email
import re
from datetime import timedelta
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone

from madoguchi.audit.models import Entry
from madoguchi.desk.settings.forms.staff import PERMISSIONS
from madoguchi.inbox.models import Conversation
from madoguchi.jobs.worker.once import work_off
from madoguchi.people.actions import change_agent, deactivate_agent, save_role
from madoguchi.people.contract import StaffProblem
from madoguchi.people.models import Agent, Invitation, Role, User
from madoguchi.people.owners import new_owner_token
from tests.cast import PASSWORD, Cast

NORA = "nora@hoshi.example"
CHOSEN = "a counter with a brass bell"


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def lena(cast: Cast) -> Client:
    browser = Client()
    browser.force_login(Agent.objects.get(id=cast.lena.agent_id).user)
    return browser


@pytest.fixture
def link(cast: Cast, lena: Client, home: Path) -> str:
    """The path in the mail that Nora got."""
    fields = {"email": NORA, "public_name": "Nora", "role": Role.objects.get(key="agent").id}
    answer = lena.post("/desk/settings/agents/invite", fields | {"teams": [cast.front.id]})
    assert answer.status_code == 302
    work_off()
    return path_in_mail(home)


def path_in_mail(home: Path) -> str:
    mails = sorted((home / "mail").glob("*.eml"))
    mail = email.message_from_bytes(mails[-1].read_bytes(), policy=default)
    assert mail["To"] == NORA
    return urlsplit(re.search(r"http\S+/invitation/\S+", mail.get_body(("plain",)).get_content())[0]).path


def take(link: str, browser: Client | None = None, password: str = CHOSEN) -> Any:
    return (browser or Client()).post(link, {"name": "Nora", "password": password, "again": password})


def test_nora_comes_in_once(cast: Cast, link: str) -> None:
    nora = Client()
    page = nora.get(link)
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    assert take(link, nora, "short").status_code == 200
    assert take(link, nora).status_code == 302
    agent = Agent.objects.get(user__email=NORA)
    assert [team.key for team in agent.teams.all()] == ["front"]
    assert nora.get("/desk/unassigned").status_code == 200
    # The same link again, also for her: gone, and nobody is signed in by it.
    mallory = Client()
    assert take(link, mallory, "mallory was here before").status_code == 404
    assert "_auth_user_id" not in mallory.session
    assert User.objects.get(email=NORA).check_password(CHOSEN)
    assert Entry.objects.filter(action="agent.join").count() == 1


def test_no_link_is_kept_as_it_is(link: str) -> None:
    token = link.rstrip("/").rsplit("/", 1)[1]
    kept = Invitation.objects.get().token_hash
    assert kept
    assert token not in kept
    assert not any(token in str(entry.data) for entry in Entry.objects.all())


@pytest.mark.parametrize("why", ["used", "old", "revoked", "renewed", "forged"])
def test_mallory_learns_nothing_from_a_link_that_does_not_work(
    cast: Cast, lena: Client, link: str, home: Path, why: str
) -> None:
    invitation = Invitation.objects.get()
    decide = f"/desk/settings/agents/invitations/{invitation.id}"
    if why == "used":
        take(link)
    elif why == "old":
        Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif why == "revoked":
        lena.post(decide, {"decision": "revoke"})
    elif why == "renewed":
        lena.post(decide, {"decision": "resend"})
        work_off()
        assert Client().get(path_in_mail(home)).status_code == 200
    else:
        link = link[:-4] + "AAA/"
    users = User.objects.count()
    for answer in (Client().get(link), take(link)):
        assert answer.status_code == 404
        assert NORA not in answer.content.decode()
        assert "Nora" not in answer.content.decode()
    assert User.objects.count() == users
    invented = Client().get("/accounts/invitation/no-such-link/")
    assert strip(Client().get(link)) == strip(invented)


def strip(answer: Any) -> str:
    """Without what differs on every page: the CSRF token and the address of the page itself."""
    return re.sub(r'value="[^"]*"', "", answer.content.decode())


def test_the_owner_of_an_empty_installation(db: None) -> None:
    link = f"/accounts/owner/{new_owner_token(email='lena@new.example')}/"
    browser = Client()
    assert browser.get(link).status_code == 200
    assert take(link, browser).status_code == 302
    assert browser.get("/desk/", follow=True).redirect_chain == [("/desk/settings/", 302)]
    assert take(link).status_code == 404
    assert Client().get(link[:-3] + "A/").status_code == 404


def test_an_owners_link_grows_old_and_never_takes_a_customer(db: None, settings: Any, cast: Cast) -> None:
    User.objects.create_user("kim@mail.example")
    assert take(f"/accounts/owner/{new_owner_token(email='kim@mail.example')}/").status_code == 404
    assert not Agent.objects.filter(user__email="kim@mail.example").exists()
    old = f"/accounts/owner/{new_owner_token(email='lena@new.example')}/"
    settings.OWNER_LINK_MINUTES = -1
    assert Client().get(old).status_code == 404


def test_the_owners_link_is_a_way_back_in(cast: Cast) -> None:
    user = User.objects.get(email="ada@hoshi.example")
    Authenticator.objects.create(user=user, type="totp", data={})
    ada = Client()
    ada.force_login(user)
    assert take(f"/accounts/owner/{new_owner_token(email=user.email)}/").status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
    assert ada.get("/desk/unassigned").status_code == 302
    assert Agent.objects.get(user=user).public_name == "Ada"


@pytest.mark.parametrize("address", ["ada@hoshi.example", "ADA@hoshi.example", "kim@mail.example"])
def test_nobody_who_is_here_already_is_invited(cast: Cast, lena: Client, address: str) -> None:
    User.objects.create_user("kim@mail.example")
    fields = {"email": address, "public_name": "X", "role": Role.objects.get(key="agent").id}
    assert lena.post("/desk/settings/agents/invite", fields).status_code == 422
    assert not Invitation.objects.exists()


def test_who_leaves_is_out_at_once_and_his_work_waits_for_his_team(cast: Cast, lena: Client) -> None:
    ada = Client()
    ada.force_login(Agent.objects.get(id=cast.ada.agent_id).user)
    told = cast.says("kim@mail.example", "Where is my deposit?")
    ada.post(f"/desk/c/{told.reference}/assign", {"agent": "me"})
    assert Conversation.objects.get().assignee_id == cast.ada.agent_id
    assert lena.post(f"/desk/settings/agents/{cast.ada.agent_id}/active", {"active": "0"}).status_code == 302
    assert ada.get("/desk/unassigned").status_code == 302
    answer = Client().post("/accounts/login/", {"login": "ada@hoshi.example", "password": PASSWORD})
    assert "inactive" in answer.headers.get("Location", "inactive")
    work_off()
    left = Conversation.objects.get()
    assert left.assignee_id is None
    assert left.team_id == cast.front.id
    assert Entry.objects.filter(action="agent.deactivate", actor=f"agent:{cast.lena.agent_id}").count() == 1


def test_the_last_owner_stays(cast: Cast, lena: Client) -> None:
    role = Role.objects.get(key="lead")
    with pytest.raises(StaffProblem):
        deactivate_agent(staff=cast.lena, agent_id=cast.lena.agent_id)
    with pytest.raises(StaffProblem):
        change_agent(
            staff=cast.lena,
            agent_id=cast.lena.agent_id,
            public_name="Lena",
            role_id=Role.objects.get(key="agent").id,
            team_ids=[],
            languages=[],
        )
    with pytest.raises(StaffProblem):
        save_role(staff=cast.lena, role_id=role.id, name="Team lead", permissions=["canned.edit"])
    assert Role.objects.get(key="lead").permissions == role.permissions
    assert Agent.objects.get(id=cast.lena.agent_id).role_id == role.id
    assert lena.get("/desk/settings/").status_code == 200


def test_a_lost_telephone(cast: Cast, lena: Client) -> None:
    user = Agent.objects.get(id=cast.ada.agent_id).user
    Authenticator.objects.create(user=user, type="totp", data={})
    ada = Client()
    ada.force_login(user)
    path = f"/desk/settings/agents/{cast.ada.agent_id}/second-factor"
    assert lena.post(path, {"reason": " "}).status_code == 422
    assert Authenticator.objects.filter(user=user).exists()
    assert lena.post(path, {"reason": "Telephone lost, seen by video"}).status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
    assert ada.get("/desk/unassigned").status_code == 302
    entry = Entry.objects.get(action="agent.second-factor-reset")
    assert entry.data == {"reason": "Telephone lost, seen by video"}
    own = f"/desk/settings/agents/{cast.lena.agent_id}/second-factor"
    Authenticator.objects.create(user=Agent.objects.get(id=cast.lena.agent_id).user, type="totp", data={})
    assert lena.post(own, {"reason": "x"}).status_code == 422
    assert Authenticator.objects.count() == 1


def test_every_right_is_said_in_words() -> None:
    assert all(str(words) != str(right) for right, words in PERMISSIONS.items())


def test_a_role_of_ones_own(cast: Cast, lena: Client) -> None:
    fields = {"name": "Night shift", "permissions": ["conversation.answer", "canned.edit", "no.such-right"]}
    assert lena.post("/desk/settings/roles/new", fields).status_code == 422
    fields["permissions"].pop()
    assert lena.post("/desk/settings/roles/new", fields).status_code == 302
    role = Role.objects.get(name="Night shift")
    assert role.permissions == ["conversation.answer", "canned.edit"]
    assert lena.post("/desk/settings/roles/new", fields).status_code == 422
    Agent.objects.filter(id=cast.ada.agent_id).update(role=role)
    lena.post(f"/desk/settings/roles/{role.id}/delete")
    assert Role.objects.filter(id=role.id).exists()
    Agent.objects.filter(id=cast.ada.agent_id).update(role=Role.objects.get(key="agent"))
    lena.post(f"/desk/settings/roles/{role.id}/delete")
    assert not Role.objects.filter(id=role.id).exists()
    assert Entry.objects.filter(action__in=["role.save", "role.delete"]).count() == 2


def test_a_link_to_hand_over_ends_the_one_in_the_mail(cast: Cast, lena: Client, link: str) -> None:
    invitation = Invitation.objects.get()
    page = lena.post(
        f"/desk/settings/agents/invitations/{invitation.id}", {"decision": "link"}
    ).content.decode()
    handed = urlsplit(re.search(r'data-copy="([^"]+)"', page)[1]).path
    assert Client().get(link).status_code == 404
    assert Client().get(handed).status_code == 200
    assert handed not in lena.get("/desk/settings/agents").content.decode()
