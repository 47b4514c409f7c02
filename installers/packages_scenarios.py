"""What is done with the packages in a clean root, one function a scenario, in the order of `SCENARIOS`.

Each returns what was found, and raises AssertionError when it is not as it should be.
"""

import json
import secrets
import subprocess

from installers.clean_root import CleanRoot
from installers.package_list import version
from installers.recipe import ROOT

MODELS = ("sunlit-models-speech", "sunlit-models-voice", "sunlit-models-papers")
ALL = ("sunlit-base", "sunlit-windows", *MODELS, "sunlit-kiosk", "sunlit-proxy", "sunlit-gateway")
KIOSK = "runuser -u sunlit-kiosk -- env SUNLIT_HOME=/var/lib/sunlit-window sunlit-kiosk"
GATEWAY = "runuser -u sunlit-gateway -- sunlit-gateway"
DATA = "--data /var/lib/sunlit-gateway"
QUEUED = 3
MARK = chr(0x9F98) + "".join(chr(secrets.choice(range(0x4E00, 0x9FA5))) for _ in range(3))
"""A name that stands in what waits, and nowhere else."""
PETITION = ROOT / "installers" / "linux" / "petition.json"
SEARCHED = "/var /etc /opt /home /root /tmp /usr/share /srv"


def files(*names: str) -> str:
    return " ".join(f"/packages/{name}_{version()}_*.deb" for name in names)


def install(root: CleanRoot) -> str:
    root.ran(f"dpkg -i {files(*ALL)}")
    size = root.ran("du -sm /opt/sunlit-window --exclude=models | cut -f1").strip()
    return f"{len(ALL)} packages without a network, /opt/sunlit-window {size} MB without packs"


def self_tests(root: CleanRoot) -> str:
    said = []
    for name in ("sunlit-gateway", "sunlit-kiosk", "sunlit-proxy"):
        report = json.loads(root.ran(f"{name} --self-test 2>/dev/null"))
        assert report["self_test"] == "ok", report
        said.append(f"{name} {report['seconds']} s")
    return ", ".join(said)


def users(root: CleanRoot) -> str:
    places = "/var/lib/sunlit-window /var/lib/sunlit-gateway /etc/sunlit-gateway/gateway.env"
    told = root.ran(f"stat -c '%U %a %n' {places}")
    assert told.split("\n")[:2] == [
        "sunlit-kiosk 700 /var/lib/sunlit-window",
        "sunlit-gateway 700 /var/lib/sunlit-gateway",
    ]
    assert "root 640" in told
    return "own accounts, their folders shut to others"


def technician(root: CleanRoot) -> str:
    """`sunlit` as root, which a technician is: it works as the window's account and leaves nothing of root's behind."""
    assert "self-test" in root.ran("sunlit --help")
    assert "[terminal]" in root.ran("sunlit settings template")
    assert "P405" in root.refused("sunlit update check")
    checks = [json.loads(line) for line in root.refused("sunlit doctor --json 2>/dev/null").splitlines()]
    assert {"models", "key"} <= {each["check"] for each in checks}, checks
    report = json.loads(root.ran("sunlit self-test --json 2>/dev/null"))
    assert report["self_test"] == "ok", report
    root.ran("sunlit-kiosk update check-data")
    assert not (of_root := root.ran("find /var/lib/sunlit-window -user root")), of_root
    return f"{len(checks)} checks, self-test {report['seconds']} s, nothing of root's left behind"


def twice(root: CleanRoot) -> str:
    root.ran(f"dpkg -i {files(*ALL)}")
    return "the same packages again change nothing"


def changed(name: str, line: str) -> str:
    """Returns the shell's words that make /tmp/changed.deb of a package, with another line in its control file."""
    field = line.partition(":")[0]
    return (
        f"rm -rf /tmp/changed* && dpkg-deb -R {files(name)} /tmp/changed && "
        f"sed -i 's/^{field}:.*/{line}/' /tmp/changed/DEBIAN/control && "
        "dpkg-deb -Znone -b /tmp/changed /tmp/changed.deb && rm -rf /tmp/changed"
    )


def older(root: CleanRoot) -> str:
    """Puts an older kiosk in place, and queues petitions for a platform that is away."""
    root.ran(f"{changed('sunlit-kiosk', 'Version: 0.0.9')} && dpkg -i --force-downgrade /tmp/changed.deb")
    paper = json.loads(PETITION.read_text("utf-8"))
    paper["petitioner"]["name"] = MARK
    for number in range(QUEUED):
        folder = root.path / "media" / f"paper{number}"
        folder.mkdir(parents=True)
        (folder / "petition.json").write_text(json.dumps(paper), "utf-8")
    root.ran(
        f'{served()} code=$({GATEWAY} code {DATA} | sed -n \'s/.*"code": "\\([^"]*\\)".*/\\1/p\'); '
        f'{KIOSK} sync enrol http://127.0.0.1:8080 "$code" && kill $server'
    )
    for number in range(QUEUED):
        root.ran(f"{KIOSK} sync file /media/paper{number}")
    return f"0.0.9 with {QUEUED} petitions that wait"


def served() -> str:
    """Returns the shell's words for a gateway that answers, as `$server`."""
    return answering(f"{GATEWAY} serve {DATA} --listen 127.0.0.1:8080", "/tmp/serve")  # nosec B108 # of the root


def answering(command: str, said: str) -> str:
    """Returns the shell's words that start a server, as `$server`, and wait until it says where it answers. `said`: the
    file it says that into. What an earlier one said there goes away before: the shell may look sooner than the new one
    has emptied it, and would take a server that is not up yet for one that answers."""
    return (
        f"rm -f {said}; {command} >{said} 2>/dev/null & server=$!; "
        f"until [ -s {said} ]; do kill -0 $server || exit 1; sleep 0.2; done;"
    )


def states(root: CleanRoot) -> list[str]:
    rows = json.loads(root.ran(f"{KIOSK} sync status --json 2>/dev/null"))["items"]
    return [row["state"] for row in rows]


def over_a_full_queue(root: CleanRoot) -> str:
    before = states(root)
    root.ran(f"dpkg -i {files('sunlit-kiosk')}")
    assert states(root) == before == ["saved"] * QUEUED, (before, states(root))
    return f"{QUEUED} of {QUEUED} still wait after the newer version came"


def remove_with_unsent(root: CleanRoot) -> str:
    """Removal and purge with what waits: it stays, and that is said."""
    told = root.ran("dpkg --remove sunlit-kiosk")
    assert f"{QUEUED} petitions the platform does not have" in told, told
    told = root.ran("dpkg --purge sunlit-kiosk")
    assert f"{QUEUED} petitions the platform does not have. Install again" in told, told
    assert (root.path / "var/lib/sunlit-window/vault.json").exists()
    root.ran(f"dpkg -i {files('sunlit-kiosk')}")
    assert states(root) == ["saved"] * QUEUED
    return "kept at removal and at purge, said both times, there again after installing"


def delivered(root: CleanRoot) -> str:
    told = root.ran(f"{served()} {KIOSK} sync run --once; kill $server")
    assert states(root) == ["registered"] * QUEUED, (states(root), told)
    cases = root.ran(f"{GATEWAY} list --json {DATA}").splitlines()
    assert len(cases) == QUEUED, cases
    return f"{QUEUED} registered once each"


def wrong_architecture(root: CleanRoot) -> str:
    root.ran(changed("sunlit-proxy", "Architecture: arm64"))
    told = root.refused("dpkg -i /tmp/changed.deb")
    assert "arm64" in told, told
    return next(line.strip() for line in told.splitlines() if "arm64" in line)


def read_only(root: CleanRoot) -> str:
    root.mount("--bind", str(root.path / "opt"), "opt")
    subprocess.run(["mount", "-o", "remount,bind,ro", str(root.path / "opt")], check=True)  # nosec B603 B607
    try:
        told = root.refused(f"dpkg -i {files('sunlit-base')}")
    finally:
        root.unmount("opt")
    assert "cannot be written" in told, told
    return "refused in words before anything was unpacked"


def full_disk(root: CleanRoot) -> str:
    root.mount("-t", "tmpfs", "-o", "size=10m", "tmpfs", "opt")
    try:
        told = root.refused(f"dpkg -i {files('sunlit-base')}")
    finally:
        root.unmount("opt")
    assert "are needed in /opt" in told, told
    return next(line for line in told.splitlines() if "are needed in /opt" in line)


def works_after_refusals(root: CleanRoot) -> str:
    root.ran(f"dpkg -i {files('sunlit-base')} && sunlit-gateway --self-test")
    return "the gateway still tests itself"


def nothing_left(root: CleanRoot) -> str:
    """Purge once everything was registered: no state, no account, and the petitioner's name nowhere on the disk."""
    root.ran("rm -rf /media/paper* /tmp/*; dpkg --purge sunlit-kiosk sunlit-proxy sunlit-windows")
    assert not (root.path / "var/lib/sunlit-window").exists()
    assert "sunlit-kiosk" not in (root.path / "etc/passwd").read_text()
    told = root.ran("dpkg --purge sunlit-gateway")
    assert "cases and keys; delete it yourself" in told, told
    root.ran(f"rm -rf /var/lib/sunlit-gateway; dpkg --purge sunlit-base {' '.join(MODELS)}")
    found = root.tried(f"grep -rl '{MARK}' {SEARCHED} 2>/dev/null").stdout.split()
    assert not found, found
    left = [*(root.path / "opt").rglob("*"), *(root.path / "etc").glob("sunlit*")]
    assert not left, list(map(str, left[:10]))
    return "no file, no account, no name; a gateway's cases were kept until they were deleted by hand"


SCENARIOS = {
    "install": install,
    "accounts": users,
    "self-test": self_tests,
    "technician": technician,
    "twice": twice,
    "older, full queue": older,
    "upgrade": over_a_full_queue,
    "remove with unsent": remove_with_unsent,
    "delivered": delivered,
    "wrong architecture": wrong_architecture,
    "read-only disk": read_only,
    "full disk": full_disk,
    "after refusals": works_after_refusals,
    "purge": nothing_left,
}
