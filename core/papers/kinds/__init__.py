"""One module for each kind of paper: its facts, where they come from, and its preset layout."""
