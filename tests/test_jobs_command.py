"""`madoguchi jobs` and `madoguchi worker --once`, as an operator types them."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from madoguchi.jobs.actions import enqueue
from madoguchi.jobs.models import Job
from madoguchi.jobs.tests import work
from madoguchi.site.cli import main

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_work() -> None:
    work.reset()


def _madoguchi(*words: str, code: int = 0) -> str:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == code, result.output
    return result.output


def test_an_operator_finds_a_dead_letter_and_replays_it():
    hopeless = enqueue("test.hopeless", {})
    enqueue("test.note", {"text": "fine"})
    _madoguchi("worker", "--once")
    assert work.ran == ["tried", "fine"]
    assert "no such mailbox" in _madoguchi("jobs", "list-dead")
    letter = json.loads(_madoguchi("jobs", "list-dead", "--json"))
    assert (letter["id"], letter["name"]) == (hopeless, "test.hopeless")
    _madoguchi("jobs", "replay", str(hopeless))
    ages = [json.loads(line) for line in _madoguchi("jobs", "ages", "--json").splitlines()]
    assert [(age["queue"], age["ready"]) for age in ages] == [("deliver", 0), ("default", 1), ("slow", 0)]
    assert "deliver" in _madoguchi("jobs", "ages")
    assert "not in the dead-letter list" in _madoguchi("jobs", "discard", str(hopeless), code=1)
    _madoguchi("worker", "--once")
    _madoguchi("jobs", "discard", str(hopeless))
    assert not Job.objects.filter(pk=hopeless).exists()


def test_a_queue_that_does_not_exist_is_named():
    assert "fast: the queues are deliver, default, slow" in _madoguchi("worker", "--queue", "fast", code=2)
