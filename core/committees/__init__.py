"""Committees in a tree, with terms, sectors, communities and special committees."""
