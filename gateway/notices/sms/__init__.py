"""Providers of SMS: what they can do (`port`), and which one the settings name."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from core.problems import StoreProblem
from gateway.notices.sms.aliyun import URL, Aliyun
from gateway.notices.sms.aliyun_signature import Credentials
from gateway.notices.sms.cmas import Cmas
from gateway.notices.sms.http_json import HttpJson
from gateway.notices.sms.port import Accepted, Delivered, Fate, Message, NotFound, NotReached, Provider, Question, Sent
from gateway.notices.templates import Node
from gateway.runtime import Runtime
from gateway.runtime.sms_settings import SmsSettings

KEY_ID, SECRET = "SUNLIT_SMS_KEY_ID", "SUNLIT_SMS_SECRET"
"""Environment variables. `KEY_ID`: Aliyun's AccessKeyId. `SECRET`: AccessKeySecret, secretKey, or a bearer token."""
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def configured(runtime: Runtime, environment: Mapping[str, str] = os.environ) -> Provider | None:
    """The provider that gateway.toml names; None for none, and on a practice platform, which tells nobody anything.

    Raises StoreProblem where something it needs is missing.
    """
    settings = runtime.sms
    if not settings.driver or runtime.training:
        return None
    if strange := settings.templates.keys() - {node.value for node in Node}:
        raise StoreProblem(f"gateway.toml, [sms.templates]: there is no node {min(strange)}")
    if settings.driver == "file":
        return FileProvider(Path(_needed(settings.url, "url")))
    for url in filter(None, (settings.url, settings.query_url)):
        _check_address(url)
    return MAKERS[settings.driver](settings, environment, runtime)


def _http_json(settings: SmsSettings, environment: Mapping[str, str], _runtime: Runtime) -> Provider:
    return HttpJson(
        _needed(settings.url, "url"),
        settings.query_url,
        environment.get(SECRET, ""),
        settings.fields,
        settings.seconds,
        settings.ca_file,
    )


def _aliyun(settings: SmsSettings, environment: Mapping[str, str], runtime: Runtime) -> Provider:
    credentials = Credentials(_secret(environment, KEY_ID), _secret(environment, SECRET))
    sign, url = settings.sign or settings.platform, settings.url or URL
    return Aliyun(credentials, sign, runtime.now, url, settings.seconds, settings.ca_file)


def _cmas(settings: SmsSettings, environment: Mapping[str, str], _runtime: Runtime) -> Provider:
    return Cmas(
        _needed(settings.url, "url"),
        _needed(settings.company, "company"),
        _needed(settings.account, "account"),
        _needed(settings.sign, "sign"),
        _secret(environment, SECRET),
        settings.seconds,
        settings.ca_file,
    )


MAKERS: dict[str, Callable[[SmsSettings, Mapping[str, str], Runtime], Provider]] = {
    "http-json": _http_json,
    "aliyun": _aliyun,
    "cmas": _cmas,
}


def _needed(value: str, name: str) -> str:
    if not value:
        raise StoreProblem(f"gateway.toml, [sms]: {name} is missing")
    return value


def _secret(environment: Mapping[str, str], name: str) -> str:
    if not environment.get(name):
        raise StoreProblem(f"gateway.toml, [sms]: the driver needs {name} in the environment")
    return environment[name]


def _check_address(url: str) -> None:
    """Numbers leave this machine sealed by TLS only. Raises StoreProblem."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise StoreProblem("gateway.toml, [sms]: an address is none") from None
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise StoreProblem("gateway.toml, [sms]: an address is given by https")


@dataclass(frozen=True)
class FileProvider:
    """Messages into a file instead of to people, a line of JSON each: for trials, since it holds telephone numbers."""

    path: Path
    needs_template: bool = False

    def send(self, message: Message) -> Sent:
        line = {"key": message.key, "number": message.number, "template": message.template, "text": message.text}
        try:
            handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        except OSError:
            return NotReached("no-file")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(json.dumps(line | {"parameters": dict(message.parameters)}, ensure_ascii=False) + "\n")
        return Accepted(message.key)

    def look_up(self, question: Question) -> Fate:
        try:
            lines = self.path.read_text("utf-8").splitlines()
        except OSError:
            return NotFound()
        return Delivered(question.key) if any(json.loads(line)["key"] == question.key for line in lines) else NotFound()
