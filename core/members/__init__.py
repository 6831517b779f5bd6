"""Members, their posts, liaison and appointments."""
