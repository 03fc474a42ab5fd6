"""What is wrong with a log, in plain words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from madoguchi.audit.contract import Kind, Problem

_ONE = {
    Kind.CHANGED: _("Entry %(first)s of %(at)s was changed, or the one before it together with its digest."),
    Kind.REMOVED: _("Entry %(first)s was removed. The entry behind it can only be judged by its checkpoint."),
    Kind.SWAPPED: _("Entries %(first)s and %(last)s were swapped."),
    Kind.BACKDATED: _(
        "Entry %(first)s says it is of %(at)s, but came into the log after %(name)s: it was put in afterwards."
    ),
    Kind.PUT_IN: _("Between entries %(first)s and %(last)s something was put in that was not linked by us."),
    Kind.TRUNCATED: _(
        "The end of the log is gone: a checkpoint of %(at)s speaks of entry %(last)s, and it is not there any more."
    ),
    Kind.UNSIGNED: _(
        "Entries %(first)s to %(last)s are linked, but no checkpoint signs them: they were put in."
    ),
    Kind.REWRITTEN: _(
        "The chain was written anew: entry %(first)s has another digest than checkpoint %(name)s of %(at)s signed."
    ),
    Kind.FORGED: _(
        "Checkpoint %(name)s of %(at)s, for entry %(first)s, was changed or forged: its signature is wrong."
    ),
    Kind.UNKNOWN_KEY: _(
        "Checkpoint %(name)s of %(at)s, for entry %(first)s, is signed with a key that is not known here."
    ),
    Kind.CHECKPOINTS_GONE: _("Checkpoints %(first)s to %(last)s, before that of %(at)s, were removed."),
    Kind.UNREADABLE: _("Line %(first)s of the file cannot be read."),
    Kind.FILE_CHANGED: _(
        "The file was changed after it was written: its lines do not fit the signature at its end."
    ),
    Kind.FILE_CUT: _("The file ends too early: its last line is missing."),
}
_MANY = {
    Kind.CHANGED: _("Entries %(first)s to %(last)s, from %(at)s on, were changed or moved."),
    Kind.REMOVED: _(
        "Entries %(first)s to %(last)s were removed. The entry behind them can only be judged by its checkpoint."
    ),
}


def say(problem: Problem) -> str:
    """One sentence or two, in the reader's language; times in UTC."""
    several = problem.kind in _MANY and problem.last != problem.first
    said = (_MANY if several else _ONE)[problem.kind]
    at = f"{problem.at:%Y-%m-%d %H:%M:%S} UTC" if problem.at else _("an unknown time")
    return str(said) % {"first": problem.first, "last": problem.last, "at": at, "name": problem.name}
