"""Studios and other places of duty: lifecycle, standards, reception rota."""
