"""Items that no record can know: entered with evidence by whoever organises, and approved."""
