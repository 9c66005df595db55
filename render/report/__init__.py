"""Write several answers with pictures and evidence as one document, in HTML or Markdown."""
