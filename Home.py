"""The only entry."""
