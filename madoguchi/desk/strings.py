"""Words that scripts put on the screen, in the active language; they reach the page as JSON."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def strings() -> dict[str, str]:
    """By the key under which a script asks. `{n}`, `{name}` … are filled in by the script."""
    return {
        "new_rows": _("{n} new"),
        "changes": _("{n} changes"),
        "new_since": _("New since you left"),
        "today": _("Today"),
        "yesterday": _("Yesterday"),
        "minutes": _("{n} min"),
        "hours": _("{n} h"),
        "days": _("{n} d"),
        "draft_saved": _("Draft saved"),
        "draft_saving": _("Saving…"),
        "draft_offline": _("Not saved: offline. The text is kept on this device."),
        "draft_failed": _("Not saved"),
        "sent_undo": _("The answer goes out in a moment."),
        "noted": _("Note added"),
        "undo": _("Undo"),
        "undone": _("Called back. The text is in the composer again."),
        "failed": _("This did not work. Try again."),
        "failed_offline": _("You are offline. The text is kept; send it when the connection is back."),
        "typing": _("{name} is writing"),
        "typing_many": _("{name} and others are writing"),
        "typing_reply": _("{name} is writing a reply"),
        "too_large": _("{name} is too large: at most {limit} MB."),
        "too_many_files": _("At most {n} files."),
        "uploading": _("{name} is being sent"),
        "remove": _("Remove {name}"),
        "too_long": _("{n} characters too many"),
        "no_canned": _("No prepared answer fits."),
        "canned_missing": _("Only in another language: check before you send."),
        "search_for": _("Search all conversations for “{q}”"),
        "reply_label": _("Reply"),
        "note_label": pgettext("for the team", "Note"),
        "send": _("Send"),
        "send_anyway": _("Send anyway"),
        "undo_seconds": _("{n} s"),
        "show_pictures": _("Show pictures from the web"),
        "plain": _("Show as text"),
        "formatted": _("Show as it was sent"),
    }
