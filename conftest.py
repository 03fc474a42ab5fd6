"""Fixtures for the tests beside the code: the same cast as in tests/."""

pytest_plugins = ["tests.people_fixtures"]
