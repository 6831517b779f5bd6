"""Activities counted along several dimensions, each narrowed by what is chosen in the others."""
