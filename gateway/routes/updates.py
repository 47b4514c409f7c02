"""New versions for terminals, in pieces (`Range`, RFC 9110, 14). Anybody may read them: they are signed, not secret."""

from fastapi import APIRouter
from fastapi.responses import FileResponse

from gateway.auth.guard import TheRuntime
from gateway.fleet import releases

router = APIRouter(prefix="/v1/updates")


@router.get("/{name:path}", response_class=FileResponse)
def part(name: str, runtime: TheRuntime) -> FileResponse:
    return FileResponse(releases.file_of(runtime, name), media_type="application/octet-stream")
