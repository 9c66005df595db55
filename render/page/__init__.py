"""The interactive page: one self-contained HTML file. Only this package imports pyvis."""
