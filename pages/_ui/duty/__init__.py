"""Parts of the duty form."""
