"""What every page of the desk has in common, whoever asks."""

import requests
from playwright.sync_api import Browser

from gateway.desk.assets import address
from testkit.browser import serious_faults, visitor
from testkit.gateway_in_process import Gateway


def test_health_is_told_to_everybody(gateway: Gateway) -> None:
    answer = requests.get(f"{gateway.url}/desk/healthz", timeout=120)
    assert (answer.status_code, answer.json()["state"]) == (200, "ok")


def test_whoever_is_not_signed_in_is_led_to_the_sign_in_and_back(gateway: Gateway) -> None:
    answer = requests.get(f"{gateway.url}/desk/today?day=2026-03-02", allow_redirects=False, timeout=120)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/desk/sign-in?next=/desk/today%3Fday%3D2026-03-02"


def test_every_answer_protects_itself(gateway: Gateway) -> None:
    for path in ("/desk/today", "/desk/healthz", "/desk/assets/none"):
        said = requests.get(gateway.url + path, allow_redirects=False, timeout=120).headers
        assert said["cache-control"] == "no-store"
        assert said["x-content-type-options"] == "nosniff"
        assert "script-src 'self';" in said["content-security-policy"]
        assert "frame-ancestors 'none'" in said["content-security-policy"]


def test_a_form_from_another_site_is_refused(gateway: Gateway) -> None:
    for said in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}):
        answer = requests.post(f"{gateway.url}/desk/language", {"language": "en_US"}, headers=said, timeout=120)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


def test_a_form_that_is_too_long_is_refused_in_plain_words(gateway: Gateway) -> None:
    answer = requests.post(f"{gateway.url}/desk/language", {"here": "x" * 2_000_000}, timeout=120)
    assert answer.status_code == 413
    assert "内容太大，没有收下" in answer.text


def test_nobody_is_led_away_from_here(gateway: Gateway) -> None:
    for there in ("//evil.example", "https://evil.example", "/desk\\..", "/desk//evil.example", "/desker"):
        answer = requests.post(f"{gateway.url}/desk/language", {"here": there}, allow_redirects=False, timeout=120)
        assert answer.headers["location"] == "/desk"


def test_what_there_is_not_is_said_in_the_language_of_the_browser(gateway: Gateway, browser: Browser) -> None:
    with visitor(browser, gateway.url) as page:
        page.goto("/desk/assets/none")
        assert "没有找到" in page.inner_text("main")
        assert serious_faults(page) == []
    english = requests.get(f"{gateway.url}/desk/assets/none", headers={"Accept-Language": "en"}, timeout=120)
    assert english.status_code == 404
    assert "Nothing found" in english.text


def test_style_and_script_are_kept_by_the_browser_as_long_as_they_are_the_same(gateway: Gateway) -> None:

    kept = requests.get(gateway.url + address("desk.css"), timeout=120)
    assert "immutable" in kept.headers["cache-control"]
    assert "--primary: #0B4F6C;" in kept.text
    other = requests.get(f"{gateway.url}/desk/assets/desk.css?v=another", timeout=120)
    assert other.headers["cache-control"] == "no-cache"


def test_the_head_of_printed_pages_takes_a_number_and_nothing_else(gateway: Gateway) -> None:
    style = requests.get(f"{gateway.url}/desk/print/XF2026-00000001.css", timeout=120)
    assert 'content: "XF2026-00000001"' in style.text
    for other in ('x"}body{}', "a b", "x" * 41):
        assert requests.get(f"{gateway.url}/desk/print/{other}.css", timeout=120).status_code == 404
