"""The graph as files for `neo4j-admin database import`, and what is left to do once they are in the database."""
