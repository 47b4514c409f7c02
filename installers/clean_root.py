"""A root of a Debian release in which packages are tried: what a machine has that was just set up, and no network."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

MIRROR = "http://deb.debian.org/debian"
OF_THE_SYSTEM = "libegl1 libgl1 libx11-6 libxcb1 libwayland-client0 libwayland-cursor0 libwayland-egl1 passwd debconf"
"""What the packages ask for; a machine with a screen has it."""
MOUNTS = (("proc", "proc"), ("dev", "/dev"))


def made(root: Path, release: str) -> Path:
    """Returns the clean root of a release with what the system brings, made where it is not there yet."""
    if not (root / ".made").exists():
        include = "--include=ca-certificates"
        subprocess.run(  # nosec B603 B607 # no shell
            ["debootstrap", "--variant=minbase", include, release, str(root), MIRROR], check=True
        )
        (root / ".made").touch()
    if not (root / ".system").exists():
        sound = "libasound2t64" if release == "trixie" else "libasound2"
        command = (
            f"apt-get update && apt-get install -y --no-install-recommends {OF_THE_SYSTEM} {sound} && apt-get clean"
        )
        shutil.copy("/etc/resolv.conf", root / "etc" / "resolv.conf")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
        subprocess.run(["chroot", str(root), "sh", "-ec", command], check=True, env=environment)  # nosec B603 B607
        (root / ".system").touch()
    return root


@dataclass(frozen=True)
class CleanRoot:
    """A copy of a clean root; the packages lie in /packages."""

    name: str
    path: Path

    @classmethod
    @contextmanager
    def copied(cls, clean: Path, place: Path, packages: Path, name: str) -> Iterator["CleanRoot"]:
        shutil.rmtree(place, ignore_errors=True)
        subprocess.run(["cp", "-a", "--reflink=auto", str(clean), str(place)], check=True)  # nosec B603 B607
        (place / "packages").mkdir()
        for package in packages.glob("*.deb"):
            try:
                os.link(package, place / "packages" / package.name)
            except OSError:
                shutil.copy(package, place / "packages")
        root = cls(name, place)
        root.mount("-t", "proc", "proc", "proc")
        root.mount("--bind", "/dev", "dev")
        try:
            yield root
        finally:
            root.unmount("dev")
            root.unmount("proc")

    def mount(self, *how: str) -> None:
        *options, inner = how
        (self.path / inner).mkdir(parents=True, exist_ok=True)
        subprocess.run(["mount", *options, str(self.path / inner)], check=True)  # nosec B603 B607

    def unmount(self, inner: str) -> None:
        subprocess.run(["umount", "-l", str(self.path / inner)], check=False)  # nosec B603 B607

    def tried(self, command: str) -> subprocess.CompletedProcess[str]:
        """Runs a shell command inside, with a loopback and no other network."""
        inside = f'ip link set lo up; exec chroot {self.path} /usr/bin/env -i {_environment()} sh -c "$0" 2>&1'
        return subprocess.run(  # nosec B603 B607
            ["unshare", "--net", "sh", "-c", inside, command], check=False, capture_output=True, text=True
        )

    def ran(self, command: str) -> str:
        """Returns what a command prints. Raises AssertionError with it when it fails."""
        done = self.tried(command)
        assert done.returncode == 0, f"`{command}` ended with {done.returncode}: {done.stdout[-3000:]}"
        return done.stdout

    def refused(self, command: str) -> str:
        """Returns what a command that has to fail prints."""
        done = self.tried(command)
        assert done.returncode != 0, f"`{command}` was to be refused: {done.stdout[-1000:]}"
        return done.stdout


def _environment() -> str:
    words = {"HOME": "/root", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", "QT_QPA_PLATFORM": "offscreen"}
    return " ".join(f"{name}={value}" for name, value in words.items()) + " PATH=/usr/sbin:/usr/bin:/sbin:/bin"
