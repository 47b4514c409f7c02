from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from testkit.browser import chromium
from testkit.desk import Desk
from testkit.gateway_in_process import Gateway
from testkit.officers import CLERK, HANDLER, OTHER, Office, open_office


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def office(gateway: Gateway) -> Office:
    """Returns the officers of a small county."""
    return open_office(gateway.runtime)


@pytest.fixture
def clerk(gateway: Gateway, office: Office) -> Desk:
    """Returns the desk of the bureau's clerk."""
    return Desk(gateway, CLERK)


@pytest.fixture
def handler(gateway: Gateway, office: Office) -> Desk:
    """Returns the desk of the town's handler."""
    return Desk(gateway, HANDLER)


@pytest.fixture
def other(gateway: Gateway, office: Office) -> Desk:
    """Returns the desk of an officer whose organ has nothing to do with it."""
    return Desk(gateway, OTHER)
