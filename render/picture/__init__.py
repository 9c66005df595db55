"""The choice of the part of a graph to show."""
