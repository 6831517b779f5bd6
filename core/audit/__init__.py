"""The trail: who changed what and when. Written with the change or not at all."""
