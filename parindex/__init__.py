"""Scores, ranks and publishes administrative reform indices."""

__version__ = "0.1.0"
