"""The management PDF."""
