"""Review a store: find its open proposals, and write decisions as entries of its history."""
