"""What an assessment shows of all whom it scores together.

Stored scores are read as they are kept; nothing here scores anew but `what_if`, which keeps
nothing. Each function asks for the right to read boards, and for a committee within reach.
"""
