"""Which rules figures were computed by."""

SCORING_VERSION = 1
"""Raised when the same answers would give other figures; stored summaries carry it."""
