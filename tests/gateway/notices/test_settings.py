"""`[sms]` in gateway.toml: what is missing or unsafe is said before anybody is served; credentials come from the
environment alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from core.problems import ConfigWrong, StoreProblem
from gateway.notices import sms
from gateway.notices.sms import FileProvider
from gateway.notices.sms.aliyun import Aliyun
from gateway.notices.sms.cmas import Cmas
from gateway.notices.sms.http_json import HttpJson
from gateway.runtime import Runtime
from gateway.runtime.settings import read_settings
from gateway.runtime.sms_settings import SmsSettings
from testkit.gateway_in_process import Gateway

SECRETS = {sms.KEY_ID: "id", sms.SECRET: "secret"}
URL = "https://sms.example.cn/send"


@pytest.fixture
def runtime(gateway: Gateway) -> Runtime:
    return gateway.runtime


def using(runtime: Runtime, **settings: object) -> Runtime:
    return replace(runtime, sms=SmsSettings.model_validate(settings))


def test_each_driver_by_its_name(runtime: Runtime, tmp_path: Path) -> None:
    assert sms.configured(runtime, SECRETS) is None
    drivers = {
        HttpJson: {"driver": "http-json", "url": URL},
        Aliyun: {"driver": "aliyun"},
        Cmas: {"driver": "cmas", "url": URL, "company": "某局", "account": "a", "sign": "s"},
        FileProvider: {"driver": "file", "url": str(tmp_path / "sent")},
    }
    for kind, settings in drivers.items():
        made = sms.configured(using(runtime, **settings), SECRETS)
        assert isinstance(made, kind)
        assert "secret" not in repr(made)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"driver": "http-json"}, "url is missing"),
        ({"driver": "http-json", "url": "http://sms.example.cn"}, "by https"),
        ({"driver": "http-json", "url": URL, "query_url": "ftp://x"}, "by https"),
        ({"driver": "http-json", "url": "http://[::1"}, "is none"),
        ({"driver": "aliyun"}, sms.KEY_ID),
        ({"driver": "cmas", "url": URL, "account": "a", "sign": "s"}, "company is missing"),
        ({"driver": "cmas", "url": URL, "company": "c", "account": "a", "sign": "s"}, sms.SECRET),
        ({"driver": "file"}, "url is missing"),
        ({"driver": "aliyun", "templates": {"registred": "SMS_1"}}, "no node registred"),
    ],
)
def test_what_is_missing_or_unsafe_is_said(runtime: Runtime, settings: dict[str, object], says: str) -> None:
    with pytest.raises(StoreProblem) as told:
        sms.configured(using(runtime, **settings), {})
    assert says in told.value.detail


def test_a_practice_platform_sends_nothing(runtime: Runtime) -> None:
    assert sms.configured(replace(using(runtime, driver="aliyun"), training=True), SECRETS) is None


def test_no_secret_is_read_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "gateway.toml").write_text('[sms]\ndriver = "aliyun"\nsecret = "x"\n', "utf-8")
    with pytest.raises(ConfigWrong):
        read_settings(tmp_path)
