"""A made-up county to practise in: organs, officers, and cases that its people brought in the past months."""
