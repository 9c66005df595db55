"""What of a graph to show."""
