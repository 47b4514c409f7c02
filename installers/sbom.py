"""`python -m installers.sbom FILE [ROOT]`: what ships, as CycloneDX 1.6: packages, model packs, what was built.

The same commit gives the same bytes: the time is the commit's, the serial number follows from the content. `ROOT`: the
root the programs were frozen in, which tells the versions of what was built there.
"""

import re
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement

from core.resources import resource
from installers.freeze import commit_time
from installers.licences import PRODUCT, of_packages
from installers.shipped import locked, names

FROM_SOURCE = {"openssl": "Apache-2.0", "sqlite3": "blessing", "expat": "MIT", "python3.11": "PSF-2.0"}
"""Built in the root from Debian's sources."""


def packages() -> list[Component]:
    """Returns Python's packages, each with the digests that the lock allows."""
    lock, stated = locked(), of_packages()
    return [_package(name, lock[name], stated[name]) for name in sorted(names() & lock.keys())]


def _package(name: str, entry: str, licence: str) -> Component:
    version = next(iter(Requirement(entry.partition("\\")[0].strip()).specifier)).version
    digests = re.findall(r"sha256:([0-9a-f]{64})", entry)
    return Component(
        name=name,
        version=version,
        type=ComponentType.LIBRARY,
        bom_ref=f"pypi/{name}",
        purl=PackageURL("pypi", None, name, version),
        licenses=[LicenseFactory().make_from_string(licence)],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digests[0])] if len(digests) == 1 else [],
    )


def models() -> list[Component]:
    packs = tomllib.loads(resource("models.toml").read_text("utf-8"))
    return [
        Component(
            name=name,
            type=ComponentType.MACHINE_LEARNING_MODEL,
            bom_ref=f"pack/{name}",
            description=pack["about"],
            licenses=[LicenseFactory().make_from_string(pack["licence"])],
        )
        for name, pack in sorted(packs.items())
    ]


def built_in(root: Path) -> list[Component]:
    """Returns what was built in the root, with Debian's versions, by which Debian names its mends."""
    found = []
    for name, licence in FROM_SOURCE.items():
        for source in sorted(root.glob(f"src/{name}_*.dsc")):
            version = source.stem.partition("_")[2]
            found.append(
                Component(
                    name=name,
                    version=version,
                    type=ComponentType.LIBRARY,
                    bom_ref=f"debian/{name}",
                    purl=PackageURL("deb", "debian", name, version),
                    licenses=[LicenseFactory().make_from_string(licence)],
                )
            )
    return found


def bill(root: Path | None) -> Bom:
    components = [*packages(), *models(), *(built_in(root) if root else ())]
    content = "".join(f"{each.bom_ref.value}@{each.version}" for each in components)
    bom = Bom(components=components, serial_number=uuid5(NAMESPACE_URL, content))
    bom.metadata.timestamp = datetime.fromtimestamp(int(commit_time()), UTC)
    product = Component(name=PRODUCT, type=ComponentType.APPLICATION, bom_ref=PRODUCT)
    bom.metadata.component = product
    bom.register_dependency(product, components)
    return bom


def written(bom: Bom) -> str:
    return JsonV1Dot6(bom).output_as_string(indent=1) + "\n"


def main() -> int:
    target, root = Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None
    target.parent.mkdir(parents=True, exist_ok=True)
    bom = bill(root)
    target.write_text(written(bom), "utf-8")
    print(f"{len(bom.components)} parts in {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
