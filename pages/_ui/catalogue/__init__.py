"""Parts of the screen of the catalogue."""
