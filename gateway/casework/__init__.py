"""What officers do, whole: an act on a case with its letter and files, in one transaction."""
