"""Parts of the screens of opinion items."""
