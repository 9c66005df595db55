"""Articles of every format: their text, date, title and publisher, or one line with the error."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from linkchart import LinkchartError
from linkchart.loaders.article.formats import read_article, read_text

BODY = "Rebels attacked the town of Gara on Monday, and the police said that six people had been killed there."
PAGE = f"""<!DOCTYPE html><html><head><title>Gara | The Site</title>
<meta property="article:published_time" content="2020-03-27T08:00:00Z">
<meta property="og:site_name" content="The Site"></head>
<body><nav><a href="/">Home</a></nav><article><h1>Rebels attack Gara</h1>
<figure><img src="x"><figcaption>The army of Chad attacks</figcaption></figure>
<p class="byline">By Ann Lee</p><p>{BODY}</p><p>{BODY.replace("Gara", "Belo")}</p>
<div class="related-articles"><p>Iran attacks Iraq, says a long line about something else.</p></div>
</article><footer>All rights reserved by The Site</footer></body></html>"""


def write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def test_page_is_read_without_its_furniture(tmp_path: Path) -> None:
    article = read_article(write(tmp_path, "a.html", PAGE))
    assert "Gara on Monday" in article.text
    for furniture in ("Home", "Chad", "Ann Lee", "Iran", "rights"):
        assert furniture not in article.text
    assert article.title is not None
    assert article.title.value == "Rebels attack Gara"
    assert article.published == ("2020-03-27", "meta tag article:published_time")
    assert article.publisher == ("The Site", "meta tag og:site_name")


def test_mail_is_read_without_what_it_quotes(tmp_path: Path) -> None:
    mail = (
        "From: Desk <d@example.org>\nSubject: Gara\nDate: Fri, 27 Mar 2020 10:00:00 +0000\n"
        f"Content-Type: text/plain; charset=utf-8\n\n{BODY}\n\nOn Fri, Bob wrote:\n> Iran attacked Iraq.\n-- \nDesk\n"
    )
    article = read_article(write(tmp_path, "a.eml", mail))
    assert "Iran" not in article.text
    assert article.published == ("2020-03-27", "mail header Date")
    assert article.publisher == ("Desk", "mail header From")


def test_markdown_marks_are_blanked_in_place(tmp_path: Path) -> None:
    text = (
        f"---\ntitle: Gara\ndate: 2020-03-02\n---\n# Rebels *attack*\n\nThe **army** of [Chad](http://x) left. {BODY}\n"
    )
    article = read_article(write(tmp_path, "a.md", text))
    assert len(article.text) == len(text)
    assert "*" not in article.text
    assert article.published == ("2020-03-02", "front matter")


def test_word_file_is_read(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_paragraph(BODY)
    document.save(str(tmp_path / "a.docx"))
    assert BODY in read_article(str(tmp_path / "a.docx")).text


def pdf(password: str = "") -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", "", "empty"),
        ("a.txt", b"a\0b" * 99, "binary"),
        ("a.txt", "x" * 2_000_000, "line of over 1 MB"),
        ("a.txt", "word word.\n" * 2_000_000, "MB"),
        ("a.txt", "Der Präsident".encode("cp1252") + b" sprach", "UTF-8"),
        ("a.txt", "Der Krieg ist vorbei und die Soldaten sind mit dem Zug nach Hause gefahren, auch er.", "German"),
        ("a.txt", "Der Präsident traf am Montag den Minister in Berlin und sprach in Köln über den Krieg.", "German"),
        ("a.txt", "L'armée a bombardé la ville de Homs, faisant douze morts selon les secours.", "French"),
        ("a.txt", bytes(range(1, 256)) * 9, "binary"),
        (
            "a.txt",
            "Jeshi la Kenya limesema kuwa wapiganaji wa kundi hilo walishambulia kituo katika eneo hilo.",
            "Swahili",
        ),
        (
            "a.txt",
            "Російські війська обстріляли місто, повідомила обласна адміністрація, і двоє загинули.",
            "Ukrainian",
        ),
        ("a.txt", "Kuq lamot shirev damut helan. " * 12, "in another language"),
        ("a.txt", "https://example.org/a\nhttps://example.org/b\n", "nothing is fetched"),
        ("a.html", "<html><body><nav>Home</nav></body></html>", "no article"),
        ("a.pdf", b"%PDF-1.4 broken", "PDF"),
        ("a.pdf", pdf(), "OCR"),
        ("a.pdf", pdf("secret"), "encrypted"),
        ("a.docx", b"PK\x03\x04 broken", "Word"),
    ],
)
def test_unreadable_file_says_why(tmp_path: Path, name: str, content: str | bytes, reason: str) -> None:
    with pytest.raises(LinkchartError, match=reason):
        read_article(write(tmp_path, name, content))


def test_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(LinkchartError, match="no file"):
        read_article(str(tmp_path / "none.txt"))


def test_text_without_date_says_what_stays_open() -> None:
    assert any("--published" in note for note in read_text(BODY).notes)


@pytest.mark.parametrize(
    "line",
    [
        "Photo: AFP",
        "By Ann Lee",
        "AP/ANN LEE - Fighters of the army of Chad",
        "Read more: Iran attacks Iraq",
        "© The Site",
    ],
)
def test_caption_or_link_is_not_running_text(line: str) -> None:
    article = read_text(f"Rebels attack\n\n{line}\n\n{BODY}\n")
    assert [article.text[block.start : block.end] for block in article.blocks] == ["Rebels attack", BODY]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    words = BODY.split()
    wrapped = "\n".join(" ".join(words[at : at + 8]) for at in range(0, len(words), 8))
    assert len(read_text(wrapped).blocks) == 1


def test_agency_of_the_dateline_is_the_publisher() -> None:
    article = read_text(f"GARA (Reuters) - {BODY}")
    assert article.publisher == ("Reuters", "dateline")


def test_dateline_with_whole_date_dates_the_report() -> None:
    article = read_text("GOMA, 5 May 2025 - Rebels attacked the town of Sake on Sunday, the army said.")
    assert article.published == ("2025-05-05", "dateline")


def test_short_note_in_english_is_english() -> None:
    assert read_text("Declaring Mosul district under the code follows the declaration of Al-Raqqa.").text
