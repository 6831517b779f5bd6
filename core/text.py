"""Cleaning and reading of what people type."""
