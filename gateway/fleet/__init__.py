"""The terminals of a province: what they tell of themselves, and how they are."""
