"""Parts of the screen of units, norms and the calendar."""
