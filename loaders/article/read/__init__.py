"""Read an article of any format as text with its date, title and publisher (stage 1)."""
