"""Speeches, research reports and suggestions."""
