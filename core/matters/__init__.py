"""Matters: what an office makes of a voice, its states, steps, authors and likeness."""
