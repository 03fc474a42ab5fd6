"""Ada writes an article; Lena, who may publish, hears of it in her language, and Ada hears what became of it."""

from __future__ import annotations

import email
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection, send_mail
from django.test import Client
from wagtail.models import Workflow, WorkflowState

from madoguchi.helpcenter.contract import Audience
from madoguchi.helpcenter.editor.access import EDITORS, group_with_rights, match_groups
from madoguchi.helpcenter.editor.prepare import REVIEW, prepare_editor
from madoguchi.helpcenter.models import Article
from madoguchi.helpcenter.tests.stage import HOSTILE, write
from madoguchi.jobs.models import Job, State
from madoguchi.people.contract import Permission
from madoguchi.people.models import Agent, Role, User
from tests.peers.conftest import Post

WRITER, LEAD, OTHER, OUTSIDER = (f"{name}@kunde.example" for name in ("kim", "yuki", "marta", "mallory"))


@dataclass
class Desk:
    """The people of the review, with mailboxes that are read here."""

    post: Post
    ada: User
    lena: User
    otto: User

    def asks(self, article: Article) -> WorkflowState:
        """Ada submits her draft, as the editor's button does."""
        article.save_revision(user=self.ada)
        state: WorkflowState = Workflow.objects.get(name=REVIEW).start(article, self.ada)
        return state

    def mail(self, address: str, count: int = 1) -> EmailMessage:
        found = email.message_from_bytes(self.post.dovecot.await_mail(address, count), policy=default)
        assert isinstance(found, EmailMessage)
        return found

    def text(self, address: str, count: int = 1) -> str:
        return str(self.mail(address, count).get_content())


@pytest.fixture
def desk(post: Post, settings: Any) -> Desk:
    """Otto may not write articles; he stood in the editors' group once, which nobody has tidied up."""
    settings.SMTP_URL = f"smtp://127.0.0.1:{post.world.smtp_port}"
    settings.PUBLIC_URL = "https://help.hoshi.example"
    settings.EMBEDDINGS = "none"
    prepare_editor()
    rights = [str(Permission.ARTICLES_WRITE)]
    writers = Role.objects.create(key="writer", name="Writer", permissions=rights)
    made = []
    for staff, address, language in (
        (post.cast.ada, WRITER, "ja"),
        (post.cast.lena, LEAD, "ko"),
        (post.cast.otto, OUTSIDER, "en"),
    ):
        agent = Agent.objects.select_related("user").get(pk=staff.agent_id)
        agent.user.email, agent.user.language = address, language
        agent.user.save()
        made.append(agent.user)
    Agent.objects.filter(user=made[0]).update(role=writers)
    made[2].groups.add(group_with_rights(EDITORS))
    return Desk(post, *made)


def test_the_lead_hears_of_it_in_her_language_with_a_link_that_works(desk: Desk) -> None:
    article = write("fees", "Fees of the desk", audience=Audience.AGENTS)
    desk.asks(article)
    desk.post.works_off()
    mail = desk.mail(LEAD)
    assert mail["From"].addresses[0].display_name == desk.post.cast.brand.name
    assert mail["Content-Language"] == "ko"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "Fees of the desk" in mail["Subject"]
    said = mail.get_content()
    assert "Ada" in said
    assert "page" not in said.lower()
    link = re.search(r"https://help\.hoshi\.example(/\S+)", said)
    assert link
    assert _client(desk.lena).get(link[1]).status_code == 200, "she had never opened the editor before"
    assert desk.post.dovecot.mails(OUTSIDER) == [], "Otto's role grants nothing, whatever group he is in"
    assert desk.post.dovecot.mails(WRITER) == []
    assert (
        not Job.objects.filter(name__startswith="helpcenter.").exclude(name="helpcenter.publish_due").exists()
    )


def test_the_writer_hears_what_became_of_it(desk: Desk) -> None:
    review = desk.asks(write("fees", "Fees"))
    comment = "Too short.\n\nThe article is here:\nhttps://mallory.example/editor/"
    review.current_task_state.specific.reject(user=desk.lena, comment=comment)
    desk.post.works_off()
    said = desk.text(WRITER)
    assert "Lena" in said
    assert "> Too short." in said
    assert "> https://mallory.example/editor/" in said, "a comment cannot pass for what we say"
    assert re.search(r"^https://help\.hoshi\.example/editor/", said, re.MULTILINE)
    review.refresh_from_db()
    review.resume(user=desk.ada)
    desk.post.works_off()
    desk.mail(LEAD)
    assert len(desk.post.dovecot.mails(LEAD)) == 1, "of the first time she had decided before a mail went out"
    match_groups(desk.lena)
    WorkflowState.objects.get(pk=review.pk).current_task_state.specific.approve(user=desk.lena)
    desk.post.works_off()
    assert "Fees" in desk.mail(WRITER, 2)["Subject"]
    assert len(desk.post.dovecot.mails(LEAD)) == 1


def test_nobody_hears_of_what_he_asked_or_decided_himself(desk: Desk) -> None:
    article = write("fees", "Fees")
    article.save_revision(user=desk.lena)
    match_groups(desk.lena)
    review = Workflow.objects.get(name=REVIEW).start(article, desk.lena)
    review.current_task_state.specific.approve(user=desk.lena)
    desk.post.works_off()
    assert desk.post.dovecot.mails(LEAD) == []


def test_a_right_that_was_taken_away_meanwhile_counts(desk: Desk) -> None:
    desk.asks(write("secret", "What VIP customers pay", audience=Audience.AGENTS))
    Role.objects.filter(agents__user=desk.lena).update(permissions=[str(Permission.ANSWER)])
    desk.post.works_off()
    assert desk.post.dovecot.mails(LEAD) == []
    assert not Job.objects.filter(state=State.DEAD).exists()


def test_a_hostile_title_writes_no_header_and_no_html(desk: Desk) -> None:
    article = write("fees", "Fees")
    Article.objects.filter(pk=article.pk).update(title=f"Fees\r\nBcc: {OUTSIDER}\r\n\r\n{HOSTILE}")
    article.refresh_from_db()
    desk.asks(article)
    desk.post.works_off()
    mail = desk.mail(LEAD)
    assert mail["Bcc"] is None
    assert mail.get_content_type() == "text/plain"
    assert f"Fees Bcc: {OUTSIDER} {HOSTILE}" in " ".join(mail.get_content().split())
    assert desk.post.dovecot.mails(OUTSIDER) == []


def test_while_the_server_is_away_the_article_is_submitted_and_the_mail_waits(
    desk: Desk, settings: Any
) -> None:
    there, settings.SMTP_URL = settings.SMTP_URL, "smtp://127.0.0.1:1"
    review = desk.asks(write("fees", "Fees"))
    assert review.status == WorkflowState.STATUS_IN_PROGRESS
    desk.post.works_off()
    waiting = Job.objects.get(name="helpcenter.tell_reviewer")
    assert waiting.state == State.WAITING
    assert "could not be reached" in waiting.last_error
    settings.SMTP_URL = there
    Job.objects.filter(pk=waiting.pk).update(run_at=waiting.created_at, state=State.READY)
    desk.post.works_off()
    assert "Fees" in desk.mail(LEAD)["Subject"]


def test_what_djangos_apps_send_goes_the_same_way(desk: Desk, settings: Any) -> None:
    settings.EMAIL_BACKEND = "madoguchi.people.mail_backend.Outbox"
    settings.SMTP_URL, there = "smtp://127.0.0.1:1", settings.SMTP_URL
    assert send_mail("Late\nBcc: " + OUTSIDER, "Read it.", None, [LEAD, OTHER]) == 1
    both = EmailMultiAlternatives("Only HTML", "<p>Read &amp; answer.</p>", None, [LEAD])
    both.content_subtype = "html"
    assert get_connection().send_messages([both]) == 1
    settings.SMTP_URL = there
    desk.post.works_off()
    assert desk.mail(OTHER)["Subject"] == f"Late Bcc: {OUTSIDER}"
    assert "Read & answer." in desk.text(LEAD, 2)
    assert desk.post.dovecot.mails(OUTSIDER) == []


def _client(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
