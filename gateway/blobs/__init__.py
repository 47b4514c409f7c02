"""Storage of sealed files: a folder by default, an S3-compatible store for a province."""

from pathlib import Path

from gateway.blobs.port import Blobs

__all__ = ["Blobs", "open_blobs"]


def open_blobs(url: str, folder: Path) -> Blobs:
    """`url` as in BLOB_URL; empty for the folder. Raises StoreProblem."""
    if not url:
        from gateway.blobs.folder import FolderBlobs

        return FolderBlobs(folder)
    from gateway.blobs.s3 import open_bucket

    return open_bucket(url)
