"""Measurements: ratios taken side by side in one run. None is a timed test."""

YEAR = 2024  # the year of the made records that is looked at
