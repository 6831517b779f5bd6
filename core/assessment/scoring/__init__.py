"""Scoring: a rule book compiled to statements over the records, and what it makes of them."""
