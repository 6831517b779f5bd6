"""Figures that several concepts share: what a board shows of a committee and a period."""
