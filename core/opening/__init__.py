"""The first start: the root committee, its administrator, and examples if one wants them."""
