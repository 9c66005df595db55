"""Find who and what a text names (stage 2)."""
