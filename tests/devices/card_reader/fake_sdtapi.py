"""A vendor's library, compiled for the test: the same calls, with files in a folder in place of a card."""

import shutil
import subprocess
from pathlib import Path

from devices.card_reader.emulator.cards import ChipText

COMPILER = shutil.which("cc") or shutil.which("gcc")

SOURCE = r"""
#include <stdio.h>
#include <string.h>
#define FOLDER "%s"
static int opened, found, selected;

static int file(const char *name, unsigned char *into, int most) {
    char path[4096];
    snprintf(path, sizeof path, FOLDER "/%%s", name);
    FILE *in = fopen(path, "rb");
    if (!in) return -1;
    int size = into ? (int)fread(into, 1, most, in) : 0;
    fclose(in);
    return size;
}
/* A status told for this call, once; 0 when none is. */
static int told(const char *call) {
    unsigned char status;
    char path[4096];
    if (file(call, &status, 1) != 1) return 0;
    snprintf(path, sizeof path, FOLDER "/%%s", call);
    remove(path);
    return status;
}
static int here(void) { return opened && file("unplugged", 0, 0) < 0; }

int SDT_OpenPort(int port) { opened = port == 1001; return here() ? 0x90 : 0x01; }
int SDT_ClosePort(int port) { opened = 0; return 0x90; }
int SDT_GetSAMStatus(int port, int open) { int t = told("status"); return t ? t : here() ? 0x90 : 0x01; }
int SDT_GetSAMIDToStr(int port, char *out, int open) {
    strcpy(out, "05.01-20120315-0001234567-0987654321");
    return here() ? 0x90 : 0x01;
}
int SDT_StartFindIDCard(int port, unsigned char *out, int open) {
    int t = told("find");
    if (!here()) return 0x01;
    if (t) return t;
    found = file("card", 0, 0) >= 0 && file("halted", 0, 0) < 0;
    return found ? 0x9f : 0x80;
}
int SDT_SelectIDCard(int port, unsigned char *out, int open) {
    int t = told("select");
    selected = found && !t;
    return t ? t : found ? 0x90 : 0x81;
}
int SDT_ReadBaseMsg(int port, unsigned char *text, unsigned *tl, unsigned char *photo, unsigned *pl, int open) {
    int t = told("read");
    if (t || !selected) return t ? t : 0x41;
    fclose(fopen(FOLDER "/halted", "w"));
    *tl = file("card", text, 256);
    memset(photo, 7, *pl = 1024);
    return 0x90;
}
int SDT_ReadNewAppMsg(int port, unsigned char *text, unsigned *length, int open) {
    int size = file("address", text, 70);
    if (size <= 0) return 0x91;
    *length = size;
    return 0x90;
}
"""


class ToySdtapi:
    """Takes the place of the emulated module that the other readers have."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.library = folder, folder / "libsdtapi.so"
        (folder / "sdtapi.c").write_text(SOURCE % folder)
        assert COMPILER
        subprocess.run([COMPILER, "-shared", "-fPIC", "-o", self.library, folder / "sdtapi.c"], check=True)

    def lay(self, card: ChipText) -> None:
        self.lift()
        (self.folder / "card").write_bytes(card.block)
        (self.folder / "address").write_bytes(card.new_address.encode("utf-16-le"))

    def lift(self) -> None:
        for name in ("card", "address", "halted"):
            (self.folder / name).unlink(missing_ok=True)

    def misbehave(self, status: int, command: bytes) -> None:
        call = {b"\x11\xff": "status", b"\x20\x01": "find", b"\x20\x02": "select", b"\x30\x01": "read"}[command]
        (self.folder / call).write_bytes(bytes([status]))

    def plug(self) -> None:
        (self.folder / "unplugged").unlink(missing_ok=True)
        (self.folder / "halted").unlink(missing_ok=True)

    def unplug(self) -> None:
        (self.folder / "unplugged").touch()
