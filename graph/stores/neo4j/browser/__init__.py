"""Files for Neo4j Browser: saved queries, a guide and a style sheet.

Queries and colours are passed in; this package knows the file formats.
"""
