"""The petitioner's identity: the form to check, the card's regions beside it, names in the story that differ from the
card's."""
