"""Parts of the screen of activities."""
