"""Opinion items and how they were adopted."""
