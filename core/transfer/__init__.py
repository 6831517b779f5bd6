"""Import and export; the example committees."""
