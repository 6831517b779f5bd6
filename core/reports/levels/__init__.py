"""The levels that a board goes down through: a committee's bodies, studios and members.

Each question takes `(session, actor, spot, period)`. A spot out of the actor's reach, or
one that is gone, is not found.
"""
