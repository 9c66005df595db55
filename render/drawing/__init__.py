"""Pictures laid out on paper, as SVG."""
