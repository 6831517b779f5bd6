"""Rule books: their text, what it says, and what is wrong with it. No session, no SQL."""
