"""What happens after what happened: the one table."""

from madoguchi.audit.reactions import note_dead_letter
from madoguchi.channels.website_chat.badge import show_waiting
from madoguchi.core.events import Later, Now, Table
from madoguchi.inbox import events as inbox
from madoguchi.inbox.reactions import show_changes, show_read
from madoguchi.jobs import events as jobs

REACTIONS: Table = {
    inbox.MessageReceived: [Now(show_changes, batch=True), Later("inbox.index_messages", batch=True)],
    inbox.ConversationOpened: [Later("routing.route"), Later("email.acknowledge")],
    inbox.AnswerWritten: [
        Now(show_changes, batch=True),
        Now(show_waiting),
        Later("inbox.index_messages", batch=True),
    ],
    inbox.NoteWritten: [Now(show_changes, batch=True), Later("inbox.index_messages", batch=True)],
    inbox.ConversationChanged: [Now(show_changes, batch=True)],
    inbox.DeliveryChanged: [Now(show_changes, batch=True)],
    inbox.ConversationRead: [Now(show_read)],
    jobs.JobReplayed: [Now(note_dead_letter)],
    jobs.JobDiscarded: [Now(note_dead_letter)],
}
