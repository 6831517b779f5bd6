"""What an account is told on its desk."""
