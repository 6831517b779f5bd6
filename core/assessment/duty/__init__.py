"""The duty form: what a member writes about the year, beside what was recorded."""
