"""Fields out of rows of text, by their labels: in two-script cards the rows shift, so no fixed place is trusted."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from capture.card.number import find_number
from core.cardholder import LONG_TERM
from core.id_number import IdNumber
from core.person import ETHNIC_GROUPS

GROUPS = sorted(ETHNIC_GROUPS, key=len, reverse=True)
HAN = "㐀-鿿𠀀-𲎯"


def packed(row: str) -> str:
    """Blanks dropped, full-width folded, the middle dot one character."""
    folded = unicodedata.normalize("NFKC", row)
    return re.sub(r"\s", "", re.sub(r"[•‧・∙⋅●]", "·", folded))


def portrait(rows: Sequence[str]) -> tuple[dict[str, str], set[str]]:
    """Fields of the portrait side, and the names of those the text itself leaves in doubt."""
    lines = [packed(row) for row in rows]
    text = "\n".join(lines)
    number, sure = next((found for line in lines if (found := find_number(line))[0]), ("", False))
    fields = {
        "name": name(lines),
        "sex": matched(r"(?:性别|性|别)[:：]?([男女])", text) or matched(r"([男女])民族?", text),
        "ethnicity": group(text),
        "birth": birth(text) or birth_in_part(text, number if sure else ""),
        "address": address(lines),
        "id_number": number,
    }
    doubts = unlabelled(rows) | (set() if sure else {"id_number"})
    return {key: value for key, value in fields.items() if value}, doubts


def emblem(rows: Sequence[str]) -> dict[str, str]:
    """issuer, valid_from, valid_to (ISO dates, or 长期)."""
    text = "\n".join(packed(row) for row in rows)
    issuer = matched(rf"签?发?机关[:：]?\n?([{HAN}]+)", text) or matched(rf"\n([{HAN}]+公安局[{HAN}]*)", text)
    term = re.search(r"(\d{4})[.,]?(\d{2})[.,]?(\d{2})[-—–~一]*(长期|(\d{4})[.,]?(\d{2})[.,]?(\d{2}))", text)
    fields = {"issuer": issuer}
    if term:
        fields["valid_from"] = iso(term[1], term[2], term[3])
        fields["valid_to"] = LONG_TERM if term[4] == LONG_TERM else iso(term[5], term[6], term[7])
    return {key: value for key, value in fields.items() if value}


def matched(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""


def name(lines: Sequence[str]) -> str:
    """After its label, up to the row of 性别; a long one goes on in a second row."""
    for at, line in enumerate(lines):
        if found := re.match(rf"(?:姓名|姓|名)[^{HAN}]?([{HAN}·.]{{2,15}})$", line):
            return found[1].replace(".", "·").strip("·")
        if re.fullmatch(r"姓名?", line) and at + 1 < len(lines) and re.fullmatch(rf"[{HAN}·.]{{2,15}}", lines[at + 1]):
            return lines[at + 1].replace(".", "·").strip("·")
    return ""


def group(text: str) -> str:
    """One of the 56, after the label 民族."""
    said = matched(rf"民族?[:：]?([{HAN}]{{1,5}})", text) or matched(rf"族([{HAN}]{{1,5}})", text)
    return next((each for each in GROUPS if said.startswith(each)), "")


def birth(text: str) -> str:
    found = re.search(r"(\d{4})年(\d{1,2})月(\d{1,2})日?", text)
    return iso(*found.groups()) if found else ""


def birth_in_part(text: str, number: str) -> str:
    """The birth of a sure number, where the year and the day or month after its label are what it says."""
    said = IdNumber(number).birth if number else None
    pieces = re.search(r"出生\n?(\d{4})年?(?:(\d{1,2})月)?\n?(?:(\d{1,2})日)?", text)
    if said is None or pieces is None or int(pieces[1]) != said.year or not (pieces[2] or pieces[3]):
        return ""
    agrees = int(pieces[2] or said.month) == said.month and int(pieces[3] or said.day) == said.day
    return said.isoformat() if agrees else ""


def iso(year: str, month: str, day: str) -> str:
    """An ISO date; empty where there is no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def address(lines: Sequence[str]) -> str:
    """From its label to the label of the number; a label lost in glare is made up for by the birth above it."""
    text = "\n".join(lines)
    end = r"(?=\n?(?:公民|民身份|身份号)|\n[\dXx]{15,}|$)"
    found = re.search(rf"(?:住址|住|址)[:：]?(.+?){end}", text, re.S) or re.search(
        rf"月\d{{1,2}}日?\n(.+?){end}", text, re.S
    )
    return re.sub(r"\s", "", found[1]) if found else ""


def unlabelled(lines: Sequence[str]) -> set[str]:
    """Fields found by their neighbours only, because the label was not read."""
    text = "\n".join(map(packed, lines))
    signs = {"sex": r"(?:性别|性|别)[:：]?[男女]", "address": r"住|址"}
    return {key for key, sign in signs.items() if not re.search(sign, text)}
