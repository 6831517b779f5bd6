"""Parts of screens about what units handle."""
