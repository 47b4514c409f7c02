"""Real TLS on loopback: an authority of the province's own, and a clock that makes certificates look expired."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from core.problems import ClockWrong, PlatformUnreachable
from core.settings import Platform
from core.wire import Enrolment
from sync.platform.enrolment_calls import enrol
from testkit.faulty_platform import SECRET, FaultyPlatform
from trust.keys import SigningKey

NAME = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "省级平台")])
LOOPBACK = x509.IPAddress(ip_address("127.0.0.1"))


def certified(folder: Path, ends: datetime, *names: str) -> Path:
    """Makes an authority that is also the server on 127.0.0.1 and `names`; one PEM with certificate and key."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        x509.CertificateBuilder(NAME, NAME, key.public_key(), x509.random_serial_number())
        .not_valid_before(ends - timedelta(days=90))
        .not_valid_after(ends)
        .add_extension(x509.SubjectAlternativeName([LOOPBACK, *map(x509.DNSName, names)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "platform.pem"
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM) + secret)
    return file


def knock(file: Path, ca_file: Path | None) -> str:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    with FaultyPlatform(tls=context) as platform:
        call = Enrolment(code=SECRET, public_key=SigningKey.generate().public)
        return enrol(platform.url, call, Platform(timeout=5, ca_file=ca_file)).terminal


def test_an_authority_of_the_provinces_own(tmp_path: Path) -> None:
    file = certified(tmp_path, datetime.now(UTC) + timedelta(days=30))
    assert knock(file, ca_file=file) == "t1"
    with pytest.raises(PlatformUnreachable):
        knock(file, ca_file=None)


@pytest.mark.parametrize("days", [-1, 400], ids=["our clock is ahead", "our clock is behind"])
def test_a_clock_that_breaks_tls_is_said_in_words(days: int, tmp_path: Path) -> None:
    file = certified(tmp_path, datetime.now(UTC) + timedelta(days=days))
    with pytest.raises(ClockWrong, match="certificate"):
        knock(file, ca_file=file)
