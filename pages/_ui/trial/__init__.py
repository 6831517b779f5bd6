"""Parts of the screen of dry runs."""
