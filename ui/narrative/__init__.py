"""The story: dictated into the draft, shown clause by clause, corrected, and the oral record taken from it."""
