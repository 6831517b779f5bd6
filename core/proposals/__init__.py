"""Proposals from co-signing to the revisit."""
