"""Parts of the screen of proposals."""
