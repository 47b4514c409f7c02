"""Everything stored on a terminal's disk, and its recovery after crashes, full disks and damage."""
