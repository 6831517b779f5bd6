"""Papers on the screens: what to fetch of a record, and the templates of an office."""
