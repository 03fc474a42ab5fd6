"""Verifying a log, from the database or from an exported file."""
