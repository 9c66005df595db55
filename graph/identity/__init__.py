"""Whom a name means."""
