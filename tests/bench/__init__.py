"""Measurements: ratios taken side by side in one run. None is a timed test."""

FIRST_YEAR, YEARS = 2021, 5  # the years that records are made for
YEAR = 2024  # the year that is looked at
