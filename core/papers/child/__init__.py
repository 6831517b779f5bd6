"""What runs in a process of its own: Word files are drawn, filled and looked through there.

Imports nothing of the product but itself.
"""
