"""Frames from parts of speech and chunks, without a parser."""
