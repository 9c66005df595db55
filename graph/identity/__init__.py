"""Find the entities that names mean, and entities that may be the same."""
