"""Parts of the screen of entered items."""
