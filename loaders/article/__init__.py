"""Read facts out of English articles, offline and by rules."""
