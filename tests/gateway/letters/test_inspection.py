"""A letter that is brought back: each byte of a file is proven; of a picture the code alone."""

import io
import random
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pypdf
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image, ImageFilter

from gateway.letters import drawing, proof
from gateway.letters.faces import Faces
from gateway.letters.inspection import MAX_BYTES, Finding, Verdict, inspect
from gateway.letters.proof import Statement
from gateway.letters.sheet import Sheet, sheet_of
from testkit.letters import letter
from trust.keys import SigningKey

OURS, THEIRS = SigningKey(bytes(range(32))), SigningKey(bytes(range(1, 33)))
SHEET = sheet_of(letter("reply"), "泽建处〔2026〕12号")
needs_poppler = pytest.mark.skipif(not shutil.which("pdftoppm"), reason="sh installers/system_packages.sh test")


def made(sheet: Sheet = SHEET, key: SigningKey = OURS) -> bytes:
    statement = Statement.of(sheet).signed(key)
    return proof.sign_file(drawing.pdf_of(sheet, statement, Faces()), statement, key)


FILE = made()


def found(content: bytes) -> Finding:
    return inspect(content, [OURS.public])


def written(writer: pypdf.PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def photographed(file: bytes, folder: Path, dpi: int) -> list[Image.Image]:
    (folder / "letter.pdf").write_bytes(file)
    command = ["pdftoppm", "-r", str(dpi), "-png", str(folder / "letter.pdf"), str(folder / "page")]
    subprocess.run(command, check=True, capture_output=True)
    return [Image.open(page).convert("RGB") for page in sorted(folder.glob("page*.png"))]


def png(picture: Image.Image, kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    picture.save(file, kind)
    return file.getvalue()


def test_the_file_is_genuine_and_says_of_what() -> None:
    genuine = found(FILE)
    assert genuine.verdict is Verdict.GENUINE
    assert genuine.statement == Statement.of(SHEET)


def test_the_same_letter_has_the_same_bytes() -> None:
    assert made() == FILE


def test_another_key_is_not_ours() -> None:
    assert found(made(key=THEIRS)) == Finding(Verdict.NOT_OURS)
    assert inspect(made(key=THEIRS), [OURS.public, THEIRS.public]).verdict is Verdict.GENUINE


def test_any_byte_that_is_changed_is_found() -> None:
    chosen, verdicts = random.Random(1), Counter[Verdict]()
    for _ in range(150):
        changed = bytearray(FILE)
        changed[chosen.randrange(len(changed))] ^= 1 << chosen.randrange(8)
        verdicts[found(bytes(changed)).verdict] += 1
    assert verdicts == {Verdict.ALTERED: 150}


@pytest.mark.parametrize("more", [b"\n", b"x", b"\n%%EOF\n", FILE[-250:]])
def test_what_is_appended_is_found(more: bytes) -> None:
    assert found(FILE + more).verdict is Verdict.ALTERED


def test_an_end_cut_off_is_found() -> None:
    content = FILE[: FILE.rindex(b"\n%sunlit-letter")]
    assert found(content).verdict is Verdict.ALTERED


def test_the_end_of_another_letter_does_not_fit() -> None:
    other = made(sheet_of(letter("accept"), "泽建受〔2026〕1号"))
    end = other[other.rindex(b"\n%sunlit-letter") :]
    assert found(FILE[: FILE.rindex(b"\n%sunlit-letter")] + end).verdict is Verdict.ALTERED


def test_saved_by_another_program_it_is_no_longer_the_file() -> None:
    assert found(written(pypdf.PdfWriter(clone_from=io.BytesIO(FILE)))).verdict is Verdict.ALTERED


def test_pages_in_another_file_are_not_the_letter() -> None:
    """The words may have been changed; the code went along."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    for page in pypdf.PdfReader(io.BytesIO(FILE)).pages:
        writer.add_page(page)
    altered = found(written(writer))
    assert altered.verdict is Verdict.ALTERED
    assert altered.statement and altered.statement.number == SHEET.number


@needs_poppler
@pytest.mark.parametrize("dpi", [110, 150, 300])
def test_a_picture_of_the_paper_proves_its_code(dpi: int, tmp_path: Path) -> None:
    page = photographed(FILE, tmp_path, dpi)[-1]
    for picture in (
        page,
        page.rotate(7, Image.Resampling.BICUBIC, expand=True, fillcolor="grey"),
        page.rotate(90, expand=True),
    ):
        for kind in ("PNG", "JPEG"):
            assert found(png(picture, kind)) == Finding(Verdict.CODE_GENUINE, Statement.of(SHEET))


@needs_poppler
def test_a_blurred_photograph_at_an_angle(tmp_path: Path) -> None:
    page = photographed(FILE, tmp_path, 200)[-1]
    wide, high = page.size
    leaning = page.transform(
        page.size, Image.Transform.QUAD, (40, 60, 0, high, wide, high - 40, wide - 70, 0), Image.Resampling.BICUBIC
    )
    blurred = leaning.filter(ImageFilter.GaussianBlur(1.2))
    assert found(png(blurred, "JPEG")).verdict is Verdict.CODE_GENUINE


@needs_poppler
def test_a_scan_as_pdf_proves_its_code_alone(tmp_path: Path) -> None:
    pages = photographed(FILE, tmp_path, 150)
    scan = io.BytesIO()
    pages[0].save(scan, "PDF", save_all=True, append_images=pages[1:])
    assert found(scan.getvalue()).verdict is Verdict.CODE_GENUINE


@needs_poppler
def test_a_page_without_a_code_proves_nothing(tmp_path: Path) -> None:
    assert found(png(photographed(FILE, tmp_path, 100)[0])) == Finding(Verdict.NOT_OURS)


@pytest.mark.parametrize(
    "change", [("予以支持", "不予支持"), ("2026-03-05", "2026-03-06"), ("12号", "13号"), ("reply", "accept")]
)
def test_a_code_that_was_made_up_is_not_ours(change: tuple[str, str]) -> None:
    text = Statement.of(SHEET).signed(OURS)
    forged = text.replace(*change)
    code = io.BytesIO()
    segno.make(forged, error="m", encoding="utf-8").save(code, kind="png", scale=4)
    assert found(code.getvalue()).verdict is (Verdict.NOT_OURS if forged != text else Verdict.CODE_GENUINE)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"%PDF-1.7",
        b"%PDF-" + b"\0" * 9000,
        b"\x89PNG\r\n\x1a\n",
        FILE[: len(FILE) // 2],
        bytes(MAX_BYTES + 1),
    ],
)
def test_what_is_no_letter_cannot_be_read(content: bytes) -> None:
    assert found(content) == Finding(Verdict.UNREADABLE)


def test_a_picture_that_swells_is_not_opened() -> None:
    huge = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(huge, "PNG")
    assert found(huge.getvalue()) == Finding(Verdict.UNREADABLE)


@settings(max_examples=80)
@given(some.binary(max_size=300), some.sampled_from([b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b""]))
def test_nothing_that_a_stranger_brings_is_genuine(content: bytes, head: bytes) -> None:
    assert found(head + content).verdict in {Verdict.UNREADABLE, Verdict.NOT_OURS}


@given(some.text(max_size=400))
def test_a_code_is_a_statement_or_nothing(text: str) -> None:
    assert proof.verified(text, [OURS.public]) is None


def test_a_statement_reads_back() -> None:
    text = Statement.of(SHEET).signed(OURS)
    assert proof.verified(text, [THEIRS.public, OURS.public]) == Statement.of(SHEET)
    assert text.splitlines()[1:4] == [SHEET.title, SHEET.number, SHEET.organ], "whoever scans it can read it"
