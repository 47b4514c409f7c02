"""What lies on a terminal's disk, and how it outlives crashes, full disks and damage."""
