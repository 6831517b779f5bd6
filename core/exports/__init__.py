"""Long lists written to a file in the background, to be fetched later by who asked for them."""
