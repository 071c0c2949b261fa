"""Bars on speed, as ratios measured in one run: machines differ, ratios hardly do."""
