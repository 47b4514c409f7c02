"""Glare is located in the picture."""

import cv2
import numpy as np

from capture.page import assess_frame, load
from core.resources import resource

PAGE = resource("samples", "documents", "page_s03_reply.jpg")


def test_a_burnt_spot_is_shown_where_it_lies() -> None:
    picture = load(PAGE)
    corners = assess_frame(picture).corners
    assert corners is not None
    x, y = (round(float(value)) for value in np.mean(corners, axis=0))
    cv2.circle(picture, (x, y), picture.shape[1] // 12, (255, 255, 255), -1)
    seen = assess_frame(picture)
    assert seen.glare
    assert any(cv2.pointPolygonTest(np.array(spot, np.float32), (x, y), False) > 0 for spot in seen.spots)


def test_a_page_in_even_light_has_none() -> None:
    assert assess_frame(load(PAGE)).spots == ()
