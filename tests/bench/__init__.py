"""Measurements: ratios taken side by side in one run. None is a timed test."""
