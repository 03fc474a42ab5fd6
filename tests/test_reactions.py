"""The table of reactions names only jobs that exist."""

import inspect

from madoguchi.core.events import Later, installed
from madoguchi.jobs.contract import registry


def test_every_later_names_a_registered_job_that_takes_the_event():
    for event, reactions in installed().items():
        for reaction in reactions:
            if isinstance(reaction, Later):
                assert reaction.name in registry, f"{event.__name__} → {reaction.name}"
                fields = ["events"] if reaction.batch else list(event.__dataclass_fields__)
                inspect.signature(registry[reaction.name].run).bind(**dict.fromkeys(fields))
