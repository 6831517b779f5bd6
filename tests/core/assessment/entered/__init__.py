"""Tests of what is entered by hand for an assessment."""
