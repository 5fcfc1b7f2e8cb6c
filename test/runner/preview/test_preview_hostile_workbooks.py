"""A corpus of hostile workbooks: each ends in a typed answer, soon, and nothing is fetched for it."""

import io
import random
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from raw_workbook import CONTENT_TYPES, WORKBOOK, archive, parts, shared_strings, sheet, workbook

_CONTAINER = Path(__file__).parents[3] / "container"
_LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)


def _refused(answer: dict) -> str:
    assert answer["ok"] is False
    return answer["reason"]


def test_a_zip_bomb_is_refused_by_its_ratio(preview):
    members = parts() | {"xl/media/bomb.xml": b"\0" * 20_000_000}
    assert _refused(preview(archive(members), "a.xlsx")) == "too_large_unpacked"


def test_many_parts_are_refused_by_their_sum(preview):
    content = _claiming(workbook(), b"xl/worksheets/sheet1.xml", 201_000_000, packed=201_000_000 // 50)
    assert _refused(preview(content, "a.xlsx")) == "too_large_unpacked"


def test_two_thousand_and_one_entries_are_refused(preview):
    members = parts() | {f"xl/media/{n}": b"" for n in range(2_001)}
    assert _refused(preview(archive(members, zipfile.ZIP_STORED), "a.xlsx")) == "too_large_unpacked"


def test_an_entry_is_not_unpacked_beyond_the_size_it_claims(preview):
    rows = "".join(f"<row><c><v>{n}</v></c></row>" for n in range(100_000))
    content = _claiming(workbook(sheet1=sheet(rows)), b"xl/worksheets/sheet1.xml", 500)
    assert _refused(preview(content, "a.xlsx", rows=1000)) == "damaged"


@pytest.mark.parametrize(
    "content",
    [
        workbook(sheet1=sheet('<row r="1"><c t="inlineStr"><is><t>&j;</t></is></c></row>', prolog=_LAUGHS)),
        workbook(strings=shared_strings("<si><t>&j;</t></si>", prolog=_LAUGHS)),
        workbook(workbook=_LAUGHS + WORKBOOK.replace("Sheet 1", "&j;")),
        workbook(types=_LAUGHS + CONTENT_TYPES.replace("application/xml", "&j;")),
    ],
    ids=["sheet", "strings", "workbook", "types"],
)
def test_a_billion_laughs_are_refused(preview, content):
    assert _refused(preview(content, "a.xlsx")) == "forbidden_content"


@pytest.mark.parametrize("target", ["file:///etc/passwd", "{bucket}/stolen"])
@pytest.mark.parametrize("declaration", ['<!ENTITY e SYSTEM "{0}">', '<!ENTITY % e SYSTEM "{0}"> %e;'])
def test_an_external_entity_is_not_followed(preview, bucket, target, declaration):
    prolog = f"<!DOCTYPE x [{declaration.format(target.format(bucket=bucket.url))}]>"
    rows = '<row r="1"><c t="inlineStr"><is><t>&e;</t></is></c></row>'
    assert _refused(preview(workbook(sheet1=sheet(rows, prolog=prolog)), "a.xlsx")) == "forbidden_content"
    assert bucket.asked == ["/file"]


def test_an_external_link_is_not_followed(preview, bucket):
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath" '
        f'Target="{bucket.url}/other.xlsx" TargetMode="External"/></Relationships>'
    )
    members = parts() | {
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": relation.encode(),
    }
    assert preview(archive(members), "a.xlsx")["rows"] == [[1]]
    assert bucket.asked == ["/file"]


def test_a_million_declared_rows_are_harmless(preview):
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>'
    answer = preview(workbook(sheet1=sheet(cells, dimension="A1:XFD1048576")), "a.xlsx", rows=1000)
    assert answer["rows"] == [[1], [None, 2]]
    assert answer["sheets"] == [{"name": "Sheet 1", "rows": 2, "columns": 2}]
    assert answer["truncated"] is False


def test_a_row_at_the_end_of_the_sheet_is_harmless(preview):
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    answer = preview(workbook(sheet1=sheet(cells)), "a.xlsx")
    assert (answer["rows"], answer["truncated"]) == ([[1]], True)


@pytest.mark.parametrize("reference", ["A1:ZZZZZZ1", "B2:A1", "A0:A0"])
def test_a_size_that_is_none_is_not_believed(preview, reference):
    answer = preview(workbook(sheet1=sheet("<row><c><v>1</v></c></row>", dimension=reference)), "a.xlsx")
    assert answer["rows"] == [[1]]


def test_an_encrypted_entry_is_named(preview):
    content = bytearray(workbook())
    at = content.find(b"PK\x01\x02")
    content[at + 8] |= 1
    assert _refused(preview(bytes(content), "a.xlsx")) == "encrypted"


def test_another_compression_is_refused(preview):
    assert _refused(preview(archive(parts(), zipfile.ZIP_LZMA), "a.xlsx")) == "forbidden_content"


def test_a_polyglot_is_refused(preview):
    trailing = workbook() + b"<script>alert(1)</script>"
    assert _refused(preview(trailing, "a.xlsx")) == "forbidden_content"
    page = b"%PDF-1.7\n" + workbook()
    assert _refused(preview(page, "a.xlsx")) == "damaged"
    inside = workbook()
    end = inside.rfind(b"PK\x05\x06")
    assert _refused(preview(inside[:end] + b"hidden" + inside[end:], "a.xlsx")) == "forbidden_content"


def test_two_entries_in_the_same_bytes_end_in_a_typed_answer(preview):
    content = workbook()
    first, last = content.find(b"PK\x01\x02"), content.rfind(b"PK\x01\x02")
    shared = bytearray(content)
    shared[last + 42 : last + 46] = content[first + 42 : first + 46]
    assert _refused(preview(bytes(shared), "a.xlsx")) == "damaged"


@pytest.mark.parametrize("kept", [0.02, 0.3, 0.6, 0.99])
def test_a_truncated_workbook_is_damaged(preview, kept):
    content = workbook()
    assert _refused(preview(content[: int(len(content) * kept)], "a.xlsx")) == "damaged"


def test_a_name_that_lies_is_damaged(preview):
    assert _refused(preview(b"\x7fELF" + b"\0\1\2\3" * 100, "a.xlsx")) == "damaged"


_READ_ALL = """
import os, sys, pathlib
sys.path.insert(0, sys.argv[1])
sys.modules["numpy"] = None
os.environ["OPENPYXL_LXML"] = "False"
from preview.formats import read_preview
from preview.refusal import Refused
import zipfile, zlib
for path in sorted(pathlib.Path(sys.argv[2]).iterdir()):
    try:
        read_preview(path, path.name, True, None, 50)
    except Refused:
        pass
    except (MemoryError, RecursionError, SystemExit, KeyboardInterrupt):
        raise
    except Exception:
        pass  # the worker answers `damaged`
    print(path.name)
"""


def test_no_damage_makes_the_reader_hang_or_die(tmp_path):
    """Bytes changed at random (a fixed seed: a failure comes again), and parts that are something else."""
    chance = random.Random(20261122)
    content = workbook()
    for number in range(300):
        changed = bytearray(content)
        for _ in range(chance.choice((1, 1, 2, 5, 40))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        (tmp_path / f"{number:03}.xlsx").write_bytes(changed)
    for name in parts():
        for case, part in enumerate((b"", b"<", b"\xff\xfe\x00", b"<a><b></a>", b"<worksheet/>")):
            broken = archive(parts() | {name: part})
            (tmp_path / f"{name.replace('/', '-')}-{case}.xlsx").write_bytes(broken)
    done = subprocess.run(
        [sys.executable, "-I", "-c", _READ_ALL, str(_CONTAINER), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 300 + 5 * len(parts())


def _claiming(content: bytes, name: bytes, size: int, packed: int | None = None) -> bytes:
    """The archive with another claimed size of an entry, in its directory and in the entry itself."""
    changed = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        entry = source.getinfo(name.decode())
    central = content.find(b"PK\x01\x02")
    while content[central + 46 : central + 46 + len(name)] != name:
        central = content.find(b"PK\x01\x02", central + 4)
    if packed is not None:
        struct.pack_into("<L", changed, central + 20, packed)
    struct.pack_into("<L", changed, central + 24, size)
    struct.pack_into("<L", changed, entry.header_offset + 22, size)
    return bytes(changed)
