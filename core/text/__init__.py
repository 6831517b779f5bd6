"""Cleaning and reading of what people type. Every text passes here before it is kept."""

from core.text.cleaning import clean, clean_block, clean_name, digits, required
from core.text.dates import read_date
from core.text.money import read_money

__all__ = [
    "clean",
    "clean_block",
    "clean_name",
    "digits",
    "read_date",
    "read_money",
    "required",
]
