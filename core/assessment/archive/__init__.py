"""What is kept when an assessment is closed: the book, the facts, the scores, the grades."""
