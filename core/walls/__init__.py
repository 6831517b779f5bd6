"""Screens in meeting rooms: what they show, and the sign-in of their own by which they read it."""
