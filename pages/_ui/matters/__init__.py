"""Parts of the screens of opinion items and proposals alike."""
