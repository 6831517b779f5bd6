"""The rule books that come with the program, against results worked out by hand."""
