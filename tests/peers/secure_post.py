"""The cast's mail inbox on the servers with TLS and tokens, and what happens there."""

from __future__ import annotations

from typing import Any

from madoguchi.channel_kit.jobs import deliver
from madoguchi.channels.email.accounts import merged
from madoguchi.channels.email.wires.pollers import Pollers
from madoguchi.inbox.models import Delivery, Inbox, Message
from madoguchi.inbox.queries import inbox_facts
from tests.cast import Cast
from tests.patience import until
from tests.peers.conftest import Post
from tests.peers.secure_mail import SecureWorld

KIM, SUPPORT = "kim@kunde.example", "support@hoshi.example"


class SecurePost(Post):
    def __init__(self, world: SecureWorld, cast: Cast) -> None:
        super().__init__(world.mail, cast)
        self.secure = world
        self.tokens = world.tokens

    def connects(
        self, *, imap: dict[str, Any] | None = None, smtp: dict[str, Any] | None = None, **secrets: Any
    ) -> None:
        """Set the inbox's servers (None: it has none) and secrets, as `madoguchi mailbox set` does."""
        user = {"user": SUPPORT}
        servers = {"imap": {**user, **imap} if imap else None, "smtp": {**user, **smtp} if smtp else None}
        settings, sealed = merged(inbox_facts(self.cast.mail.id), {**servers, "secrets": secrets})
        Inbox.objects.filter(id=self.cast.mail.id).update(settings=settings, secrets=sealed)

    def problem(self) -> str:
        """What stands beside the inbox."""
        return Inbox.objects.get(id=self.cast.mail.id).last_problem

    def reads_until(self, condition: Any) -> None:
        running = Pollers()
        running.start()
        try:
            until(condition)
        finally:
            assert running.stop()

    def answers_kim(self) -> Message:
        """Ada answers; one attempt is made."""
        said = self.cast.says(KIM, "Hello?", door=self.cast.mail, subject="Question")
        message: Message = self.cast.answers(self.cast.ada, said.reference, "Here is your answer")
        self.works_off()
        message.refresh_from_db()
        return message

    def delivers_again(self) -> None:
        """The next attempt of the answer that waits."""
        deliver(delivery_id=str(Delivery.objects.get().id))

    def answers_in_mailbox(self) -> int:
        return len([mail for mail in self.dovecot.mails(KIM) if b"Here is your answer" in mail])
