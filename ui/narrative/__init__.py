"""What was told: dictated into the draft, shown clause by clause, corrected, and the oral record read from it."""
