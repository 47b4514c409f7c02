"""Classifies a card: its side by labels; the document by number and title; original or copy.

A side is None for other papers, and if both sides or two cards are visible.
"""

import re
from typing import Literal

import cv2
import numpy as np

from core.id_document import IdDocument
from devices.ports import Picture

Side = Literal["portrait", "emblem"]

LEAST_LABELS = 2
PORTRAIT_LABELS = ("姓名", "性别", "民族", "出生", "住址", "公民身份", "身份号码")
EMBLEM_LABELS = ("中华人民共和国", "居民身份证", "居民居住证", "签发机关", "有效期限")
OTHER_PAPERS = re.compile("残疾|准驾|驾驶证|行驶证|社会保障|护照|学生证|工作证|户口|结婚证")
"""Words on other papers that also have a name, a birth and a number."""
PASSES = re.compile("通行证")
"""Stands on the back of the residence permits of Hong Kong, Macao and Taiwan as well."""
PERMITS = re.compile("居民居住证")
FOREIGNERS = re.compile("外国人永久居留|永久居留身份证|PERMANENTRESID")
NUMBER = re.compile(r"(?<![0-9])[0-9OoQDIl|BbSsZz]{17}[0-9Xx]")


def side_of(text: str) -> Side | None:
    """Returns the side by its labels; a single label is not enough."""
    if OTHER_PAPERS.search(text) or (PASSES.search(text) and not PERMITS.search(text)):
        return None
    if FOREIGNERS.search(text.replace(" ", "").upper()):
        return "portrait" if "姓名" in text or "性别" in text or "Name" in text else None
    portraits = sum(label in text for label in PORTRAIT_LABELS)
    emblems = sum(label in text for label in EMBLEM_LABELS)
    if max(portraits, emblems) < LEAST_LABELS:
        return None
    return "portrait" if portraits >= emblems else "emblem"


def several(text: str) -> bool:
    """True for more than one side of one card: two numbers, or the labels of both sides."""
    if FOREIGNERS.search(text.replace(" ", "").upper()):
        return False
    portraits = sum(label in text for label in PORTRAIT_LABELS)
    emblems = sum(label in text for label in EMBLEM_LABELS)
    return len(set(NUMBER.findall(text))) > 1 or (portraits >= LEAST_LABELS and emblems >= LEAST_LABELS)


HMT = ("81", "82", "83")
"""First digits on permits of residents of Hong Kong, Macao, Taiwan; no resident card has them."""
FOREIGNER = "9"
"""First digit on foreigners' cards of 2023."""


def document_of(text: str, number: str) -> IdDocument:
    """Returns the document; `text` as printed on the card, without blanks."""
    if FOREIGNERS.search(text.upper()) or number.startswith(FOREIGNER):
        return IdDocument.FOREIGNER_CARD
    if PERMITS.search(text) or number.startswith(HMT):
        return IdDocument.HMT_RESIDENCE_PERMIT
    return IdDocument.RESIDENT_CARD


GREY = 4.5
"""How far, in steps of CIELAB, the colours of nearly all of a copy lie from their middle; light has one colour."""


def colourless(card: Picture) -> bool:
    small = cv2.resize(card, (160, 100), interpolation=cv2.INTER_AREA)
    colours = cv2.cvtColor(small, cv2.COLOR_BGR2LAB)[..., 1:].reshape(-1, 2).astype(np.float32)
    far = np.linalg.norm(colours - np.median(colours, axis=0), axis=1)
    return bool(np.percentile(far, 97) < GREY)
