"""Yearly targets, and what was reached."""
