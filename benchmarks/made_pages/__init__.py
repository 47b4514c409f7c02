"""Pages of invented people, drawn and then photographed badly: test data that no tuning has seen."""
