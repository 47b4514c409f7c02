"""The desk: the officers' pages at /desk, drawn by the server. No SQL here; a page computes no date, right or rate."""
