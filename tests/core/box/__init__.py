"""Tests of the public box."""
