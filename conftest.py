"""Fixtures for the tests beside the code: the same cast and the same running installation as in tests/."""

pytest_plugins = [
    "tests.database_fixtures",
    "tests.people_fixtures",
    "tests.site_fixtures",
    "tests.peers.secure_fixtures",
]
