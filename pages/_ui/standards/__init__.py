"""Parts of the screen of standards."""
