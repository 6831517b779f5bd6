"""The public box of a studio."""
