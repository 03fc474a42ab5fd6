"""The operator asks the command line what hours, clocks and languages come to."""

from __future__ import annotations

import json
from typing import Any

from click.testing import CliRunner

from madoguchi.site.cli import main

WEEKDAY = {"tz": "America/Sao_Paulo", "hours": {"wed": [["09:00", "18:00"]], "thu": [["09:00", "18:00"]]}}


def ask(args: list[str], *items: Any) -> list[dict[str, Any]]:
    result = CliRunner().invoke(main, args, input="\n".join(json.dumps(item) for item in items))
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_hours_answers_every_operation_and_a_bad_line_stops_nothing() -> None:
    noon = {"schedule": WEEKDAY, "start_local": "2026-06-10T12:00:00"}
    answers = ask(
        ["hours"],
        {"id": 1, "op": "add", "amount_minutes": 420.5} | noon,
        {"id": 2, "op": "add", "amount_minutes": 60, "direction": "before"} | noon,
        {"id": 3, "op": "between", "end_local": "2026-06-11T09:30:00"} | noon,
        {"id": 4, "op": "next_open", "schedule": WEEKDAY, "start_local": "2026-06-12T00:00:00"},
        {"id": 5, "op": "is_open", "schedule": WEEKDAY, "at_local": "2026-06-10T18:00:00"},
        {"id": 6, "op": "add_days", "days": 1} | noon,
        {"id": 7, "op": "close"} | noon,
        {"id": 8, "op": "add", "amount_minutes": "many"} | noon,
        {
            "id": 9,
            "op": "next_open",
            "schedule": {"tz": "UTC", "hours": {}},
            "start_local": "2026-06-10T12:00:00",
        },
        {"id": 10, "op": "next_open", "schedule": WEEKDAY, "start_local": "noon"},
        {"id": 11, "op": "next_open", "start_local": "2026-06-10T12:00:00"},
    )
    assert [answer["id"] for answer in answers] == list(range(1, 12))
    assert answers[0] == {
        "id": 1,
        "result_local": "2026-06-11T10:00:30",
        "result_utc": "2026-06-11T13:00:30Z",
    }
    assert answers[1]["result_local"] == "2026-06-10T11:00:00"
    assert answers[2] == {"id": 3, "minutes": 390}
    assert answers[3]["result_local"] == "2026-06-17T09:00:00"
    assert answers[4] == {"id": 5, "open": False}
    assert answers[5]["result_local"] == "2026-06-11T12:00:00"
    assert "op is add" in answers[6]["error"]
    assert answers[7]["error"] == "amount_minutes must be a number"
    assert "does not open" in answers[8]["error"]
    assert "start_local is not a time" in answers[9]["error"]
    assert answers[10]["error"] == "the key 'schedule' is missing"


def test_sla_due_says_what_is_due_next() -> None:
    case = {
        "schedule": WEEKDAY,
        "targets_minutes": {"first_response": 30, "update": None, "solution": 600},
        "events_utc": [["2026-06-10T13:00:00Z", "created"]],
    }
    asked, late, wrong = ask(
        ["sla", "due"],
        {"id": "a"} | case,
        {"id": "b"} | case | {"events_utc": [*case["events_utc"], ["2026-06-10T14:00:00Z", "agent_message"]]},
        {"id": "c"} | case | {"events_utc": [["2026-06-10T13:00:00Z", "exploded"]]},
    )
    assert asked == {
        "id": "a",
        "first_response_due": "2026-06-10T13:30:00Z",
        "update_due": None,
        "solution_due": "2026-06-11T14:00:00Z",
        "next_due": "2026-06-10T13:30:00Z",
    }
    assert (late["first_response_in_min"], late["first_response_diff_min"]) == (60, -30)
    assert late["next_due"] == late["solution_due"]
    assert "'exploded' is no event" in wrong["error"]


def test_languages_detect() -> None:
    spanish, empty, wrong = ask(
        ["languages", "detect"],
        {"id": 1, "text": "¿cuándo llega mi retiro?"},
        {"id": 2, "text": ""},
        {"id": 3, "text": 7},
    )
    assert spanish["lang"] == "es"
    assert spanish["confidence"] > 0.9
    assert empty == {"id": 2, "lang": "und", "confidence": 0.0}
    assert wrong == {"id": 3, "error": "text must be a string"}
