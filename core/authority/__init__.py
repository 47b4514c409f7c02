"""Authority: who may act for another person, by law and by the letter, and the one judge of it."""
