"""The review of a store: what is open there, and how decisions become entries of its history."""
