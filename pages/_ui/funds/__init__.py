"""Parts of the screen of funds."""
