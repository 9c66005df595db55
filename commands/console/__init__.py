"""Text, tables and progress on a terminal."""
