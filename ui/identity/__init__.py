"""Who somebody is: the form to be checked, the card's regions beside it, names in the story that are not the card's."""
