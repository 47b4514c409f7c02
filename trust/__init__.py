"""What both ends do alike: sealing and opening, signing and checking, the journal."""
