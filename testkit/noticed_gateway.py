"""A gateway with a provider of SMS, and petitioners who agreed to be told."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from core.consents import Consents
from core.petition import Petition
from gateway.notices import worker
from gateway.notices.sms.port import Provider
from gateway.notices.templates import Node
from gateway.runtime import Runtime, Stores
from gateway.storage.notice_tables import notices
from gateway.storage.schema import cases
from testkit.gateway_in_process import Gateway, HandClock, SwitchableApp
from testkit.sms_provider import SmsProvider
from testkit.terminal import Terminal, petition

SECONDS = 20
"""How long a worker waits for the provider, at most: one that answers answers late on a busy machine."""


def settings(url: str, **more: str | int) -> str:
    """gateway.toml for a provider at `url`."""
    lines = {"driver": "http-json", "url": f"{url}/send", "query_url": f"{url}/query", "seconds": SECONDS, **more}
    named = [f"{name} = {value!r}" for name, value in lines.items()]
    templates = [f"{node.value} = 'SMS_{number}'" for number, node in enumerate(Node)]
    return "\n".join(["[sms]", *named, "[sms.templates]", *templates, ""])


def agreeing(petition: Petition) -> Petition:
    """The petition of somebody who agreed to calls and messages."""
    return replace(petition, consents=Consents(notify_by_phone=True))


@dataclass
class NoticedGateway:
    gateway: Gateway
    provider: SmsProvider
    terminal: Terminal

    @property
    def runtime(self) -> Runtime:
        return self.gateway.runtime

    @property
    def clock(self) -> HandClock:
        return self.gateway.clock

    def registered(self, changed: Callable[[Petition], Petition] = agreeing, **about: Any) -> str:
        """Returns the number of a new case; `changed` makes its petition what it is."""
        item = self.terminal.sealed(changed(petition(self.clock(), **about)))
        answer = self.terminal.hand_in(item)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["receipt"]["case_number"])

    def case_id(self, number: str) -> int:
        with self.runtime.reading() as db:
            return int(db.execute(select(cases.c.id).where(cases.c.number == number)).scalar_one())

    def work(self, driver: Provider | None = None) -> Counter[str]:
        return worker.run_once(self.runtime, driver)

    def rows(self) -> list[dict[str, Any]]:
        with self.runtime.reading() as db:
            return [dict(row) for row in db.execute(select(notices).order_by(notices.c.id)).mappings()]

    def row(self) -> dict[str, Any]:
        (only,) = self.rows()
        return only

    def state(self) -> str:
        return str(self.row()["state"])


@contextmanager
def noticed_gateway(
    switchable: SwitchableApp, folder: Path, stores: Stores, **more: str | int
) -> Iterator[NoticedGateway]:
    """`more`: further settings of `[sms]`."""
    furnished = folder / "furnished"
    shutil.copytree(switchable.furnished, furnished)
    with SmsProvider() as provider:
        (furnished / "gateway.toml").write_text(settings(provider.url, **more), "utf-8")
        with switchable.gateway(folder / "noticed", stores, furnished) as gateway:
            yield NoticedGateway(gateway, provider, Terminal.enrolled(gateway))
