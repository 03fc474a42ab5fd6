"""Loaded first by the test runner: importing the package swaps in a SQLite without the WAL-reset bug."""

import madoguchi as madoguchi
