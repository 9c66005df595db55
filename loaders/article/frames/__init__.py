"""Builders of frames, who does what to whom in a sentence (stage 4): `patterns`, and `parser` with spaCy."""
