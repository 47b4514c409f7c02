"""A stranger's file name does no harm on any system."""

import pytest
from pydantic import ValidationError

from core.file_name import is_safe, made_safe
from core.wire import FiledAttachment

HOSTILE = [
    *("", ".", "..", "../../x", "..\\x", "/etc/passwd", "C:\\x", "C:x", "a/b", "a\0b", "a\nb", "a\x1b[2Jb", "x\x9b1m"),
    *("CON", "con.txt", "Aux.jpg", "NUL", "com1", "LPT9.pdf", "COM¹", "CONIN$", "nul .txt", "prn.tar.gz"),
    *("page.", "page ", " page", "page. ", "-rf", "--help", ".bashrc", "a:b", "a|b", 'a"b', "a*b", "a?b", "<a>"),
    *("photo\u202egpj.exe", "a\u2066b", "a\u200eb", "a\u200bb", "\ufeffa", "a\u2028b", "x" * 121, "字" * 100),
]
FRIENDLY = [
    "page-1.jpg",
    "papers.pdf",
    "井.jpg",
    "照片 (2).jpeg",
    "CONTRACT.pdf",
    "con-tract",
    "a.b.c",
    "Ünï.txt",
    "a-b",
]


@pytest.mark.parametrize("name", HOSTILE, ids=ascii)
def test_a_hostile_name_is_none(name: str) -> None:
    assert not is_safe(name)
    with pytest.raises(ValidationError):
        FiledAttachment(name=name)
    assert is_safe(made_safe(name, "attachment-1"))


@pytest.mark.parametrize("name", FRIENDLY)
def test_a_name_as_people_give_them_stays(name: str) -> None:
    assert is_safe(name) and made_safe(name, "attachment-1") == name
    assert FiledAttachment(name=name).name == name


def test_the_ending_stays_where_it_is_one() -> None:
    assert made_safe("../../x.jpg", "attachment-2") == "attachment-2.jpg"
    assert made_safe("../../x.jpg\n", "attachment-2") == made_safe("..", "attachment-2") == "attachment-2"
