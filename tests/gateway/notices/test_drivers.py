"""The drivers' own languages: what they say to their provider, and how they read an answer."""

import base64
import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.clock import CHINA
from gateway.notices.sms import FileProvider, aliyun, cmas, http_json
from gateway.notices.sms.aliyun_signature import Action, Credentials, signed
from gateway.notices.sms.cmas import Cmas
from gateway.notices.sms.http_json import HttpJson
from gateway.notices.sms.port import (
    RECEIPT,
    Accepted,
    Delivered,
    Message,
    NotFound,
    NotReached,
    Question,
    Refused,
    Unknown,
)
from testkit.local_server import LocalServer, QuietHandler

NUMBER = "13800001234"
MESSAGE = Message(NUMBER, "【平台】您好", "SMS_1", {"tail": "0001"}, "key-1")
QUESTION = Question(NUMBER, "", "key-1", datetime(2026, 3, 2, 9, 0, tzinfo=CHINA))


def test_aliyuns_own_example_of_a_signature() -> None:
    """The fixed values of the provider's documentation, and the result it gives."""
    parameters = {"ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", "RegionId": "cn-shanghai"}
    action = Action("ecs.cn-shanghai.aliyuncs.com", "RunInstances", "2014-05-26", parameters)
    at = datetime(2023, 10, 26, 10, 22, 32, tzinfo=UTC)
    headers = signed(
        action, Credentials("YourAccessKeyId", "YourAccessKeySecret"), at, "3156853299f313e23d1673dc12e1703d"
    )
    assert headers["Authorization"] == (
        "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;"
        "x-acs-signature-nonce;x-acs-version,"
        "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )


def test_cmas_is_spoken_as_in_the_field() -> None:
    said = json.loads(base64.b64decode(Cmas("https://x", "某局", "account", "sign", "secret").body(MESSAGE)))
    checked = "某局" + "account" + "secret" + "SMS_1" + NUMBER + '["0001"]' + "sign"
    assert said["mac"] == hashlib.md5(checked.encode(), usedforsecurity=False).hexdigest()
    assert (said["mobiles"], said["params"], said["templateId"]) == (NUMBER, '["0001"]', "SMS_1")


def test_names_of_a_provinces_own_service() -> None:
    class Service(QuietHandler):
        heard: list[dict[str, Any]] = []

        def do_POST(self) -> None:
            self.heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.heard[-1]["token"] = self.headers["Authorization"]
            content = b'{"code": 0, "data": {"taskId": 5}}'
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

    fields = {"number": "mobile", "text": "content", "parameters": "", "template": ""}
    with LocalServer(Service) as service:
        assert HttpJson(service.url, secret="s3cret", fields=fields).send(MESSAGE) == Accepted("5")
    wanted = {"mobile": NUMBER, "content": MESSAGE.text, "key": "key-1", "token": "Bearer s3cret"}
    assert Service.heard == [wanted]


@pytest.mark.parametrize(
    ("status", "said", "means"),
    [
        (200, {"receipt": "7"}, Accepted("7")),
        (202, {"code": 0, "data": {"msgid": 991}}, Accepted("991")),
        (200, {"success": True}, Accepted("")),
        (200, {"status": "OK", "id": "a-1"}, Accepted("a-1")),
        (200, {"code": "isv.MOBILE_NUMBER_ILLEGAL", "id": "7"}, Refused("isv.mobile_number_illegal")),
        (200, {"error": {"code": "E1", "message": f"{NUMBER} is black-listed"}}, Refused("E1")),
        (200, {"error": f"no such number {NUMBER}"}, Refused("other")),
        (200, {"success": False}, Refused("refused")),
        (200, {"success": True, "error": "E1"}, Unknown("contradicts-itself")),
        (200, {"code": 0, "success": False}, Unknown("contradicts-itself")),
        (200, {}, Unknown("says-nothing")),
        (200, {"hello": "world"}, Unknown("says-nothing")),
        (400, {"code": 0}, Unknown("contradicts-itself")),
        (400, {"code": "bad-number"}, Refused("bad-number")),
        (401, {}, Refused("http-401", general=True)),
        (429, {"code": "slow-down"}, Refused("http-429", general=True)),
    ],
)
def test_answers_of_services_that_agree_on_little(status: int, said: dict[str, Any], means: object) -> None:
    assert http_json.judged(status, said, NUMBER) == means


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just(NUMBER),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from(
    [
        *(*http_json.RECEIPTS, *http_json.CODES, *http_json.ERRORS, "success", "data", "Code", "BizId", "rspcod"),
        *("msgGroup", "SmsSendDetailDTOs", "key", "reason"),
    ]
)
ANSWERS = st.dictionaries(KEYS, JSON, max_size=6)
STATUSES = st.sampled_from([200, 202, 400, 401, 404, 422, 429])


@given(STATUSES, ANSWERS)
def test_no_answer_breaks_a_driver_or_leaves_the_number_behind(status: int, said: dict[str, Any]) -> None:
    for judge in (http_json.judged, aliyun.judged, cmas.judged):
        means = judge(status, said, NUMBER)
        assert NUMBER not in str(means)
        assert not isinstance(means, NotReached), "an answer is never proof that nothing was sent"
        if isinstance(means, Accepted) and means.receipt:
            assert RECEIPT.fullmatch(means.receipt)
    for fate in (http_json.fate(status, said, QUESTION), aliyun.fate(said, QUESTION)):
        assert NUMBER not in str(fate)


def test_a_file_for_trials_knows_what_it_was_given(tmp_path: Path) -> None:
    driver = FileProvider(tmp_path / "sent.jsonl")
    assert driver.look_up(QUESTION) == NotFound()
    assert driver.send(MESSAGE) == Accepted("key-1")
    assert driver.look_up(QUESTION) == Delivered("key-1")
    assert (tmp_path / "sent.jsonl").stat().st_mode & 0o777 == 0o600
    assert FileProvider(tmp_path / "none" / "sent").send(MESSAGE) == NotReached("no-file")
