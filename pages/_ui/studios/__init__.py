"""Parts of the screen of studios."""
