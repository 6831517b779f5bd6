"""The figures of a committee and those below it within a period, one module a subject.

Each takes `(session, actor, committee_id, period)` and gives typed rows. A committee out
of the actor's reach is not found.
"""
