"""Read the text of PDF and Word files, with the libraries of the extra `documents`."""

from __future__ import annotations

import io
import logging
from zipfile import BadZipFile

from ....graph.errors import InputError

_INSTALL = "pip install 'linkchart[documents]'"


def pdf_text(raw: bytes, name: str) -> tuple[str, str]:
    """Read text and title of a PDF file; raises InputError when there is no text."""
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ModuleNotFoundError:
        raise InputError(f"{name} is a PDF file, which needs pypdf: {_INSTALL}.") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it says of a damaged file is no sentence for a user
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"{name} is encrypted: save it without a password.")
        text = "\n\n".join(page.extract_text() for page in reader.pages)
        title = str(reader.metadata.title or "") if reader.metadata else ""
    except (PyPdfError, ValueError, KeyError, OSError) as error:
        raise InputError(f"{name} cannot be read as PDF: {error}.") from None
    if not any(char.isalpha() for char in text):
        raise InputError(f"{name} has no text, so its pages are pictures: read them with OCR first.")
    return text + "\n", title


def docx_text(raw: bytes, name: str) -> tuple[str, str]:
    """Read text and title of a Word file; raises InputError when it is damaged."""
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
    except ModuleNotFoundError:
        raise InputError(f"{name} is a Word file, which needs python-docx: {_INSTALL}.") from None
    try:
        document = docx.Document(io.BytesIO(raw))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, OSError) as error:
        raise InputError(f"{name} cannot be read as a Word file: {error}.") from None
    text = "\n\n".join(paragraph.text for paragraph in document.paragraphs if paragraph.text.strip())
    return text + "\n", str(document.core_properties.title or "")
