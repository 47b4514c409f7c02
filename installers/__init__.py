"""From a checkout to a machine that works: system packages, licences, freezing."""
