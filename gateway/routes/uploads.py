"""tus 1.0, core protocol: any tus client with the token can finish a transfer."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, HTTPException, Request, Response
from fastapi.concurrency import run_in_threadpool

from gateway.auth.guard import TheRuntime
from gateway.intake import uploads
from gateway.intake.uploads import Upload
from gateway.refusals import Refused

router = APIRouter(prefix="/v1/uploads")
VERSION = "1.0.0"
OFFSET_STREAM = "application/offset+octet-stream"


def the_upload(
    upload: str,
    runtime: TheRuntime,
    authorization: Annotated[str, Header()] = "",
    tus_resumable: Annotated[str, Header(include_in_schema=False)] = VERSION,
) -> Upload:
    if tus_resumable != VERSION:
        refused = Refused(412, "tus-version", "this is tus 1.0.0")
        refused.headers = {"Tus-Version": VERSION}
        raise refused
    return uploads.authorise(runtime, upload, authorization.removeprefix("Bearer "))


TheUpload = Annotated[Upload, Depends(the_upload)]


def _headers(*names: str) -> dict[str, Any]:
    """Headers of an answer, for docs/openapi.json."""
    return {"headers": {name: {"required": True, "schema": {"type": "string"}} for name in names}}


HERE = _headers("Tus-Resumable", "Upload-Offset", "Upload-Length")
ABLE = _headers("Tus-Resumable", "Tus-Version", "Tus-Max-Size")


def _offset_answer(upload: Upload, offset: int, status: int) -> Response:
    headers = {"Tus-Resumable": VERSION, "Upload-Offset": str(offset), "Upload-Length": str(upload.size)}
    return Response(status_code=status, headers={**headers, "Cache-Control": "no-store"})


@router.options("/{upload}", status_code=204, responses={204: ABLE})
def options(upload: str) -> Response:
    """Answers the same for every upload, whether it exists or not."""
    abilities = {"Tus-Resumable": VERSION, "Tus-Version": VERSION, "Tus-Max-Size": str(uploads.MAX_UPLOAD_BYTES)}
    return Response(status_code=204, headers=abilities)


@router.head("/{upload}", response_class=Response, responses={200: HERE})
def head(upload: TheUpload, runtime: TheRuntime) -> Response:
    return _offset_answer(upload, uploads.current_offset(runtime, upload), 200)


@router.patch("/{upload}", status_code=204, responses={204: HERE})
async def patch(
    upload: TheUpload, upload_offset: Annotated[int, Header(ge=0)], runtime: TheRuntime, request: Request
) -> Response:
    """Appends bytes from `Upload-Offset` on, as `application/offset+octet-stream`."""
    if request.headers.get("content-type") != OFFSET_STREAM:
        raise Refused(415, "media-type", f"an upload is {OFFSET_STREAM}")
    offset = await uploads.receive(runtime, upload, upload_offset, request.stream())
    return _offset_answer(upload, offset, 204)


@router.post("/{upload}", status_code=204, include_in_schema=False)
async def by_post(
    upload: TheUpload, runtime: TheRuntime, request: Request, upload_offset: Annotated[int | None, Header(ge=0)] = None
) -> Response:
    """Accepts PATCH and HEAD as POST, for clients behind firewalls (tus 1.0, X-HTTP-Method-Override)."""
    match request.headers.get("x-http-method-override"):
        case "PATCH" if upload_offset is not None:
            return await patch(upload, upload_offset, runtime, request)
        case "HEAD":
            return await run_in_threadpool(head, upload, runtime)
        case _:
            raise HTTPException(405)


def tus_headers(path: str) -> dict[str, str]:
    """Headers of every answer about an upload, refusals too."""
    return {"Tus-Resumable": VERSION} if path.startswith(router.prefix + "/") else {}
