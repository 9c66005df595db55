"""The store on a Neo4j server; only this package uses the driver."""

from .store import Neo4jStore

__all__ = ["Neo4jStore"]
