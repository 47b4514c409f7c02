"""What a name on a card looks like."""

COMPOUND = frozenset(
    (
        "欧阳 司马 上官 诸葛 东方 尉迟 皇甫 公孙 慕容 令狐 司徒 宇文 长孙 夏侯 端木 百里 南宫 独孤 呼延 钟离 闻人 申屠 "
        "太史 轩辕 公冶 赫连 澹台 东郭 西门 濮阳 淳于 单于 万俟 司空 鲜于 闾丘 亓官 巫马 公西 漆雕 拓跋 完颜 纳兰 那拉"
    ).split()
)
"""Surnames of two characters."""


def plausible(name: str) -> bool:
    """Two or three characters, four after a surname of two, or a name with a dot. What is longer may hold words of
    something else; a single character has lost its neighbour."""
    if "·" in name:
        return all(len(part) >= 2 for part in name.split("·")) and len(name) <= 40
    return 2 <= len(name) <= 3 or (len(name) == 4 and name[:2] in COMPOUND)
