"""Vectors: what the texts mean, beside what their words are."""
