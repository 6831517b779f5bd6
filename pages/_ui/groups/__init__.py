"""Parts of the screen of groups."""
