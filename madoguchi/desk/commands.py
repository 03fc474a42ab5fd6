"""What can be done by keyboard: one table for the shortcuts, their sheet and the command palette."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext


@dataclass(frozen=True, slots=True)
class Command:
    """`keys` as typed ("g u", "Shift+A", "Mod+Enter"; Mod is Ctrl, or ⌘ on a Mac). What it does stands in
    desk/commands.js under its id, or under `run` where two do the same; `go` is an address."""

    id: str
    label: str
    group: str
    keys: str = ""
    run: str = ""
    go: str = ""
    palette: bool = True


def commands() -> list[dict[str, str | bool]]:
    return [asdict(command) for command in _commands()]


def shortcut_groups() -> list[tuple[str, list[Command]]]:
    """For the sheet: every command with keys, by group."""
    groups: dict[str, list[Command]] = {}
    for command in _commands():
        if command.keys:
            groups.setdefault(command.group, []).append(command)
    return list(groups.items())


def _commands() -> list[Command]:
    return [*_everywhere(), *_lists(), *_conversation(), *_writing()]


def _everywhere() -> list[Command]:
    group = _("Everywhere")
    return [
        Command("palette", _("Commands"), group, "Mod+k", palette=False),
        Command("shortcuts", _("Keyboard shortcuts"), group, "?"),
        Command("search", _("Search"), group, "/"),
        Command("regions", _("Next region of the screen"), group, "F6", palette=False),
        Command("escape", _("Close, then leave the field"), group, "Escape", palette=False),
        Command("undo", _("Undo the last action"), group, "z"),
        Command("health", _("What got stuck"), group, "g h", go=reverse("desk:health")),
    ]


def _lists() -> list[Command]:
    group = _("Lists")

    def view(key: str) -> str:
        return reverse("desk:view", args=[key])

    return [
        Command("next", _("Next conversation"), group, "j"),
        Command("previous", _("Previous conversation"), group, "k"),
        Command("open-row", pgettext("command", "Open"), group, "o", palette=False),
        Command("preview", _("Look into the conversation"), group, "Space", palette=False),
        Command("choose", _("Choose, or choose no longer"), group, "x", palette=False),
        Command("choose-to", _("Choose all up to here"), group, "Shift+X", palette=False),
        Command("choose-all", _("Choose all that are shown"), group, "* a"),
        Command("choose-none", _("Choose none"), group, "* n"),
        Command("filter", _("Filter and order"), group, "f"),
        Command("back", _("Back to the list"), group, "u"),
        Command("go-mine", _("Go to mine"), group, "g m", go=view("mine")),
        Command("go-unassigned", _("Go to unassigned"), group, "g u", go=view("unassigned")),
        Command("go-team", _("Go to my teams"), group, "g t", go=view("team")),
        Command("go-all", _("Go to all open"), group, "g i", go=view("all")),
        Command("go-snoozed", _("Go to snoozed"), group, "g s", go=view("snoozed")),
        Command("go-closed", _("Go to closed"), group, "g c", go=view("closed")),
        Command("fold-list", _("Fold the list"), group, "["),
        Command("fold-context", _("Fold the context"), group, "]"),
    ]


def _conversation() -> list[Command]:
    group = _("Conversation")
    return [
        Command("next-message", _("Next message"), group, "Shift+J", palette=False),
        Command(
            "previous-message", _("Previous message"), group, "Shift+K", "previous-message", palette=False
        ),
        Command("resolve", _("Resolve"), group, "e"),
        Command("resolve-next", _("Resolve and go to the next"), group, "Shift+E"),
        Command("status", _("Change the status"), group, "s"),
        Command("snooze", pgettext("command", "Snooze"), group, "b"),
        Command("assign", _("Assign"), group, "a"),
        Command("assign-me", _("Assign to me"), group, "Shift+A"),
        Command("team", _("Hand over to a team"), group, "t"),
        Command("priority", _("Change the priority"), group, "p"),
        Command("tags", _("Change the tags"), group, "l"),
        Command("subject", _("Change the subject"), group, ""),
        Command("copy", _("Copy the number"), group, "."),
        Command("copy-title", _("Copy the number and the subject"), group, ". ."),
        Command("copy-link", _("Copy the number, the subject and the link"), group, ". . ."),
    ]


def _writing() -> list[Command]:
    group = _("Writing")
    return [
        Command("reply", pgettext("command", "Reply"), group, "r"),
        Command("note", _("Note for the team"), group, "n"),
        Command("reply-tab", _("Switch to reply"), group, "Alt+r", "reply", palette=False),
        Command("note-tab", _("Switch to note"), group, "Alt+n", "note", palette=False),
        Command("send", _("Send"), group, "Mod+Enter"),
        Command("send-resolve", _("Send and resolve"), group, "Mod+Shift+Enter"),
        Command("attach", _("Attach a file"), group, ""),
        Command("canned", _("Prepared answers"), group, ""),
    ]
