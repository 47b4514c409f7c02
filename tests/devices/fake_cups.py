"""A print spooler of four small programs with a folder for its spool: `state` holds the printer's state, `job-state`
the job's."""

from pathlib import Path

PROGRAMS = {
    "lp": """cat > "$SPOOL/42.pdf"; echo "$@" > "$SPOOL/asked"; echo "request id is hall-42 (0 file(s))" """,
    "lpstat": """
case "$1" in
  -d) echo "system default destination: hall" ;;
  -l) cat "$SPOOL/state" ;;
  -o) if [ -e "$SPOOL/stuck" ]; then
        echo "hall-42  root  1024  Sat"; printf 'Alerts: media-empty-error' > "$SPOOL/state"
      else
        mv "$SPOOL/42.pdf" "$SPOOL/paper"
      fi ;;
esac""",
    "ipptool": """[ "$2" = ipp://localhost/jobs/42 ] && [ -r "$3" ] && cat "$SPOOL/job-state" """,
    "cancel": """[ "$1 $2" = "-x hall-42" ] && rm "$SPOOL/42.pdf" """,
}


def fake_cups(folder: Path, state: str) -> str:
    """Makes the programs and returns the search path to them. Calls of `lp` are recorded in folder/asked."""
    (folder / "state").write_text(state)
    (folder / "job-state").write_text("job-state\ncompleted\n")
    programs = folder / "bin"
    programs.mkdir()
    for name, body in PROGRAMS.items():
        (programs / name).write_text(f"#!/bin/sh\nSPOOL='{folder}'\n{body}\n")
        (programs / name).chmod(0o755)
    return str(programs)
