"""The words that mean the same, as editors change them on screen; the table itself is search's."""

from __future__ import annotations

import re

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from madoguchi.audit.actions import record
from madoguchi.core.text import storable
from madoguchi.helpcenter.contract import HelpcenterError
from madoguchi.languages import BY_CODE
from madoguchi.people.contract import Permission, Staff
from madoguchi.people.permission import by, require
from madoguchi.search.actions import put_synonyms
from madoguchi.search.queries import says_something, synonym_table, synonyms

WORD_CHARACTERS = 100
ZERO_WIDTH_SPACE = "\u200b"
_BETWEEN = re.compile(r"[,;\n、，；]")


def words_of(text: str) -> list[str]:
    """What somebody typed between commas or on lines, each once whatever its case."""
    safe = storable(text).replace(ZERO_WIDTH_SPACE, "")
    words = (" ".join(part.split()) for part in _BETWEEN.split(safe))
    return list({word.casefold(): word for word in reversed(list(words)) if word}.values())[::-1]


@transaction.atomic
def change_synonyms(*, language: str, concept: str, words: str, staff: Staff, new: bool = False) -> str:
    """Keep one group, `words` as they were typed; returns its concept.

    Raises:
        PermissionDenied: he may not publish.
        HelpcenterError: what to mend.
    """
    _check(staff, language)
    wanted = words_of(words)
    name = slugify(concept or (wanted[0] if wanted else ""), allow_unicode=True)[:WORD_CHARACTERS]
    if not wanted or not name:
        raise HelpcenterError(_("Write at least one word."))
    there = synonyms(language)
    if new and name in there:
        raise HelpcenterError(_("There is a group of this name already: add the words there."))
    if name not in there and len(there) >= settings.SYNONYM_GROUPS:
        raise HelpcenterError(
            _("There are %(most)s groups already; take one away first.") % {"most": settings.SYNONYM_GROUPS}
        )
    if len(wanted) > settings.SYNONYM_WORDS:
        raise HelpcenterError(
            _("A group may have %(most)s words; these are %(count)s.")
            % {"most": settings.SYNONYM_WORDS, "count": len(wanted)}
        )
    for word in wanted:
        if len(word) > WORD_CHARACTERS:
            raise HelpcenterError(_("“%(word)s…” is too long.") % {"word": word[:40]})
        if not says_something(word, language):
            raise HelpcenterError(_("Search reads nothing in “%(word)s”.") % {"word": word})
    put_synonyms(language, name, wanted)
    _note(staff, "synonyms.changed", language, name)
    return name


@transaction.atomic
def remove_synonyms(*, language: str, concept: str, staff: Staff) -> None:
    """Take a group away. Raises PermissionDenied, HelpcenterError."""
    _check(staff, language)
    if concept not in synonyms(language):
        raise HelpcenterError(_("There is no such group any more."))
    put_synonyms(language, concept, [])
    _note(staff, "synonyms.removed", language, concept)


@transaction.atomic
def restore_synonyms(*, language: str, concept: str, staff: Staff) -> None:
    """Make a group what the installation began with. Raises PermissionDenied, HelpcenterError."""
    _check(staff, language)
    there, gone = synonym_table(language)
    found = next((group for group in [*there, *gone] if group.concept == concept and group.starter), None)
    if found is None:
        raise HelpcenterError(_("The installation did not begin with such a group."))
    put_synonyms(language, concept, found.starter)
    _note(staff, "synonyms.restored", language, concept)


def _check(staff: Staff, language: str) -> None:
    require(staff, Permission.ARTICLES_PUBLISH)
    if language not in BY_CODE:
        raise HelpcenterError(_("This language is not one of ours."))


def _note(staff: Staff, action: str, language: str, concept: str) -> None:
    record(actor=by(staff), action=action, subject=f"synonyms:{language}:{concept}")
