"""Where the facts of each measure are found: read where they were recorded, never copied."""
