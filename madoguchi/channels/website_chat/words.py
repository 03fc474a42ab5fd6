"""What the server tells a visitor, by code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SAID: dict[str, _StrPromise] = {
    "empty": _("The message is empty."),
    "fast": _("You are writing very fast. It is sent in a moment."),
    "file": _("A file is no longer there; attach it again."),
    "opened": _("Too many chats were opened from here. It is sent in a moment."),
    "gone": _("This conversation is no longer here."),
    "busy": _("The server is busy. It is sent in a moment."),
    "address": _("Write an address such as name@example.com."),
    "mails": _("You have asked for several mails. Try again later."),
    "inbox": _("This chat does not exist, or it is switched off."),
    "origin": _("This website may not use this chat."),
    "session": _("Your chat session has ended."),
    "article": _("This article is no longer here."),
    "wait": _("Too many requests. Try again in a moment."),
    "unreadable": _("The request could not be read."),
    "large": _("The file is too large."),
    "no_file": _("The file did not arrive. Try again."),
}
