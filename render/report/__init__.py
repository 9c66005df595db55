"""Several answers with their pictures and evidence as one document, in HTML or Markdown."""
