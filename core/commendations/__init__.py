"""Commendations of members, groups, studios and proposals."""
