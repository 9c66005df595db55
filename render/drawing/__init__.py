"""Lay out pictures for paper, as SVG."""
