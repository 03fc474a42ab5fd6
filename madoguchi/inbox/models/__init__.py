"""The core's tables."""

from madoguchi.inbox.models.conversation import Conversation, Participant, Priority, ReadMark, Status, Tag
from madoguchi.inbox.models.delivery import Delivery
from madoguchi.inbox.models.inbox import Inbox
from madoguchi.inbox.models.message import Attachment, Message, Unindexed
from madoguchi.inbox.models.writing import CannedReply, CannedText, Draft

__all__ = [
    "Attachment",
    "CannedReply",
    "CannedText",
    "Conversation",
    "Delivery",
    "Draft",
    "Inbox",
    "Message",
    "Participant",
    "Priority",
    "ReadMark",
    "Status",
    "Tag",
    "Unindexed",
]
