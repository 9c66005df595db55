"""The graph: entities, relations, tellings and documents, their rules, and the stores that keep them."""
