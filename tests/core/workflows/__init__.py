"""Both workflows as random people drive them, and what must hold whatever they do."""
