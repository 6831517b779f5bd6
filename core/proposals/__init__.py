"""Proposals from co-signing to the revisit."""

from core.proposals import answers as answers  # listens from the first import on
