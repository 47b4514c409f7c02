"""The gateway's throughput, as ratios with a bare endpoint of the same framework in the same run."""
