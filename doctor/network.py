"""The way to the platform, stage by stage; the first that fails is named, those behind it are not tried."""

import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

import requests
from requests.utils import DEFAULT_CA_BUNDLE_PATH, get_environ_proxies

from core.date_format import day, moment
from core.language import N_, _
from core.problems import (
    ClockWrong,
    PlatformBusy,
    PlatformGarbled,
    PlatformProblem,
    SignedCallsRefused,
    StoreProblem,
    UnsafeAddress,
)
from core.settings import Platform
from core.wire import Health
from doctor.finding import Finding, State, fail, ok, warn
from doctor.machine import Machine
from doctor.time_limit import within
from sync.platform.enrolment_calls import first_signed_call
from sync.platform.http import OTHER_NAME, Transport, on_this_machine

DNS_SECONDS, CONNECT_SECONDS, CALL_SECONDS = 5.0, 5.0, 8.0
STAGES = ("dns", "tcp", "proxy", "tls", "portal", "signature", "time")
CERTIFICATE_DAYS = 21
DATE_CODES = {9, 10}
"""X509_V_ERR_CERT_NOT_YET_VALID and _HAS_EXPIRED."""
NAME_CODES = {62, 64}
"""X509_V_ERR_HOSTNAME_MISMATCH and _IP_ADDRESS_MISMATCH."""
APART_WARN, APART_FAIL = timedelta(minutes=1), timedelta(minutes=5)
SET_CLOCK = N_("请在系统设置里校准日期和时间；断电就不准，请换主板电池。")
LOGIN_PAGE = N_("请在浏览器里打开任意网页，照网络运营方的要求登录，或者换一条网络。")


@dataclass(frozen=True)
class Route:
    """The way to the platform: where the connection goes first, and what it is for. `plain_port`: where a network's
    login page answers, whatever address was meant."""

    host: str
    port: int
    secure: bool
    proxy: str
    manner: Platform
    url: str
    plain_port: int = 80

    @property
    def first(self) -> tuple[str, int]:
        if not self.proxy:
            return self.host, self.port
        parts = urlsplit(self.proxy)
        return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


class Stopped(Exception):
    """A stage failed: the findings it leaves."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__()
        self.findings = findings


def network(machine: Machine, plain_port: int = 80) -> list[Finding]:
    address = machine.address
    if not address:
        return warn("network", _("还不知道平台的地址"), _("请向平台管理员要一个登记码，运行 sunlit enrol。"))
    try:
        way = route(address, machine.settings.platform, plain_port)
        Transport(address, way.manner).close()
    except (UnsafeAddress, ValueError):
        return fail("network", _("平台的地址写得不对"), _("请把地址写成 https://主机，再登记一次。"))
    found: list[Finding] = []
    try:
        for each in _stages(machine, way):
            found += each
    except Stopped as stopped:
        found += stopped.findings
        found += _not_tried({each.check for each in found})
    return found


def route(address: str, manner: Platform, plain_port: int = 80) -> Route:
    parts = urlsplit(address)
    secure = parts.scheme == "https"
    environment = get_environ_proxies(address, no_proxy=None) if secure else {}
    proxy = "" if on_this_machine(address) else manner.proxy or environment.get("https", "")
    quick = manner.model_copy(update={"timeout": min(manner.timeout, CALL_SECONDS), "proxy": proxy})
    return Route(parts.hostname or "", parts.port or (443 if secure else 80), secure, proxy, quick, address, plain_port)


def _not_tried(known: set[str]) -> list[Finding]:
    """Names the stages behind the one that failed."""
    left = [stage for stage in STAGES if f"network-{stage}" not in known]
    said, do = _("前一步没有通过，这一步没有试"), _("请先照前一步修好，再查一次。")
    return [Finding(f"network-{stage}", State.WARN, said, do) for stage in left]


def _stages(machine: Machine, way: Route) -> Iterator[list[Finding]]:
    yield _resolved(way)
    line, found = _connected(way)
    with line:
        yield found
        yield _tunnelled(way, line)
        yield _secured(way, line)
    health, heard, found = _healthy(way)
    yield found
    yield _signed(machine, way)
    yield _in_time(health, heard)


def _stop(stage: str, found: str, remedy: str) -> Stopped:
    return Stopped(*fail(f"network-{stage}", found, remedy))


def _resolved(way: Route) -> list[Finding]:
    host, port = way.first
    with suppress(ValueError):
        ip_address(host)
        return ok("network-dns", _("地址是数字，不用查域名"))
    remedy = _("请看网线或无线网通不通，路由器里的 DNS 对不对；主机名写错了就重新登记。")
    try:
        answers = within(DNS_SECONDS, lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
    except (OSError, UnicodeError):
        raise _stop("dns", _("域名 {host} 查不到").format(host=host), remedy) from None
    if not answers:
        raise _stop("dns", _("域名服务器没有回答"), remedy)
    return ok("network-dns", _("域名 {host} 查得到").format(host=host))


def _connected(way: Route) -> tuple[socket.socket, list[Finding]]:
    host, port = way.first
    stage = "proxy" if way.proxy else "tcp"
    before = ok("network-tcp", _("要走代理，不直接连平台")) if way.proxy else []
    facts = {"host": host, "port": port}
    try:
        line = socket.create_connection((host, port), CONNECT_SECONDS)
    except ConnectionRefusedError:
        said, do = _("{host} 的 {port} 端口不让连"), _("请核对地址和端口；对的话，请平台管理员看服务开了没有。")
    except TimeoutError:
        said, do = _("{host} 的 {port} 端口没有回应"), _("请看防火墙放不放行这个地址和端口，或者问网络管理员。")
    except OSError:
        said, do = _("连不到 {host} 的 {port} 端口"), _("请看网线插好没有，机器有没有拿到网络地址。")
    else:
        return line, [*before, *([] if way.proxy else ok("network-tcp", _("连得上 {host}").format(host=host)))]
    stopped = fail(f"network-{stage}", said.format(**facts), _("代理连不上：") + do if way.proxy else do)
    raise Stopped(*before, *stopped) from None


def _tunnelled(way: Route, line: socket.socket) -> list[Finding]:
    """Asks the proxy for a tunnel, as the calls do."""
    if not way.proxy:
        return ok("network-proxy", _("没有设代理"))
    target = f"{way.host}:{way.port}"
    try:
        line.settimeout(CONNECT_SECONDS)
        line.sendall(f"CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n\r\n".encode())
        status = _status(line)
    except OSError:
        status = 0
    if status == 200:
        return ok("network-proxy", _("代理让过"))
    if status == 407:
        raise _stop("proxy", _("代理要账号和口令"), _("请让网络管理员放行这台机器，不用账号。"))
    raise _stop(
        "proxy",
        _("代理不让过（{status}）").format(status=status or _("没有回答")),
        _("请让网络管理员在代理上放行平台的地址，或者改设置 [platform] proxy。"),
    )


def _status(line: socket.socket) -> int:
    head = b""
    while b"\r\n\r\n" not in head and len(head) < 8192 and (more := line.recv(1024)):
        head += more
    words = head.split(b"\r\n")[0].split()
    return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0


def _secured(way: Route, line: socket.socket) -> list[Finding]:
    if not way.secure:
        return ok("network-tls", _("平台在这台机器上，不用证书"))
    trusted = str(way.manner.ca_file) if way.manner.ca_file else DEFAULT_CA_BUNDLE_PATH
    try:
        context = ssl.create_default_context(cafile=trusted)
    except (OSError, ssl.SSLError):
        do = _("请把颁发机构的证书放到设置 [platform] ca_file 写的地方。")
        raise _stop("tls", _("颁发机构的证书文件读不出来"), do) from None
    try:
        line.settimeout(CONNECT_SECONDS)
        with context.wrap_socket(line, server_hostname=way.host) as safe:
            ends = ssl.cert_time_to_seconds(str((safe.getpeercert() or {}).get("notAfter")))
    except ssl.SSLCertVerificationError as error:
        raise _distrusted(way, error.verify_code) from None
    except (OSError, ValueError):
        if portal := _login_page(way):
            raise Stopped(*portal) from None
        do = _("请看路上有没有设备拦截 https，或者请平台管理员看证书。")
        raise _stop("tls", _("安全连接没有建成"), do) from None
    return _until(datetime.fromtimestamp(ends, UTC))


def _until(ends: datetime) -> list[Finding]:
    said = _("安全连接建好了，平台的证书到{day}").format(day=day(ends.date()))
    if ends - datetime.now(UTC) < timedelta(days=CERTIFICATE_DAYS):
        return warn("network-tls", said, _("请告诉平台管理员换证书。"))
    return ok("network-tls", said)


def _distrusted(way: Route, code: int) -> Stopped:
    """Returns what a certificate that is not trusted means; a network's login page shows its own."""
    if code in DATE_CODES:
        today = day(datetime.now().astimezone().date())
        said = _("平台的证书和机器的日期对不上，机器以为今天是{today}").format(today=today)
        do = _("日期不对，请在系统设置里校准；对的话，请告诉平台管理员换证书。")
        return _stop("tls", said, do)
    name = code in NAME_CODES
    said = _("证书是别的主机的") if name else _("证书不是可信的机构发的")
    do = (
        _("请核对平台的地址，看路上有没有设备拦截 https。")
        if name
        else _("省里自己的颁发机构，请写进设置 [platform] ca_file；不是，就是路上有设备拦截 https。")
    )
    return Stopped(*fail("network-tls", said, do), *_login_page(way))


def _login_page(way: Route) -> list[Finding]:
    """Asks the same host without encryption, as networks' login pages answer there for everybody."""
    if way.proxy:
        return []
    try:
        with requests.Session() as session:
            session.trust_env = False
            url = f"http://{way.host}:{way.plain_port}/v1/health"
            answer = session.get(url, timeout=CONNECT_SECONDS, allow_redirects=False, stream=True)
            to = urlsplit(answer.headers.get("Location", "")).hostname
            elsewhere = answer.status_code in {301, 302, 303, 307, 308} and to not in {None, way.host}
            page = answer.status_code in {200, 511} and "html" in answer.headers.get("Content-Type", "")
    except (requests.RequestException, OSError):
        return []
    return fail("network-portal", _("答话的是网络的登录页，不是平台"), _(LOGIN_PAGE)) if elsewhere or page else []


def _healthy(way: Route) -> tuple[Health, datetime, list[Finding]]:
    """Returns what the platform says of itself, when that was heard, and the finding."""
    line = Transport(way.url, way.manner)
    began = time.monotonic()
    try:
        health = line.call("GET", "v1/health").read(Health)
        heard = datetime.now(UTC) - timedelta(seconds=(time.monotonic() - began) / 2)
    except PlatformGarbled:
        raise _stop("portal", _("答话的是网络的登录页，不是平台"), _(LOGIN_PAGE)) from None
    except PlatformProblem as problem:
        raise _unwell(problem) from None
    finally:
        line.close()
    if health.status != "ok":
        do = _("请告诉平台管理员：平台的磁盘满了。")
        return health, heard, warn("network-portal", _("答话的是平台，可是它现在收不下东西"), do)
    return health, heard, ok("network-portal", _("答话的是平台，路上没有登录页"))


def _unwell(problem: PlatformProblem) -> Stopped:
    if problem.detail in OTHER_NAME:
        return _stop("portal", _("平台不认这个地址"), _("请核对地址，或者请平台管理员把它写进 hosts。"))
    if isinstance(problem, ClockWrong):
        return _stop("time", _("平台的证书和机器的日期对不上"), _(SET_CLOCK))
    if isinstance(problem, PlatformBusy):
        return _stop("portal", _("平台现在很忙"), _("请过十分钟再查；一直忙，就告诉平台管理员。"))
    return _stop("portal", _("连上了，可是没有听到平台回答"), _("请看网络稳不稳，或者请平台管理员看服务开了没有。"))


def _signed(machine: Machine, way: Route) -> list[Finding]:
    try:
        identity = machine.identity()
    except (StoreProblem, OSError):
        return warn("network-signature", _("还没有登记，没有试签名"), _("请先照 key 这一项做好，再查一次。"))
    try:
        first_signed_call(identity, way.manner)
    except SignedCallsRefused:
        do = _("请问平台管理员：停用了就要新的登记码重新登记；没停用，可能有人复制了这块磁盘。")
        return fail("network-signature", _("平台不认这台机器的钥匙"), do)
    except PlatformGarbled:
        do = _("请看路上有没有设备改动答复，没有就报告平台管理员。")
        return fail("network-signature", _("答复上没有平台的签名，或者被改过"), do)
    except PlatformProblem:
        return warn("network-signature", _("平台没有答复签名的请求"), _("请过十分钟再查；还这样，就告诉平台管理员。"))
    return ok("network-signature", _("平台认这台机器，答复是它签的"))


def _in_time(health: Health, heard: datetime) -> list[Finding]:
    apart = abs(health.at - heard)
    if apart < APART_WARN:
        return ok("network-time", _("机器的时间和平台一样"))
    theirs = moment(health.at.astimezone())
    said = _("机器的时间和平台差{minutes}分钟，平台说是{theirs}").format(
        minutes=round(apart.total_seconds() / 60), theirs=theirs
    )
    return (fail if apart > APART_FAIL else warn)("network-time", said, _(SET_CLOCK))
