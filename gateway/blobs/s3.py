"""Sealed files in an S3-compatible store.

Such a store cannot append, so an upload lies there in pieces, one for each call, named by their offsets. When the part
is complete the pieces become one object. Access keys and region come from the environment variables of AWS's tools."""

import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import parse_qs, urlsplit

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from core.problems import StoreProblem

MAX_IN_MEMORY = 1 << 20
"""Bytes of a piece that are kept in memory; a longer piece goes to a temporary file. All of it is sealed."""
NOT_FOUND_CODES = {"NoSuchKey", "404"}


def open_bucket(url: str) -> "BucketBlobs":
    """s3://BUCKET[/PREFIX][?endpoint=https://…]. Raises StoreProblem when the bucket does not answer."""
    parts = urlsplit(url)
    if parts.scheme != "s3" or not parts.netloc:
        raise StoreProblem("BLOB_URL is s3://bucket/prefix?endpoint=https://host")
    endpoint = parse_qs(parts.query).get("endpoint", [None])[0]
    options = Config(connect_timeout=5, read_timeout=30, retries={"max_attempts": 3, "mode": "standard"})
    try:
        client = boto3.client("s3", endpoint_url=endpoint, config=options)
        client.head_bucket(Bucket=parts.netloc)
    except (BotoCoreError, ClientError, ValueError) as error:
        raise StoreProblem(f"the object store does not answer: {type(error).__name__}") from error
    return BucketBlobs(client, parts.netloc, parts.path.strip("/"))


class BucketBlobs:
    def __init__(self, client: Any, bucket: str, prefix: str) -> None:
        self._client, self._bucket = client, bucket
        self._prefix = f"{prefix}/" if prefix else ""

    def put(self, name: str, content: bytes) -> None:
        self._client.put_object(Bucket=self._bucket, Key=self._kept(name), Body=content)

    @contextmanager
    def ready(self, name: str, content: bytes) -> Iterator[Callable[[], None]]:
        """Prepares nothing: such a store cannot rename, and a copy costs as much as writing the text."""
        yield lambda: self.put(name, content)

    def get(self, name: str) -> bytes | None:
        try:
            return self._read(self._kept(name))
        except ClientError as error:
            if error.response["Error"]["Code"] in NOT_FOUND_CODES:
                return None
            raise

    def has(self, name: str) -> bool:
        try:
            self._client.head_object(Bucket=self._bucket, Key=self._kept(name))
        except ClientError as error:
            if error.response["Error"]["Code"] in NOT_FOUND_CODES:
                return False
            raise
        return True

    def remove(self, name: str) -> None:
        self._client.delete_object(Bucket=self._bucket, Key=self._kept(name))

    def place(self, name: str) -> str:
        return f"s3://{self._bucket}/{self._kept(name)}"

    def arrived(self, upload: str) -> int:
        return sum(size for _, size in self._pieces(upload))

    @contextmanager
    def arriving(self, upload: str, offset: int) -> Iterator[IO[bytes]]:
        with SpooledTemporaryFile(MAX_IN_MEMORY) as file:
            try:
                yield file
            finally:
                if file.tell():
                    file.seek(0)
                    self._client.upload_fileobj(
                        UncloseableFile(file), self._bucket, f"{self._incoming(upload)}{offset:020d}"
                    )

    def digest(self, upload: str) -> str:
        told = hashlib.sha256()
        for content in self._contents(upload):
            told.update(content)
        return told.hexdigest()

    def keep(self, upload: str, name: str, size: int) -> None:
        pieces = list(self._pieces(upload))
        if (
            sum(long for _, long in pieces) != size
        ):  # another gateway has stored the part already; it must not be overwritten
            raise FileNotFoundError(name)
        joined = ConcatenatedStream(self._read(key) for key, _ in pieces)
        self._client.upload_fileobj(joined, self._bucket, self._kept(name))
        self.drop(upload)

    def drop(self, upload: str) -> None:
        for key in [key for key, _ in self._listed(upload)]:
            self._client.delete_object(Bucket=self._bucket, Key=key)

    def unfinished(self) -> Iterator[tuple[str, datetime]]:
        pages, found = self._client.get_paginator("list_objects_v2"), dict[str, datetime]()
        for page in pages.paginate(Bucket=self._bucket, Prefix=f"{self._prefix}incoming/"):
            for each in page.get("Contents", []):
                upload = each["Key"].rsplit("/", 2)[1]
                found[upload] = max(each["LastModified"], found.get(upload, each["LastModified"]))
        yield from found.items()

    def abort_stale(self, before: datetime) -> int:
        """Abort our unfinished multipart uploads, which a store keeps, and charges for, until somebody aborts them."""
        pages, ended = self._client.get_paginator("list_multipart_uploads"), 0
        for page in pages.paginate(Bucket=self._bucket, Prefix=self._prefix):
            for each in page.get("Uploads", []):
                if each["Initiated"] <= before:
                    self._client.abort_multipart_upload(Bucket=self._bucket, Key=each["Key"], UploadId=each["UploadId"])
                    ended += 1
        return ended

    def _kept(self, name: str) -> str:
        return f"{self._prefix}kept/{name}"

    def _incoming(self, upload: str) -> str:
        return f"{self._prefix}incoming/{upload}/"

    def _read(self, key: str) -> bytes:
        content: bytes = self._client.get_object(Bucket=self._bucket, Key=key)["Body"].read()
        return content

    def _listed(self, upload: str) -> Iterator[tuple[str, int]]:
        """Yields keys and sizes, in the order of their offsets."""
        pages = self._client.get_paginator("list_objects_v2")
        for page in pages.paginate(Bucket=self._bucket, Prefix=self._incoming(upload)):
            for each in page.get("Contents", []):
                yield each["Key"], each["Size"]

    def _pieces(self, upload: str) -> Iterator[tuple[str, int]]:
        """Yields the pieces that follow each other without a gap from the beginning."""
        end = 0
        for key, size in self._listed(upload):
            if int(key.rpartition("/")[2]) == end:
                end += size
                yield key, size

    def _contents(self, upload: str) -> Iterator[bytes]:
        return (self._read(key) for key, _ in self._pieces(upload))


class UncloseableFile(io.BufferedIOBase):
    """A file that ignores `close`."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        return self._file.read(-1 if size is None else size)


class ConcatenatedStream(io.RawIOBase):
    """Pieces read as one stream."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._rest = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        taken = self._rest[: len(buffer)]
        buffer[: len(taken)] = taken
        self._rest = self._rest[len(taken) :]
        return len(taken)
