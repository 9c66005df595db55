"""Render answers: in words, for programs, as a page, a picture or a report."""
