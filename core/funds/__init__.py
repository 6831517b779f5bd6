"""Budgets and expenses."""
