"""Informants and information points."""
