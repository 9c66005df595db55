"""Where a graph is kept: one SQLite file, or a Neo4j server."""
