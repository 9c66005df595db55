"""Several answers with their pictures and their evidence as one document, in HTML or in Markdown."""
