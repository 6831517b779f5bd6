"""Sector groups: composed from sectors, led by conveners."""
