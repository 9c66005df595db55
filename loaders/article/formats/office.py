"""Read the text of PDF and Word files, with the libraries of the extra `documents`."""

from __future__ import annotations

import io
import logging
import zlib
from zipfile import BadZipFile, ZipFile

from ....graph.errors import InputError

LARGEST = 100 << 20
"""The most bytes of a Word file unpacked: its XML takes many times that in memory."""

_DAMAGES = SyntaxError, AttributeError, AssertionError, NotImplementedError, zlib.error
"""What python-docx raises on broken XML or missing parts; lxml's errors are SyntaxErrors."""

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
        _check_size(raw, name)
        document = docx.Document(io.BytesIO(raw))
        text = "\n\n".join(paragraph.text for paragraph in document.paragraphs if paragraph.text.strip())
        title = str(document.core_properties.title or "")
    except (PackageNotFoundError, BadZipFile, LookupError, ValueError, TypeError, OSError) as error:
        raise InputError(f"{name} cannot be read as a Word file: {error}.") from None
    except _DAMAGES:
        raise InputError(f"{name} cannot be read as a Word file: its content is damaged.") from None
    return text + "\n", title


def _check_size(raw: bytes, name: str) -> None:
    """Raise InputError for a Word file that unpacks to very much."""
    with ZipFile(io.BytesIO(raw)) as packed:
        size = sum(part.file_size for part in packed.infolist())
    if size > LARGEST:
        raise InputError(f"{name} unpacks to {size >> 20:,} MB, so it is hardly one article: split it.")
