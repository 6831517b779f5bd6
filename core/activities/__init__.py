"""Activities and who attended."""
