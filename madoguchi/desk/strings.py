"""Words that scripts put on the screen, in the active language; they reach the page as JSON."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from babel import Locale
from django.utils.translation import get_language, ngettext, pgettext, to_locale
from django.utils.translation import gettext as _


def strings() -> dict[str, str | dict[str, str]]:
    """By the key under which a script asks. `{n}`, `{name}` … are filled in by the script; what depends on the number
    is there in each of the language's forms."""
    return {
        "new_rows": _forms(lambda n: ngettext("{n} new conversation", "{n} new conversations", n)),
        "changes": _forms(lambda n: ngettext("{n} change", "{n} changes", n)),
        "unread": _forms(lambda n: ngettext("{n} unread message", "{n} unread messages", n)),
        "chosen": _forms(lambda n: ngettext("{n} chosen", "{n} chosen", n)),
        "chosen_said": _forms(
            lambda n: ngettext("{n} conversation is chosen", "{n} conversations are chosen", n)
        ),
        "chosen_none": _("No conversation is chosen"),
        "of_reason": pgettext("what was not changed, and why", "{name}: {reason}"),
        "key_space": pgettext("key of the keyboard", "Space"),
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
        "too_many_files": _forms(lambda n: ngettext("At most {n} file.", "At most {n} files.", n)),
        "uploading": _("{name} is being sent"),
        "remove": _("Remove {name}"),
        "too_long": _forms(lambda n: ngettext("{n} character too many", "{n} characters too many", n)),
        "no_canned": _("No prepared answer fits."),
        "canned_missing": _("Only in another language: check before you send."),
        "search_for": _("Search all conversations for “{q}”"),
        "reply_label": pgettext("kind of message", "Reply"),
        "note_label": pgettext("for the team", "Note"),
        "send": _("Send"),
        "send_anyway": _("Send anyway"),
        "undo_seconds": _("{n} s"),
        "show_pictures": _("Show pictures from the web"),
        "plain": _("Show as text"),
        "formatted": _("Show as it was sent"),
    }


def _forms(count: Callable[[int], str]) -> dict[str, str]:
    """The forms of a text by CLDR's plural category (`one`, `few` …), which is how browsers count too."""
    return {category: count(n) for category, n in _samples(get_language() or "en").items()}


@cache
def _samples(language: str) -> dict[str, int]:
    """A number of each plural category of a language; what falls into none of them is `other`."""
    category = Locale.parse(to_locale(language)).plural_form
    found = {category(n): n for n in range(200, -1, -1)}
    return {"other": 200} | found
