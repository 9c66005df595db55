"""What an answer looks like: in words, for machines, as a page, a picture or a report."""
