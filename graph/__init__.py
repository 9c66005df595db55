"""The graph: entities, relations, tellings and documents, their rules, and their stores."""
