"""Files for `neo4j-admin database import`, and the steps that finish such an import."""
