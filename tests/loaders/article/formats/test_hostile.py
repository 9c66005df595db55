"""Word files and mails that unpack to very much, or are damaged inside, get one sentence."""

from __future__ import annotations

import io
import re
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from linkchart.graph.errors import InputError
from linkchart.loaders.article.formats.mail import PARTS, Mail
from linkchart.loaders.article.formats.office import LARGEST, docx_text


def word_file(part: str = "", content: bytes = b"") -> bytes:
    """Write a Word file in which one part has another content."""
    import docx

    document = docx.Document()
    document.add_paragraph("Rebels attacked the town of Gara.")
    whole, changed = io.BytesIO(), io.BytesIO()
    document.save(whole)
    with ZipFile(whole) as packed, ZipFile(changed, "w", ZIP_DEFLATED) as out:
        for name in packed.namelist():
            out.writestr(name, content if name == part else packed.read(name))
    return changed.getvalue()


def test_intact_word_file_is_read() -> None:
    assert docx_text(word_file(), "a.docx")[0] == "Rebels attacked the town of Gara.\n"


def test_word_file_that_unpacks_to_much_is_refused() -> None:
    bomb = word_file("word/document.xml", b" " * (LARGEST + 1))
    assert len(bomb) < 1 << 20
    with pytest.raises(InputError, match="unpacks to 100 MB, so it is hardly one article"):
        docx_text(bomb, "a.docx")


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "_rels/.rels", "docProps/core.xml"])
@pytest.mark.parametrize("content", [b"", b"<a", b"<a/>", b"\x00\xff" * 40])
def test_damage_inside_a_word_file_is_explained(part: str, content: bytes) -> None:
    with pytest.raises(InputError, match=re.escape("a.docx cannot be read as a Word file")):
        docx_text(word_file(part, content), "a.docx")


def test_mail_of_very_many_parts_is_refused() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\n" * (PARTS + 1)
    with pytest.raises(InputError, match="more than 10,000 parts"):
        Mail(raw, "a.eml")
