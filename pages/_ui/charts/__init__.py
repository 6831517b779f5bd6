"""Charts: pure functions from rows of figures to Altair charts, all of one look."""
