"""Facts as CSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from linkchart.graph.errors import InputError
from linkchart.loaders import Record, read


def records(tmp_path: Path, text: str, suffix: str = "csv") -> list[Record]:
    file = tmp_path / f"facts.{suffix}"
    file.write_bytes(text.encode())
    return list(read(str(file)))


def fields(tmp_path: Path, text: str) -> dict[str, object]:
    ((_, _, found),) = [record for record in records(tmp_path, text) if record[1] == "fact"]
    return found


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiter_is_recognised_by_header(tmp_path: Path, delimiter: str) -> None:
    text = "source,relation,target,place\nIran,CONTROLS,Quds Force,\n".replace(",", delimiter)
    assert fields(tmp_path, text) == {"source": "Iran", "relation": "CONTROLS", "target": "Quds Force"}


def test_cells_get_the_type_of_their_key(tmp_path: Path) -> None:
    text = (
        "Source ,RELATION,target,date,confidence,credibility,paragraph,start_char\n"
        "Iran, CONTROLS,42,2020,.5,2,3.0,007\n"
    )
    assert fields(tmp_path, text) == {
        "source": "Iran", "relation": "CONTROLS", "target": "42", "date": "2020", "confidence": 0.5,
        "credibility": 2, "paragraph": 3, "start_char": 7,
    }  # fmt: skip


def test_cell_that_is_no_number_stays_text(tmp_path: Path) -> None:
    found = fields(tmp_path, "source,relation,target,confidence,paragraph\na,b,c,likely,two\n")
    assert (found["confidence"], found["paragraph"]) == ("likely", "two")


def test_unknown_columns_become_attributes(tmp_path: Path) -> None:
    text = "source,relation,target,count,share,code,role,support_kinds,note\na,b,c,3,0.5,007,chief,arms | money,\n"
    assert fields(tmp_path, text)["attributes"] == {
        "count": 3, "share": 0.5, "code": "007", "role": "chief", "support_kinds": ["arms", "money"],
    }  # fmt: skip


def test_attributes_column_is_read_as_json(tmp_path: Path) -> None:
    text = 'source,relation,target,attributes,role\na,b,c,"{""of"": [1, null]}",chief\n'
    assert fields(tmp_path, text)["attributes"] == {"of": [1, None], "role": "chief"}


def test_lines_are_counted_through_multiline_cells(tmp_path: Path) -> None:
    text = '\r\nsource,relation,target,quote\r\na,b,c,"one\r\ntwo"\r\n\r\nd,e,f,g\r\n'
    found = [(line, record["quote"]) for line, _, record in records(tmp_path, text)]
    assert found == [(3, "one\ntwo"), (6, "g")]


def test_long_cell_is_read(tmp_path: Path) -> None:
    quote = "x" * 1_000_000
    assert fields(tmp_path, f"source,relation,target,quote\na,b,c,{quote}\n")["quote"] == quote


def test_row_with_too_many_cells_is_broken_record(tmp_path: Path) -> None:
    (first, second) = records(tmp_path, "source,relation,target\na,b,c,d\na,b,c,,\n")
    assert first[:2] == (2, "broken")
    assert first[2]["reason"].startswith("4 cells under 3 columns")
    assert first[2]["record"] == {"record": ["a", "b", "c", "d"]}
    assert second == (3, "fact", {"source": "a", "relation": "b", "target": "c"})


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("soruce,relation,target\n", "line 1: the header has no column “source”. Is it “soruce”?"),
        ("\nsource,target\n", "line 2: the header has no column “relation”."),
        ("a b c\n", "the header has no column “source”."),
        ("\n\n", "has no header"),
        ("source,relation,target,place,place\n", "line 1: the header has two columns “place”."),
        ("source,relation,target,\n", "line 1: the header has a column without a name."),
        ('source,relation,target\na,b,c\na,b,"c\nd,e,f\n', "row that begins on line 3: broken CSV"),
        ('source,relation,target\na,b,"c"d\n', "row that begins on line 2: broken CSV"),
        ("source,relation,target\ra,b,c\r", "the header has no column “source”"),
    ],
)
def test_broken_file_is_rejected(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(InputError) as caught:
        records(tmp_path, text)
    assert fault in str(caught.value)


def test_header_alone_has_no_records(tmp_path: Path) -> None:
    assert records(tmp_path, "source,relation,target\n", "tsv") == []


def test_unknown_columns_are_noted(tmp_path: Path) -> None:
    text = "source,relation,target,count,Dates,colour\na,b,c,3,2020,red\n"
    notes = [fields for _, kind, fields in records(tmp_path, text) if kind == "note"]
    assert notes == [
        {"kind": "unknown column", "note": "“Dates” is kept as an attribute."},
        {"kind": "unknown column", "note": "“colour” is kept as an attribute."},
    ]
