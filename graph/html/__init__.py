"""The picture of a graph as one HTML file that needs nothing else. The only place that imports pyvis."""
