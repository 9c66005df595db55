"""Loading: from the records of a file to checked facts in a store."""
