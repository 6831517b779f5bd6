"""Figures that several concepts share: what the board shows."""
