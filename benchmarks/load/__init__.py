"""How much a gateway takes in, as ratios with a bare endpoint of the same framework in the same run."""
