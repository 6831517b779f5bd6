"""Accounts, their roles, their sessions and sign-in."""
