"""What its petitioner sees of a case: its life, and the documents that are theirs."""
