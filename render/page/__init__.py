"""The explorer: one HTML file that needs nothing else. The only place that imports pyvis."""
