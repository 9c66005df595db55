"""The kit for Neo4j Browser: files that a person drops into it.

What asks and what colours come from outside: this package knows the forms of the files.
"""
