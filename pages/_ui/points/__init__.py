"""Parts of the screen of points: whose, how many, why, and what is still missing."""
