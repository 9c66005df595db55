"""The kit for Neo4j Browser."""
