"""Parts of the screen of plans."""
