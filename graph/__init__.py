"""The nouns (entities, relations, tellings, documents) and where they are kept."""
