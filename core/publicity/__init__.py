"""What the press printed."""
