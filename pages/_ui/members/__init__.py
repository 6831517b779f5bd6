"""Parts of the screen of members."""
