"""Stores of graphs: one SQLite file, or a Neo4j server."""
