"""The catalogue of activities: two levels that each committee keeps for itself."""
