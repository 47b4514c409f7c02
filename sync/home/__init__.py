"""What a terminal keeps on its disk, and how that outlives crashes, full disks and damage."""
