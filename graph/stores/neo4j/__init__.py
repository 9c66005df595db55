"""The store on a Neo4j server; the only place that knows the driver."""

from .store import Neo4jStore

__all__ = ["Neo4jStore"]
