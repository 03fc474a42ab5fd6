"""The words of the chat on a website: the session call sends them in the visitor's language under these keys.

`{name}` in a text is filled in by the widget.
"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LAUNCHER = _("Open the support chat")

STRINGS: "dict[str, _StrPromise]" = {
    # The button and the head of the panel
    "launcher": LAUNCHER,
    "launcher_unread": _("Open the support chat. Unread messages: {n}"),
    "back": _("Back"),
    "close": _("Close the chat"),
    "menu": _("Options"),
    # The first screen
    "greeting": _("How can we help you?"),
    "official": _(
        "This is the official support of {brand}. We never ask for a password, a recovery phrase or a code."
    ),
    "open": _("We are here now"),
    "opens": _("We are back {when}"),
    "shut": _("Nobody is here at the moment"),
    "continue": _("Continue the conversation"),
    "start": _("Start a new conversation"),
    "all": _("All conversations"),
    "untitled": _("Conversation"),
    "closed": _("Closed"),
    "unread": _("Unread messages: {n}"),
    "language": _("Language"),
    # Articles of the help centre
    "search": _("Search the help centre"),
    "articles": _("Articles"),
    "perhaps": _("Perhaps this answers it already:"),
    "nothing": _("No article fits. A person can help you here."),
    "help_away": _("The articles cannot be reached just now."),
    "article": _("Article"),
    "in_language": _("This article is not translated yet. You are reading it in: {name}."),
    "helped": _("Did this help?"),
    "yes": _("Yes"),
    "no": _("No"),
    "thanks": _("Thank you. It helps us to make this page better."),
    "ask": _("Ask a person"),
    "again": _("Start again"),
    "whole": _("Open in the help centre"),
    "about": _("About the article: {title}"),
    # The conversation
    "messages": _("Messages"),
    "you": _("You:"),
    "write": _("Write a message"),
    "send": _("Send"),
    "attach": _("Attach files"),
    "left": _("Characters left: {n}"),
    "typing": _("{name} is typing"),
    "older": _("Show earlier messages"),
    "newer": _("New messages below"),
    "queued": _("Waiting to be sent"),
    "sent": _("Sent"),
    "delivered": _("Delivered"),
    "read": _("Read"),
    "failed": _("Not sent"),
    "retry": _("Try again"),
    "discard": _("Delete"),
    "removed": _(
        "We hid a part of this message before it was stored: it looked like a secret. Never share secrets."
    ),
    "ended": _("This conversation is closed. Write a message to open it again."),
    "gone": _("This conversation is no longer here."),
    "offline": _("No connection. Messages that wait to be sent: {n}"),
    "memory": _("This browser does not keep anything: the chat ends when you leave this page."),
    # Files
    "limits": _("Up to {files} files, {size} each"),
    "too_big": _("{name} is larger than {size}."),
    "too_many": _("Only {files} files can go with one message."),
    "bad_type": _("{name} is of a kind that cannot be sent here."),
    "uploading": _("Uploading {name}"),
    "upload_failed": _("{name} could not be uploaded. Try again."),
    "remove": _("Remove {name}"),
    # The form before a conversation
    "message": _("Your message"),
    "email": _("E-mail address"),
    "optional": _("{label} (optional)"),
    "required": _("Please fill this in."),
    "bad_email": _("Write an address such as name@example.com."),
    "choose": _("Please choose"),
    "leave": _("Leave your message now: the answer comes here and by e-mail."),
    # Options
    "sound": _("Sound for new messages"),
    "transcript": _("Send this conversation by e-mail"),
    "by_mail": _("Get the answer by e-mail"),
    "end": _("End this conversation"),
    "done_transcript": _("The conversation is on its way to your mailbox."),
    "done_email": _("The answer comes to this address too."),
    "done_end": _("This conversation is closed. Write a message to open it again."),
}
