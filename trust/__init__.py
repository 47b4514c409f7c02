"""What both ends must do alike: sealing and opening, signing and checking, the hash-chained journal."""
