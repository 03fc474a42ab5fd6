"""What happens after what happened: the one table."""

from madoguchi.audit.reactions import note_dead_letter
from madoguchi.channels.website_chat.badge import show_waiting
from madoguchi.core.events import Inside, Later, Now, Table
from madoguchi.helpcenter import events as helpcenter
from madoguchi.helpcenter.reactions import forget_words, index_words, note_published, note_withdrawn
from madoguchi.inbox import events as inbox
from madoguchi.inbox.indexing import mark_for_index
from madoguchi.inbox.reactions import show_changes, show_read
from madoguchi.jobs import events as jobs
from madoguchi.people import events as people
from madoguchi.portal.help.kept.freshness import look_again

REACTIONS: Table = {
    inbox.MessageReceived: [Inside(mark_for_index), Now(show_changes, batch=True)],
    inbox.ConversationOpened: [Later("routing.route"), Later("email.acknowledge")],
    inbox.AnswerWritten: [Inside(mark_for_index), Now(show_changes, batch=True), Now(show_waiting)],
    inbox.NoteWritten: [Inside(mark_for_index), Now(show_changes, batch=True)],
    inbox.ConversationChanged: [Now(show_changes, batch=True)],
    inbox.DeliveryChanged: [Now(show_changes, batch=True)],
    inbox.ConversationRead: [Now(show_read)],
    helpcenter.ArticlePublished: [Inside(index_words), Inside(note_published), Now(look_again, batch=True)],
    helpcenter.ArticleWithdrawn: [Inside(forget_words), Inside(note_withdrawn), Now(look_again, batch=True)],
    helpcenter.ReviewAsked: [Later("helpcenter.review_asked")],
    helpcenter.ReviewDecided: [Later("helpcenter.review_decided")],
    people.AgentDeactivated: [Later("inbox.hand_back")],
    jobs.JobReplayed: [Now(note_dead_letter)],
    jobs.JobDiscarded: [Now(note_dead_letter)],
}
