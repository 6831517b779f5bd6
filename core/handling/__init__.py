"""Handling units, assignments and their deadlines, replies and feedback."""
