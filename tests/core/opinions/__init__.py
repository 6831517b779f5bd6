"""Tests of opinion items."""
