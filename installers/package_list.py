"""The packages and what each holds. A file of the frozen folder is in one package alone."""

import platform
import shutil
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from installers.freeze import SERVER_FILES
from installers.recipe import ROOT, SERVER, WINDOWS

ARCHITECTURE = {"x86_64": "amd64", "aarch64": "arm64", "loongarch64": "loong64"}.get(platform.machine(), "unknown")
OPT = Path("opt/sunlit-window")
DEBIAN = ROOT / "installers" / "debian"
Fill = Callable[[Path, Path], None]

PACKS = {
    "sunlit-models-speech": ("whisper-base", "silero-vad"),
    "sunlit-models-voice": ("kokoro",),
    "sunlit-models-papers": ("orientation",),
}
OPEN_GL = ("libegl1", "libgl1", "libx11-6", "libxcb1", "libwayland-client0", "libwayland-cursor0", "libwayland-egl1")
LIBC = "libc6 (>= 2.31)"


def version() -> str:
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


@dataclass(frozen=True)
class Package:
    """`fill(tree, frozen)` puts the content into the tree. `scripts`: the folder of its maintainer's scripts."""

    name: str
    about: str
    fill: Fill
    depends: tuple[str, ...] = ()
    recommends: tuple[str, ...] = ()
    scripts: str = ""
    architecture: str = "amd64"
    version: str = ""

    def script(self, name: str) -> Path | None:
        """Returns a maintainer's script; the look before unpacking is the same for all."""
        own, shared = DEBIAN / self.scripts / name, DEBIAN / name
        if self.scripts and own.is_file():
            return own
        return shared if shared.is_file() else None


def put(source: Path, target: Path, mode: int = 0o644) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_symlink():
        target.symlink_to(source.readlink())
        return
    shutil.copyfile(source, target)
    target.chmod(mode)


def put_all(files: Iterable[Path], frozen: Path, tree: Path) -> None:
    for path in files:
        executable = 0o755 if not path.is_symlink() and path.stat().st_mode & 0o100 else 0o644
        put(path, tree / OPT / path.relative_to(frozen), executable)


def program(name: str, tree: Path, frozen: Path) -> None:
    """Puts a program, and a link to it where shells look."""
    put(frozen / name, tree / OPT / name, 0o755)
    link = tree / "usr" / "bin" / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(f"/{OPT}/{name}")


def inner(frozen: Path) -> list[Path]:
    return sorted(path for path in (frozen / "_internal").rglob("*") if path.is_symlink() or path.is_file())


def server_files(frozen: Path) -> set[str]:
    """Returns what the gateway needs of the inner folder, as its own analysis found."""
    return set((frozen.parent.parent / SERVER_FILES).read_text("utf-8").splitlines())


def base(tree: Path, frozen: Path) -> None:
    of_server = server_files(frozen)
    put_all((each for each in inner(frozen) if str(each.relative_to(frozen / "_internal")) in of_server), frozen, tree)


def windows(tree: Path, frozen: Path) -> None:
    of_server = server_files(frozen)
    put_all(
        (each for each in inner(frozen) if str(each.relative_to(frozen / "_internal")) not in of_server), frozen, tree
    )
    put(DEBIAN / "udev.rules", tree / "lib/udev/rules.d/70-sunlit-window.rules")
    for name in WINDOWS.keys() - {"sunlit-kiosk", "sunlit-proxy"}:  # `sunlit`, of technicians
        program(name, tree, frozen)


def kiosk(tree: Path, frozen: Path) -> None:
    own = DEBIAN / "kiosk"
    program("sunlit-kiosk", tree, frozen)
    for unit in own.glob("*.service"):
        put(unit, tree / "lib/systemd/system" / unit.name)
    put(own / "kiosk-prepare", tree / OPT / "libexec/kiosk-prepare", 0o755)
    put(own / "pam", tree / "etc/pam.d/sunlit-kiosk")
    put(own / "kiosk.env", tree / "etc/sunlit-window/kiosk.env")
    put(own / "xorg.conf", tree / "etc/sunlit-window/xorg.conf")
    put(own / "sysctl.conf", tree / "etc/sysctl.d/60-sunlit-kiosk.conf")
    for name in ("journald", "logind", "system"):
        put(own / f"{name}.conf", tree / f"etc/systemd/{name}.conf.d/60-sunlit-kiosk.conf")


def proxy(tree: Path, frozen: Path) -> None:
    program("sunlit-proxy", tree, frozen)
    put(DEBIAN / "proxy" / "sunlit-proxy.desktop", tree / "usr/share/applications/sunlit-proxy.desktop")
    put(ROOT / "resources" / "icons" / "sun.svg", tree / "usr/share/icons/hicolor/scalable/apps/sunlit-window.svg")


def gateway(tree: Path, frozen: Path) -> None:
    own = DEBIAN / "gateway"
    program(next(iter(SERVER)), tree, frozen)
    for unit in (*own.glob("*.service"), *own.glob("*.timer")):
        put(unit, tree / "lib/systemd/system" / unit.name)
    put(own / "gateway-backup", tree / OPT / "libexec/gateway-backup", 0o755)
    put(own / "gateway.env", tree / "etc/sunlit-gateway/gateway.env", 0o640)
    for example in ("nginx.conf", "Caddyfile"):
        put(own / example, tree / "usr/share/doc/sunlit-gateway/examples" / example)


def packs(names: tuple[str, ...]) -> Fill:
    def fill(tree: Path, _frozen: Path) -> None:
        from capture.models import model_store

        store = model_store()
        for name in names:  # verified by its digests once more
            shutil.copytree(store.require(name), tree / OPT / "models" / name)
        for path in (tree / OPT).rglob("*"):
            path.chmod(0o755 if path.is_dir() else 0o644)

    return fill


def all_packages() -> list[Package]:
    now = version()
    same = f"(= {now})"
    of_models = tuple(f"{name} {same}" for name in PACKS)
    listed = [
        Package("sunlit-base", "Sunlit Window: what all programs share", base, (LIBC,)),
        Package(
            "sunlit-windows",
            "Sunlit Window: Qt and the engines that both windows share",
            windows,
            (f"sunlit-base {same}", *OPEN_GL, "libasound2"),
            ("tesseract-ocr-chi-sim", "udev"),
        ),
        Package(
            "sunlit-kiosk",
            "Sunlit Window: the kiosk, alone on a screen",
            kiosk,
            (f"sunlit-windows {same}", *of_models, "passwd", "debconf"),
            ("cage | xinit", "cups", "cups-ipp-utils", "libpam-systemd", "udev"),
            "kiosk",
        ),
        Package(
            "sunlit-proxy",
            "Sunlit Window: the agent's window",
            proxy,
            (f"sunlit-windows {same}", *of_models),
            ("cups", "cups-ipp-utils"),
        ),
        Package(
            "sunlit-gateway",
            "Sunlit Window: the provincial side",
            gateway,
            (f"sunlit-base {same}", "passwd", "debconf"),
            ("nginx | caddy", "postgresql-client"),
            "gateway",
        ),
    ]
    listed += [
        Package(name, f"Sunlit Window: model packs {', '.join(inside)}", packs(inside), architecture="all")
        for name, inside in PACKS.items()
    ]
    return [Package(**{**each.__dict__, "version": now}) for each in listed]
